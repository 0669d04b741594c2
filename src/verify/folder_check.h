// Proves a published folder by its verify.json (docs/verify.md): nothing missing, altered or extra, each analysis
// sound, each marked line of each page in its transcript.
#pragma once

#include <filesystem>

#include "verify/report.h"

namespace earwitness::verify {

// Never throws and never leaves the folder: links are refused, paths that lead out too.
void check_folder(const std::filesystem::path& folder, Report& report);

}  // namespace earwitness::verify
