// `earwitness archive dump`: the logical content of an archive as lines, without times and row numbers. For comparing
// archives (tests/kill_test.py) and for looking into one.
#include <ostream>

#include "cli/commands.h"
#include "cli/session.h"

namespace earwitness::cli {

void add_archive_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("archive", "Look into the archive itself");
    command->require_subcommand(1);
    auto* dump = command->add_subcommand(
        "dump", "Print the content as lines in a stable order, without times: equal archives print equal bytes");
    add_shared_options(*dump, context);
    dump->callback([&context] {
        const auto archive = open_for_reading(context);
        if (!archive) return context.fail(archive.error());
        const auto done = archive->dump([&](std::string_view line) { context.out << line << "\n"; });
        if (!done) context.fail(done.error());
    });
}

}  // namespace earwitness::cli
