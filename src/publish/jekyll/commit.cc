#include "publish/jekyll/commit.h"

#include "publish/page.h"
#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

constexpr std::size_t kFewTitles = 12;

// Titles come from feeds: one line each, no control characters.
std::string one_line(std::string_view title) {
    constexpr std::size_t kMostBytes = 120;
    std::string line;
    for (const char c : text::repair_utf8(title)) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return shortened(line, kMostBytes);
}

}  // namespace

CommitMessage commit_message(const JekyllReport& report) {
    const struct {
        const char* verb;
        const std::vector<std::string>& titles;
    } parts[] = {{"Add", report.added}, {"Change", report.changed}, {"Remove", report.gone}};
    CommitMessage message;
    std::size_t total = 0;
    for (const auto& part : parts) {
        total += part.titles.size();
        if (part.titles.empty()) continue;
        const std::string verb = message.subject.empty() ? part.verb : text::lower(part.verb);
        message.subject += (message.subject.empty() ? "" : ", ") + verb + " ";
        message.subject += counted(part.titles.size(), "episode", "episodes");
    }
    if (total == 0) return {"Bring the site's files up to date", ""};
    if (total > kFewTitles) return message;
    for (const auto& part : parts)
        for (const std::string& title : part.titles)
            message.body += std::string(part.verb) + ": " + one_line(title) + "\n";
    return message;
}

Result<CommitReport> commit_publish(const GitFolder& git, const JekyllReport& report, Push push) {
    std::set<std::string> paths = report.owned;
    paths.insert(report.touched.begin(), report.touched.end());
    auto changed = git.changed(paths);
    if (!changed) return changed.error();
    CommitReport done;
    done.files = changed->size();
    if (!changed->empty()) {
        const CommitMessage message = commit_message(report);
        auto commit = git.commit(*changed, message.subject, message.body);
        if (!commit) return commit.error();
        done.commit = std::move(*commit);
    }
    if (push == Push::kYes) {
        auto pushed = git.push();
        if (!pushed) return pushed.error();
        done.pushed_to = std::move(*pushed);
    }
    return done;
}

}  // namespace earwitness::publish::jekyll
