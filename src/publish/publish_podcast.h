// `earwitness publish podcast`: what a podcast app reads of an episode, for any show: transcripts as WebVTT, SubRip and
// Podcasting 2.0 JSON, chapters as JSON, and a feed a show whose items name them, people and soundbites with the tags
// of the podcast namespace (https://github.com/Podcastindex-org/podcast-namespace). A publisher takes them into his own
// feed; an app can follow the feed as it is.
#pragma once

#include <functional>

#include "publish/publish_site.h"

namespace earwitness::publish {

// Writes a transcript in a format. This room knows none: the caller brings them.
struct TranscriptWriters {
    std::function<std::string(const Transcript&)> vtt, srt, json;
};

// `model.base_url` is where the folder will stand, and must not be empty: a feed has whole addresses only.
Result<PublishReport> publish_podcast(const SiteModel& model, const AnalysisLoader& load,
                                      const TranscriptWriters& writers, const std::filesystem::path& folder,
                                      std::size_t jobs);

}  // namespace earwitness::publish
