// The `earwitness` command: reads the command line, hands over to one subcommand, turns its end into an exit
// code (0 done, 1 failed, 2 wrong usage).
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "cli/commands.h"
#include "earwitness/engine.h"

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
