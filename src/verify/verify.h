// The front door of the proof: a published folder, an analysis, or a file of analyses a line. Called by the
// command line; shares no code with analysis, publish or the writer of the JSON.
#pragma once

#include <filesystem>

#include "verify/report.h"

namespace earwitness::verify {

void verify_path(const std::filesystem::path& path, Report& report);

}  // namespace earwitness::verify
