// `earwitness remove`: shows and episodes out of the archive.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/session.h"
#include "pipeline/llm_stage.h"

namespace earwitness::cli {
namespace {

struct Options {
    std::vector<std::string> what;
    bool json = false;
    bool pages = false;
};

// What is to go: a show, or one episode of it.
struct Target {
    store::ShowRecord show;
    std::optional<store::EpisodeRecord> episode;
};

Result<Target> find(const store::Archive& archive, const std::string& id) {
    auto show = archive.find_show(id);
    if (!show) return show.error();
    if (*show) return Target{std::move(**show), {}};
    auto episode = archive.find_episode(id);
    if (!episode) return episode.error();
    if (!*episode)
        return make_error(ErrorCode::kNotFound,
                          id + ": no show and no episode has this id; `earwitness show` lists them");
    auto its_show = archive.find_show((*episode)->show_id);
    if (!its_show) return its_show.error();
    if (!*its_show) return make_error(ErrorCode::kCorrupt, id + ": its show is missing; run `earwitness doctor`");
    return Target{std::move(**its_show), std::move(**episode)};
}

// An episode that its feed or folder still has would come back.
Status may_go(const Target& target) {
    const auto source = target.show.source;
    const bool followed = source == store::ShowSource::kFeed || source == store::ShowSource::kFeedFile ||
                          source == store::ShowSource::kFolder;
    if (target.episode && followed && target.episode->listed)
        return make_error(ErrorCode::kRefused, target.episode->id +
                                                   ": its source still has it, so that the next update would bring it "
                                                   "back; take it away there, or remove its show, " +
                                                   target.show.id);
    return {};
}

Result<store::Removal> remove(store::Archive& archive, const std::string& id, const Options& options) {
    const auto target = find(archive, id);
    if (!target) return target.error();
    if (const auto may = may_go(*target); !may) return may.error();
    const auto pages =
        archive.count_pages(target->show.row, target->episode ? std::optional(target->episode->row) : std::nullopt);
    if (!pages) return pages.error();
    if (*pages > 0 && !options.pages)
        return make_error(ErrorCode::kRefused, id + ": " +
                                                   counted(*pages, "imported page tells", "imported pages tell") +
                                                   " of it and would go, too; say --pages if they may");
    const auto episodes = archive.episodes(target->show.id);
    if (!episodes) return episodes.error();
    auto gone = target->episode ? archive.remove_episode(target->episode->row) : archive.remove_show(target->show.row);
    if (!gone) return gone;
    // What a language model answered about them.
    for (const auto& one : *episodes) {
        std::error_code code;
        if (!target->episode || one.id == target->episode->id)
            std::filesystem::remove_all(pipeline::answers_folder(archive.folder(), one.id), code);
    }
    return gone;
}

void run(const Options& options, Context& context) {
    auto session = Session::open(context, store::OpenMode::kWrite);
    if (!session) return context.fail(session.error());
    auto list = nlohmann::ordered_json::array();
    for (const auto& id : options.what) {
        const auto gone = remove((*session)->archive(), id, options);
        if (!gone) {
            context.fail(gone.error());
            continue;
        }
        if (options.json) {
            list.push_back({{"removed", id},
                            {"episodes", gone->episodes},
                            {"pages", gone->pages},
                            {"media", gone->media},
                            {"media_bytes", gone->media_bytes}});
            continue;
        }
        context.out << id << ": removed, " << counted(gone->episodes, "episode", "episodes");
        if (gone->pages > 0) context.out << ", " << counted(gone->pages, "imported page", "imported pages");
        if (gone->media > 0)
            context.out << ", " << counted(gone->media, "audio file", "audio files") << " ("
                        << gone->media_bytes / 1'000'000 << " MB)";
        context.out << "\n";
    }
    if (options.json) context.out << list.dump(1) << "\n";
}

}  // namespace

void add_remove_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("remove", "Forget shows, or episodes that their source no longer has");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("what", options->what, "Ids of shows or episodes, as `earwitness show` lists them")->required();
    command->add_flag("--pages", options->pages, "Forget imported pages that tell of them, too");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
