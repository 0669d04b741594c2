// `earwitness feed`: reads one feed from a file, standard input or the network and prints what it says. Needs no
// archive.
#include <ostream>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/feed_json.h"
#include "feed/feed.h"
#include "fetch/address.h"
#include "fetch/http.h"

namespace earwitness::cli {
namespace {

struct Options {
    std::string source;
    std::string base_url;
    bool json = false;
    bool all = false;
    bool allow_private = false;
};

bool is_web_address(const std::string& source) {
    return source.rfind("http://", 0) == 0 || source.rfind("https://", 0) == 0;
}

Result<Feed> fetch_feed(const Options& options) {
    const auto client = fetch::create_http_client();
    fetch::Request request;
    request.url = options.source;
    request.private_origin = fetch::private_origin_of(options.source);
    if (options.allow_private) request.private_addresses = fetch::PrivateAddresses::kAllow;
    const auto response = client->get(request);
    if (!response) return response.error();
    return feed::parse_feed(response->body, {response->final_url, response->content_type});
}

Result<Feed> read_feed(const Options& options) {
    if (is_web_address(options.source)) return fetch_feed(options);
    const auto bytes = options.source == "-" ? base::read_standard_input() : base::read_file(options.source);
    if (!bytes) return bytes.error();
    auto feed = feed::parse_feed(*bytes, {options.base_url, ""});
    if (!feed) return in_context(options.source == "-" ? "standard input" : options.source, feed.error());
    return feed;
}

void run_feed(const Options& options, Context& context) {
    const auto feed = read_feed(options);
    if (!feed) return context.fail(feed.error());
    context.out << (options.json ? feed_to_json(*feed)
                                 : feed_to_text(*feed, {options.all ? std::size_t{0} : std::size_t{20}}));
}

}  // namespace

void add_feed_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("feed", "Read a feed and print what it says");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("feed", options->source, "A file, - for standard input, or an http(s) address")->required();
    command->add_option("--url", options->base_url, "Where a file came from: relative addresses are joined to it");
    command->add_flag("--json", options->json, "Print JSON (docs/feeds.md)");
    command->add_flag("--all", options->all, "Print all episodes as text, not the first twenty");
    command->add_flag("--allow-private", options->allow_private, "Fetch from private addresses too");
    command->callback([&context, options] { run_feed(*options, context); });
}

}  // namespace earwitness::cli
