#include "cli/command.h"

#include <cstdlib>
#include <ostream>

namespace earwitness::cli {
namespace {

std::filesystem::path environment_path(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::filesystem::path() : std::filesystem::path(value);
}

}  // namespace

std::filesystem::path Context::archive_dir() const {
    if (!archive_option.empty()) return archive_option;
    if (auto dir = environment_path("EARWITNESS_ARCHIVE"); !dir.empty()) return dir;
    if (auto data = environment_path("XDG_DATA_HOME"); !data.empty()) return data / "earwitness";
    return environment_path("HOME") / ".local" / "share" / "earwitness";
}

void Context::fail(const Error& error) { fail(error.message); }

void Context::fail(std::string_view message) {
    err << "earwitness: " << message << "\n";
    exit_code = kFailed;
}

void add_shared_options(CLI::App& command, Context& context) {
    command.add_flag("-q,--quiet", context.quiet, "Print results and errors only");
    command.add_option("--archive", context.archive_option,
                       "The archive's folder (default: $EARWITNESS_ARCHIVE, else $XDG_DATA_HOME/earwitness)");
}

}  // namespace earwitness::cli
