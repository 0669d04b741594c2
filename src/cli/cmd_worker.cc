// `earwitness worker`: takes episodes from the queue that `watch` fills, and brings them up to date.
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "cli/commands.h"
#include "cli/session.h"
#include "cli/speech_engine.h"
#include "cli/work_queue.h"
#include "pipeline/worker.h"

namespace earwitness::cli {
namespace {

struct Options {
    unsigned jobs = 0;
    bool once = false;
    bool json = false;
    bool allow_private = false;
};

void print(const pipeline::WorkerSummary& summary, bool json, Context& context) {
    if (json) {
        const nlohmann::ordered_json line = {{"taken", summary.taken},
                                             {"done", summary.done},
                                             {"nothing_due", summary.nothing_due},
                                             {"failed", summary.failed},
                                             {"handed_back", summary.handed_back},
                                             {"stopped", summary.cancelled}};
        context.out << line.dump(1) << "\n";
    } else if (!context.quiet) {
        context.out << counted(summary.taken, "episode", "episodes") << " taken from the queue: " << summary.done
                    << " brought up to date, " << summary.nothing_due << " were already";
        if (summary.failed > 0) context.out << ", " << summary.failed << " failed";
        if (summary.handed_back > 0) context.out << ", " << summary.handed_back << " handed back";
        context.out << "\n";
    }
}

void run(const Options& options, Context& context) {
    auto session = Session::open(context, store::OpenMode::kWrite, WithEngine::kYes);
    if (!session) return context.fail(session.error());
    auto& settings = (*session)->settings();
    if (options.allow_private) settings.allow_private = true;
    if (auto done = apply_speech_choice({}, settings.speech); !done) return context.fail(done.error());
    pipeline::WorkerOptions how;
    how.jobs = options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : options.jobs;
    how.until_empty = options.once;
    pipeline::WorkerParts parts;
    parts.open_archive = [&] { return store::Archive::open(context.archive_dir(), store::OpenMode::kWrite); };
    parts.open_queue = [&] { return open_work_queue(settings); };
    parts.say = [&](std::string_view line) {
        (*session)->end_progress();
        context.err << "earwitness: " << line << std::endl;
    };
    const auto summary = pipeline::work_from_queue((*session)->services("working", OffTerminal::kLines), how, parts);
    (*session)->end_progress();
    if (!summary) return context.fail(summary.error());
    print(*summary, options.json, context);
    if (options.once && summary->failed > 0) context.exit_code = kFailed;
}

}  // namespace

void add_worker_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "worker", "Work on the episodes that `watch` puts into the queue, together with other workers");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("--jobs", options->jobs, "Episodes to work on at once (default: one a core)")
        ->check(CLI::Range(1u, 1024u));
    command->add_flag("--once", options->once, "End when the queue is empty");
    command->add_flag("--allow-private", options->allow_private,
                      "Fetch from private addresses too (this machine, the local network)");
    command->add_flag("--json", options->json, "Print what was done as JSON at the end");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
