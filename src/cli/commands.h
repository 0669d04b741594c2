// The subcommands, in the order in which --help lists them.
#pragma once

#include "cli/command.h"

namespace earwitness::cli {

// Each stands in cmd_<name>.cc.
void add_analyze_command(CLI::App& app, Context& context);
void add_convert_command(CLI::App& app, Context& context);
void add_feed_command(CLI::App& app, Context& context);
void add_publish_command(CLI::App& app, Context& context);
void add_verify_command(CLI::App& app, Context& context);
void add_version_command(CLI::App& app, Context& context);

inline void add_commands(CLI::App& app, Context& context) {
    add_analyze_command(app, context);
    add_convert_command(app, context);
    add_feed_command(app, context);
    add_publish_command(app, context);
    add_verify_command(app, context);
    add_version_command(app, context);
}

}  // namespace earwitness::cli
