// `earwitness add`: feeds, lists of feeds, folders and files into the archive.
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/session.h"
#include "pipeline/intake.h"

namespace earwitness::cli {
namespace {

struct Options {
    std::vector<std::string> what;
    bool json = false;
    bool allow_private = false;
};

std::string describe(const pipeline::Added& added) {
    std::string line =
        added.id + ": " + (added.title.empty() ? std::string("(no title yet)") : one_line(added.title, 70));
    if (added.already)
        line += added.counts.fresh > 0
                    ? ", followed already; " + counted(added.counts.fresh, "new episode", "new episodes")
                    : ", in the archive already";
    else if (!added.fetched)
        line += "; `earwitness update` will fetch it";
    else
        line += ", " + counted(added.counts.total, "episode", "episodes");
    return line;
}

nlohmann::ordered_json as_json(const pipeline::Added& one) {
    return {{"show", one.id},         {"title", one.title},           {"source", one.source},
            {"already", one.already}, {"episodes", one.counts.total}, {"new", one.counts.fresh},
            {"fetched", one.fetched}};
}

// Files that are named one by one come into one show, which is spoken of once.
void put_to(std::optional<pipeline::Added>& files, const pipeline::Added& one) {
    if (!files) {
        files = one;
        return;
    }
    files->already = files->already && one.already;
    files->counts.fresh += one.counts.fresh;
    files->counts.total += one.counts.total;
}

void run(const Options& options, Context& context) {
    auto session = Session::open(context, store::OpenMode::kCreate);
    if (!session) return context.fail(session.error());
    if (options.allow_private) (*session)->settings().allow_private = true;
    const auto services = (*session)->services("adding");
    auto list = nlohmann::ordered_json::array();
    const auto tell = [&](const pipeline::Added& one) {
        if (options.json)
            list.push_back(as_json(one));
        else
            context.out << describe(one) << "\n";
    };
    std::optional<pipeline::Added> files;
    for (const auto& what : options.what) {
        const auto added = pipeline::add(services, what);
        if (!added) {
            context.fail(added.error());
            continue;
        }
        for (const auto& one : *added)
            one.source == store::show_source_name(store::ShowSource::kFiles) ? put_to(files, one) : tell(one);
    }
    if (files) tell(*files);
    if (options.json) context.out << list.dump(1) << "\n";
}

}  // namespace

void add_add_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "add", "Follow a show (feed URL, OPML list, feed file), or take in local transcripts and audio");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("what", options->what, "Feed URLs, OPML or feed files, folders, transcript or audio files")
        ->required();
    command->add_flag("--allow-private", options->allow_private,
                      "Fetch from private addresses too (this machine, the local network)");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
