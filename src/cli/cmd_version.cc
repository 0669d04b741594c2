// `earwitness version`: what this is, as text or JSON.
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "earwitness/engine.h"

namespace earwitness::cli {

void add_version_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("version", "Print the version");
    add_shared_options(*command, context);
    auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, "Print JSON");
    command->callback([&context, json] {
        if (*json)
            context.out << nlohmann::ordered_json{{"version", kVersion}, {"producer", kProducer}}.dump() << "\n";
        else
            context.out << kProducer << "\n";
    });
}

}  // namespace earwitness::cli
