// A whole site: which files there are and the bytes of each. `publish site` writes them all, `serve` renders one when
// it is asked for; both get the same bytes. Deterministic: the model and the analyses decide everything.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "publish/links.h"
#include "publish/page.h"
#include "publish/site_index.h"
#include "publish/site_model.h"

namespace earwitness::publish {

// For clips of quotes, which only a site with a sink has. Audio that cannot be cut is told in `notes`.
struct ClipMaking {
    ClipCutter cutter;  // may be empty: no clips
    Diagnostics* notes = nullptr;
};

class Site {
  public:
    // Files of one episode (its page, transcript, findings, search passages), given away while the site is built, so
    // that an analysis is read once. Returns false to stop early.
    using EpisodeSink = std::function<bool(std::string_view path, std::string_view bytes)>;

    // Reads every analysis once, with `jobs` threads. An analysis that cannot be read makes its episode a failed one
    // and is told in `problems`. `sink` may be empty: then episodes' files are rendered when asked for.
    static std::unique_ptr<Site> build(SiteModel model, AnalysisLoader load, std::size_t jobs, const EpisodeSink& sink,
                                       Diagnostics& problems, const ClipMaking& clips = {});

    const SiteModel& model() const { return model_; }
    const Links& links() const { return links_; }
    const SiteIndex& index() const { return index_; }
    // Episodes, newest first; those without a date last, in the model's order.
    const std::vector<std::uint32_t>& newest() const { return newest_; }

    // Every path that is not an episode's own (those went to the sink), in byte order.
    std::vector<std::string> paths() const;
    // The bytes of any path of the site. kNotFound for others; kIo and kCorrupt where an analysis cannot be read.
    Result<std::string> render(std::string_view path) const;

    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

  private:
    explicit Site(SiteModel model, AnalysisLoader load);
    void add_pages();
    void add_list_pages();
    void add_name_pages();
    void add_sitemap();
    Result<std::string> render_episode_file(std::size_t episode, std::string_view path) const;
    SiteContext context() const { return {model_, links_, index_}; }

    SiteModel model_;
    AnalysisLoader load_;
    Links links_;
    SiteIndex index_;
    std::vector<std::uint32_t> newest_;
    std::map<std::string, std::string, std::less<>> files_;                   // ready bytes: assets, search
    std::map<std::string, std::function<std::string()>, std::less<>> pages_;  // rendered when asked for
    std::map<std::string, std::size_t, std::less<>> episode_files_;           // path -> episode
};

}  // namespace earwitness::publish
