// The `earwitness` command: reads the command line, hands over to one subcommand, turns its end into an exit
// code (0 done, 1 failed, 2 wrong usage).
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "earwitness/engine.h"

namespace {

// What was typed in place of a subcommand, or that there is none, and where they are listed.
std::string missing_subcommand(const CLI::App& app) {
    const CLI::App* command = &app;
    std::string typed = "earwitness";
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().back();
        typed += " " + command->get_name();
    }
    const auto left = command->remaining();
    return "earwitness: " +
           (left.empty() ? "a subcommand is missing" : left.front() + ": there is no such subcommand") + "; `" + typed +
           " --help` lists them\n";
}

}  // namespace

int main(int argc, char** argv) {
    using namespace earwitness::cli;
    // A reader that closes the pipe early (`| head`) is an end, not a crash.
    std::signal(SIGPIPE, SIG_DFL);
    std::ios::sync_with_stdio(false);
    Context context{std::cout, std::cerr};
    context.err_is_terminal = ::isatty(STDERR_FILENO) != 0;
    CLI::App app("earwitness: who and what was named, claimed, predicted and recommended in podcasts, and where");
    app.set_version_flag("--version", std::string(earwitness::kProducer));
    app.require_subcommand(1);
    add_commands(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_name() == "RequiredError" && std::string_view(error.what()).rfind("A subcommand", 0) == 0) {
            std::cerr << missing_subcommand(app);
            return kWrongUsage;
        }
        const int code = app.exit(error, std::cout, std::cerr);
        return code == 0 ? kDone : kWrongUsage;
    }
    std::cout.flush();
    if (!std::cout) {
        std::cerr << "earwitness: cannot write to standard output: the disk is full or the reader went away\n";
        return kFailed;
    }
    return context.exit_code;
}
