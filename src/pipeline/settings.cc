#include "pipeline/settings.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <variant>
#include <vector>

#include "base/files.h"

namespace earwitness::pipeline {
namespace {

struct Range {
    std::int64_t least, most;
};

// A known key, where its value goes, and what values it may have.
struct Key {
    std::string_view section, name;  // section "" = the top
    std::variant<bool*, std::string*, std::int64_t*, int*, double*> target;
    Range range = {0, 0};
};

std::vector<Key> known_keys(Settings& s) {
    return {
        {"", "keep_audio", &s.keep_audio},
        {"", "max_media_mb", &s.max_media_mb, {0, 1'000'000'000}},
        {"speech", "engine", &s.speech.engine},
        {"speech", "url", &s.speech.url},
        {"speech", "model", &s.speech.model},
        {"speech", "language", &s.speech.language},
        {"speech", "key_env", &s.speech.key_env},
        {"speech", "channels", &s.speech.channels},
        {"speech", "timeout_seconds", &s.speech.timeout_seconds, {1, 86'400}},
        {"speech", "piece_seconds", &s.speech.piece_seconds, {0, 3'600}},
        {"speech", "max_minutes", &s.speech.max_minutes, {0, 10'000'000}},
        {"speech", "fill_times", &s.speech.fill_times},
        {"speech", "price_per_hour", &s.speech.price_per_hour, {0, 1'000'000}},
        {"speech", "max_cost", &s.speech.max_cost, {0, 1'000'000}},
        {"llm", "provider", &s.llm.provider},
        {"llm", "read", &s.llm.read},
        {"llm", "url", &s.llm.url},
        {"llm", "model", &s.llm.model},
        {"llm", "key_env", &s.llm.key_env},
        {"llm", "timeout_seconds", &s.llm.timeout_seconds, {1, 86'400}},
        {"llm", "context_tokens", &s.llm.context_tokens, {1'024, 100'000'000}},
        {"llm", "answer_tokens", &s.llm.answer_tokens, {64, 1'000'000}},
        {"llm", "max_tokens", &s.llm.max_tokens, {0, 1'000'000'000'000}},
        {"llm", "price_in", &s.llm.price_in, {0, 1'000'000}},
        {"llm", "price_out", &s.llm.price_out, {0, 1'000'000}},
        {"llm", "max_cost", &s.llm.max_cost, {0, 1'000'000}},
        {"queue", "url", &s.queue.url},
        {"queue", "stream", &s.queue.stream},
        {"queue", "ack_wait_seconds", &s.queue.ack_wait_seconds, {1, 86'400}},
        {"queue", "max_tries", &s.queue.max_tries, {1, 1'000}},
        {"fetch", "allow_private", &s.allow_private},
        {"fetch", "user_agent", &s.user_agent},
        {"fetch", "proxy", &s.proxy},
        {"fetch", "min_interval_ms", &s.min_interval_ms, {0, 600'000}},
        {"fetch", "max_parallel_per_host", &s.max_parallel_per_host, {1, 16}},
        {"update", "min_minutes", &s.min_update_minutes, {5, 60 * 24 * 30}},
        {"update", "max_minutes", &s.max_update_minutes, {5, 60 * 24 * 30}},
        {"update", "max_pages", &s.max_pages, {1, 1000}},
    };
}

Error bad(const toml::node& node, const std::string& why) {
    return make_error(ErrorCode::kMalformed,
                      "earwitness.toml, line " + std::to_string(node.source().begin.line) + ": " + why);
}

Status set_number(const Key& key, const toml::node& node, const std::string& name) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < key.range.least || *value > key.range.most)
        return bad(node, name + " must be a whole number from " + std::to_string(key.range.least) + " to " +
                             std::to_string(key.range.most));
    if (auto* const* wide = std::get_if<std::int64_t*>(&key.target)) **wide = *value;
    if (auto* const* narrow = std::get_if<int*>(&key.target)) **narrow = static_cast<int>(*value);
    return {};
}

Status set(const Key& key, const toml::node& node, const std::string& name) {
    if (auto* const* flag = std::get_if<bool*>(&key.target)) {
        const auto value = node.value_exact<bool>();
        if (!value) return bad(node, name + " must be true or false");
        **flag = *value;
        return {};
    }
    if (auto* const* text = std::get_if<std::string*>(&key.target)) {
        const auto value = node.value_exact<std::string>();
        if (!value || value->find_first_of("\r\n") != std::string::npos)
            return bad(node, name + " must be a string of one line");
        **text = *value;
        return {};
    }
    if (auto* const* amount = std::get_if<double*>(&key.target)) {
        const auto value = node.value<double>();
        if (!node.is_number() || !value || !(*value >= 0) || *value > static_cast<double>(key.range.most))
            return bad(node, name + " must be a number from 0 to " + std::to_string(key.range.most));
        **amount = *value;
        return {};
    }
    return set_number(key, node, name);
}

Status apply(const std::vector<Key>& keys, std::string_view section, const toml::table& table) {
    for (const auto& [name, node] : table) {
        const std::string full =
            section.empty() ? std::string(name.str()) : std::string(section) + "." + std::string(name.str());
        if (section.empty() && node.is_table()) {
            bool known = false;
            for (const auto& key : keys) known = known || key.section == name.str();
            if (!known)
                return bad(node, "no section [" + full + "]; there are [fetch], [llm], [queue], [speech] and [update]");
            if (auto done = apply(keys, name.str(), *node.as_table()); !done) return done;
            continue;
        }
        const Key* found = nullptr;
        for (const auto& key : keys)
            if (key.section == section && key.name == name.str()) found = &key;
        if (found == nullptr) return bad(node, "no setting \"" + full + "\"; docs/archive.md lists them");
        if (auto done = set(*found, node, full); !done) return done;
    }
    return {};
}

}  // namespace

Result<Settings> parse_settings(std::string_view text) {
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed)
        return make_error(ErrorCode::kMalformed, "earwitness.toml, line " +
                                                     std::to_string(parsed.error().source().begin.line) + ": " +
                                                     std::string(parsed.error().description()));
    Settings settings;
    if (auto done = apply(known_keys(settings), "", parsed.table()); !done) return done.error();
    if (settings.max_update_minutes < settings.min_update_minutes)
        return make_error(ErrorCode::kMalformed, "earwitness.toml: update.max_minutes is less than update.min_minutes");
    const SpeechSettings& speech = settings.speech;
    if (!speech.engine.empty() && speech.engine != "http" && speech.engine != "whisper" &&
        speech.engine != "pocketsphinx")
        return make_error(ErrorCode::kMalformed, "earwitness.toml: speech.engine is \"" + speech.engine +
                                                     "\"; there are http, whisper and pocketsphinx");
    if (speech.max_cost > 0 && speech.price_per_hour <= 0)
        return make_error(ErrorCode::kMalformed,
                          "earwitness.toml: speech.max_cost needs speech.price_per_hour, to know what is spent");
    const LlmSettings& llm = settings.llm;
    if (!llm.provider.empty() && llm.provider != "openai" && llm.provider != "anthropic")
        return make_error(ErrorCode::kMalformed,
                          "earwitness.toml: llm.provider is \"" + llm.provider + "\"; there are openai and anthropic");
    if (llm.read && llm.provider.empty())
        return make_error(ErrorCode::kMalformed,
                          "earwitness.toml: llm.read needs llm.provider, llm.url and llm.model (docs/llm.md)");
    if (!llm.url.empty() && !llm.url.starts_with("http://") && !llm.url.starts_with("https://"))
        return make_error(ErrorCode::kMalformed,
                          "earwitness.toml: llm.url must begin with http:// or https://, such as "
                          "http://127.0.0.1:8080/v1/chat/completions");
    const std::string& queue = settings.queue.url;
    if (!queue.empty() && !queue.starts_with("nats://") && !queue.starts_with("tls://"))
        return make_error(
            ErrorCode::kMalformed,
            "earwitness.toml: queue.url must begin with nats:// or tls://, such as nats://127.0.0.1:4222");
    if (settings.queue.stream.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") !=
            std::string::npos ||
        settings.queue.stream.empty())
        return make_error(ErrorCode::kMalformed, "earwitness.toml: queue.stream must be of letters, digits, - and _");
    if (llm.max_cost > 0 && llm.price_in + llm.price_out <= 0)
        return make_error(ErrorCode::kMalformed,
                          "earwitness.toml: llm.max_cost needs llm.price_in and llm.price_out, to know what is spent");
    return settings;
}

Result<Settings> read_settings(const std::filesystem::path& archive_folder) {
    const auto text = base::read_file(archive_folder / "earwitness.toml", 1 << 20);
    if (!text)
        return text.error().code == ErrorCode::kNotFound ? Result<Settings>(Settings())
                                                         : Result<Settings>(text.error());
    auto settings = parse_settings(*text);
    if (!settings) settings.error().message.insert(0, (archive_folder / "").string());  // the file's whole name
    return settings;
}

fetch::ClientOptions client_options(const Settings& settings) {
    fetch::ClientOptions options;
    options.user_agent = settings.user_agent;
    options.proxy = settings.proxy;
    options.min_interval_ms = settings.min_interval_ms;
    options.max_parallel_per_host = settings.max_parallel_per_host;
    return options;
}

}  // namespace earwitness::pipeline
