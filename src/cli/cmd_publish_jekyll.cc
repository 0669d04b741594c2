// `earwitness publish jekyll <folder>`: the archive as a Jekyll site, and as a git commit where that is asked for.
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/publish_command.h"
#include "cli/session.h"
#include "publish/jekyll/commit.h"

namespace earwitness::cli {
namespace {

namespace jekyll = publish::jekyll;

struct Options : PublishOptions {
    bool compat = false, take_over = false, as_imported = false, git = false, push = false;
};

void report(Context& context, const Options& options, const jekyll::JekyllReport& done,
            const jekyll::CommitReport& commit) {
    for (const std::string& note : done.notes)
        if (!context.quiet) context.err << "earwitness: " << note << "\n";
    for (const Diagnostic& problem : done.done.problems) context.err << "earwitness: " << problem.message << "\n";
    if (!done.done.problems.empty()) context.exit_code = kFailed;
    if (options.json) {
        context.out << nlohmann::ordered_json{{"folder", options.folder},
                                              {"episodes", done.done.episodes},
                                              {"files", done.done.files},
                                              {"written", done.done.written},
                                              {"removed", done.done.removed},
                                              {"pages_added", done.added.size()},
                                              {"pages_changed", done.changed.size()},
                                              {"pages_removed", done.gone.size()},
                                              {"pages_as_imported", done.imported},
                                              {"pages_edited", done.edited},
                                              {"commit", commit.commit.empty() ? nlohmann::ordered_json()
                                                                               : nlohmann::ordered_json(commit.commit)},
                                              {"pushed_to", commit.pushed_to.empty()
                                                                ? nlohmann::ordered_json()
                                                                : nlohmann::ordered_json(commit.pushed_to)}}
                           .dump()
                    << "\n";
        return;
    }
    if (context.quiet) return;
    context.out << options.folder << ": " << counted(done.done.episodes, "episode", "episodes") << ", "
                << done.added.size() << " pages added, " << done.changed.size() << " changed, " << done.gone.size()
                << " removed; " << done.done.files << " files, " << done.done.written << " written, "
                << done.done.removed << " removed\n";
    if (done.imported > 0) context.out << counted(done.imported, "page", "pages") << " as imported\n";
    if (done.edited > 0)
        context.out << counted(done.edited, "page holds", "pages hold") << " what somebody wrote into it: kept\n";
    if (!commit.commit.empty())
        context.out << "committed " << counted(commit.files, "file", "files") << " as " << commit.commit << "\n";
    if (options.git && commit.commit.empty()) context.out << "nothing to commit\n";
    if (!commit.pushed_to.empty()) context.out << "pushed to " << commit.pushed_to << "\n";
}

Result<std::vector<publish::ImportedPage>> read_kept_pages(const Context& context, const publish::SiteModel& model) {
    const auto archive = store::Archive::open(context.archive_dir(), store::OpenMode::kRead);
    if (!archive) return archive.error();
    return publish::read_imported_pages(*archive, model);
}

void publish_jekyll(Context& context, const Options& options) {
    const auto base_url = checked_base_url(options.base_url);
    if (!base_url) return context.fail(base_url.error());
    const jekyll::Push push = options.push ? jekyll::Push::kYes : jekyll::Push::kNo;
    std::optional<jekyll::GitFolder> git;
    if (options.git || options.push) {
        auto opened = jekyll::GitFolder::open(options.folder, push);
        if (!opened) return context.fail(opened.error());
        git = std::move(*opened);
    }
    auto source = open_source(context, options);
    if (!source) return context.fail(source.error());
    source->model.title = options.title;
    source->model.base_url = *base_url;
    source->model.noindex = options.noindex;
    // Nothing is copied along: only addresses of the web can be linked to.
    for (publish::SiteEpisode& episode : source->model.episodes) episode.media_file.clear();
    auto imported = read_kept_pages(context, source->model);
    if (!imported) return context.fail(imported.error());
    const jekyll::JekyllOptions how = {
        std::move(*imported),
        options.as_imported ? jekyll::ImportedPages::kAsImported : jekyll::ImportedPages::kBroughtUp,
        options.compat ? jekyll::Heuristics::kOld : jekyll::Heuristics::kOurs,
        options.take_over ? jekyll::Takeover::kYes : jekyll::Takeover::kNo, options.jobs};
    const auto done = jekyll::publish_jekyll(source->model, source->load, options.folder, how);
    if (!done) return context.fail(done.error());
    jekyll::CommitReport commit;
    if (git) {
        auto committed = jekyll::commit_publish(*git, *done, push);
        if (!committed) return context.fail(committed.error());
        commit = std::move(*committed);
    }
    report(context, options, *done, commit);
}

}  // namespace

void add_publish_jekyll(CLI::App& command, Context& context) {
    auto options = std::make_shared<Options>();
    auto* kind = add_publish_kind(command, context, "jekyll", "Pages and a site for Jekyll, as the old pipeline's were",
                                  *options);
    kind->add_option("--title", options->title, "The site's name, where its settings are not written yet")
        ->capture_default_str();
    kind->add_option("--base-url", options->base_url, "The address it will have, likewise");
    kind->add_flag("--noindex", options->noindex, "Ask search engines to stay away");
    kind->add_flag("--compat", options->compat, "The old pipeline's own quotes, topics and tags, by its keyword lists");
    kind->add_flag("--take-over", options->take_over,
                   "Replace the old pipeline's pages that stand under the same names");
    kind->add_flag("--as-imported", options->as_imported,
                   "Imported pages with the very bytes that they were imported with");
    kind->add_flag("--git", options->git, "Commit what changed, and nothing else");
    kind->add_flag("--push", options->push, "Push the commit (implies --git)");
    kind->callback([&context, options] { publish_jekyll(context, *options); });
}

}  // namespace earwitness::cli
