#include "transcript/write.h"

namespace earwitness::transcript {

std::optional<WriteFormat> write_format_from(std::string_view name) {
    if (name == "vtt") return WriteFormat::kVtt;
    if (name == "srt") return WriteFormat::kSrt;
    if (name == "json") return WriteFormat::kPodcastJson;
    if (name == "txt" || name == "text") return WriteFormat::kText;
    return {};
}

std::string write_transcript(const Transcript& transcript, WriteFormat format) {
    switch (format) {
        case WriteFormat::kVtt:
            return write_vtt(transcript);
        case WriteFormat::kSrt:
            return write_srt(transcript);
        case WriteFormat::kPodcastJson:
            return write_podcast_json(transcript);
        case WriteFormat::kText:
            return write_text(transcript);
    }
    return {};
}

}  // namespace earwitness::transcript
