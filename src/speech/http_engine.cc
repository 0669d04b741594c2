// A whisper.cpp server (POST /inference) or anything with OpenAI's /v1/audio/transcriptions. Servers differ in what
// they take: one that refuses the detailed answer is asked for the plain one, once and for all.
#include "fetch/address.h"
#include "speech/engines.h"
#include "speech/http_answer.h"
#include "speech/multipart.h"
#include "speech/wav.h"

namespace earwitness::speech {
namespace {

class HttpEngine : public SpeechEngine {
  public:
    HttpEngine(const EngineOptions& options, fetch::HttpClient& http) : options_(options), http_(http) {
        const std::string path = options.url.substr(0, options.url.find_first_of("?#"));
        whisper_cpp_ = path.ends_with("/inference");
        identity_.engine = whisper_cpp_ ? "whisper.cpp-server" : "openai-api";
        identity_.model = options.model;
        identity_.piece_ms = (options.piece_s > 0 ? options.piece_s : 300) * 1000;
    }

    const EngineIdentity& identity() const override { return identity_; }

    Result<Heard> hear(const Piece& piece) override {
        const std::string wav = wav_16k(piece.samples);
        auto answer = ask(wav, piece);
        // Some models know no times, and say so with a 400.
        if (!answer && answer.error().code == ErrorCode::kRefused && detailed_ && !whisper_cpp_ &&
            answer.error().message.find("answers 400") != std::string::npos) {
            const Error first = answer.error();
            detailed_ = false;
            answer = ask(wav, piece);
            if (!answer) {
                detailed_ = true;
                return first;
            }
        }
        if (!answer) return answer.error();
        auto heard = read_http_answer(answer->body);
        if (!heard) return in_context(options_.url, heard.error());
        return heard;
    }

  private:
    Result<fetch::Response> ask(const std::string& wav, const Piece& piece) {
        std::vector<FormField> fields;
        fields.push_back({"file", wav, "piece.wav", "audio/wav"});
        const auto field = [&](const char* name, std::string value) {
            fields.push_back({name, std::move(value), "", ""});
        };
        if (!options_.model.empty()) field("model", options_.model);
        field("response_format", detailed_ ? "verbose_json" : "json");
        // whisper.cpp takes English for granted where it is told nothing; OpenAI knows no "auto".
        const std::string language = piece.language.substr(0, piece.language.find_first_of("-_"));
        if (!language.empty())
            field("language", language);
        else if (whisper_cpp_)
            field("language", "auto");
        field("temperature", "0");
        if (detailed_ && !whisper_cpp_) {
            field("timestamp_granularities[]", "word");
            field("timestamp_granularities[]", "segment");
        }
        Form form = encode_form(fields);
        fetch::Request request;
        request.url = options_.url;
        request.accept = "application/json";
        request.body = std::move(form.body);
        request.body_type = std::move(form.media_type);
        request.authorization = options_.authorization;
        request.time_limit_ms = options_.timeout_s * 1000;
        request.private_origin = fetch::private_origin_of(options_.url);  // the user named this server himself
        request.cancelled = piece.cancelled;
        return http_.post(request);
    }

    const EngineOptions options_;
    fetch::HttpClient& http_;
    EngineIdentity identity_;
    bool whisper_cpp_ = false;
    bool detailed_ = true;  // times are asked for
};

}  // namespace

Result<std::unique_ptr<SpeechEngine>> create_http_engine(const EngineOptions& options, fetch::HttpClient& http) {
    if (!options.url.starts_with("http://") && !options.url.starts_with("https://"))
        return make_error(ErrorCode::kInvalidArgument,
                          "the engine http needs the address of a server: --url or url under [speech] in "
                          "earwitness.toml, such as http://127.0.0.1:8080/inference or "
                          "https://host/v1/audio/transcriptions");
    return std::unique_ptr<SpeechEngine>(std::make_unique<HttpEngine>(options, http));
}

}  // namespace earwitness::speech
