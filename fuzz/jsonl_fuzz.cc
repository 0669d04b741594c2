// Any bytes as a record of a JSON Lines batch: the answer is one line of JSON with an id and an analysis or an error.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "pipeline/batch.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness;
    static const Engine engine = Engine::create().value();
    const std::string_view record(reinterpret_cast<const char*>(data), size);
    const std::string line = pipeline::answer_record(engine, record, pipeline::PathRecords::kRefused);
    const auto answer = nlohmann::json::parse(line, nullptr, false);
    const bool holds = line.find('\n') == std::string::npos && answer.is_object() && answer.contains("id") &&
                       answer.contains("error") != answer.contains("schema");
    if (!holds) std::abort();
    // The id comes back as the same JSON.
    const auto given = nlohmann::json::parse(record, nullptr, false);
    if (given.is_object() && given.size() == 1 + given.count("text") && given.contains("id") &&
        answer["id"] != given["id"])
        std::abort();
    return 0;
}
