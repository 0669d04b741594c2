#include "pipeline/audit_pages.h"

#include <algorithm>
#include <optional>

#include "base/files.h"
#include "base/parallel.h"
#include "jekyll/audit/audit.h"
#include "jekyll/facts.h"
#include "pipeline/import_pages.h"
#include "text/utf8.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;

// The names that the engine sees in a text whose lines are utterances.
std::vector<jekyll::SeenName> read_names(const Engine& engine, const std::string& text) {
    Transcript transcript;
    transcript.text = text;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text::trimmed(std::string_view(text).substr(at, end - at));
        if (!line.empty()) {
            const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
            transcript.segments.push_back(
                {{begin, begin + static_cast<std::uint32_t>(line.size())}, {}, {}, kNoSpeaker});
        }
        at = end + 1;
    }
    const Analysis analysis = engine.analyze(std::move(transcript), {});
    std::vector<jekyll::SeenName> names;
    for (const Entity& entity : analysis.entities)
        for (const Mention& mention : entity.mentions) names.push_back({mention.span, entity.type});
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
    return names;
}

// Whether a path of the site is there: in the folder of the pages or in one of those above it, which may be the site's.
bool is_in_site(const fs::path& folder, std::string_view path) {
    std::error_code code;
    const fs::path inside = fs::path(std::string(path.substr(1))).lexically_normal();
    if (inside.empty() || *inside.begin() == "..") return false;
    fs::path root = fs::weakly_canonical(folder, code);
    for (int up = 0; up < 3 && !root.empty(); ++up, root = root.parent_path())
        if (fs::exists(root / inside, code)) return true;
    return false;
}

}  // namespace

Result<jekyll::AuditReport> audit_pages(const Engine& engine, const fs::path& what, std::size_t jobs,
                                        const std::function<void(std::size_t, std::size_t)>& progress) {
    const auto files = find_pages(what);
    if (!files) return files.error();
    std::error_code code;
    const fs::path root = fs::is_regular_file(what, code) ? what.parent_path() : what;
    const auto reader = [&](const std::string& text) { return read_names(engine, text); };
    const auto exists = [&](std::string_view path) { return is_in_site(root, path); };
    jekyll::Audit audit;
    std::size_t next = 0, done = 0;
    base::ordered_parallel<std::size_t, std::optional<jekyll::PageAudit>>(
        jobs, [&] { return next < files->size() ? std::optional(next++) : std::nullopt; },
        [&](std::size_t&& index) -> std::optional<jekyll::PageAudit> {
            const fs::path& file = (*files)[index];
            const auto bytes = base::read_file(root / file, jekyll::kMaxPageBytes + 1);
            const Result<jekyll::TakenPage> page =
                bytes ? jekyll::take_page(*bytes) : Result<jekyll::TakenPage>(bytes.error());
            if (page && !jekyll::is_episode_page(page->page.front)) return {};
            return jekyll::audit_page(text::repair_utf8(file.generic_string()), page, reader, exists);
        },
        [&](std::optional<jekyll::PageAudit>&& page) {
            if (page) audit.add(std::move(*page));
            if (progress) progress(++done, files->size());
            return true;
        });
    auto report = audit.finish();
    if (report.pages == 0)
        return make_error(
            ErrorCode::kNotFound,
            what.string() + ": no episode's page in it; give the folder that holds the pages, such as _episodes");
    return report;
}

}  // namespace earwitness::pipeline
