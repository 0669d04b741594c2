// `earwitness serve`: the archive as a live site with a JSON API, until interrupted.
#include <atomic>
#include <csignal>
#include <ostream>
#include <thread>

#include "cli/commands.h"
#include "cli/session.h"
#include "serve/server.h"

namespace earwitness::cli {
namespace {

struct Options {
    serve::ServerOptions server;
    std::string title = "Earwitness";
};

constexpr int kSecondsBetweenLooks = 2;

// Blocked in every thread, so that only sigtimedwait below meets them.
sigset_t stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

std::string url_of(const std::string& address, int port) {
    const std::string host = address == "0.0.0.0" || address == "::"  ? "localhost"
                             : address.find(':') == std::string::npos ? address
                                                                      : "[" + address + "]";
    return "http://" + host + ":" + std::to_string(port) + "/";
}

// Until a signal comes or `ended`, keeps the site up with the archive.
void watch(Context& context, serve::LiveSite& site, const sigset_t& signals, const std::atomic<bool>& ended) {
    while (!ended) {
        const timespec wait = {kSecondsBetweenLooks, 0};
        if (sigtimedwait(&signals, nullptr, &wait) > 0) return;
        for (const Diagnostic& problem : site.refresh()) context.err << "earwitness: " << problem.message << "\n";
    }
}

void run_server(Context& context, const Options& options) {
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    auto site =
        serve::LiveSite::open(context.archive_dir(), options.title, std::max(1U, std::thread::hardware_concurrency()));
    if (!site) return context.fail(site.error());
    warn_of_settings(context, (*site)->archive().folder());
    auto server = serve::Server::bind(**site, options.server);
    if (!server) return context.fail(server.error());
    context.out << "Serving " << url_of(options.server.address, (*server)->port()) << " (Ctrl-C ends it)" << std::endl;
    std::atomic<bool> ended = false;
    Status status;
    std::thread listener([&] {
        status = (*server)->run();
        ended = true;
    });
    watch(context, **site, signals, ended);
    // A stop that comes before the server listens is lost: it is said again until it is heard.
    while (!ended) {
        (*server)->stop();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    listener.join();
    if (!status) context.fail(status.error());
}

}  // namespace

void add_serve_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("serve", "Serve the archive as a site and a JSON API");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("--address", options->server.address, "Where to listen")->capture_default_str();
    command->add_option("--port", options->server.port, "The port; 0 takes any that is free")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    command->add_option("--host", options->server.hosts,
                        "A name by which it may be asked, beside localhost and addresses");
    command->add_option("--title", options->title, "The site's name")->capture_default_str();
    command->callback([&context, options] { run_server(context, *options); });
}

}  // namespace earwitness::cli
