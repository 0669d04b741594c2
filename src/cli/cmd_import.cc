// `earwitness import jekyll`: another system's pages into the archive.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "cli/commands.h"
#include "cli/session.h"
#include "pipeline/import_pages.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;
using Outcome = store::PageTakeIn::Outcome;

struct Options {
    std::string what;
    bool json = false;
    std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

const char* outcome_name(Outcome outcome) {
    switch (outcome) {
        case Outcome::kFresh:
            return "new";
        case Outcome::kChanged:
            return "changed";
        case Outcome::kSame:
            return "already there";
    }
    return "";
}

ordered_json counts_json(const pipeline::ClaimCount& count) { return {{"made", count.made}, {"found", count.found}}; }

ordered_json page_json(const pipeline::ImportedPage& page) {
    ordered_json json = {{"file", page.file},
                         {"episode", page.taken.episode_id},
                         {"outcome", outcome_name(page.taken.outcome)},
                         {"joined_by", page.taken.joined_by},
                         {"mended", page.mended},
                         {"transcript", page.has_transcript},
                         {"companies", counts_json(page.companies)},
                         {"quotes", counts_json(page.quotes)},
                         {"insights", counts_json(page.insights)},
                         {"notes", ordered_json::array()}};
    for (const Diagnostic& note : page.notes)
        json["notes"].push_back({{"line", note.line}, {"code", note.code}, {"message", note.message}});
    return json;
}

void print_json(const pipeline::ImportReport& report, const Options& options, Context& context) {
    ordered_json json = {{"from", options.what},
                         {"new", report.count(Outcome::kFresh)},
                         {"changed", report.count(Outcome::kChanged)},
                         {"already_there", report.count(Outcome::kSame)},
                         {"pages", ordered_json::array()},
                         {"unreadable", ordered_json::array()},
                         {"skipped", report.skipped}};
    for (const auto& page : report.pages) json["pages"].push_back(page_json(page));
    for (const auto& [file, error] : report.unreadable)
        json["unreadable"].push_back({{"file", file}, {"reason", error.message}});
    context.out << json.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

// Mended characters are many and alike: one line a file. Losses are told one by one.
void print_notes(const pipeline::ImportedPage& page, Context& context) {
    std::map<std::string, std::vector<std::size_t>> mended;  // the lines of each kind of mended character
    const bool told = std::any_of(page.notes.begin(), page.notes.end(),
                                  [](const Diagnostic& note) { return note.code == "lost_lines"; });
    for (const Diagnostic& note : page.notes) {
        if (note.code == "broken_yaml" && told) continue;  // the lost lines say so too
        if (note.code == "double_encoding" || note.code == "not_utf8" || note.code == "control_character")
            mended[note.code].push_back(note.line);
        else
            context.out << "  " << page.file << ":" << note.line << ": " << note.message << "\n";
    }
    const std::map<std::string, std::pair<const char*, const char*>> words = {
        {"double_encoding", {"place that was encoded twice, mended", "places that were encoded twice, mended"}},
        {"not_utf8",
         {"byte that is no UTF-8, taken for Windows-1252", "bytes that are no UTF-8, taken for Windows-1252"}},
        {"control_character", {"control character left out", "control characters left out"}}};
    for (const auto& [code, lines] : mended) {
        const auto& [one, many] = words.at(code);
        context.out << "  " << page.file << ":" << lines.front() << ": " << counted(lines.size(), one, many) << "\n";
    }
}

void print_claims(const pipeline::ImportReport& report, Context& context) {
    std::size_t made = 0, found = 0, pages = 0;
    for (const auto& page : report.pages) {
        if (!page.has_transcript) continue;
        ++pages;
        for (const auto* count : {&page.companies, &page.quotes, &page.insights}) {
            made += count->made;
            found += count->found;
        }
    }
    if (pages > 0)
        context.out << counted(pages, "page has", "pages have") << " a transcript in the archive: the words of "
                    << found << " of " << counted(made, "claim", "claims")
                    << " stand in it; the others have no evidence\n";
}

void print_text(const pipeline::ImportReport& report, const Options& options, Context& context) {
    if (context.quiet) return;
    std::size_t joined = 0, mended = 0;
    for (const auto& page : report.pages) {
        joined += page.taken.joined_by.empty() ? 0 : 1;
        mended += page.mended ? 1 : 0;
    }
    context.out << options.what << ": " << counted(report.pages.size(), "page", "pages") << ": "
                << report.count(Outcome::kFresh) << " new, " << report.count(Outcome::kChanged) << " changed, "
                << report.count(Outcome::kSame) << " already there; " << joined
                << " joined to an episode that was there, " << mended << " mended";
    if (!report.skipped.empty())
        context.out << "; " << counted(report.skipped.size(), "other file", "other files") << " left alone";
    context.out << "\n";
    for (const auto& page : report.pages) print_notes(page, context);
    print_claims(report, context);
}

void run(const Options& options, Context& context) {
    auto session = Session::open(context, store::OpenMode::kCreate);
    if (!session) return context.fail(session.error());
    const auto services = (*session)->services("importing");
    const auto report = pipeline::import_pages(services.archive, services.clock, options.what, options.jobs,
                                               services.cancelled, [&](std::size_t done, std::size_t total) {
                                                   if (services.progress) services.progress({done, total, "pages"});
                                               });
    (*session)->end_progress();
    if (!report) return context.fail(report.error());
    if (options.json)
        print_json(*report, options, context);
    else
        print_text(*report, options, context);
    for (const auto& [file, error] : report->unreadable)
        context.fail(file + ": " + error.message + "; the page is left out");
    if (report->pages.empty() && report->unreadable.empty())
        context.fail(options.what +
                     ": no episode's page in it; give the folder that holds the pages, such as _episodes");
}

}  // namespace

void add_import_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("import", "Take in what another system has made");
    command->require_subcommand(1);
    auto* jekyll =
        command->add_subcommand("jekyll", "The episode pages of a Jekyll site; damaged ones as far as they go");
    add_shared_options(*jekyll, context);
    auto options = std::make_shared<Options>();
    jekyll->add_option("folder", options->what, "The folder of pages (or one page)")->required();
    jekyll->add_option("--jobs", options->jobs, "Threads")->check(CLI::Range(1, 256));
    jekyll->add_flag("--json", options->json, "Print JSON");
    jekyll->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
