// PocketSphinx with Debian's English model: needs no download, no network, and is weak (docs/accuracy.md). Marked as a
// draft.
#include <pocketsphinx.h>
#include <sphinxbase/err.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "speech/activity.h"
#include "speech/engines.h"

namespace earwitness::speech {
namespace {

constexpr const char* kModels = "/usr/share/pocketsphinx/model/en-us/";
constexpr std::int64_t kPauseMs = 400, kMarginMs = 150;
constexpr std::int64_t kFramesPerSecond = 100;

struct Free {
    void operator()(ps_decoder_t* decoder) const { ps_free(decoder); }
    void operator()(cmd_ln_t* config) const { cmd_ln_free_r(config); }
};

// "<s>", "<sil>", "[NOISE]", "++UM++": no words. "read(2)" is the second way to say "read".
std::string word_of(const char* token) {
    std::string word = token == nullptr ? "" : token;
    if (word.empty() || word[0] == '<' || word[0] == '[' || word[0] == '+') return {};
    if (const std::size_t variant = word.find('('); variant != std::string::npos) word.resize(variant);
    return word;
}

class PocketSphinxEngine : public SpeechEngine {
  public:
    PocketSphinxEngine(std::unique_ptr<ps_decoder_t, Free> decoder, std::int64_t piece_s)
        : decoder_(std::move(decoder)) {
        identity_.engine = "pocketsphinx";
        identity_.model = "en-us";
        identity_.version = "0.8";
        identity_.draft = true;
        identity_.piece_ms = (piece_s > 0 ? piece_s : 60) * 1000;
    }

    const EngineIdentity& identity() const override { return identity_; }

    // One utterance a stretch of speech: the decoder's search grows with its length.
    Result<Heard> hear(const Piece& piece) override {
        VoiceActivity own;
        if (piece.voice.empty()) own.add(piece.samples);
        const auto voice = piece.voice.empty() ? std::span<const char>(own.frames()) : piece.voice;
        Heard out;
        out.language = "en";
        const auto length_ms = static_cast<std::int64_t>(piece.samples.size()) * 1000 / kRate;
        for (const auto& run : speech_intervals(voice, kPauseMs)) {
            if (piece.cancelled != nullptr && piece.cancelled->load())
                return make_error(ErrorCode::kCancelled, "stopped");
            const std::int64_t begin = std::max<std::int64_t>(0, run.begin_ms - kMarginMs);
            const std::int64_t end = std::min(length_ms, run.end_ms + kMarginMs);
            auto segment = utterance(piece.samples.subspan(static_cast<std::size_t>(begin * kRate / 1000),
                                                           static_cast<std::size_t>((end - begin) * kRate / 1000)),
                                     begin);
            if (!segment.words.empty()) out.segments.push_back(std::move(segment));
        }
        return out;
    }

  private:
    HeardSegment utterance(std::span<const float> samples, std::int64_t begin_ms) {
        std::vector<std::int16_t> pcm(samples.size());
        std::transform(samples.begin(), samples.end(), pcm.begin(), [](float sample) {
            return static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0f, 1.0f) * 32767));
        });
        HeardSegment out;
        // A stream an utterance: its frames are counted from the stream's start.
        if (ps_start_stream(decoder_.get()) < 0 || ps_start_utt(decoder_.get()) < 0) return out;
        ps_process_raw(decoder_.get(), pcm.data(), pcm.size(), FALSE, FALSE);
        ps_end_utt(decoder_.get());
        for (ps_seg_t* seg = ps_seg_iter(decoder_.get()); seg != nullptr; seg = ps_seg_next(seg)) {
            HeardWord word;
            word.text = word_of(ps_seg_word(seg));
            if (word.text.empty()) continue;
            int first = 0, last = 0;
            ps_seg_frames(seg, &first, &last);
            word.start_ms = begin_ms + first * 1000 / kFramesPerSecond;
            word.end_ms = begin_ms + (last + 1) * 1000 / kFramesPerSecond;
            std::int32_t a = 0, b = 0, c = 0;
            const double posterior = logmath_exp(ps_get_logmath(decoder_.get()), ps_seg_prob(seg, &a, &b, &c));
            word.confidence = static_cast<float>(std::clamp(posterior, 0.0, 1.0));
            out.text += (out.text.empty() ? "" : " ") + word.text;
            if (!out.start_ms) out.start_ms = word.start_ms;
            out.end_ms = word.end_ms;
            out.words.push_back(std::move(word));
        }
        return out;
    }

    std::unique_ptr<ps_decoder_t, Free> decoder_;
    EngineIdentity identity_;
};

}  // namespace

bool has_pocketsphinx_model() {
    std::error_code code;
    return std::filesystem::exists(std::string(kModels) + "en-us.lm.bin", code);
}

Result<std::unique_ptr<SpeechEngine>> create_pocketsphinx_engine(const EngineOptions& options) {
    if (!has_pocketsphinx_model())
        return make_error(
            ErrorCode::kUnsupported,
            std::string(kModels) + ": no model for PocketSphinx; sudo apt-get install pocketsphinx-en-us");
    err_set_logfp(nullptr);  // it tells its life's story otherwise
    const std::string models = kModels;
    const std::unique_ptr<cmd_ln_t, Free> config(cmd_ln_init(
        nullptr, ps_args(), TRUE, "-hmm", (models + "en-us").c_str(), "-lm", (models + "en-us.lm.bin").c_str(),
        "-remove_silence", "no", "-dict", (models + "cmudict-en-us.dict").c_str(), nullptr));
    std::unique_ptr<ps_decoder_t, Free> decoder(config ? ps_init(config.get()) : nullptr);
    if (!decoder)
        return make_error(ErrorCode::kUnsupported,
                          models + ": PocketSphinx cannot load its model; install pocketsphinx-en-us again");
    return std::unique_ptr<SpeechEngine>(std::make_unique<PocketSphinxEngine>(std::move(decoder), options.piece_s));
}

}  // namespace earwitness::speech
