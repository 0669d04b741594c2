// What `quotes`, `insights`, `entities` and `topics` share: their filters, and how findings are printed.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/command.h"
#include "store/archive.h"

namespace earwitness::cli {

struct ListOptions {
    store::FindingFilter filter;
    std::string since, until;  // as typed
    bool json = false;
};

// Adds --show, --episode, --since, --until, --limit, --json, and the command's callback.
void add_list_options(CLI::App& command, const std::shared_ptr<ListOptions>& options);

// The filter with its dates read; nothing where they are wrong (said, exit code 2).
std::optional<store::FindingFilter> read_filter(const ListOptions& options, Context& context);

// Of an empty list: false, and said, where a filter names nobody that the archive knows; else says to people that there
// is none.
bool names_somebody(const store::Archive& archive, const store::FindingFilter& filter, bool json, Context& context);

// Quotes or insights.
void list_findings(const ListOptions& options, std::string_view kind, Context& context);

}  // namespace earwitness::cli
