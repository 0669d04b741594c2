// `earwitness analyze`: a transcript in, findings out; needs no archive. JSON Lines streams: a record in, a line
// out, in order, in bounded memory whatever the number of records.
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include "base/analysis_json.h"
#include "base/files.h"
#include "base/parallel.h"
#include "cli/analysis_report.h"
#include "cli/commands.h"
#include "earwitness/engine.h"
#include "pipeline/batch.h"
#include "transcript/read.h"

namespace earwitness::cli {
namespace {

constexpr std::size_t kLongestRecord = std::size_t{256} << 20;

struct Options {
    std::string input = "-";
    std::string meta_path;
    std::string knowledge_path;
    std::string format = "json";
    unsigned jobs = 0;  // 0: as many as there are cores
};

// One line, or as much of it as is kept; false at the end of the input. A line over the limit is read to its end
// and dropped, so that one broken record costs one answer.
bool next_record(std::istream& in, std::string& line, bool& too_long) {
    line.clear();
    too_long = false;
    std::streambuf* buffer = in.rdbuf();
    bool any = false;
    for (int c = buffer->sbumpc(); c != std::streambuf::traits_type::eof(); c = buffer->sbumpc()) {
        any = true;
        if (c == '\n') return true;
        if (line.size() >= kLongestRecord) too_long = true;
        if (!too_long) line += static_cast<char>(c);
    }
    return any;
}

void run_batch(const Engine& engine, const Options& options, std::istream& in, Context& context) {
    struct Record {
        std::string line;
        bool too_long = false;
    };
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    const std::function<std::optional<Record>()> next = [&]() -> std::optional<Record> {
        Record record;
        while (next_record(in, record.line, record.too_long))
            if (record.too_long || record.line.find_first_not_of(" \t\r") != std::string::npos) return record;
        return std::nullopt;
    };
    const std::function<std::string(Record &&)> work = [&](Record&& record) {
        if (record.too_long)
            return "{\"id\":null,\"error\":\"the record is longer than " + std::to_string(kLongestRecord >> 20) +
                   " MiB; send its transcript as \\\"path\\\"\"}";
        return pipeline::answer_record(engine, record.line, pipeline::PathRecords::kAllowed);
    };
    const std::function<bool(std::string &&)> emit = [&](std::string&& line) {
        line += '\n';
        context.out.write(line.data(), static_cast<std::streamsize>(line.size()));
        context.out.flush();  // who sends a record and waits for its answer gets it
        return static_cast<bool>(context.out);
    };
    base::ordered_parallel<Record, std::string>(options.jobs == 0 ? cores : options.jobs, next, work, emit);
}

Result<Analysis> analyze_one(const Engine& engine, const Options& options, Context& context) {
    auto bytes = options.input == "-" ? base::read_standard_input() : base::read_file(options.input);
    if (!bytes) return bytes.error();
    EpisodeMeta meta;
    if (!options.meta_path.empty()) {
        auto text = base::read_file(options.meta_path);
        if (!text) return text.error();
        auto parsed = pipeline::parse_meta(*text);
        if (!parsed) return in_context(options.meta_path, parsed.error());
        meta = std::move(*parsed);
    }
    transcript::ReadOptions how;
    const std::string name = options.input == "-" ? "" : options.input;
    how.name = name;
    auto read = transcript::read_transcript(*bytes, how);
    if (!read) return in_context(name.empty() ? "standard input" : name, read.error());
    if (!context.quiet)
        for (const Diagnostic& odd : read->diagnostics) context.err << "earwitness: " << odd.message << "\n";
    return engine.analyze(std::move(read->transcript), std::move(meta));
}

void run_one(const Engine& engine, const Options& options, Context& context) {
    const auto analysis = analyze_one(engine, options, context);
    if (!analysis) return context.fail(analysis.error());
    std::string out;
    if (options.format == "text") {
        out = render_report(*analysis);
    } else {
        base::append_analysis_json(*analysis, base::JsonLayout::kPretty, out);
        out += '\n';
    }
    context.out << out;
}

void run(const Options& options, Context& context) {
    EngineOptions engine_options;
    if (!options.knowledge_path.empty()) {
        auto text = base::read_file(options.knowledge_path);
        if (!text) return context.fail(text.error());
        engine_options.knowledge_text = std::move(*text);
    }
    const auto engine = Engine::create(engine_options);
    if (!engine) return context.fail(engine.error());
    if (options.format != "jsonl") return run_one(*engine, options, context);
    if (options.input == "-") return run_batch(*engine, options, std::cin, context);
    std::ifstream file(options.input, std::ios::binary);
    if (!file)
        return context.fail(options.input + ": cannot be opened; give a file of JSON Lines or - for standard input");
    run_batch(*engine, options, file, context);
}

}  // namespace

void add_analyze_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("analyze", "Find names, quotes, insights, topics and chapters in a transcript");
    add_shared_options(*command, context);
    auto options = std::make_shared<Options>();
    command->add_option("transcript", options->input,
                        "WebVTT, SRT, JSON, HTML, Markdown or text; - is standard input (with jsonl: records)");
    command->add_option("--meta", options->meta_path,
                        "JSON file: title, show, notes, published_at, persons, known_names");
    command->add_option("--knowledge", options->knowledge_path,
                        "Knowledge file: aliases, types and never-names (docs/knowledge.md)");
    command
        ->add_option("--format", options->format,
                     "json, jsonl (a record a line in, an analysis a line out) or text (to be read)")
        ->check(CLI::IsMember({"json", "jsonl", "text"}));
    command
        ->add_option("--jobs", options->jobs,
                     "Threads for jsonl; the output is the same with any number (default: one a core)")
        ->check(CLI::Range(1u, 1024u));
    command->callback([&context, options] { run(*options, context); });
}

}  // namespace earwitness::cli
