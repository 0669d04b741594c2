// Runs another program and waits for it. No shell: arguments reach it as they are, so that a title or a path can never
// become a command. Used for git alone; not for anything that should go on while we do something else.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::base {

struct ProcessResult {
    int exit_code = 0;  // 128 + the signal's number where a signal ended it
    std::string out, err;
};

// `command` is the program, looked for in PATH, and its arguments; `input` is what it reads. It works in `folder` and
// inherits our environment. kNotFound where there is no such program, kIo where it cannot be started.
Result<ProcessResult> run_process(const std::vector<std::string>& command, const std::filesystem::path& folder,
                                  std::string_view input = {});

}  // namespace earwitness::base
