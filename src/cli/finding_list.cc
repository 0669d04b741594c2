#include "cli/finding_list.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/session.h"
#include "search/known_filters.h"
#include "search/query.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;

ordered_json maybe(const std::optional<std::int64_t>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json finding_json(const store::FindingRecord& f) {
    ordered_json out = {
        {"episode", f.episode_id}, {"title", f.episode_title}, {"show", f.show_title}, {"kind", f.kind}};
    if (!f.type.empty()) out["type"] = f.type;
    out["begin"] = f.span.begin;
    out["end"] = f.span.end;
    out["start_ms"] = maybe(f.start_ms);
    out["end_ms"] = maybe(f.end_ms);
    out["speaker"] = f.speaker.empty() ? ordered_json(nullptr) : ordered_json(f.speaker);
    out["score"] = f.score;
    out["words"] = f.words;
    out["entities"] = f.entities;
    return out;
}

bool read_day(const std::string& text, const char* option, bool end_of, std::optional<std::int64_t>& at,
              Context& context) {
    if (text.empty()) return true;
    const auto day = search::parse_day(text, end_of);
    if (!day) {
        context.fail(in_context(option, day.error()));
        context.exit_code = kWrongUsage;
        return false;
    }
    at = *day;
    return true;
}

}  // namespace

void add_list_options(CLI::App& command, const std::shared_ptr<ListOptions>& options) {
    command.add_option("--show", options->filter.show, "Only this show (its id)");
    command.add_option("--episode", options->filter.episode, "Only this episode (its id)");
    command.add_option("--since", options->since, "Only episodes of this day (2025-05-14, 2025-05, 2025) or later");
    command.add_option("--until", options->until, "Only episodes of this day or earlier");
    command.add_option("--limit", options->filter.limit, "How many (default: 50)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000000}));
    command.add_flag("--json", options->json, "Print JSON");
}

std::optional<store::FindingFilter> read_filter(const ListOptions& options, Context& context) {
    store::FindingFilter filter = options.filter;
    if (!read_day(options.since, "--since", false, filter.since, context) ||
        !read_day(options.until, "--until", true, filter.until, context))
        return {};
    return filter;
}

bool names_somebody(const store::Archive& archive, const store::FindingFilter& filter, bool json, Context& context) {
    if (const auto known = search::expect_known(archive, filter); !known) {
        context.fail(known.error());
        return false;
    }
    if (!json && !context.quiet) context.out << "none; `earwitness run` finds them, and other filters may show more\n";
    return true;
}

void list_findings(const ListOptions& options, std::string_view kind, Context& context) {
    auto filter = read_filter(options, context);
    if (!filter) return;
    filter->kind = std::string(kind);
    const auto archive = open_for_reading(context);
    if (!archive) return context.fail(archive.error());
    const auto findings = archive->findings(*filter);
    if (!findings) return context.fail(findings.error());
    if (findings->empty() && !names_somebody(*archive, *filter, options.json, context)) return;
    if (options.json) {
        auto list = ordered_json::array();
        for (const auto& finding : *findings) list.push_back(finding_json(finding));
        context.out << list.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
        return;
    }
    for (const auto& f : *findings) {
        context.out << f.episode_id << "  " << one_line(f.episode_title, 70) << "\n" << place_column(f.start_ms);
        if (!f.type.empty()) context.out << "[" << f.type << "] ";
        if (!f.speaker.empty()) context.out << f.speaker << ": ";
        context.out << one_line(f.words, 600) << "\n\n";
    }
}

}  // namespace earwitness::cli
