// The archive for assistants: the Model Context Protocol's server side (JSON-RPC 2.0, revision 2025-06-18), as
// functions of a message. The command `mcp` carries it over standard input, server.cc over POST /mcp. Reads only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "search/index.h"

namespace earwitness::serve {

// `message` is one JSON-RPC object. Nothing for a notification, which is not answered; whatever else comes, also what
// is no JSON, gets an answer in one line.
std::optional<std::string> answer_mcp(const search::Index& index, std::string_view message);

}  // namespace earwitness::serve
