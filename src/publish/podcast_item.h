// One episode as an item of a podcast feed, and its chapters as JSON.
#pragma once

#include <string>

#include "publish/links.h"
#include "publish/site_model.h"

namespace earwitness::publish {

// The files of an episode beside its stem.
inline constexpr const char* kVttEnding = ".vtt";
inline constexpr const char* kSrtEnding = ".srt";
inline constexpr const char* kTranscriptEnding = ".transcript.json";
inline constexpr const char* kChaptersEnding = ".chapters.json";

// <item>...</item>, with a line feed behind.
std::string podcast_item(const SiteModel& model, const Links& links, std::size_t episode, const Analysis& analysis);

// JSON chapters 1.2.0 of those with times; "" where there are none.
std::string podcast_chapters(const Analysis& analysis);

}  // namespace earwitness::publish
