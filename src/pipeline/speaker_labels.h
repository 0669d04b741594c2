// Speakers for a transcript that names none: by a diariser's file beside the local one, or by the recording's channels.
#pragma once

#include <filesystem>
#include <string>

#include "earwitness/result.h"
#include "earwitness/transcript.h"
#include "store/records.h"

namespace earwitness::pipeline {

// NAME.rttm beside the episode's local audio, else beside its local transcript; "" where there is none.
std::filesystem::path rttm_beside(const store::EpisodeRecord& episode);

// What a stage's key must name of it: the hash of its bytes, "" where there is none. kIo.
Result<std::string> rttm_hash(const store::EpisodeRecord& episode);

// Puts the file's turns onto the transcript. kNotFound, kIo, kMalformed: named by the file.
Status label_by_rttm(const std::filesystem::path& rttm, Transcript& transcript);

// Puts the turns of two channels onto the transcript. kUnsupported where the audio has not two.
Status label_by_channels(const std::filesystem::path& audio, Transcript& transcript);

}  // namespace earwitness::pipeline
