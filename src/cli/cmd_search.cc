// `earwitness search`: passages that answer a query, each with its words, second and speaker.
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/session.h"
#include "search/search.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
    std::vector<std::string> query;
    std::string show, episode, speaker, kind, entity, since, until;
    std::size_t limit = 10;
    bool json = false;
};

// Options of the command line go before filters inside the query.
Result<search::Query> make_query(const Options& options) {
    std::string text;
    for (const auto& part : options.query) text += (text.empty() ? "" : " ") + part;
    auto query = search::parse_query(text);
    if (!query) return query;
    auto& f = query->filters;
    if (!options.show.empty()) f.show = options.show;
    if (!options.episode.empty()) f.episode = options.episode;
    if (!options.speaker.empty()) f.speaker = options.speaker;
    if (!options.entity.empty()) f.entity = options.entity;
    if (!options.kind.empty()) {
        if (!search::is_known_kind(options.kind))
            return make_error(
                ErrorCode::kInvalidArgument,
                "--kind " + options.kind + ": there is no such kind; write one of " + search::known_kinds());
        f.kind = options.kind;
    }
    if (!options.since.empty()) {
        auto day = search::parse_day(options.since, false);
        if (!day) return in_context("--since", day.error());
        f.since = *day;
    }
    if (!options.until.empty()) {
        auto day = search::parse_day(options.until, true);
        if (!day) return in_context("--until", day.error());
        f.until = *day;
    }
    return query;
}

ordered_json maybe(const std::optional<std::int64_t>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json hit_json(const search::Hit& hit) {
    auto matches = ordered_json::array();
    for (const auto& match : hit.matches) matches.push_back({{"begin", match.begin}, {"end", match.end}});
    return {
        {"episode", hit.episode_id},
        {"title", hit.episode_title},
        {"show", hit.show_id},
        {"show_title", hit.show_title},
        {"published_at", hit.published_at ? ordered_json(base::format_utc(*hit.published_at)) : ordered_json(nullptr)},
        {"kind", hit.kind},
        {"type", hit.type},
        {"score", hit.score},
        {"begin", hit.span.begin},
        {"end", hit.span.end},
        {"start_ms", maybe(hit.start_ms)},
        {"end_ms", maybe(hit.end_ms)},
        {"speaker", hit.speaker.empty() ? ordered_json(nullptr) : ordered_json(hit.speaker)},
        {"words", hit.words},
        {"matches", std::move(matches)},
        {"passage", {{"begin", hit.passage.begin}, {"end", hit.passage.end}}},
        {"transcript_sha256", hit.transcript_sha256}};
}

void print_hit(const search::Hit& hit, std::ostream& out) {
    out << hit.episode_id;
    if (hit.published_at) out << "  " << day_text(hit.published_at);
    out << "  " << one_line(hit.episode_title, 70) << "\n";
    out << place_column(hit.start_ms);
    if (!hit.type.empty()) out << "[" << hit.type << "] ";
    if (!hit.speaker.empty()) out << hit.speaker << ": ";
    out << one_line(hit.words, 500) << "\n\n";
}

// "12 hours (31 episodes, 108000 words)": what was looked through.
std::string searched_text(const search::Searched& searched) {
    const std::int64_t minutes = (searched.duration_ms + 30'000) / 60'000;
    const std::string what = counted(searched.episodes, "episode", "episodes") + ", " +
                             counted(static_cast<std::size_t>(searched.words), "word", "words");
    if (minutes == 0) return what;
    return (minutes < 120 ? counted(static_cast<std::size_t>(minutes), "minute", "minutes")
                          : counted(static_cast<std::size_t>(minutes + 30) / 60, "hour", "hours")) +
           " (" + what + ")";
}

void run(const Options& options, Context& context) {
    const auto query = make_query(options);
    if (!query) {
        context.fail(query.error());
        context.exit_code = query.error().code == ErrorCode::kInvalidArgument ? kWrongUsage : kFailed;
        return;
    }
    const auto archive = open_for_reading(context);
    if (!archive) return context.fail(archive.error());
    const auto answer = search::search(*archive, *query, {options.limit});
    if (!answer) return context.fail(answer.error());
    if (options.json) {
        auto hits = ordered_json::array();
        for (const auto& hit : answer->hits) hits.push_back(hit_json(hit));
        auto suggestions = ordered_json::array();
        for (const auto& suggestion : answer->suggestions)
            suggestions.push_back({{"asked", suggestion.asked}, {"meant", suggestion.meant}});
        const ordered_json all = {{"episodes", answer->episodes},
                                  {"searched",
                                   {{"episodes", answer->searched.episodes},
                                    {"words", answer->searched.words},
                                    {"duration_ms", answer->searched.duration_ms}}},
                                  {"suggestions", std::move(suggestions)},
                                  {"hits", std::move(hits)}};
        context.out << all.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
        return;
    }
    for (const auto& hit : answer->hits) print_hit(hit, context.out);
    if (context.quiet) return;
    const std::string searched = searched_text(answer->searched);
    if (answer->hits.empty())
        context.out << "nothing found in " << searched
                    << "; ask for other words, or see docs/search.md for the query language\n";
    else
        context.out << counted(answer->hits.size(), "line", "lines") << " shown of "
                    << counted(answer->episodes, "matching episode", "matching episodes") << ", of " << searched
                    << "\n";
    for (const auto& suggestion : answer->suggestions)
        context.out << "nobody says " << suggestion.asked << "; did you mean " << suggestion.meant << "?\n";
}

}  // namespace

void add_search_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "search", "Find what was said: words, \"phrases\", -not, a OR b, prefix*, speaker:, kind:, entity:");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("query", options->query, "What to look for (docs/search.md)");
    command->add_option("--show", options->show, "Only this show (its id)");
    command->add_option("--episode", options->episode, "Only this episode (its id)");
    command->add_option("--speaker", options->speaker, "Only what this speaker says (words of the name)");
    command->add_option("--kind", options->kind,
                        "Only findings of a kind: quote, insight, prediction, recommendation ...");
    command->add_option("--entity", options->entity, "Only where this entity is named (its id)");
    command->add_option("--since", options->since, "Only episodes of this day (2025-05-14, 2025-05, 2025) or later");
    command->add_option("--until", options->until, "Only episodes of this day or earlier");
    command->add_option("--limit", options->limit, "How many passages (default: 10)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
