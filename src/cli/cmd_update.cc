// `earwitness update`: asks the feeds what is new.
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/session.h"
#include "cli/work_report.h"

namespace earwitness::cli {
namespace {

struct Options {
    pipeline::UpdateOptions update;
    bool json = false;
    bool allow_private = false;
};

void run(const Options& options, Context& context) {
    auto session = Session::open(context, store::OpenMode::kWrite);
    if (!session) return context.fail(session.error());
    if (options.allow_private) (*session)->settings().allow_private = true;
    const auto summary = pipeline::update((*session)->services("asking"), options.update);
    (*session)->end_progress();
    if (!summary) return context.fail(summary.error());
    if (options.json)
        context.out << update_json(*summary).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    else
        print_update(*summary, context.out, context.quiet);
    if (summary->failed() > 0 || summary->cancelled) context.exit_code = kFailed;
}

}  // namespace

void add_update_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("update", "Fetch feeds and find new episodes");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("show", options->update.shows, "Ids of shows (default: all that are not gone)");
    command->add_flag("--due", options->update.only_due, "Only shows whose next time has come");
    command->add_option("--jobs", options->update.jobs, "Feeds to fetch at once (default: 4)")
        ->check(CLI::Range(1, 64));
    command->add_flag("--allow-private", options->allow_private,
                      "Fetch from private addresses too (this machine, the local network)");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
