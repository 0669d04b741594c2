// What a model is asked, and the form of its answer. Internal to llm/. kPromptVersion is part of every answer's name in
// the cache: raise it with any change.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace earwitness::llm {

inline constexpr std::string_view kPromptVersion = "talk/1";

std::string system_prompt();
std::string user_prompt(std::string_view talk, std::string_view findings);
nlohmann::json answer_schema();

}  // namespace earwitness::llm
