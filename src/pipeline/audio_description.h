// What a local audio file's tags add to an episode of which nothing but the file's name is known.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "earwitness/episode.h"

namespace earwitness::pipeline {

// Title, author, day (where the name has none) and chapters, as far as the file tells; returns its album, "" where it
// tells none. A file that cannot be read adds nothing: the stage that needs its sound will say why.
std::string describe_by_tags(const std::filesystem::path& audio, Episode& episode);

// The publisher's chapters inside an audio file; none where it has none or cannot be read.
std::vector<FeedChapter> chapters_in_audio(const std::filesystem::path& audio);

}  // namespace earwitness::pipeline
