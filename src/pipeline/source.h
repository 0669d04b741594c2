// The bytes that a show points to: over the network for a fetched feed, from the folder of a local one. A fetched
// feed never reaches a file, and a local feed no file outside its own folder.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "earwitness/result.h"
#include "pipeline/services.h"

namespace earwitness::pipeline {

struct Loaded {
    std::string bytes;
    std::string content_type;  // as served; "" for files
    std::string url;           // where they came from: a URL, or a path
};

// A request with the show's permissions: private addresses where the user allowed them or typed them himself.
fetch::Request make_request(const Services& services, const store::ShowRecord& show, std::string_view url);

// The path that an address of a local feed means: "file:" URLs and relative ones, percent-decoded, found inside the
// feed's folder after links are followed. kRefused outside of it, kNotFound.
Result<std::filesystem::path> local_path(const std::filesystem::path& feed_file, std::string_view address);

// True for addresses that are fetched over the network.
bool is_http(std::string_view address);

Result<Loaded> load(const Services& services, const store::ShowRecord& show, std::string_view address);

// "file:///a/b%20c" for an absolute path: what a local feed's addresses are resolved against.
std::string file_url(const std::filesystem::path& path);

}  // namespace earwitness::pipeline
