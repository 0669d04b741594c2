// A list of the API for other programs: CSV (RFC 4180) for spreadsheets, JSON Lines for scripts.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace earwitness::serve {

// `items` is an array of objects that have the same names. A value that is no plain one stands as JSON in its cell. A
// text that a spreadsheet would take for a formula gets an apostrophe in front.
std::string to_csv(const nlohmann::ordered_json& items);
std::string to_json_lines(const nlohmann::ordered_json& items);

}  // namespace earwitness::serve
