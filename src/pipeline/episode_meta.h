// What analysis is told of an episode beside its transcript, from what the feed says of it and of its show.
#pragma once

#include "earwitness/episode.h"
#include "store/records.h"

namespace earwitness::pipeline {

// Depends on nothing but its arguments: not on other episodes, so that a re-run does only what changed.
EpisodeMeta episode_meta(const store::ShowRecord& show, const store::EpisodeRecord& episode);

}  // namespace earwitness::pipeline
