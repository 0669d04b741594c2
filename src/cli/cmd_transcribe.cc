// `earwitness transcribe`: audio in, a transcript out. Needs no archive; where there is one, its settings count.
#include <ostream>

#include "audio/probe.h"
#include "base/clock.h"
#include "base/files.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/speech_engine.h"
#include "pipeline/speech_options.h"
#include "speech/transcribe.h"
#include "transcript/write.h"

namespace earwitness::cli {
namespace {

struct Options {
    std::string path, output, work;
    std::string format = "vtt";
    SpeechChoice speech;
};

std::string stretch(const HearingWarning& warning) {
    return base::format_position(warning.start_ms) + " to " + base::format_position(warning.end_ms);
}

void print_hearing(const Hearing& hearing, Context& context) {
    if (context.quiet) return;
    context.err << "earwitness: heard by " << hearing.engine << (hearing.model.empty() ? "" : " " + hearing.model);
    if (hearing.speech_ms > 0)
        context.err << "; words for " << hearing.worded_ms * 100 / hearing.speech_ms << " % of "
                    << base::format_position(hearing.speech_ms) << " of speech";
    context.err << "\n";
    if (hearing.draft)
        context.err << "earwitness: this is a draft: more than a third of the words may be wrong; do not publish it\n";
    for (const auto& warning : hearing.warnings) {
        const char* what = warning.kind == "gap"    ? "somebody speaks, but no words were heard"
                           : warning.kind == "loop" ? "the engine was stuck in a repetition, which was left out"
                                                    : "words where nobody speaks were left out";
        context.err << "earwitness: " << stretch(warning) << ": " << what << "\n";
    }
}

void transcribe(Options& options, Context& context) {
    auto settings = pipeline::read_settings(context.archive_dir());
    if (!settings) return context.fail(settings.error());
    if (auto done = apply_speech_choice(options.speech, settings->speech); !done) return context.fail(done.error());
    const auto info = audio::probe(options.path);
    if (!info) return context.fail(info.error());
    const auto http = fetch::create_http_client(pipeline::client_options(*settings));
    auto engine = speech::create_engine(pipeline::speech_engine_options(settings->speech), *http);
    if (!engine) return context.fail(engine.error());

    speech::TranscribeOptions work;
    work.language = settings->speech.language;
    work.work = options.work;
    work.cancelled = watch_for_interrupt();
    const bool shown = context.err_is_terminal && !context.quiet;
    if (shown)
        work.progress = [&](std::int64_t done_ms) {
            context.err << "\r\x1b[K"
                        << "transcribing " << base::format_position(done_ms);
            if (info->duration_ms > 0) context.err << " of " << base::format_position(info->duration_ms);
            context.err << std::flush;
        };
    const auto transcript = speech::transcribe(options.path, **engine, work);
    if (shown) context.err << "\r\x1b[K" << std::flush;
    if (!transcript) return context.fail(transcript.error());
    if (transcript->hearing) print_hearing(*transcript->hearing, context);
    // The option's check has let known names through only.
    const auto format = transcript::write_format_from(options.format).value_or(transcript::WriteFormat::kVtt);
    const std::string written = transcript::write_transcript(*transcript, format);
    if (options.output.empty()) {
        context.out << written;
        return;
    }
    if (const auto done = base::write_file_atomic(options.output, written); !done) context.fail(done.error());
}

}  // namespace

void add_transcribe_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("transcribe", "Turn audio into a transcript");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("audio", options->path, "File: mp3, aac, opus, vorbis, flac, wav, or the sound of a video")
        ->required();
    add_speech_options(*command, options->speech);
    command->add_option("--format", options->format, "vtt, srt, json (Podcasting 2.0) or txt")
        ->check(CLI::IsMember({"vtt", "srt", "json", "txt"}))
        ->capture_default_str();
    command->add_option("--work", options->work,
                        "Folder for finished pieces, so that a run that was stopped goes on where it was");
    command->add_option("-o,--output", options->output, "Write to this file (default: standard output)");
    command->callback([&context, options] { transcribe(*options, context); });
}

}  // namespace earwitness::cli
