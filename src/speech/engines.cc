#include "speech/engines.h"

namespace earwitness::speech {

Result<std::unique_ptr<SpeechEngine>> create_engine(const EngineOptions& options, fetch::HttpClient& http) {
    if (options.engine == "http") return create_http_engine(options, http);
    if (options.engine == "pocketsphinx") return create_pocketsphinx_engine(options);
    if (options.engine == "whisper") return create_whisper_engine(options);
    return make_error(
        ErrorCode::kInvalidArgument,
        options.engine.empty()
            ? "no transcription engine is chosen; set engine under [speech] in earwitness.toml, or give "
              "--engine http, whisper or pocketsphinx (docs/speech.md)"
            : "no transcription engine '" + options.engine + "'; there are http, whisper and pocketsphinx");
}

std::vector<EngineState> engine_states() {
    std::vector<EngineState> out;
    out.push_back({"http", "any whisper.cpp server or OpenAI-compatible service, at the address that you give",
                   "set engine = \"http\" and url under [speech] in earwitness.toml", true});
    out.push_back({"whisper", has_whisper() ? "built in; needs a model's file" : "not in this build",
                   has_whisper() ? "set engine = \"whisper\" and model = \"<file>\" under [speech] in earwitness.toml"
                                 : "install whisper.cpp (cmake --install) and build earwitness again",
                   has_whisper()});
    out.push_back({"pocketsphinx",
                   has_pocketsphinx_model() ? "installed; a draft at best: more than a third of the words are wrong"
                                            : "its English model is not installed",
                   has_pocketsphinx_model() ? "" : "sudo apt-get install pocketsphinx-en-us",
                   has_pocketsphinx_model()});
    return out;
}

}  // namespace earwitness::speech
