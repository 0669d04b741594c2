// `earwitness transcribe`: audio in, a transcript out. Needs no archive; where there is one, its settings count.
#include <ostream>

#include "audio/probe.h"
#include "base/clock.h"
#include "base/files.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/speech_engine.h"
#include "pipeline/speaker_labels.h"
#include "pipeline/speech_options.h"
#include "publish/hearing_text.h"
#include "speech/lend_times.h"
#include "speech/transcribe.h"
#include "transcript/read.h"
#include "transcript/write.h"

namespace earwitness::cli {
namespace {

struct Options {
    std::string path, output, work, words, rttm;
    std::string format = "vtt";
    SpeechChoice speech;
};

// What can be wrong with it is found out before hours are transcribed.
Status check_speaker_options(const Options& options, const pipeline::SpeechSettings& settings,
                             const audio::AudioInfo& info) {
    if (!options.rttm.empty()) {
        Transcript none;
        return pipeline::label_by_rttm(options.rttm, none);
    }
    if (settings.channels && info.channels != 2)
        return make_error(ErrorCode::kUnsupported, options.path + ": has " + std::to_string(info.channels) +
                                                       " channel(s), and --channels tells two people apart by two; "
                                                       "leave it out");
    return {};
}

Status label_speakers(const Options& options, const pipeline::SpeechSettings& settings, Transcript& transcript) {
    if (!options.rttm.empty()) return pipeline::label_by_rttm(options.rttm, transcript);
    return settings.channels ? pipeline::label_by_channels(options.path, transcript) : Status();
}

void transcribe(Options& options, Context& context) {
    auto settings = pipeline::read_settings(context.archive_dir());
    if (!settings) return context.fail(settings.error());
    if (auto done = apply_speech_choice(options.speech, settings->speech); !done) return context.fail(done.error());
    const auto info = audio::probe(options.path);
    if (!info) return context.fail(info.error());
    if (auto good = check_speaker_options(options, settings->speech, *info); !good) return context.fail(good.error());
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
    // Before the engine is asked: a mistyped name should not cost an hour.
    std::optional<Transcript> given;
    if (!options.words.empty()) {
        auto read = transcript::read_transcript_file(options.words, static_cast<std::size_t>(fetch::kMaxPageBytes));
        if (!read) return context.fail(read.error());
        given = std::move(*read);
    }
    auto transcript = speech::transcribe(options.path, **engine, work);
    if (shown) context.err << "\r\x1b[K" << std::flush;
    if (!transcript) return context.fail(transcript.error());
    if (given) {
        transcript = speech::lend_times(std::move(*given), *transcript);
        if (!transcript) return context.fail(transcript.error());
    }
    if (auto done = label_speakers(options, settings->speech, *transcript); !done) return context.fail(done.error());
    if (transcript->hearing && !context.quiet)
        context.err << "earwitness: " << publish::hearing_text(*transcript->hearing) << "\n";
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
    command->add_option("--words", options->words,
                        "A transcript without times: keep its words, take only the times from what is heard");
    command->add_option("--work", options->work,
                        "Folder for finished pieces, so that a run that was stopped goes on where it was");
    command->add_option("--rttm", options->rttm, "A diariser's RTTM file: who spoke when");
    command->add_option("-o,--output", options->output, "Write to this file (default: standard output)");
    command->callback([&context, options] { transcribe(*options, context); });
}

}  // namespace earwitness::cli
