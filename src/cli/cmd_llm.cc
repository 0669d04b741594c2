// `earwitness llm`: asks a language model about a transcript and holds its answers to it.
#include <cstdlib>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/files.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "earwitness/engine.h"
#include "llm/grounding.h"
#include "llm/reading.h"
#include "pipeline/llm_budget.h"
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
    std::string path, provider, url, model, key_env, work;
    unsigned jobs = 2;
    bool json = false, refused = false;
};

// What was typed over what is set; the key from the environment.
Status apply(const ReadOptions& options, pipeline::LlmSettings& settings) {
    const auto put = [](const std::string& typed, std::string& set) {
        if (!typed.empty()) set = typed;
    };
    // Another server has another key.
    if (!options.url.empty() && options.url != settings.url) settings.key_env.clear();
    put(options.provider, settings.provider);
    put(options.url, settings.url);
    put(options.model, settings.model);
    put(options.key_env, settings.key_env);
    if (settings.provider.empty())
        return make_error(ErrorCode::kInvalidArgument,
                          "no language model is chosen, and none is needed; to have one, set provider, url and model "
                          "under [llm] in earwitness.toml or give --provider, --url and --model (docs/llm.md)");
    if (settings.key_env.empty()) return {};
    const char* key = std::getenv(settings.key_env.c_str());
    if (key == nullptr || *key == '\0')
        return make_error(ErrorCode::kInvalidArgument,
                          "$" + settings.key_env + " is not set; it should hold the key of the language model");
    settings.key = key;
    return {};
}

llm::ModelOptions model_options(const pipeline::LlmSettings& settings) {
    llm::ModelOptions out;
    out.provider = settings.provider;
    out.url = settings.url;
    out.model = settings.model;
    out.key = settings.key;
    out.timeout_s = settings.timeout_seconds;
    out.context_tokens = settings.context_tokens;
    out.answer_tokens = settings.answer_tokens;
    return out;
}

ordered_json span_json(Span span, std::string_view text) {
    return {{"begin", span.begin}, {"end", span.end}, {"words", span.in(text)}};
}

ordered_json additions_json(const llm::Additions& additions, std::string_view text) {
    ordered_json out = {{"provider", additions.provider}, {"model", additions.model}};
    out["quotes"] = ordered_json::array();
    for (const auto& quote : additions.quotes) {
        auto one = span_json(quote.span, text);
        one["match"] = llm::match_name(quote.match);
        one["why"] = quote.why;
        one["topic"] = quote.topic;
        out["quotes"].push_back(std::move(one));
    }
    out["summary"] = ordered_json::array();
    for (const auto& sentence : additions.summary) {
        auto cites = ordered_json::array();
        for (const Span& span : sentence.cites) cites.push_back(span_json(span, text));
        out["summary"].push_back({{"text", sentence.text}, {"cites", std::move(cites)}});
    }
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

void print_additions(const llm::Additions& additions, std::string_view text, bool refused, std::ostream& out) {
    out << "Added by " << one_line(additions.model, 80)
        << " (a language model); the words of quotations are the transcript's\n\n";
    for (const auto& sentence : additions.summary) out << one_line(sentence.text, 400) << "\n";
    for (const auto& quote : additions.quotes) {
        out << "\n\"" << one_line(quote.span.in(text), 1'000) << "\"  [" << quote.span.begin << ", " << quote.span.end
            << ")\n";
        if (!quote.topic.empty()) out << "  " << one_line(quote.topic, 80) << "\n";
        if (!quote.why.empty()) out << "  " << one_line(quote.why, 300) << "\n";
    }
    std::map<std::string, std::size_t> counts;
    for (const auto& one : additions.refused) ++counts[one.kind + ": " + one.reason];
    out << "\n" << counted(additions.refused.size(), "answer", "answers") << " refused";
    for (const auto& [what, count] : counts) out << "; " << what << " " << count;
    out << "\n";
    if (refused)
        for (const auto& one : additions.refused)
            out << "  " << one.kind << ", " << one.reason
                << (one.detail.empty() ? "" : " (" + one_line(one.detail, 80) + ")") << ": " << one_line(one.text, 300)
                << "\n";
}

void read_with_model(const ReadOptions& options, Context& context) {
    auto settings = pipeline::read_settings(context.archive_dir());
    if (!settings) return context.fail(settings.error());
    if (auto done = apply(options, settings->llm); !done) return context.fail(done.error());
    const auto bytes = base::read_file(options.path);
    if (!bytes) return context.fail(bytes.error());
    auto read = transcript::read_transcript(*bytes);
    if (!read) return context.fail(in_context(options.path, read.error()));
    const auto http = fetch::create_http_client(pipeline::client_options(*settings));
    llm::ReadingOptions reading;
    reading.model = model_options(settings->llm);
    const auto model = llm::create_model(reading.model, *http);
    if (!model) return context.fail(model.error());
    const auto engine = Engine::create();
    if (!engine) return context.fail(engine.error());
    const Analysis analysis = engine->analyze(std::move(read->transcript), {});
    const auto pieces = llm::cut_talk(analysis, reading.model);
    std::int64_t tokens = 0;
    for (const auto& piece : pieces) tokens += piece.tokens;
    if (!context.quiet)
        context.err << "earwitness: to ask " << settings->llm.model << " at " << settings->llm.url << ": "
                    << pipeline::LlmBudget::estimate(
                           pieces.size(), tokens,
                           static_cast<std::int64_t>(pieces.size()) * reading.model.answer_tokens, settings->llm)
                    << "\n";
    pipeline::LlmBudget budget(settings->llm);
    reading.work = options.work;
    reading.jobs = options.jobs;
    reading.allow = [&](std::int64_t in, std::int64_t out) { return budget.take(in, out); };
    reading.cancelled = watch_for_interrupt();
    const auto additions = llm::read_talk(analysis, **model, reading);
    if (options.json)
        context.out << additions_json(additions, analysis.transcript.text)
                           .dump(1, ' ', false, ordered_json::error_handler_t::replace)
                    << "\n";
    else
        print_additions(additions, analysis.transcript.text, options.refused, context.out);
    for (const auto& error : additions.failures) context.fail(error);
    if (additions.read < additions.pieces)
        context.fail(counted(additions.pieces - additions.read, "part", "parts") + " of " +
                     std::to_string(additions.pieces) + " not read; what was had " +
                     (options.work.empty() ? "is printed" : "is kept, and the next run goes on"));
}

void add_read_command(CLI::App& command, Context& context) {
    auto* read = command.add_subcommand(
        "read", "Ask a language model about a transcript and print what of its answers holds; publishes nothing");
    add_shared_options(*read, context);
    auto options = std::make_shared<ReadOptions>();
    read->add_option("transcript", options->path, "A transcript's file")->required();
    read->add_option("--provider", options->provider, "openai (chat completions) or anthropic")
        ->check(CLI::IsMember({"openai", "anthropic"}));
    read->add_option("--url", options->url, "Of the server: .../v1/chat/completions or .../v1/messages");
    read->add_option("--model", options->model, "The model's name");
    read->add_option("--key-env", options->key_env, "The environment variable that holds the service's key");
    read->add_option("--work", options->work, "Folder for answers, so that nothing is asked for twice");
    read->add_option("--jobs", options->jobs, "Requests at once")->check(CLI::Range(1u, 64u))->capture_default_str();
    read->add_flag("--refused", options->refused, "Print what was refused, too");
    read->add_flag("--json", options->json, "Print JSON");
    read->callback([&context, options] { read_with_model(*options, context); });
}

}  // namespace

void add_llm_command(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("llm", "Ask a language model about a transcript, and hold what it says to the transcript");
    command->require_subcommand(1);
    add_read_command(*command, context);
    auto* ground = command->add_subcommand(
        "ground", "Read a quotation a line and print where in a transcript it stands, or why it is refused");
    add_shared_options(*ground, context);
    auto path = std::make_shared<std::string>();
    ground->add_option("transcript", *path, "A transcript's file")->required();
    ground->callback([&context, path] { ground_lines(*path, context); });
}

}  // namespace earwitness::cli
