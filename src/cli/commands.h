// The subcommands, in the order in which --help lists them.
#pragma once

#include "cli/command.h"

namespace earwitness::cli {

// Each stands in cmd_<name>.cc.
void add_add_command(CLI::App& app, Context& context);
void add_analyze_command(CLI::App& app, Context& context);
void add_archive_command(CLI::App& app, Context& context);
void add_audit_command(CLI::App& app, Context& context);
void add_convert_command(CLI::App& app, Context& context);
void add_doctor_command(CLI::App& app, Context& context);
void add_entities_command(CLI::App& app, Context& context);
void add_feed_command(CLI::App& app, Context& context);
void add_import_command(CLI::App& app, Context& context);
void add_insights_command(CLI::App& app, Context& context);
void add_llm_command(CLI::App& app, Context& context);
void add_mcp_command(CLI::App& app, Context& context);
void add_publish_command(CLI::App& app, Context& context);
void add_quotes_command(CLI::App& app, Context& context);
void add_remove_command(CLI::App& app, Context& context);
void add_run_command(CLI::App& app, Context& context);
void add_search_command(CLI::App& app, Context& context);
void add_serve_command(CLI::App& app, Context& context);
void add_show_command(CLI::App& app, Context& context);
void add_topics_command(CLI::App& app, Context& context);
void add_transcribe_command(CLI::App& app, Context& context);
void add_update_command(CLI::App& app, Context& context);
void add_verify_command(CLI::App& app, Context& context);
void add_version_command(CLI::App& app, Context& context);
void add_watch_command(CLI::App& app, Context& context);
void add_worker_command(CLI::App& app, Context& context);

inline void add_commands(CLI::App& app, Context& context) {
    add_add_command(app, context);
    add_analyze_command(app, context);
    add_archive_command(app, context);
    add_audit_command(app, context);
    add_convert_command(app, context);
    add_doctor_command(app, context);
    add_entities_command(app, context);
    add_feed_command(app, context);
    add_import_command(app, context);
    add_insights_command(app, context);
    add_llm_command(app, context);
    add_mcp_command(app, context);
    add_publish_command(app, context);
    add_quotes_command(app, context);
    add_remove_command(app, context);
    add_run_command(app, context);
    add_search_command(app, context);
    add_serve_command(app, context);
    add_show_command(app, context);
    add_topics_command(app, context);
    add_transcribe_command(app, context);
    add_update_command(app, context);
    add_verify_command(app, context);
    add_version_command(app, context);
    add_watch_command(app, context);
    add_worker_command(app, context);
}

}  // namespace earwitness::cli
