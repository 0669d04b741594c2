// `earwitness watch`: update and run, again and again, each show when it is due.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "cli/commands.h"
#include "cli/llm_choice.h"
#include "cli/session.h"
#include "cli/speech_engine.h"
#include "cli/work_queue.h"
#include "cli/work_report.h"

namespace earwitness::cli {
namespace {

constexpr std::int64_t kLongestSleepS = 15 * 60;  // a failed stage may be due again before any feed is
constexpr std::int64_t kShortestSleepS = 30;

struct Options {
    bool once = false;
    bool json = false;
    bool allow_private = false;
    unsigned jobs = 0;
};

// Where workers do what is due. A broker that is away is tried again in the next round: what is due stays due.
bool fill_queue(Session& session, const Options& options, const pipeline::RunOptions& run,
                const pipeline::UpdateSummary& updated, Context& context) {
    auto queue = open_work_queue(session.settings());
    const auto queued = queue ? pipeline::fill_queue(session.services("queueing"), run, **queue)
                              : Result<pipeline::QueueSummary>(queue.error());
    session.end_progress();
    if (!queued) {
        context.fail(queued.error());
        return queued.error().code == ErrorCode::kUnavailable;
    }
    if (options.json) {
        const nlohmann::ordered_json line = {{"update", update_json(updated)}, {"queue", queued_json(*queued)}};
        context.out << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    } else if (options.once || updated.fresh() + updated.failed() + queued->queued > 0) {
        print_update(updated, context.out, context.quiet);
        if (!context.quiet) print_queued(*queued, context.out);
        context.out.flush();
    }
    context.exit_code = updated.failed() > 0 ? kFailed : kDone;
    return true;
}

// One round; false where the archive failed.
bool round(Session& session, const Options& options, Context& context) {
    pipeline::UpdateOptions update;
    update.only_due = true;
    const auto updated = pipeline::update(session.services("asking"), update);
    session.end_progress();
    if (!updated) return context.fail(updated.error()), false;
    pipeline::RunOptions run;
    run.only_due = true;
    if (!session.settings().queue.url.empty()) return fill_queue(session, options, run, *updated, context);
    run.jobs = options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : options.jobs;
    auto services = session.services("working");
    auto done = pipeline::run(services, run);
    session.end_progress();
    if (!done) return context.fail(done.error()), false;
    if (session.settings().llm.read && !done->cancelled) {
        services.progress =
            session.progress("asking " + one_line(session.settings().llm.model, 40), OffTerminal::kLines);
        const auto read = run_llm(services, run, *done, context);
        session.end_progress();
        if (!read) return context.fail(read.error()), false;
    }
    if (options.json) {
        const nlohmann::ordered_json line = {{"update", update_json(*updated)}, {"run", run_json(*done)}};
        context.out << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    } else if (options.once ||
               updated->fresh() + updated->failed() + done->transcripts + done->analysed + done->read_by_model > 0) {
        print_update(*updated, context.out, context.quiet);
        print_run(*done, context.out, context.quiet);
        context.out.flush();
    }
    context.exit_code = updated->failed() > 0 || !done->failures.empty() ? kFailed : kDone;
    return true;
}

std::int64_t seconds_until_due(store::Archive& archive) {
    const std::int64_t now = base::system_clock().now_s();
    std::int64_t wait = kLongestSleepS;
    if (const auto shows = archive.shows())
        for (const auto& show : *shows)
            if (!show.fetch.gone && show.fetch.next_due_at) wait = std::min(wait, *show.fetch.next_due_at - now);
    return std::max(wait, kShortestSleepS);
}

void run(const Options& options, Context& context) {
    auto session = Session::open(context, store::OpenMode::kWrite, WithEngine::kYes);
    if (!session) return context.fail(session.error());
    if (options.allow_private) (*session)->settings().allow_private = true;
    if (auto done = apply_speech_choice({}, (*session)->settings().speech); !done) return context.fail(done.error());
    if (auto& llm = (*session)->settings().llm; llm.read)
        if (auto done = apply_llm_choice({}, llm); !done) return context.fail(done.error());
    for (;;) {
        if (!round(**session, options, context) || options.once) return;
        for (std::int64_t left = seconds_until_due((*session)->archive()); left > 0; --left) {
            if (Session::was_interrupted()) {
                context.exit_code = kDone;  // who stops a service is not told of a feed that failed once
                return;
            }
            base::system_clock().sleep_ms(1000);
        }
    }
}

}  // namespace

void add_watch_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "watch", "Update and run for ever: each feed when it is due, never more often than is polite");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_flag("--once", options->once, "One round, then end");
    command->add_option("--jobs", options->jobs, "Episodes to work on at once (default: one a core)")
        ->check(CLI::Range(1u, 1024u));
    command->add_flag("--allow-private", options->allow_private,
                      "Fetch from private addresses too (this machine, the local network)");
    command->add_flag("--json", options->json, "A line of JSON a round");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
