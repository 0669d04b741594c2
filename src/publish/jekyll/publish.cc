#include "publish/jekyll/publish.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/parallel.h"
#include "publish/episode_files.h"
#include "publish/jekyll/folder.h"
#include "publish/jekyll/page_names.h"
#include "publish/jekyll/skeleton.h"
#include "publish/proof.h"
#include "publish/search_files.h"

namespace earwitness::publish::jekyll {
namespace {

// What a thread makes of one episode.
struct Made {
    std::size_t episode = 0;
    std::optional<Error> failure;       // its analysis cannot be read
    std::optional<Error> page_failure;  // its page cannot be brought up to date
    MergedPage page;
    std::string transcript, text;
    EpisodeSearch search;
};

// Jekyll takes a file that begins with front matter for a page of it: such a text gets front matter of its own in
// front, so that the built site has the transcript's bytes.
std::string shielded(const std::string& text) {
    return text.rfind("---", 0) == 0 ? "---\nlayout: null\nrender_with_liquid: false\n---\n" + text : text;
}

class Publisher {
  public:
    Publisher(const SiteModel& model, const AnalysisLoader& load, const JekyllOptions& options, JekyllFolder folder)
        : model_(model),
          load_(load),
          options_(options),
          folder_(std::move(folder)),
          links_(model, "transcripts/"),
          search_(model, links_) {
        name_pages();
    }

    Result<JekyllReport> publish() {
        if (auto wrote = write_episodes(); !wrote) return wrote.error();
        if (auto wrote = write_imported(); !wrote) return wrote.error();
        if (auto wrote = write_site(); !wrote) return wrote.error();
        const bool whole = report_.done.problems.empty();
        if (auto finished = folder_.finish(whole); !finished) return finished.error();
        const FolderReport& files = folder_.report();
        for (const std::string& path : files.removed)
            if (path.rfind(kPages, 0) == 0) report_.gone.push_back(path.substr(kPages.size()));
        for (const std::string& path : files.kept)
            report_.notes.push_back(path + ": its episode has gone from the archive, but somebody wrote into it: kept");
        report_.done.files = files.owned.size() + report_.edited;
        report_.done.written = files.written.size();
        report_.done.removed = files.removed.size();
        report_.owned = files.owned;
        report_.touched = files.written;
        report_.touched.insert(files.removed.begin(), files.removed.end());
        return std::move(report_);
    }

  private:
    // A page keeps the name that it has, whatever becomes of its title, and the one it was imported under: addresses
    // stay.
    void name_pages() {
        std::map<std::string, std::string> former;  // by episode
        std::set<std::string> taken;
        for (const auto& [path, written] : folder_.former())
            if (!written.episode.empty() && folder_.read(path)) former[written.episode] = path;
        for (const ImportedPage& page : options_.imported) taken.insert(imported_path(page));
        for (std::size_t i = 0; i < options_.imported.size(); ++i) imported_.emplace(options_.imported[i].episode, i);
        for (const SiteEpisode& episode : model_.episodes)
            if (const auto at = former.find(episode.key); at != former.end()) taken.insert(at->second);
        for (std::size_t i = 0; i < model_.episodes.size(); ++i) {
            const SiteEpisode& episode = model_.episodes[i];
            const auto imported = imported_.find(i);
            if (const auto at = former.find(episode.key); at != former.end())
                pages_.push_back(at->second);
            else if (imported != imported_.end())
                pages_.push_back(imported_path(options_.imported[imported->second]));
            else
                pages_.push_back(free_name(page_name(episode.about.title, episode.about.published_at), taken));
        }
        std::set<std::string> addresses;
        for (const std::string& path : pages_) {
            const std::string address = page_permalink(path.substr(kPages.size(), path.size() - kPages.size() - 3));
            std::string unique = address;
            for (std::size_t n = 2; !addresses.insert(unique).second; ++n)
                unique = address.substr(0, address.size() - 1) + "-" + std::to_string(n) + "/";
            permalinks_.push_back(unique);
        }
    }

    static std::string free_name(std::string name, std::set<std::string>& taken) {
        if (name.empty()) name = "episode";
        std::string path = std::string(kPages) + name + ".md";
        for (std::size_t n = 2; !taken.insert(path).second; ++n)
            path = std::string(kPages) + name + "-" + std::to_string(n) + ".md";
        return path;
    }

    static std::string imported_path(const ImportedPage& page) {
        return page.file.rfind(kPages, 0) == 0 ? page.file : std::string(kPages) + page.file;
    }

    // Whether an episode's page is made from its findings.
    bool is_made(std::size_t episode) const {
        return model_.episodes[episode].state == EpisodeState::kAnalysed &&
               (options_.imported_pages == ImportedPages::kBroughtUp || imported_.count(episode) == 0);
    }

    Made make(std::size_t episode) const {
        Made made{episode};
        const auto analysis = load_(episode);
        if (!analysis) {
            made.failure = analysis.error();
            return made;
        }
        const Reading reading = build_reading((*analysis)->transcript, page_breaks(**analysis));
        const PageSource source{
            model_, links_, episode, **analysis, reading, permalinks_[episode], options_.heuristics};
        const std::string fresh = render_page(source);
        bring_up(episode, fresh, made);
        made.transcript = render_transcript_page(source);
        made.text = (*analysis)->transcript.text;
        made.search = index_for_search(**analysis, reading);
        return made;
    }

    // The fresh page with all that is the user's in the page that is there, or in the one that was imported.
    void bring_up(std::size_t episode, const std::string& fresh, Made& made) const {
        const auto at = imported_.find(episode);
        const std::string* imported = at == imported_.end() ? nullptr : &options_.imported[at->second].text;
        auto existing = folder_.read(pages_[episode]);
        // What stands in the archive as well can be replaced without asking.
        Takeover takeover = options_.takeover;
        if (imported != nullptr && (!existing || *existing == *imported)) {
            existing = *imported;
            takeover = Takeover::kYes;
        }
        if (!existing) {
            made.page.text = sign_page(fresh);
        } else if (auto merged = merge_page(*existing, fresh, takeover)) {
            made.page = std::move(*merged);
        } else {
            made.page_failure = merged.error();
        }
    }

    void tell(std::string code, std::string message) {
        report_.done.problems.push_back({std::move(code), std::move(message)});
    }

    Status write_made(const std::string& path, std::string_view bytes) {
        const auto state = folder_.write_made(path, bytes);
        if (!state) return state.error();
        if (*state == WriteState::kForeign)
            tell("file_foreign",
                 path + ": earwitness did not write the file that stands there: it was left alone; move it away");
        return {};
    }

    Status write_page(const Made& made) {
        const SiteEpisode& episode = model_.episodes[made.episode];
        const std::string& path = pages_[made.episode];
        if (made.page_failure) {
            folder_.keep(path);
            tell("page_left_alone", path + ": " + made.page_failure->message + ": it was left alone" +
                                        (made.page_failure->code == ErrorCode::kRefused
                                             ? "; --take-over replaces what the old pipeline wrote, and keeps the rest"
                                             : "; mend it, or remove it to have it written anew"));
            return {};
        }
        const auto state = folder_.write_page(path, made.page.text, !made.page.edited, episode.key);
        if (!state) return state.error();
        if (made.page.edited) ++report_.edited;
        if (*state == WriteState::kNew) report_.added.push_back(episode.about.title);
        if (*state == WriteState::kChanged) report_.changed.push_back(episode.about.title);
        return {};
    }

    Status take(Made&& made) {
        if (made.failure) {
            tell("analysis_unreadable", model_.episodes[made.episode].key + ": " + made.failure->message);
            return {};
        }
        ++report_.done.episodes;
        if (auto wrote = write_page(made); !wrote) return wrote;
        if (auto wrote = write_made(links_.episode(made.episode), made.transcript); !wrote) return wrote;
        if (auto wrote = write_made(links_.episode_stem(made.episode) + ".txt", shielded(made.text)); !wrote)
            return wrote;
        if (folder_.is_foreign_site()) return {};
        const auto [path, script] = search_.add(made.episode, std::move(made.search));
        return write_made(path, script);
    }

    Status write_episodes() {
        std::size_t at = 0;
        Status status;
        const auto next = [&]() -> std::optional<std::size_t> {
            while (at < model_.episodes.size() && !is_made(at)) ++at;
            return at < model_.episodes.size() ? std::optional(at++) : std::nullopt;
        };
        base::ordered_parallel<std::size_t, Made>(
            options_.jobs, next, [&](std::size_t&& episode) { return make(episode); },
            [&](Made&& made) {
                status = take(std::move(made));
                return status.has_value();
            });
        return status;
    }

    // Pages of which the archive knows no more than what was imported, or which shall be as they were.
    Status write_imported() {
        for (const ImportedPage& page : options_.imported) {
            if (is_made(page.episode)) continue;
            const std::string path = imported_path(page);
            if (!stays_inside(path)) continue;
            // Not over what somebody wrote into an imported page since.
            const auto former = folder_.former().find(path);
            const bool replaceable = former == folder_.former().end() || !former->second.episode.empty();
            const bool takes_over = options_.takeover == Takeover::kYes && replaceable;
            const auto state =
                takes_over ? folder_.write_page(path, page.text, true, "") : folder_.write_once(path, page.text);
            if (!state) return state.error();
            const std::string& title = model_.episodes[page.episode].about.title;
            if (*state == WriteState::kNew) report_.added.push_back(title);
            if (*state == WriteState::kChanged) report_.changed.push_back(title);
            if (*state == WriteState::kForeign)
                report_.notes.push_back(path + ": what stands there differs from what was imported: left alone" +
                                        (replaceable ? "; --take-over replaces it" : ""));
            else
                ++report_.imported;
        }
        return {};
    }

    // In somebody else's site only what the pages lack.
    Status write_site() {
        for (const SiteFile& file : site_files(model_.title, model_.base_url)) {
            if (folder_.is_foreign_site() && file.path != "_layouts/transcript.html") continue;
            // Settings depend on how the first publish was asked for.
            if (file.is_setting && (folder_.was_ours(file.path) || folder_.read(file.path))) {
                folder_.keep(file.path);
                continue;
            }
            const auto state = folder_.write_once(file.path, file.bytes);
            if (!state) return state.error();
        }
        if (folder_.is_foreign_site()) {
            report_.notes.push_back(
                "_config.yml is not ours: pages and transcripts were written, the site around them was left as it is");
            return {};
        }
        for (const auto& [path, bytes] : search_.finish(SiteIndex()))
            if (auto wrote = write_made(path, bytes); !wrote) return wrote;
        return {};
    }

    const SiteModel& model_;
    const AnalysisLoader& load_;
    const JekyllOptions& options_;
    JekyllFolder folder_;
    Links links_;
    SearchFiles search_;
    std::vector<std::string> pages_, permalinks_;  // by episode
    std::map<std::size_t, std::size_t> imported_;  // episode -> its first imported page
    JekyllReport report_;
};

}  // namespace

Result<JekyllReport> publish_jekyll(const SiteModel& model, const AnalysisLoader& load,
                                    const std::filesystem::path& path, const JekyllOptions& options) {
    auto folder = JekyllFolder::open(path, analysed_episodes(model) + options.imported.size());
    if (!folder) return folder.error();
    return Publisher(model, load, options, std::move(*folder)).publish();
}

}  // namespace earwitness::publish::jekyll
