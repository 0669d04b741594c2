// What a model is asked, and the form of its answer. Internal to llm/. kPromptVersion is part of every answer's name in
// the cache: raise it with any change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace earwitness::llm {

inline constexpr std::string_view kPromptVersion = "talk/1";

// Tokenizers differ; English has about four bytes a token, and being wrong to this side costs nothing but room.
inline constexpr std::int64_t kBytesPerToken = 3;
inline std::int64_t estimated_tokens(std::size_t bytes) {
    return static_cast<std::int64_t>(bytes) / kBytesPerToken + 1;
}

// Parts of an answer's schema.
nlohmann::json text_schema(int longest);
nlohmann::json list_schema(nlohmann::json items, int most);
nlohmann::json object_schema(nlohmann::json properties);  // all of them are required

std::string system_prompt();
std::string user_prompt(std::string_view talk, std::string_view findings);
nlohmann::json answer_schema();

}  // namespace earwitness::llm
