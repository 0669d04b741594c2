#include "publish/jekyll/publish.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/parallel.h"
#include "publish/episode_files.h"
#include "publish/jekyll/folder.h"
#include "publish/jekyll/page_names.h"
#include "publish/jekyll/skeleton.h"
#include "publish/search_files.h"

namespace earwitness::publish::jekyll {
namespace {

constexpr std::string_view kPages = "_episodes/";

// What a thread makes of one episode.
struct Made {
    std::size_t episode = 0;
    std::optional<Error> failure;       // its analysis cannot be read
    std::optional<Error> page_failure;  // its page cannot be brought up to date
    MergedPage page;
    std::string transcript, text;
    EpisodeSearch search;
};

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
    // A page keeps the name that it has, whatever becomes of its title: addresses stay.
    void name_pages() {
        std::map<std::string, std::string> former;  // by episode
        std::set<std::string> taken;
        for (const auto& [path, written] : folder_.former())
            if (!written.episode.empty() && folder_.read(path)) former[written.episode] = path;
        std::set<std::string> known;
        for (const SiteEpisode& episode : model_.episodes) known.insert(episode.key);
        for (const auto& [episode, path] : former)
            if (known.count(episode) > 0) taken.insert(path);
        for (const SiteEpisode& episode : model_.episodes) {
            const auto at = former.find(episode.key);
            if (at != former.end()) {
                pages_.push_back(at->second);
                continue;
            }
            std::string name = page_name(episode.about.title, episode.about.published_at);
            if (name.empty()) name = "episode";
            std::string path = std::string(kPages) + name + ".md";
            for (std::size_t n = 2; !taken.insert(path).second; ++n)
                path = std::string(kPages) + name + "-" + std::to_string(n) + ".md";
            pages_.push_back(path);
        }
        std::set<std::string> addresses;
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            const std::string name = pages_[i].substr(kPages.size(), pages_[i].size() - kPages.size() - 3);
            const std::string address = page_permalink(name, model_.episodes[i].about.published_at.has_value());
            std::string unique = address;
            for (std::size_t n = 2; !addresses.insert(unique).second; ++n)
                unique = address.substr(0, address.size() - 1) + "-" + std::to_string(n) + "/";
            permalinks_.push_back(unique);
        }
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
        const auto existing = folder_.read(pages_[episode]);
        if (!existing) {
            made.page.text = sign_page(fresh);
        } else if (auto merged = merge_page(*existing, fresh, options_.takeover)) {
            made.page = std::move(*merged);
        } else {
            made.page_failure = merged.error();
        }
        made.transcript = render_transcript_page(source);
        made.text = (*analysis)->transcript.text;
        made.search = index_for_search(**analysis, reading);
        return made;
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
            folder_.keep_page(path, episode.key);
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
        // Jekyll would take a text that begins with front matter for a page.
        if (made.text.rfind("---", 0) != 0)
            if (auto wrote = write_made(links_.episode_stem(made.episode) + ".txt", made.text); !wrote) return wrote;
        if (folder_.is_foreign_site()) return {};
        const auto [path, script] = search_.add(made.episode, std::move(made.search));
        return write_made(path, script);
    }

    Status write_episodes() {
        std::size_t at = 0;
        Status status;
        const auto next = [&]() -> std::optional<std::size_t> {
            while (at < model_.episodes.size() && model_.episodes[at].state != EpisodeState::kAnalysed) ++at;
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

    // In somebody else's site only what the pages lack.
    Status write_site() {
        bool user_has_own = false;
        for (const SiteFile& file : site_files(model_.title, model_.base_url)) {
            if (folder_.is_foreign_site() && file.path != "_layouts/transcript.html") continue;
            const auto state = folder_.write_once(file.path, file.bytes);
            if (!state) return state.error();
            user_has_own = user_has_own || *state == WriteState::kForeign;
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
    JekyllReport report_;
};

}  // namespace

Result<JekyllReport> publish_jekyll(const SiteModel& model, const AnalysisLoader& load,
                                    const std::filesystem::path& path, const JekyllOptions& options) {
    auto folder = JekyllFolder::open(path, analysed_episodes(model));
    if (!folder) return folder.error();
    return Publisher(model, load, options, std::move(*folder)).publish();
}

}  // namespace earwitness::publish::jekyll
