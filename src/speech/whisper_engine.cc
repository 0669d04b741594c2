// whisper.cpp linked in, where CMake found it (find_package(whisper)); else an engine that says that it is not there.
#include "speech/engines.h"

#ifdef EARWITNESS_WHISPER
#include <whisper.h>

#include <filesystem>

#include "text/utf8.h"
#include "transcript/join_tokens.h"
#endif

namespace earwitness::speech {

#ifdef EARWITNESS_WHISPER
namespace {

struct Free {
    void operator()(whisper_context* context) const { whisper_free(context); }
};

void say_nothing(ggml_log_level, const char*, void*) {}

class WhisperEngine : public SpeechEngine {
  public:
    WhisperEngine(std::unique_ptr<whisper_context, Free> context, const EngineOptions& options)
        : context_(std::move(context)), threads_(options.threads) {
        identity_.engine = "whisper.cpp";
        identity_.model = std::filesystem::path(options.model).filename().string();
        identity_.version = whisper_version();
        identity_.piece_ms = (options.piece_s > 0 ? options.piece_s : 300) * 1000;
    }

    const EngineIdentity& identity() const override { return identity_; }

    Result<Heard> hear(const Piece& piece) override {
        whisper_full_params params = whisper_full_default_params(WHISPER_SAMPLING_GREEDY);
        const std::string language = piece.language.substr(0, piece.language.find_first_of("-_"));
        params.language = language.empty() || whisper_lang_id(language.c_str()) < 0 ? "auto" : language.c_str();
        params.n_threads = threads_;
        params.token_timestamps = true;
        params.print_progress = params.print_realtime = params.print_special = params.print_timestamps = false;
        params.abort_callback = [](void* cancelled) {
            return cancelled != nullptr && static_cast<const std::atomic<bool>*>(cancelled)->load();
        };
        params.abort_callback_user_data = const_cast<std::atomic<bool>*>(piece.cancelled);
        if (whisper_full(context_.get(), params, piece.samples.data(), static_cast<int>(piece.samples.size())) != 0)
            return piece.cancelled != nullptr && piece.cancelled->load()
                       ? make_error(ErrorCode::kCancelled, "stopped")
                       : make_error(ErrorCode::kMalformed, "whisper.cpp could not work on a piece of the audio; is " +
                                                               identity_.model + " a whole model?");
        Heard out;
        if (const char* tag = whisper_lang_str(whisper_full_lang_id(context_.get()))) out.language = tag;
        for (int s = 0; s < whisper_full_n_segments(context_.get()); ++s) out.segments.push_back(segment(s));
        return out;
    }

  private:
    // Tokens are pieces of words; one that begins with a space begins a word. Times come in hundredths.
    HeardSegment segment(int s) {
        whisper_context* context = context_.get();
        HeardSegment out;
        out.text = text::repair_utf8(whisper_full_get_segment_text(context, s));
        out.start_ms = whisper_full_get_segment_t0(context, s) * 10;
        out.end_ms = whisper_full_get_segment_t1(context, s) * 10;
        transcript::TokenJoiner<HeardWord> joiner(out.words);
        for (int t = 0; t < whisper_full_n_tokens(context, s); ++t) {
            const whisper_token_data token = whisper_full_get_token_data(context, s, t);
            if (token.id >= whisper_token_eot(context)) continue;
            const std::string piece = whisper_full_get_token_text(context, s, t);
            joiner.add({piece, token.t0 * 10, token.t1 * 10, token.p}, piece.starts_with(' '));
        }
        // A character may lie in two tokens: only whole words are valid UTF-8.
        for (auto& word : out.words) {
            const std::string whole = text::repair_utf8(word.text);
            word.text = std::string(text::trimmed(whole));
        }
        std::erase_if(out.words, [](const HeardWord& word) { return word.text.empty(); });
        return out;
    }

    std::unique_ptr<whisper_context, Free> context_;
    int threads_;
    EngineIdentity identity_;
};

}  // namespace

bool has_whisper() { return true; }

Result<std::unique_ptr<SpeechEngine>> create_whisper_engine(const EngineOptions& options) {
    std::error_code code;
    if (options.model.empty() || !std::filesystem::is_regular_file(options.model, code))
        return make_error(
            ErrorCode::kInvalidArgument,
            (options.model.empty() ? "the engine whisper needs a model" : options.model + ": no such file") +
                std::string("; give --model or model under [speech] in earwitness.toml, the path of a "
                            "ggml model of whisper.cpp"));
    whisper_log_set(say_nothing, nullptr);
    std::unique_ptr<whisper_context, Free> context(
        whisper_init_from_file_with_params(options.model.c_str(), whisper_context_default_params()));
    if (!context) return make_error(ErrorCode::kMalformed, options.model + ": whisper.cpp cannot load this model");
    return std::unique_ptr<SpeechEngine>(std::make_unique<WhisperEngine>(std::move(context), options));
}
#else
bool has_whisper() { return false; }

Result<std::unique_ptr<SpeechEngine>> create_whisper_engine(const EngineOptions&) {
    return make_error(ErrorCode::kUnsupported,
                      "this build has no whisper.cpp; install whisper.cpp and build again, or run a whisper.cpp server "
                      "and use the engine http");
}
#endif

}  // namespace earwitness::speech
