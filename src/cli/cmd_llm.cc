// `earwitness llm`: asks a language model about a transcript and holds its answers to it; takes out of an archive what
// one added.
#include <iostream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/files.h"
#include "cli/additions_report.h"
#include "cli/commands.h"
#include "cli/llm_choice.h"
#include "cli/session.h"
#include "earwitness/engine.h"
#include "llm/grounding.h"
#include "llm/reading.h"
#include "pipeline/llm_stage.h"
#include "pipeline/run.h"
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

struct ReadOptions {
    std::string path, work;
    LlmChoice choice;
    unsigned jobs = 2;
    bool json = false, refused = false;
};

ordered_json span_json(Span span, std::string_view text) {
    return {{"begin", span.begin}, {"end", span.end}, {"words", span.in(text)}};
}

ordered_json sentence_json(const ModelSentence& sentence, std::string_view text) {
    auto cites = ordered_json::array();
    for (const Span& span : sentence.cites) cites.push_back(span_json(span, text));
    return {{"text", sentence.text}, {"cites", std::move(cites)}};
}

ordered_json additions_json(const llm::Additions& additions, std::string_view text) {
    ordered_json out = {{"provider", additions.provider}, {"model", additions.model}};
    out["title"] = additions.title ? sentence_json(*additions.title, text) : ordered_json();
    out["summary"] = ordered_json::array();
    for (const auto& sentence : additions.summary) out["summary"].push_back(sentence_json(sentence, text));
    out["chapters"] = ordered_json::array();
    for (const auto& one : additions.chapters) {
        out["chapters"].push_back(sentence_json(one.title, text));
        out["chapters"].back()["chapter"] = one.chapter;
    }
    out["quotes"] = ordered_json::array();
    for (const auto& quote : additions.quotes) {
        auto one = span_json(quote.span, text);
        one["match"] = llm::match_name(quote.match);
        one["why"] = quote.why;
        one["topic"] = quote.topic;
        out["quotes"].push_back(std::move(one));
    }
    out["categories"] = ordered_json::array();
    for (const auto& one : additions.categories)
        out["categories"].push_back({{"entity", one.entity}, {"category", one.category}});
    out["refused"] = ordered_json::array();
    for (const auto& one : additions.refused)
        out["refused"].push_back(
            {{"kind", one.kind}, {"reason", one.reason}, {"text", one.text}, {"detail", one.detail}});
    out["pieces"] = additions.pieces;
    out["read"] = additions.read;
    out["from_cache"] = additions.kept;
    out["tokens_in"] = additions.tokens_in;
    out["tokens_out"] = additions.tokens_out;
    out["failures"] = ordered_json::array();
    for (const auto& error : additions.failures) out["failures"].push_back(error.message);
    return out;
}

void read_with_model(const ReadOptions& options, Context& context) {
    auto settings = pipeline::read_settings(context.archive_dir());
    if (!settings) return context.fail(settings.error());
    if (auto done = apply_llm_choice(options.choice, settings->llm); !done) return context.fail(done.error());
    const auto bytes = base::read_file(options.path);
    if (!bytes) return context.fail(bytes.error());
    auto read = transcript::read_transcript(*bytes);
    if (!read) return context.fail(in_context(options.path, read.error()));
    const auto http = fetch::create_http_client(pipeline::client_options(*settings));
    llm::ReadingOptions reading = pipeline::reading_options(settings->llm);
    const auto model = llm::create_model(reading.model, *http);
    if (!model) return context.fail(model.error());
    const auto engine = Engine::create();
    if (!engine) return context.fail(engine.error());
    Analysis analysis = engine->analyze(std::move(read->transcript), {});
    reading.work = options.work;
    reading.jobs = options.jobs;
    reading.cancelled = watch_for_interrupt();
    if (!context.quiet) {
        const auto asked = llm::estimate_reading(analysis, reading);
        context.err << "earwitness: to ask " << settings->llm.model << " at " << settings->llm.url << ": "
                    << pipeline::LlmBudget::estimate(asked.requests, asked.tokens_in, asked.tokens_out, settings->llm)
                    << "\n";
    }
    pipeline::LlmBudget budget(settings->llm);
    reading.allow = [&](std::int64_t in, std::int64_t out) { return budget.take(in, out); };
    auto additions = llm::read_talk(analysis, **model, reading);
    llm::read_overview(analysis, **model, reading, additions);
    if (options.json) {
        context.out << additions_json(additions, analysis.transcript.text)
                           .dump(1, ' ', false, ordered_json::error_handler_t::replace)
                    << "\n";
    } else {
        analysis.llm = llm::model_additions(analysis, additions);
        context.out << additions_text(analysis) << "\n"
                    << refused_text(pipeline::refused_records(additions.refused), options.refused);
    }
    for (const auto& error : additions.failures) context.fail(error);
    if (additions.read < additions.pieces)
        context.fail(counted(additions.pieces - additions.read, "part", "parts") + " of " +
                     std::to_string(additions.pieces) + " not read; what was had " +
                     (options.work.empty() ? "is printed" : "is kept, and the next run goes on"));
}

struct RemoveOptions {
    std::vector<std::string> names;
    bool all = false, answers = false, json = false;
};

void remove_additions(const RemoveOptions& options, Context& context) {
    if (options.all != options.names.empty())
        return context.fail("name the shows or episodes, or give --all for everything that a language model added");
    auto session = Session::open(context, store::OpenMode::kWrite);
    if (!session) return context.fail(session.error());
    const auto episodes = pipeline::chosen_episodes((*session)->services(""), options.names);
    if (!episodes) return context.fail(episodes.error());
    std::vector<std::int64_t> rows;
    for (const auto& episode : *episodes) rows.push_back(episode.row);
    auto& archive = (*session)->archive();
    const auto removed = archive.remove_additions(rows);
    if (!removed) return context.fail(removed.error());
    if (options.answers)
        for (const auto& episode : *episodes) {
            std::error_code code;
            std::filesystem::remove_all(pipeline::answers_folder(archive.folder(), episode.id), code);
        }
    if (options.json)
        context.out << ordered_json{{"episodes", episodes->size()}, {"removed", *removed}}.dump(1) << "\n";
    else if (!context.quiet)
        context.out << "What a language model said of " << counted(episodes->size(), "episode", "episodes")
                    << " is removed; to " << *removed
                    << " of them it had added something: publish again to remove it from pages. No model reads them "
                       "until `earwitness run --llm` does\n";
}

void add_read_command(CLI::App& command, Context& context) {
    auto* read = command.add_subcommand(
        "read", "Ask a language model about a transcript and print what of its answers holds; publishes nothing");
    add_shared_options(*read, context);
    auto options = std::make_shared<ReadOptions>();
    read->add_option("transcript", options->path, "A transcript's file")->required();
    add_llm_options(*read, options->choice);
    read->add_option("--work", options->work, "Folder for answers, so that nothing is asked for twice");
    read->add_option("--jobs", options->jobs, "Requests at once")->check(CLI::Range(1u, 64u))->capture_default_str();
    read->add_flag("--refused", options->refused, "Print what was refused, too");
    read->add_flag("--json", options->json, "Print JSON");
    read->callback([&context, options] { read_with_model(*options, context); });
}

void add_additions_removal(CLI::App& command, Context& context) {
    auto* remove = command.add_subcommand(
        "remove", "Remove all that a language model added to episodes; no model reads them until `run --llm` asks");
    add_shared_options(*remove, context);
    auto options = std::make_shared<RemoveOptions>();
    remove->add_option("what", options->names, "Ids of shows or episodes");
    remove->add_flag("--all", options->all, "Everything");
    remove->add_flag("--answers", options->answers,
                     "Remove the model's answers too, which are kept so that nothing is paid for twice");
    remove->add_flag("--json", options->json, "Print JSON");
    remove->callback([&context, options] { remove_additions(*options, context); });
}

}  // namespace

void add_llm_command(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("llm", "Ask a language model about a transcript, and hold what it says to the transcript");
    command->require_subcommand(1);
    add_read_command(*command, context);
    add_additions_removal(*command, context);
    auto* ground = command->add_subcommand(
        "ground", "Read a quotation a line and print where in a transcript it stands, or why it is refused");
    add_shared_options(*ground, context);
    auto path = std::make_shared<std::string>();
    ground->add_option("transcript", *path, "A transcript's file")->required();
    ground->callback([&context, path] { ground_lines(*path, context); });
}

}  // namespace earwitness::cli
