// `earwitness show`: the shows of the archive; one show, one episode, one entity.
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/additions_report.h"
#include "cli/analysis_report.h"
#include "cli/commands.h"
#include "cli/page_report.h"
#include "cli/session.h"
#include "publish/hearing_text.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
    std::string id;
    bool json = false;
    bool refused = false;
};

ordered_json maybe(const std::optional<std::int64_t>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}
ordered_json date(const std::optional<std::int64_t>& at) {
    return at ? ordered_json(base::format_utc(*at)) : ordered_json(nullptr);
}

void print_json(const ordered_json& json, Context& context) {
    context.out << json.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

std::string state_of(const store::EpisodeRecord& episode, const std::vector<store::StageRecord>& stages) {
    for (const auto& stage : stages) {
        // Findings stand without what a language model might add.
        const std::string first = stage.stage == store::Stage::kLlm ? "analysed; " : "";
        if (stage.state == store::StageState::kFailed)
            return first + std::string(store::stage_name(stage.stage)) + " failed: " + stage.reason;
        if (stage.state == store::StageState::kWaiting) return first + stage.reason;
    }
    if (!episode.analysis_key.empty()) return "analysed";
    return episode.transcript_key.empty() ? "new" : "has a transcript";
}

std::string show_state(const store::ShowRecord& show) {
    if (show.fetch.gone) return "gone";
    if (!show.fetch.last_error.empty()) return "failing: " + show.fetch.last_error;
    return "";
}

ordered_json show_json(const store::ShowRecord& show) {
    return {{"show", show.id},
            {"title", show.show.title},
            {"source", store::show_source_name(show.source)},
            {"location", show.location},
            {"gone", show.fetch.gone},
            {"failures", show.fetch.failures},
            {"last_error", show.fetch.last_error},
            {"fetched_at", date(show.fetch.fetched_at)},
            {"next_due_at", date(show.fetch.next_due_at)}};
}

void list_shows(const store::Archive& archive, const Options& options, Context& context) {
    const auto shows = archive.shows();
    if (!shows) return context.fail(shows.error());
    const auto episodes = archive.episodes();
    if (!episodes) return context.fail(episodes.error());
    std::map<std::string, std::pair<std::size_t, std::size_t>> counts;  // all, analysed
    for (const auto& episode : *episodes) {
        auto& [all, analysed] = counts[episode.show_id];
        ++all;
        analysed += !episode.analysis_key.empty();
    }
    auto list = ordered_json::array();
    for (const auto& show : *shows) {
        const auto [all, analysed] = counts[show.id];
        if (options.json) {
            list.push_back(show_json(show));
            list.back()["episodes"] = all;
            list.back()["analysed"] = analysed;
            continue;
        }
        context.out << show.id << "  " << one_line(show.show.title, 60) << "  " << counted(all, "episode", "episodes")
                    << ", " << analysed << " analysed";
        if (const std::string state = show_state(show); !state.empty())
            context.out << "  (" << one_line(state, 200) << ")";
        context.out << "\n";
    }
    if (options.json)
        print_json(list, context);
    else if (shows->empty())
        context.out << "no show yet; `earwitness add <feed-url|folder|file>` follows one\n";
}

void show_show(const store::Archive& archive, const store::ShowRecord& show, const Options& options, Context& context) {
    const auto episodes = archive.episodes(show.id);
    if (!episodes) return context.fail(episodes.error());
    auto json = show_json(show);
    json["description"] = show.show.description;
    json["episodes"] = ordered_json::array();
    if (!options.json) {
        context.out << show.show.title << "\n" << show.location << "\n";
        if (const std::string state = show_state(show); !state.empty()) context.out << state << "\n";
        context.out << "\n";
    }
    for (const auto& episode : *episodes) {
        const auto stages = archive.stages(episode.row);
        if (!stages) return context.fail(stages.error());
        const std::string state = state_of(episode, *stages);
        if (options.json)
            json["episodes"].push_back({{"episode", episode.id},
                                        {"title", episode.episode.title},
                                        {"published_at", date(episode.episode.published_at)},
                                        {"duration_ms", maybe(episode.episode.duration_ms)},
                                        {"listed", episode.listed},
                                        {"state", state}});
        else
            context.out << episode.id << "  " << day_text(episode.episode.published_at) << "  "
                        << one_line(episode.episode.title, 70) << "  (" << one_line(state, 200) << ")\n";
    }
    if (options.json) print_json(json, context);
}

ordered_json refused_json(const store::AdditionsRecord& additions) {
    auto out = ordered_json::array();
    for (const auto& one : additions.refused)
        out.push_back({{"kind", one.kind}, {"reason", one.reason}, {"text", one.text}, {"detail", one.detail}});
    return out;
}

void show_episode(const store::Archive& archive, const store::EpisodeRecord& episode, const Options& options,
                  Context& context) {
    const auto stages = archive.stages(episode.row);
    if (!stages) return context.fail(stages.error());
    const auto analysis = archive.analysis(episode.row);
    if (!analysis) return context.fail(analysis.error());
    const auto additions = archive.additions(episode.row);
    if (!additions) return context.fail(additions.error());
    if (options.json) {
        ordered_json json = {
            {"episode", episode.id},
            {"title", episode.episode.title},
            {"show", episode.show_id},
            {"link", episode.episode.link},
            {"published_at", date(episode.episode.published_at)},
            {"duration_ms", maybe(episode.episode.duration_ms)},
            {"audio", episode.episode.enclosure ? ordered_json(episode.episode.enclosure->url) : ordered_json(nullptr)},
            {"transcript_from", episode.transcript_url},
            {"listed", episode.listed},
            {"state", state_of(episode, *stages)}};
        const auto text = archive.analysis_json(episode.row);
        if (!text) return context.fail(text.error());
        json["analysis"] = *text ? ordered_json::parse(**text, nullptr, false) : ordered_json(nullptr);
        auto pages = pages_json(archive, episode);
        if (!pages) return context.fail(pages.error());
        json["imported_pages"] = std::move(*pages);
        if (options.refused) json["refused"] = *additions ? refused_json(**additions) : ordered_json::array();
        return print_json(json, context);
    }
    const auto pages = pages_text(archive, episode);
    if (!pages) return context.fail(pages.error());
    context.out << episode.id << "\n" << episode.show_title << "\n" << *pages;
    if (*analysis)
        if (const std::string note = publish::transcript_note((*analysis)->transcript); !note.empty())
            context.out << note << "\n";
    if (!*analysis)
        context.out << episode.episode.title << "\n" << state_of(episode, *stages) << "\n";
    else
        context.out << render_report(**analysis);
    if (*analysis && (*analysis)->llm) context.out << "\n" << additions_text(**analysis);
    if (*additions)
        context.out << "\nOf what " << one_line((*additions)->model, 80)
                    << " said: " << refused_text((*additions)->refused, options.refused);
    else if (options.refused)
        context.out << "\nNo language model has read this episode as it stands; `earwitness run --llm` has it read\n";
}

void show_entity(const store::Archive& archive, const store::EntityRecord& entity, const Options& options,
                 Context& context) {
    const auto episodes = archive.entity_episodes(entity.id);
    if (!episodes) return context.fail(episodes.error());
    ordered_json json = {
        {"entity", entity.id},         {"name", entity.name},         {"type", entity_type_name(entity.type)},
        {"category", entity.category}, {"mentions", entity.mentions}, {"episodes", ordered_json::array()}};
    if (!options.json) {
        context.out << entity.name << "  " << entity_type_name(entity.type)
                    << (entity.category.empty() ? "" : ", " + entity.category) << "\n"
                    << counted(entity.mentions, "mention", "mentions") << " in "
                    << counted(entity.episodes, "episode", "episodes")
                    << "; the words: earwitness search entity:" << entity.id << "\n\n";
    }
    for (const auto& one : *episodes) {
        if (options.json)
            json["episodes"].push_back({{"episode", one.episode_id},
                                        {"title", one.episode_title},
                                        {"published_at", date(one.published_at)},
                                        {"salience", one.salience},
                                        {"mentions", one.mentions},
                                        {"first_ms", maybe(one.first_ms)}});
        else
            context.out << place_column(one.first_ms) << one.episode_id << "  " << one_line(one.episode_title, 60)
                        << "  " << counted(one.mentions, "mention", "mentions") << "\n";
    }
    if (options.json) print_json(json, context);
}

void run(const Options& options, Context& context) {
    const auto archive = open_for_reading(context);
    if (!archive) return context.fail(archive.error());
    if (options.id.empty()) return list_shows(*archive, options, context);
    const auto episode = archive->find_episode(options.id);
    if (!episode) return context.fail(episode.error());
    if (*episode) return show_episode(*archive, **episode, options, context);
    const auto show = archive->find_show(options.id);
    if (!show) return context.fail(show.error());
    if (*show) return show_show(*archive, **show, options, context);
    store::FindingFilter filter;
    filter.entity = options.id;
    const auto entities = archive->entities(filter);
    if (!entities) return context.fail(entities.error());
    if (!entities->empty()) return show_entity(*archive, entities->front(), options, context);
    context.fail(
        options.id +
        ": no show, episode or entity of this id; `earwitness show` lists shows, `earwitness entities` entities");
}

}  // namespace

void add_show_command(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("show", "Show what the archive knows: all shows, one show, one episode, one entity");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("id", options->id, "Id of a show, an episode or an entity");
    command->add_flag("--refused", options->refused,
                      "Of an episode: what a language model said that the transcript does not bear out, and why");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
