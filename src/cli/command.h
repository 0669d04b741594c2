// What every subcommand gets and how it ends. A subcommand is one file cmd_<name>.cc with one function
// add_<name>_command(app, context), named in commands.h; its callback sets context.exit_code. cli/ is the only
// room that prints, exits or reads the environment.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iosfwd>
#include <string>

#include "earwitness/result.h"

namespace earwitness::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;

struct Context {
    std::ostream& out;
    std::ostream& err;
    bool err_is_terminal = false;  // progress goes there and only there
    bool quiet = false;
    std::string archive_option;  // --archive, "" where not given
    int exit_code = kDone;

    // The archive's folder: --archive, $EARWITNESS_ARCHIVE, $XDG_DATA_HOME/earwitness, ~/.local/share/earwitness.
    std::filesystem::path archive_dir() const;

    // Prints "earwitness: <message>" and sets the exit code to 1.
    void fail(const Error& error);
    void fail(std::string_view message);
};

// The options that all subcommands share (--quiet, --archive).
void add_shared_options(CLI::App& command, Context& context);

}  // namespace earwitness::cli
