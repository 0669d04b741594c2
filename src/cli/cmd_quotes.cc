// `earwitness quotes`: the most quotable runs of words over all episodes.
#include "cli/commands.h"
#include "cli/finding_list.h"

namespace earwitness::cli {

void add_quotes_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("quotes", "List quotable passages, the best first");
    add_shared_options(*command, context);
    auto options = std::make_shared<ListOptions>();
    add_list_options(*command, options);
    command->add_option("--speaker", options->filter.speaker, "Only this speaker (a part of the name)");
    command->add_option("--entity", options->filter.entity, "Only where this entity is named (its id)");
    command->callback([&context, options] { list_findings(*options, "quote", context); });
}

}  // namespace earwitness::cli
