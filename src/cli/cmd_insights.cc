// `earwitness insights`: predictions, recommendations, problems, trends, opportunities, statistics, definitions.
#include "cli/commands.h"
#include "cli/finding_list.h"
#include "earwitness/findings.h"

namespace earwitness::cli {

void add_insights_command(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("insights", "List predictions, recommendations, problems, trends ..., the surest first");
    add_shared_options(*command, context);
    auto options = std::make_shared<ListOptions>();
    add_list_options(*command, options);
    std::vector<std::string> types;
    for (int i = 0; i < kInsightTypes; ++i) types.emplace_back(insight_type_name(static_cast<InsightType>(i)));
    command->add_option("--type", options->filter.type, "Only this type")->check(CLI::IsMember(types));
    command->add_option("--speaker", options->filter.speaker, "Only this speaker (a part of the name)");
    command->add_option("--entity", options->filter.entity, "Only where this entity is named (its id)");
    command->callback([&context, options] { list_findings(*options, "insight", context); });
}

}  // namespace earwitness::cli
