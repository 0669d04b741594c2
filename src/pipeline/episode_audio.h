// An episode's audio as a file: where it lies already, or downloaded into media/, checked to be audio.
#pragma once

#include "earwitness/result.h"
#include "pipeline/services.h"

namespace earwitness::pipeline {

struct ObtainedAudio {
    std::filesystem::path file;
    std::string type;   // media type, "" where unknown
    bool move = false;  // the file is ours to move into media/
};

// Resumes what an earlier call left unfinished. kMalformed where a page or anything else without sound was served in
// its place (the file is removed); kTooLarge where it would not fit into max_media_mb; else errors of fetch and
// local_path.
Result<ObtainedAudio> obtain_audio(const Services& services, const store::ShowRecord& show, const Enclosure& enclosure);

}  // namespace earwitness::pipeline
