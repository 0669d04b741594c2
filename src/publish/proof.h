// verify.json: what a published folder says of itself, so that `earwitness verify` can prove it from the transcripts
// alone (docs/verify.md), and so that the next publish knows which files were its own. Written last.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "publish/links.h"
#include "publish/site_index.h"

namespace earwitness::publish {

inline constexpr std::string_view kProofSchema = "earwitness/proof/1";
inline constexpr std::string_view kProofFile = "verify.json";

// An episode whose words are published, and the file of the folder that holds its transcript.
struct ProofEpisode {
    std::string id;
    std::string transcript;  // path, bytes as the offsets count them
    std::string sha256;
    std::string findings;  // path of its analysis JSON
};

// Hashes by path.
using FileHashes = std::map<std::string, std::string>;

std::string render_proof(const std::vector<ProofEpisode>& episodes, const FileHashes& files);

// What a former verify.json says: of its files those that stay inside the folder ("../x" and "/x" are ignored).
struct FormerProof {
    FileHashes files;
    std::vector<ProofEpisode> episodes;
};

// Whether a relative path leads to a place inside the folder that it starts from.
bool stays_inside(std::string_view path);

// kMalformed where it is not one of ours.
Result<FormerProof> read_proof(std::string_view json);

}  // namespace earwitness::publish
