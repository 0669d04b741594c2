// `earwitness run`: brings what is due up to date.
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "cli/commands.h"
#include "cli/llm_choice.h"
#include "cli/session.h"
#include "cli/speech_engine.h"
#include "cli/work_queue.h"
#include "cli/work_report.h"
#include "pipeline/hearing_stage.h"

namespace earwitness::cli {
namespace {

struct Options {
    pipeline::RunOptions run;
    unsigned jobs = 0;
    bool queue = false;
    bool json = false;
    bool allow_private = false;
    SpeechChoice speech;
};

// What is about to be sent to an engine, before it is: it may cost money, and it takes its time.
void say_what_will_be_heard(const pipeline::Services& services, const std::vector<std::string>& names,
                            Context& context) {
    if (context.quiet || !services.make_speech_engine) return;
    const auto plan = pipeline::plan_hearing(services, names);
    if (!plan || plan->episodes + plan->for_times == 0) return;
    const auto& speech = services.settings.speech;
    context.err << "earwitness: to transcribe with " << speech.engine << (speech.url.empty() ? "" : " at " + speech.url)
                << ": " << counted(plan->episodes, "episode", "episodes");
    if (plan->for_times > 0)
        context.err << " (and for the times of " << counted(plan->for_times, "transcript", "transcripts") << ")";
    context.err << ", " << pipeline::SpeechBudget::estimate(plan->ms, speech);
    if (plan->unknown > 0) context.err << ", and " << plan->unknown << " of unknown length";
    context.err << "\n";
}

// In place of doing it.
void fill_queue(const pipeline::Services& services, Session& session, const Options& options, Context& context) {
    auto queue = open_work_queue(session.settings());
    if (!queue) return context.fail(queue.error());
    const auto summary = pipeline::fill_queue(services, options.run, **queue);
    session.end_progress();
    if (!summary) return context.fail(summary.error());
    if (options.json)
        context.out << queued_json(*summary).dump(1) << "\n";
    else if (!context.quiet)
        print_queued(*summary, context.out);
    if (summary->cancelled) context.exit_code = kFailed;
}

void run(Options& options, Context& context) {
    auto session = Session::open(context, store::OpenMode::kWrite, WithEngine::kYes);
    if (!session) return context.fail(session.error());
    if (options.allow_private) (*session)->settings().allow_private = true;
    if (auto done = apply_speech_choice(options.speech, (*session)->settings().speech); !done)
        return context.fail(done.error());
    auto& llm = (*session)->settings().llm;
    const bool with_model = options.run.llm || llm.read;
    if (with_model)
        if (auto done = apply_llm_choice({}, llm); !done) return context.fail(done.error());
    options.run.jobs = options.jobs == 0 ? std::max(1u, std::thread::hardware_concurrency()) : options.jobs;
    auto services = (*session)->services("working", with_model ? OffTerminal::kLines : OffTerminal::kSilent);
    if (options.queue) return fill_queue(services, **session, options, context);
    say_what_will_be_heard(services, options.run.names, context);
    auto summary = pipeline::run(services, options.run);
    (*session)->end_progress();
    if (!summary) return context.fail(summary.error());
    if (with_model && !summary->cancelled) {
        services.progress = (*session)->progress("asking " + one_line(llm.model, 40), OffTerminal::kLines);
        const auto read = run_llm(services, options.run, *summary, context);
        (*session)->end_progress();
        if (!read) return context.fail(read.error());
    }
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
    add_speech_options(*command, options->speech);
    command->add_flag("--llm", options->run.llm,
                      "Have the language model of [llm] in earwitness.toml read what it has not read (docs/llm.md)");
    command->add_flag("--due", options->run.only_due, "Leave failures alone until their time to try again has come");
    command->add_flag("--queue", options->queue, "Put what is due into the queue, for workers, in place of doing it");
    command->add_flag("--allow-private", options->allow_private,
                      "Fetch from private addresses too (this machine, the local network)");
    command->add_flag("--json", options->json, "Print the summary as JSON");
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
