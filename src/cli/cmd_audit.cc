// `earwitness audit jekyll`: what is wrong with pages, counted and named.
#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "cli/commands.h"
#include "cli/session.h"
#include "pipeline/audit_pages.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
    std::string what;
    std::vector<std::string> allow;
    std::size_t items = 3;
    bool json = false;
    std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

double rate_of(const jekyll::Tally& tally) {
    return tally.of == 0 ? 0 : static_cast<double>(tally.items.size()) / static_cast<double>(tally.of);
}

bool fails(const jekyll::DefectKind& kind, const jekyll::Tally& tally, const Options& options) {
    return !tally.items.empty() && !kind.weak &&
           std::find(options.allow.begin(), options.allow.end(), kind.code) == options.allow.end();
}

void print_json(const jekyll::AuditReport& report, const Options& options, bool failed, Context& context) {
    ordered_json json = {{"schema", "earwitness/audit/1"},
                         {"from", options.what},
                         {"pages", report.pages},
                         {"failed", failed},
                         {"defects", ordered_json::array()}};
    for (int i = 0; i < jekyll::kDefects; ++i) {
        const auto& kind = jekyll::defect_kind(static_cast<jekyll::Defect>(i));
        const auto& tally = report.tallies[static_cast<std::size_t>(i)];
        ordered_json items = ordered_json::array();
        for (const auto& item : tally.items)
            items.push_back({{"file", item.file}, {"line", item.line}, {"what", item.what}});
        json["defects"].push_back({{"code", kind.code},
                                   {"title", kind.title},
                                   {"count", tally.items.size()},
                                   {"of", tally.of},
                                   {"of_what", kind.of},
                                   {"rate", rate_of(tally)},
                                   {"fails", fails(kind, tally, options)},
                                   {"items", std::move(items)}});
    }
    context.out << json.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

std::string percent(double rate) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.1f %%", 100 * rate);
    return text.data();
}

void print_text(const jekyll::AuditReport& report, const Options& options, Context& context) {
    context.out << options.what << ": " << counted(report.pages, "page", "pages") << "\n";
    std::string clean;
    for (int i = 0; i < jekyll::kDefects; ++i) {
        const auto& kind = jekyll::defect_kind(static_cast<jekyll::Defect>(i));
        const auto& tally = report.tallies[static_cast<std::size_t>(i)];
        if (tally.items.empty()) {
            if (tally.of > 0) clean += (clean.empty() ? "" : ", ") + std::string(kind.code);
            continue;
        }
        context.out << "\n" << tally.items.size() << " " << kind.title;
        // Places in pages have no rate that says anything; shares of a whole do.
        if (tally.of >= tally.items.size())
            context.out << ": " << percent(rate_of(tally)) << " of " << tally.of << " " << kind.of;
        context.out << "  [" << kind.code << (fails(kind, tally, options) ? "" : ", does not fail") << "]\n";
        const std::size_t shown = options.items == 0 ? tally.items.size() : std::min(options.items, tally.items.size());
        for (std::size_t n = 0; n < shown; ++n) {
            const auto& item = tally.items[n];
            context.out << "  " << item.file << (item.line > 0 ? ":" + std::to_string(item.line) : "") << ": "
                        << one_line(item.what, 110) << "\n";
        }
        if (shown < tally.items.size())
            context.out << "  and " << tally.items.size() - shown << " more (--items 0 names all)\n";
    }
    if (!clean.empty()) context.out << "\nlooked for and not found: " << clean << "\n";
}

Status check_allowed(const Options& options) {
    for (const auto& code : options.allow) {
        bool known = false;
        std::string all;
        for (int i = 0; i < jekyll::kDefects; ++i) {
            const auto& kind = jekyll::defect_kind(static_cast<jekyll::Defect>(i));
            known = known || kind.code == code;
            all += (all.empty() ? "" : ", ") + std::string(kind.code);
        }
        if (!known)
            return make_error(ErrorCode::kInvalidArgument, "--allow " + code + ": no such defect; there are " + all);
    }
    return {};
}

void run(const Options& options, Context& context) {
    if (const auto allowed = check_allowed(options); !allowed) {
        context.fail(allowed.error());
        context.exit_code = kWrongUsage;
        return;
    }
    const auto engine = Engine::create();
    if (!engine) return context.fail(engine.error());
    const auto report = pipeline::audit_pages(*engine, options.what, options.jobs, {});
    if (!report) return context.fail(report.error());
    bool failed = false;
    for (int i = 0; i < jekyll::kDefects; ++i)
        failed = failed || fails(jekyll::defect_kind(static_cast<jekyll::Defect>(i)),
                                 report->tallies[static_cast<std::size_t>(i)], options);
    if (options.json)
        print_json(*report, options, failed, context);
    else
        print_text(*report, options, context);
    if (failed) context.exit_code = kFailed;
}

}  // namespace

void add_audit_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("audit", "Say what is wrong with what another system has made");
    command->require_subcommand(1);
    auto* jekyll =
        command->add_subcommand("jekyll", "The episode pages of a Jekyll site; ends with 1 where one has a defect");
    add_shared_options(*jekyll, context);
    auto options = std::make_shared<Options>();
    jekyll->add_option("path", options->what, "The folder of pages, or one page")->required();
    jekyll->add_option("--allow", options->allow, "A defect that does not fail the audit (its code; may be repeated)");
    jekyll->add_option("--items", options->items, "How many places to name of each defect; 0 = all")
        ->capture_default_str();
    jekyll->add_option("--jobs", options->jobs, "Threads")->check(CLI::Range(1, 256));
    jekyll->add_flag("--json", options->json, "Print JSON, with every place");
    jekyll->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
