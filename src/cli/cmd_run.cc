// `earwitness run`: brings what is due up to date.
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "cli/commands.h"
#include "cli/session.h"
#include "cli/work_report.h"

namespace earwitness::cli {
namespace {

struct Options {
    pipeline::RunOptions run;
    unsigned jobs = 0;
    bool json = false;
    bool allow_private = false;
};

void run(Options& options, Context& context) {
    auto session = Session::open(context, store::OpenMode::kWrite, WithEngine::kYes);
    if (!session) return context.fail(session.error());
    if (options.allow_private) (*session)->settings().allow_private = true;
    options.run.jobs = options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : options.jobs;
    const auto summary = pipeline::run((*session)->services("working on"), options.run);
    (*session)->end_progress();
    if (!summary) return context.fail(summary.error());
    if (options.json)
        context.out << run_json(*summary).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    else
        print_run(*summary, context.out, context.quiet);
    if (!summary->failures.empty() || summary->cancelled) context.exit_code = kFailed;
}

}  // namespace

void add_run_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("run", "Bring episodes up to date: transcripts, chapters, analysis, index");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("what", options->run.names, "Ids of shows or episodes (default: everything)");
    command
        ->add_option("--jobs", options->jobs,
                     "Episodes to work on at once; the result is the same with any number (default: one a core)")
        ->check(CLI::Range(1u, 1024u));
    command->add_flag("--audio", options->run.audio, "Download every episode's audio and keep it");
    command->add_flag("--due", options->run.only_due, "Leave failures alone until their time to try again has come");
    command->add_flag("--allow-private", options->allow_private,
                      "Fetch from private addresses too (this machine, the local network)");
    command->add_flag("--json", options->json, "Print the summary as JSON");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
