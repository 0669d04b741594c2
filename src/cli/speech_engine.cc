#include "cli/speech_engine.h"

#include <cstdlib>

namespace earwitness::cli {

void add_speech_options(CLI::App& command, SpeechChoice& choice) {
    command.add_option("--engine", choice.engine, "http, whisper or pocketsphinx (a draft); docs/speech.md")
        ->check(CLI::IsMember({"http", "whisper", "pocketsphinx"}));
    command.add_option("--url", choice.url, "Of the server, for http: .../inference or .../v1/audio/transcriptions");
    command.add_option("--model", choice.model, "http: the model's name; whisper: the model's file");
    command.add_option("--language", choice.language, "Of the speech, such as en or de (default: found out)");
    command.add_flag("--channels", choice.channels, "Two people, one on each channel of stereo audio");
    command.add_option("--key-env", choice.key_env, "The environment variable that holds the service's key");
}

Status apply_speech_choice(const SpeechChoice& choice, pipeline::SpeechSettings& settings) {
    // Another engine has another address and another model.
    if (!choice.engine.empty() && choice.engine != settings.engine) {
        settings.url.clear();
        settings.model.clear();
        settings.key_env.clear();
    }
    const auto put = [](const std::string& typed, std::string& set) {
        if (!typed.empty()) set = typed;
    };
    put(choice.engine, settings.engine);
    put(choice.url, settings.url);
    put(choice.model, settings.model);
    put(choice.language, settings.language);
    put(choice.key_env, settings.key_env);
    settings.channels = settings.channels || choice.channels;
    if (settings.engine.empty() && !choice.url.empty()) settings.engine = "http";
    if (settings.key_env.empty()) return {};
    const char* key = std::getenv(settings.key_env.c_str());
    if (key == nullptr || *key == '\0')
        return make_error(ErrorCode::kInvalidArgument,
                          "$" + settings.key_env + " is not set; it should hold the key of the transcription service");
    settings.key = key;
    return {};
}

}  // namespace earwitness::cli
