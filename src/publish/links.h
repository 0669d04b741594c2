// Where everything of a site lies: paths relative to the site's root, from stable ids alone, so that a page can link to
// another that is not rendered yet and an address stays when episodes are added.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "publish/site_model.h"

namespace earwitness::publish {

class Links {
  public:
    // `folder` holds the episodes' pages: "episodes/" in our own site, "transcripts/" in Jekyll's.
    explicit Links(const SiteModel& model, std::string folder = "episodes/");

    // "episodes/the-lamp-room/how-lamps-are-lit.html"
    const std::string& episode(std::size_t episode) const { return episodes_[episode]; }
    // The same without ".html": the stem of its transcript, findings and search files.
    std::string episode_stem(std::size_t episode) const;
    // "the-lamp-room/how-lamps-are-lit": the stem without its folder.
    std::string episode_name(std::size_t episode) const { return episode_stem(episode).substr(folder_.size()); }
    const std::string& show(std::size_t show) const { return shows_[show]; }
    std::string name(std::string_view id, std::size_t page = 1) const { return numbered("names/", id, page); }
    std::string topic(std::string_view id, std::size_t page = 1) const { return numbered("topics/", id, page); }

    // The audio at a place: a URL (absolute, or relative to the site's root) with "#t=<seconds>" where start_ms is
    // given; "" where the episode has no audio that a page may link to.
    std::string audio(std::size_t episode, std::optional<std::int64_t> start_ms = std::nullopt) const;
    bool audio_is_local(std::size_t episode) const { return !model_->episodes[episode].media_file.empty(); }

  private:
    static std::string numbered(std::string_view folder, std::string_view id, std::size_t page);
    const SiteModel* model_;
    std::string folder_;
    std::vector<std::string> episodes_, shows_;
};

// 754200 -> "754.2": seconds as media fragments have them.
std::string seconds_text(std::int64_t milliseconds);
// "../" for each folder that the path lies in.
std::string root_from(std::string_view path);

}  // namespace earwitness::publish
