// Sound of an episode's quotes as files of the site. Called by site.cc before the episode's page is rendered.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "earwitness/findings.h"
#include "publish/links.h"
#include "publish/site_model.h"

namespace earwitness::publish {

// Adds a file "clips/<show>/<episode>/<begin>-<end>.mp3" for each quote with times, named by the bytes of its words,
// and notes its path in `episode.clips`. Nothing where the episode has no audio on this machine; an error where it
// cannot be cut, which leaves `episode` and `files` alone.
Status cut_quotes(const ClipCutter& cutter, const Analysis& analysis, const std::string& episode_name,
                  SiteEpisode& episode, std::vector<std::pair<std::string, std::string>>& files);

}  // namespace earwitness::publish
