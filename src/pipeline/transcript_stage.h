// The second stage: an episode's transcript, from the local file beside its audio or from the publisher's links, the
// best format first. Also the publisher's chapters, which come the same way.
#pragma once

#include <string>
#include <vector>

#include "earwitness/result.h"
#include "pipeline/services.h"

namespace earwitness::pipeline {

// The episode's links in the order in which they are tried: the show's language first, then formats that keep speakers
// and times (JSON, WebVTT, SRT, HTML, text), captions-only last.
std::vector<TranscriptLink> ordered_links(const Episode& episode, std::string_view show_language);

// The hash of all that the stage depends on; for a local file that includes its bytes. kIo, kNotFound.
Result<std::string> transcript_stage_key(const store::ShowRecord& show, const store::EpisodeRecord& episode);

// "" where there is something to read; else what the episode waits for, for a person.
std::string waits_for(const store::ShowRecord& show, const store::EpisodeRecord& episode);

struct ObtainedTranscript {
    Transcript transcript;
    std::string url;  // or path
};

// Tries every source in turn; the error names each and why it failed. kUnavailable or kNetwork where asking again may
// help.
Result<ObtainedTranscript> obtain_transcript(const Services& services, const store::ShowRecord& show,
                                             const store::EpisodeRecord& episode);

std::string chapters_stage_key(const Episode& episode);
Result<std::vector<FeedChapter>> obtain_chapters(const Services& services, const store::ShowRecord& show,
                                                 const Episode& episode);

}  // namespace earwitness::pipeline
