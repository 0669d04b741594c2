// `earwitness convert`: a transcript of any format in, one of another out.
#include <ostream>

#include "base/files.h"
#include "cli/commands.h"
#include "transcript/read.h"
#include "transcript/write.h"

namespace earwitness::cli {
namespace {

struct ConvertOptions {
    std::string path;
    std::string format = "vtt";
    std::string output;
};

void convert(const ConvertOptions& options, Context& context) {
    const auto bytes = options.path == "-" ? base::read_standard_input() : base::read_file(options.path);
    if (!bytes) return context.fail(bytes.error());
    transcript::ReadOptions reading;
    reading.name = options.path;
    const auto read = transcript::read_transcript(*bytes, reading);
    if (!read) return context.fail(in_context(options.path, read.error()));
    if (!context.quiet)
        for (const auto& odd : read->diagnostics)
            context.err << "earwitness: " << options.path << (odd.line > 0 ? ":" + std::to_string(odd.line) : "")
                        << ": " << odd.message << "\n";
    // The option's check has let known names through only.
    const auto format = transcript::write_format_from(options.format).value_or(transcript::WriteFormat::kVtt);
    const std::string written = transcript::write_transcript(read->transcript, format);
    if (options.output.empty()) {
        context.out << written;
        return;
    }
    if (const auto done = base::write_file_atomic(options.output, written); !done) context.fail(done.error());
}

}  // namespace

void add_convert_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("convert", "Turn a transcript into another format");
    add_shared_options(*command, context);
    auto options = std::make_shared<ConvertOptions>();
    command
        ->add_option("transcript", options->path,
                     "File, or - for standard input (docs/transcripts.md lists the formats)")
        ->required();
    command->add_option("--to", options->format, "vtt, srt, json (Podcasting 2.0) or txt")
        ->check(CLI::IsMember({"vtt", "srt", "json", "txt"}))
        ->capture_default_str();
    command->add_option("-o,--output", options->output, "Write to this file (default: standard output)");
    command->callback([&context, options] { convert(*options, context); });
}

}  // namespace earwitness::cli
