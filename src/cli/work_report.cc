#include "cli/work_report.h"

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/session.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;

ordered_json time_json(const std::optional<std::int64_t>& at) {
    return at ? ordered_json(base::format_utc(*at)) : ordered_json(nullptr);
}

ordered_json open_json(const std::vector<pipeline::OpenStage>& list) {
    auto out = ordered_json::array();
    for (const auto& one : list)
        out.push_back({{"episode", one.episode},
                       {"title", one.title},
                       {"stage", one.stage},
                       {"reason", one.reason},
                       {"retry_at", time_json(one.retry_at)}});
    return out;
}

// Episodes that wait for the same thing stand under one line.
void print_waiting(const std::vector<pipeline::OpenStage>& waiting, std::ostream& out) {
    std::map<std::string, std::vector<std::string>> by_reason;
    for (const auto& one : waiting) by_reason[one.reason].push_back(one.episode);
    for (const auto& [reason, episodes] : by_reason) {
        out << "  " << reason << "\n";
        for (const auto& episode : episodes) out << "    " << episode << "\n";
    }
}

}  // namespace

void print_update(const pipeline::UpdateSummary& summary, std::ostream& out, bool quiet) {
    for (const auto& show : summary.shows) {
        if (show.state == "failed" || show.state == "gone") {
            out << show.id << ": " << (show.state == "gone" ? "gone for good, asked no more" : "failed") << ": "
                << show.reason << "\n";
        } else if (!quiet && show.counts.fresh + show.counts.changed + show.counts.unlisted > 0) {
            out << show.id << ": " << show.counts.fresh << " new";
            if (show.counts.changed > 0) out << ", " << show.counts.changed << " changed";
            if (show.counts.unlisted > 0) out << ", " << show.counts.unlisted << " left the feed";
            out << "\n";
        }
    }
    if (quiet) return;
    out << counted(summary.shows.size(), "show", "shows") << " looked at, "
        << counted(summary.fresh(), "new episode", "new episodes");
    if (summary.failed() > 0) out << ", " << summary.failed() << " failed";
    out << (summary.cancelled ? "; stopped before the end, run it again to go on\n" : "\n");
}

void print_run(const pipeline::RunSummary& summary, std::ostream& out, bool quiet) {
    for (const auto& one : summary.failures)
        out << "failed: " << one.episode << " (" << one.stage << "): " << one.reason << "\n";
    if (quiet) return;
    if (!summary.waiting.empty()) {
        out << counted(summary.waiting.size(), "episode waits", "episodes wait") << ":\n";
        print_waiting(summary.waiting, out);
    }
    out << counted(summary.episodes, "episode", "episodes") << ": " << summary.up_to_date << " up to date, "
        << summary.transcripts << " transcripts taken in, " << summary.analysed << " analysed, " << summary.indexed
        << " indexed";
    if (summary.timed > 0) out << ", " << summary.timed << " given times by what was heard";
    if (summary.chapters > 0) out << ", " << summary.chapters << " with chapters";
    if (summary.read_by_model > 0) out << ", " << summary.read_by_model << " read by a language model";
    if (summary.elsewhere > 0) out << ", " << summary.elsewhere << " worked on by another process";
    if (summary.audio > 0) out << ", " << summary.audio << " audio files kept";
    if (!summary.waiting.empty()) out << ", " << summary.waiting.size() << " waiting";
    if (!summary.failures.empty()) out << ", " << summary.failures.size() << " failed";
    out << (summary.cancelled ? "; stopped before the end, run it again to go on\n" : "\n");
}

ordered_json update_json(const pipeline::UpdateSummary& summary) {
    auto shows = ordered_json::array();
    for (const auto& show : summary.shows) {
        auto diagnostics = ordered_json::array();
        for (const auto& odd : show.diagnostics)
            diagnostics.push_back({{"code", odd.code}, {"message", odd.message}, {"line", odd.line}});
        shows.push_back({{"show", show.id},
                         {"title", show.title},
                         {"state", show.state},
                         {"reason", show.reason},
                         {"new", show.counts.fresh},
                         {"changed", show.counts.changed},
                         {"left", show.counts.unlisted},
                         {"new_episodes", show.counts.fresh_ids},
                         {"next_due_at", time_json(show.next_due_at)},
                         {"diagnostics", std::move(diagnostics)}});
    }
    return {{"shows", std::move(shows)},
            {"failed", summary.failed()},
            {"new_episodes", summary.fresh()},
            {"stopped", summary.cancelled}};
}

ordered_json run_json(const pipeline::RunSummary& s) {
    return {{"episodes", s.episodes},           {"up_to_date", s.up_to_date},
            {"elsewhere", s.elsewhere},         {"transcripts", s.transcripts},
            {"chapters", s.chapters},           {"audio", s.audio},
            {"analysed", s.analysed},           {"indexed", s.indexed},
            {"read_by_model", s.read_by_model}, {"failures", open_json(s.failures)},
            {"waiting", open_json(s.waiting)},  {"stopped", s.cancelled}};
}

}  // namespace earwitness::cli
