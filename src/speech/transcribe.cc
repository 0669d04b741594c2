#include "speech/transcribe.h"

#include <algorithm>
#include <map>

#include "audio/decode.h"
#include "speech/doubtful.h"
#include "speech/kept_pieces.h"
#include "speech/pieces.h"
#include "speech/stitch.h"
#include "transcript/read.h"

namespace earwitness::speech {
namespace {

constexpr std::int64_t kPauseMs = 300;  // a pause that is part of speaking

class Transcribing {
  public:
    Transcribing(SpeechEngine& engine, const TranscribeOptions& options)
        : engine_(engine), options_(options), kept_(options.work, engine.identity(), options.language) {}

    Result<Transcript> run(const std::filesystem::path& audio);

  private:
    bool take(CutPiece&& piece);
    Result<Heard> hear(const CutPiece& piece);
    bool stopped() const { return options_.cancelled != nullptr && options_.cancelled->load(); }
    Transcript finished(const std::vector<char>& frames);

    SpeechEngine& engine_;
    const TranscribeOptions& options_;
    KeptPieces kept_;
    std::vector<HeardSegment> segments_;
    std::map<std::string, std::int64_t> languages_;  // milliseconds of each
    std::optional<Error> failure_;
};

Result<Heard> Transcribing::hear(const CutPiece& piece) {
    const std::string name = kept_.name(piece.samples);
    if (auto found = kept_.find(name)) return std::move(*found);
    if (options_.allow)
        if (auto allowed = options_.allow(piece.end_ms - piece.begin_ms); !allowed) return allowed.error();
    auto heard = engine_.hear({piece.samples, options_.language, options_.cancelled, piece.voice});
    if (!heard) return heard;
    if (auto done = kept_.keep(name, *heard); !done) return done.error();
    return heard;
}

bool Transcribing::take(CutPiece&& piece) {
    if (stopped()) {
        failure_ = make_error(ErrorCode::kCancelled, "stopped");
        return false;
    }
    if (piece.has_voice) {
        auto heard = hear(piece);
        if (!heard) {
            failure_ = heard.error();
            return false;
        }
        languages_[heard->language] += piece.end_ms - piece.begin_ms;
        stitch({piece.begin_ms, piece.end_ms, piece.shared_ms, std::move(*heard)}, segments_);
    }
    if (options_.progress) options_.progress(piece.end_ms);
    return true;
}

Transcript Transcribing::finished(const std::vector<char>& frames) {
    const auto speech = speech_intervals(frames, kPauseMs);
    Hearing hearing;
    const auto& identity = engine_.identity();
    hearing.engine = identity.engine;
    hearing.model = identity.model;
    hearing.version = identity.version;
    hearing.draft = identity.draft;
    drop_loops(segments_, hearing.warnings);
    drop_words_in_silence(segments_, speech, hearing.warnings);
    const auto worded = worded_intervals(segments_);
    note_gaps(speech, worded, hearing.warnings);
    std::stable_sort(hearing.warnings.begin(), hearing.warnings.end(),
                     [](const auto& a, const auto& b) { return a.start_ms < b.start_ms; });
    for (const auto& run : speech) hearing.speech_ms += run.end_ms - run.begin_ms;
    hearing.worded_ms = overlap_ms(speech, worded);

    std::vector<transcript::GivenSegment> given;
    for (auto& segment : segments_) {
        transcript::GivenSegment out;
        out.speaker = std::move(segment.speaker);
        out.text = std::move(segment.text);
        out.start_ms = segment.start_ms;
        out.end_ms = segment.end_ms;
        for (auto& word : segment.words)
            if (word.start_ms)
                out.words.push_back({std::move(word.text), *word.start_ms, word.end_ms, word.confidence});
        given.push_back(std::move(out));
    }
    Transcript out = transcript::transcript_from_recogniser(given);
    std::int64_t longest = 0;
    for (const auto& [language, ms] : languages_)
        if (!language.empty() && ms > longest) {
            longest = ms;
            out.language = language;
        }
    if (out.language.empty()) out.language = options_.language;
    out.hearing = std::move(hearing);
    return out;
}

Result<Transcript> Transcribing::run(const std::filesystem::path& audio) {
    PieceCutter cutter(engine_.identity().piece_ms, [this](CutPiece&& piece) { return take(std::move(piece)); });
    const auto decoded =
        audio::decode_mono_16k(audio, {}, [&](std::span<const float> samples) { return cutter.add(samples); });
    if (failure_) return in_context(audio.string(), *failure_);
    if (!decoded) return decoded.error();
    if (!cutter.finish()) return in_context(audio.string(), *failure_);
    Transcript out = finished(cutter.frames());
    if (out.segments.empty())
        return make_error(ErrorCode::kMalformed, audio.string() + ": no words were heard in it (" +
                                                     std::to_string(out.hearing->speech_ms / 1000) +
                                                     " s of speech by voice activity)");
    return out;
}

}  // namespace

Result<Transcript> transcribe(const std::filesystem::path& audio, SpeechEngine& engine,
                              const TranscribeOptions& options) {
    return Transcribing(engine, options).run(audio);
}

}  // namespace earwitness::speech
