// `earwitness mcp`: the archive for an assistant that starts programs: a message a line on standard input, an answer a
// line on standard output, until the input ends.
#include <iostream>
#include <memory>

#include "cli/commands.h"
#include "cli/session.h"
#include "serve/mcp.h"

namespace earwitness::cli {
namespace {

constexpr std::size_t kMaxMessageBytes = 1 << 20;

// False at the end of the input. A line that is too long is read and given as nothing that can be parsed.
bool read_message(std::istream& in, std::string& message) {
    message.clear();
    bool any = false;
    for (int c = in.get(); c != std::istream::traits_type::eof() && c != '\n'; c = in.get()) {
        any = true;
        if (message.size() <= kMaxMessageBytes) message += static_cast<char>(c);
    }
    if (message.size() > kMaxMessageBytes) message = "too long";
    return any || !in.eof();
}

void run(Context& context) {
    const auto archive = open_for_reading(context);
    if (!archive) return context.fail(archive.error());
    std::string message;
    while (read_message(std::cin, message)) {
        if (message.find_first_not_of(" \t\r") == std::string::npos) continue;
        // Where it cannot be read any more, the answer says so.
        static_cast<void>(archive->catch_up().has_value());
        if (const auto answer = serve::answer_mcp(*archive, message)) context.out << *answer << std::endl;
    }
}

}  // namespace

void add_mcp_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("mcp", "Let an assistant search and cite the archive (Model Context Protocol)");
    add_shared_options(*command, context);
    command->callback([&context] { run(context); });
}

}  // namespace earwitness::cli
