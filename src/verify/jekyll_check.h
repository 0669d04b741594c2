// Proves a published Jekyll folder by its text alone (docs/verify.md): each transcript has its hash, each transcript
// page shows it whole, and each finding in the front matter of a page stands in it, at its time and with its speaker.
#pragma once

#include <filesystem>

#include "verify/report.h"

namespace earwitness::verify {

// The list of what was published, which tells such a folder.
inline constexpr std::string_view kJekyllList = ".earwitness-jekyll.json";

// Never throws and never leaves the folder: links are refused, paths that lead out too.
void check_jekyll_folder(const std::filesystem::path& folder, Report& report);

}  // namespace earwitness::verify
