// `earwitness topics`: what the episodes are about.
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
    const auto topics = archive->topics(*filter);
    if (!topics) return context.fail(topics.error());
    if (topics->empty() && !names_somebody(*archive, *filter, options.json, context)) return;
    auto list = ordered_json::array();
    for (const auto& topic : *topics) {
        if (options.json)
            list.push_back({{"id", topic.id},
                            {"label", topic.label},
                            {"episodes", topic.episodes},
                            {"prominence", topic.prominence}});
        else
            context.out << topic.label << "  " << counted(topic.episodes, "episode", "episodes") << "  [" << topic.id
                        << "]\n";
    }
    if (options.json) context.out << list.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace

void add_topics_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("topics", "List what the episodes are about");
    add_shared_options(*command, context);
    auto options = std::make_shared<ListOptions>();
    add_list_options(*command, options);
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
