// `earwitness llm`: what a language model added, and what it may not add.
#include <iostream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "llm/grounding.h"
#include "text/utf8.h"
#include "transcript/read.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;

// Each line of standard input is a quotation; each line printed says where it stands, or why it is refused.
void ground_lines(const std::string& path, Context& context) {
    const auto bytes = base::read_file(path);
    if (!bytes) return context.fail(bytes.error());
    const auto read = transcript::read_transcript(*bytes);
    if (!read) return context.fail(in_context(path, read.error()));
    const Transcript& transcript = read->transcript;
    const text::QuotationIndex index(transcript.text, llm::turns_of(transcript));
    std::string line;
    while (std::getline(std::cin, line)) {
        // A JSON string, so that a quotation may have line breaks; else the line itself.
        const auto given = nlohmann::json::parse(line, nullptr, false);
        const std::string quotation = given.is_string() ? given.get<std::string>() : text::repair_utf8(line);
        const auto found = llm::ground(index, quotation);
        ordered_json out;
        if (found.refused) {
            out["refused"] = llm::refusal_name(*found.refused);
            if (!found.detail.empty()) out["detail"] = found.detail;
        } else {
            out["match"] = llm::match_name(found.match);
            out["words"] = found.span.in(transcript.text);
        }
        if (!found.span.empty()) {
            out["begin"] = found.span.begin;
            out["end"] = found.span.end;
        }
        context.out << out.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
    }
}

}  // namespace

void add_llm_command(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("llm", "What a language model added to the archive, and how it is held to the transcript");
    command->require_subcommand(1);
    auto* ground = command->add_subcommand(
        "ground", "Read a quotation a line and print where in a transcript it stands, or why it is refused");
    add_shared_options(*ground, context);
    auto path = std::make_shared<std::string>();
    ground->add_option("transcript", *path, "A transcript's file")->required();
    ground->callback([&context, path] { ground_lines(*path, context); });
}

}  // namespace earwitness::cli
