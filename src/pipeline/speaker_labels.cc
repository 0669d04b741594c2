#include "pipeline/speaker_labels.h"

#include "base/files.h"
#include "base/hash.h"
#include "fetch/http.h"
#include "speech/channel_turns.h"
#include "transcript/rttm.h"

namespace earwitness::pipeline {

namespace fs = std::filesystem;

fs::path rttm_beside(const store::EpisodeRecord& episode) {
    for (const std::string& local : {episode.local_audio, episode.local_transcript}) {
        if (local.empty()) continue;
        const fs::path rttm = fs::path(local).replace_extension(".rttm");
        std::error_code code;
        // A link may point anywhere (local.h).
        if (fs::is_regular_file(fs::symlink_status(rttm, code))) return rttm;
    }
    return {};
}

Result<std::string> rttm_hash(const store::EpisodeRecord& episode) {
    const fs::path rttm = rttm_beside(episode);
    if (rttm.empty()) return std::string();
    const auto bytes = base::read_file(rttm, static_cast<std::size_t>(fetch::kMaxPageBytes));
    if (!bytes) return bytes.error();
    return base::sha256_hex(*bytes);
}

Status label_by_rttm(const fs::path& rttm, Transcript& transcript) {
    const auto bytes = base::read_file(rttm, static_cast<std::size_t>(fetch::kMaxPageBytes));
    if (!bytes) return bytes.error();
    const auto turns = transcript::parse_rttm(*bytes);
    if (!turns) return in_context(rttm.string(), turns.error());
    transcript::apply_speaker_turns(*turns, transcript);
    return {};
}

Status label_by_channels(const fs::path& audio, Transcript& transcript) {
    const auto turns = speech::channel_turns(audio);
    if (!turns) return turns.error();
    transcript::apply_speaker_turns(*turns, transcript);
    return {};
}

}  // namespace earwitness::pipeline
