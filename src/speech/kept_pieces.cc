#include "speech/kept_pieces.h"

#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/hash.h"
#include "speech/http_answer.h"

namespace earwitness::speech {
namespace {

using nlohmann::json;

void put_times(json& to, const std::optional<std::int64_t>& start, const std::optional<std::int64_t>& end) {
    if (start) to["start"] = static_cast<double>(*start) / 1000;
    if (end) to["end"] = static_cast<double>(*end) / 1000;
}

// In the shape of a server's answer, so that one reader does for both.
std::string to_json(const Heard& heard) {
    json segments = json::array();
    for (const auto& segment : heard.segments) {
        json words = json::array();
        for (const auto& word : segment.words) {
            json item = {{"word", word.text}};
            put_times(item, word.start_ms, word.end_ms);
            if (word.confidence >= 0) item["probability"] = word.confidence;
            words.push_back(std::move(item));
        }
        json item = {{"text", segment.text}, {"words", std::move(words)}};
        put_times(item, segment.start_ms, segment.end_ms);
        if (!segment.speaker.empty()) item["speaker"] = segment.speaker;
        segments.push_back(std::move(item));
    }
    return json{{"language", heard.language}, {"segments", std::move(segments)}}.dump(-1, ' ', false,
                                                                                      json::error_handler_t::replace);
}

}  // namespace

std::string KeptPieces::name(std::span<const float> samples) const {
    base::Sha256 hash;
    hash.add_field("piece/1");
    for (const auto* field : {&engine_.engine, &engine_.model, &engine_.version, &language_}) hash.add_field(*field);
    hash.add_field({reinterpret_cast<const char*>(samples.data()), samples.size_bytes()});
    return hash.hex();
}

std::optional<Heard> KeptPieces::find(const std::string& name) const {
    if (folder_.empty()) return {};
    const auto bytes = base::read_file(folder_ / (name + ".json"));
    if (!bytes) return {};
    auto heard = read_http_answer(*bytes);
    if (!heard) return {};
    return std::move(*heard);
}

Status KeptPieces::keep(const std::string& name, const Heard& heard) const {
    if (folder_.empty()) return {};
    return base::write_file_atomic(folder_ / (name + ".json"), to_json(heard));
}

}  // namespace earwitness::speech
