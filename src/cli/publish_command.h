// What the kinds of `earwitness publish` share.
#pragma once

#include <algorithm>
#include <string>
#include <thread>

#include "cli/command.h"
#include "publish/archive_source.h"

namespace earwitness::cli {

struct PublishOptions {
    std::string folder, base_url, title = "Earwitness";
    bool noindex = false, with_audio = false, clips = false, json = false;
    std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

// A web address with a slash at its end.
Result<std::string> checked_base_url(const std::string& url);
Result<publish::ArchiveSource> open_source(const Context& context, const PublishOptions& options);
// A subcommand with what all kinds have: the folder, --jobs, --json.
CLI::App* add_publish_kind(CLI::App& command, Context& context, const char* name, const char* what,
                           PublishOptions& options);

// `earwitness publish jekyll`.
void add_publish_jekyll(CLI::App& command, Context& context);

}  // namespace earwitness::cli
