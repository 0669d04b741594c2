// A request and its answer without any socket: what service.cc decides and server.cc carries. Only GET exists.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "earwitness/result.h"

namespace earwitness::serve {

struct Request {
    std::string path;                          // decoded, begins with '/'
    std::map<std::string, std::string> query;  // decoded; of repeated names the first
    std::string if_none_match;
    std::string host;  // by which it was asked, "" outside of a server
};

struct Answer {
    int status = 200;
    std::string type = "application/json; charset=utf-8";
    std::string body;
    std::string etag;                           // quoted, "" where there is none
    std::optional<std::filesystem::path> file;  // the body is this file's bytes; ranges are the server's work
};

// {"error":{"code":"not_found","message":"..."}} with the status that fits the code.
Answer error_answer(const Error& error);
Answer json_answer(std::string body);

// For a part of an address: letters, digits and -._~ stay.
std::string percent_encoded(std::string_view text);

}  // namespace earwitness::serve
