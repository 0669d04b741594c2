// Local transcripts and audio as a show: which files of a folder belong together, and what their names say.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "store/archive.h"

namespace earwitness::pipeline {

enum class FileKind { kNone, kTranscript, kAudio };
// By the name's ending; what is really inside is found out when it is read.
FileKind file_kind(const std::filesystem::path& path);

struct LocalFolder {
    std::vector<store::IncomingEpisode> episodes;
    std::string album;  // that all its audio files name that name one; "" where they differ
};

// Every transcript and audio file under a folder, those with one name (but for the ending) as one episode, by path.
// What an audio file says of itself goes before what its name says. Hidden files and folders and links to folders are
// left out. kIo; kTooLarge over 100,000 files.
Result<LocalFolder> scan_folder(const std::filesystem::path& folder);

// One file the user named, with what lies beside it under the same name.
Result<store::IncomingEpisode> describe_file(const std::filesystem::path& file);

// What a file's name says: "2025-05-14_the-lamp.vtt" is "the lamp" of that day.
void title_from_name(std::string_view stem, Episode& episode);

}  // namespace earwitness::pipeline
