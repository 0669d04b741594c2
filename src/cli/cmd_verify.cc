// `earwitness verify`: prove what was published from its transcripts, and say what cannot be proved.
#include "verify/verify.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/session.h"

namespace earwitness::cli {
namespace {

// Hashes alone prove that nothing was changed, not that anything was said.
bool has_evidence(const verify::Report& report) { return report.analyses + report.lines > 0; }

const char* heading(const verify::Report& report) {
    if (!report.proved()) return "NOT proved: ";
    if (!has_evidence(report) && report.pages + report.files == 0) return "Nothing to prove here: ";
    return has_evidence(report) || report.hash_only == 0 ? "Proved: " : "Unaltered, not proved from transcripts: ";
}

std::string proved_counts(const verify::Report& report) {
    return counted(report.lines, "published line", "published lines") + ", " +
           counted(report.findings, "finding", "findings") + ", " + counted(report.analyses, "analysis", "analyses") +
           ", " + counted(report.pages, "page", "pages") + ", " + counted(report.files, "file", "files");
}

void print_text(const verify::Report& report, Context& context) {
    for (const auto& breach : report.breaches())
        context.err << "earwitness: " << breach.file << (breach.where.empty() ? "" : ": " + breach.where)
                    << ": expected " << breach.expected << ", found " << breach.found << "\n";
    if (report.breach_count() > report.breaches().size())
        context.err << "earwitness: and " << report.breach_count() - report.breaches().size() << " more\n";
    context.out << heading(report) << proved_counts(report);
    if (report.hash_only > 0)
        context.out << "; " << counted(report.hash_only, "file has", "files have")
                    << " the hash that verify.json lists, and no transcript to be held to";
    if (report.model_words > 0)
        context.out << "; " << counted(report.model_words, "line", "lines") << " of a language model";
    if (report.unhashed > 0)
        context.out << "; " << counted(report.unhashed, "media file stands", "media files stand")
                    << " outside the proof";
    if (report.by_hand > 0)
        context.out << "; " << counted(report.by_hand, "item that claims", "items that claim")
                    << " no evidence: outside the proof";
    if (report.not_analysed > 0)
        context.out << "; " << counted(report.not_analysed, "record was", "records were") << " not analysed";
    if (!report.proved()) context.out << "; " << counted(report.breach_count(), "breach", "breaches");
    context.out << "\n";
}

void print_json(const verify::Report& report, Context& context) {
    nlohmann::ordered_json out = {{"proved", report.proved()},
                                  {"lines", report.lines},
                                  {"findings", report.findings},
                                  {"model_lines", report.model_words},
                                  {"analyses", report.analyses},
                                  {"pages", report.pages},
                                  {"files", report.files},
                                  {"hash_only", report.hash_only},
                                  {"outside_proof", report.unhashed},
                                  {"not_analysed", report.not_analysed},
                                  {"by_hand", report.by_hand},
                                  {"breach_count", report.breach_count()},
                                  {"breaches", nlohmann::ordered_json::array()}};
    for (const auto& breach : report.breaches())
        out["breaches"].push_back(
            {{"file", breach.file}, {"where", breach.where}, {"expected", breach.expected}, {"found", breach.found}});
    context.out << out.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace

void add_verify_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("verify", "Prove that published findings are in their transcripts");
    add_shared_options(*command, context);
    auto paths = std::make_shared<std::vector<std::string>>();
    auto json = std::make_shared<bool>(false);
    command->add_option("path", *paths, "Published folders, analyses (JSON), batches (JSON Lines)")->required();
    command->add_flag("--json", *json, "Print JSON");
    command->callback([&context, paths, json] {
        verify::Report report;
        for (const auto& path : *paths) verify::verify_path(path, report);
        if (*json)
            print_json(report, context);
        else
            print_text(report, context);
        // Nothing checked is nothing proved.
        if (!report.proved() || report.analyses + report.files == 0) context.exit_code = kFailed;
    });
}

}  // namespace earwitness::cli
