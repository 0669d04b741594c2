// `earwitness publish site <folder>`: the archive as pages, and its siblings.
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "audio/clip.h"
#include "cli/commands.h"
#include "cli/progress_line.h"
#include "cli/publish_command.h"
#include "cli/session.h"
#include "publish/archive_source.h"
#include "publish/names.h"
#include "publish/publish_json.h"
#include "publish/publish_markdown.h"
#include "publish/publish_podcast.h"
#include "publish/publish_site.h"
#include "transcript/write.h"

namespace earwitness::cli {
namespace {

void report(Context& context, const PublishOptions& options, const publish::PublishReport& done) {
    for (const Diagnostic& note : done.notes) context.err << "earwitness: " << note.message << "\n";
    for (const Diagnostic& problem : done.problems) context.err << "earwitness: " << problem.message << "\n";
    if (!done.problems.empty()) context.exit_code = kFailed;
    if (options.json) {
        context.out << nlohmann::ordered_json{{"folder", options.folder}, {"episodes", done.episodes},
                                              {"files", done.files},      {"written", done.written},
                                              {"removed", done.removed},  {"clips", done.clips}}
                           .dump()
                    << "\n";
    } else if (!context.quiet) {
        context.out << options.folder << ": " << done.episodes
                    << (done.episodes == 1 ? " episode in " : " episodes in ") << done.files << " files, "
                    << done.written << " written, " << done.removed << " removed\n";
    }
}

publish::ClipCutter cutter() {
    return [](const std::filesystem::path& file,
              const std::vector<publish::ClipRange>& ranges) -> Result<publish::CutClips> {
        std::vector<audio::ClipRange> wanted;
        for (const auto& range : ranges) wanted.push_back({range.begin_ms, range.end_ms});
        auto cut = audio::cut_clips(file, wanted);
        if (!cut) return cut.error();
        return publish::CutClips{std::move(cut->ending), std::move(cut->files)};
    };
}

publish::PublishProgress show_progress(const Context& context, ProgressLine& line) {
    if (!context.err_is_terminal || context.quiet) return {};
    return [&line](std::size_t done, std::size_t total, std::string_view what) {
        line.show("publishing", done, total, what);
    };
}

void publish_site(Context& context, const PublishOptions& options) {
    const auto base_url = checked_base_url(options.base_url);
    if (!base_url) return context.fail(base_url.error());
    auto source = open_source(context, options);
    if (!source) return context.fail(source.error());
    source->model.title = options.title;
    source->model.base_url = *base_url;
    source->model.noindex = options.noindex;
    ProgressLine line(context.err);
    const auto done =
        publish::publish_site(std::move(source->model), std::move(source->load), source->carried, options.folder,
                              options.jobs, options.clips ? cutter() : nullptr, show_progress(context, line));
    line.wipe();
    if (!done) return context.fail(done.error());
    report(context, options, *done);
}

void publish_podcast(Context& context, const PublishOptions& options) {
    const auto base_url = checked_base_url(options.base_url);
    if (!base_url) return context.fail(base_url.error());
    auto source = open_source(context, options);
    if (!source) return context.fail(source.error());
    source->model.title = options.title;
    source->model.base_url = *base_url;
    const publish::TranscriptWriters writers = {&transcript::write_vtt, &transcript::write_srt,
                                                &transcript::write_podcast_json};
    const auto done = publish::publish_podcast(source->model, source->load, writers, options.folder, options.jobs);
    if (!done) return context.fail(done.error());
    report(context, options, *done);
}

using Exporter = Result<publish::PublishReport> (*)(const publish::SiteModel&, const publish::AnalysisLoader&,
                                                    const std::filesystem::path&, std::size_t);

void publish_files(Context& context, const PublishOptions& options, Exporter exporter) {
    auto source = open_source(context, options);
    if (!source) return context.fail(source.error());
    source->model.title = options.title;
    // Nothing is copied along: only addresses of the web can be linked to.
    for (publish::SiteEpisode& episode : source->model.episodes) episode.media_file.clear();
    const auto done = exporter(source->model, source->load, options.folder, options.jobs);
    if (!done) return context.fail(done.error());
    report(context, options, *done);
}

}  // namespace

Result<std::string> checked_base_url(const std::string& url) {
    if (url.empty()) return std::string();
    std::string safe = publish::safe_url(url);
    if (safe.empty() || safe.find_first_of("?#") != std::string::npos)
        return make_error(
            ErrorCode::kInvalidArgument,
            "--base-url " + url + ": not an http or https address: give the one under which the folder will stand");
    if (safe.back() != '/') safe += '/';
    return safe;
}

Result<publish::ArchiveSource> open_source(const Context& context, const PublishOptions& options) {
    auto archive = open_for_reading(context);
    if (!archive) return archive.error();
    return publish::read_archive(
        std::make_shared<const store::Archive>(std::move(*archive)),
        options.with_audio ? publish::AudioFrom::kArchiveFirst : publish::AudioFrom::kWebFirst);
}

CLI::App* add_publish_kind(CLI::App& command, Context& context, const char* name, const char* what,
                           PublishOptions& options) {
    auto* kind = command.add_subcommand(name, what);
    add_shared_options(*kind, context);
    kind->add_option("folder", options.folder, "Where to; only files of a former publish are replaced or removed")
        ->required();
    kind->add_option("--jobs", options.jobs, "Threads")->check(CLI::Range(1, 256));
    kind->add_flag("--json", options.json, "Print what was written as JSON");
    return kind;
}

void add_publish_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "publish", "Write the archive as a site, as pages for Jekyll, as JSON, as Markdown or for podcast apps");
    command->require_subcommand(1);
    auto options = std::make_shared<PublishOptions>();
    auto* site = add_publish_kind(*command, context, "site",
                                  "A static site: reads from any web server and from the disk", *options);
    site->add_option("--base-url", options->base_url, "The address it will have (adds sitemap.xml)");
    site->add_option("--title", options->title, "The site's name")->capture_default_str();
    site->add_flag("--noindex", options->noindex, "Ask search engines to stay away");
    site->add_flag("--with-audio", options->with_audio,
                   "Copy the archive's audio into the site instead of playing the publisher's");
    site->add_flag("--clips", options->clips,
                   "Cut the sound of each quote into a file beside its page, where the audio is on this machine");
    site->callback([&context, options] { publish_site(context, *options); });
    auto* json = add_publish_kind(*command, context, "json",
                                  "Every analysis and transcript as files, with lists of shows, episodes and entities",
                                  *options);
    json->callback([&context, options] { publish_files(context, *options, &publish::publish_json); });
    auto* markdown = add_publish_kind(*command, context, "markdown", "A Markdown file an episode", *options);
    markdown->add_option("--title", options->title, "The index's title")->capture_default_str();
    auto* podcast =
        add_publish_kind(*command, context, "podcast",
                         "What podcast apps read: transcripts, chapters and a Podcasting 2.0 feed a show", *options);
    podcast->add_option("--base-url", options->base_url, "The address that the folder will have")->required();
    podcast->callback([&context, options] { publish_podcast(context, *options); });
    add_publish_jekyll(*command, context);
    markdown->callback([&context, options] { publish_files(context, *options, &publish::publish_markdown); });
}

}  // namespace earwitness::cli
