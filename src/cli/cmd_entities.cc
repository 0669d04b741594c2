// `earwitness entities`: who and what is named over all episodes.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/finding_list.h"
#include "cli/session.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;

void run(const ListOptions& options, Context& context) {
    const auto filter = read_filter(options, context);
    if (!filter) return;
    const auto archive = open_for_reading(context);
    if (!archive) return context.fail(archive.error());
    const auto entities = archive->entities(*filter);
    if (!entities) return context.fail(entities.error());
    if (entities->empty() && !names_somebody(*archive, *filter, options.json, context)) return;
    auto list = ordered_json::array();
    for (const auto& e : *entities) {
        if (options.json) {
            list.push_back({{"id", e.id},
                            {"name", e.name},
                            {"type", entity_type_name(e.type)},
                            {"category", e.category},
                            {"episodes", e.episodes},
                            {"mentions", e.mentions},
                            {"salience", e.salience},
                            {"in_sponsor_only", e.in_sponsor_only}});
            continue;
        }
        context.out << entity_type_name(e.type) << std::string(9 - entity_type_name(e.type).size(), ' ') << e.name;
        if (!e.category.empty()) context.out << " (" << e.category << ")";
        context.out << "  " << counted(e.mentions, "mention", "mentions") << " in "
                    << counted(e.episodes, "episode", "episodes");
        if (e.in_sponsor_only) context.out << ", in sponsor reads only";
        context.out << "  [" << e.id << "]\n";
    }
    if (options.json) context.out << list.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace

void add_entities_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("entities", "List people, organisations, products, places ... that are named");
    add_shared_options(*command, context);
    auto options = std::make_shared<ListOptions>();
    add_list_options(*command, options);
    std::vector<std::string> types;
    for (int i = 0; i < kEntityTypes; ++i) types.emplace_back(entity_type_name(static_cast<EntityType>(i)));
    command->add_option("--type", options->filter.type, "Only this type")
        ->transform(CLI::IsMember(types, CLI::ignore_case));
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
