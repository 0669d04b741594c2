// verify.json (schema earwitness/proof/1, docs/verify.md), read strictly: the file must be byte for byte what its own
// content renders to, so that nothing in it can change unseen. Internal to verify/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/report.h"

namespace earwitness::verify {

struct ProofEpisode {
    std::string id, transcript, sha256, findings;
};
struct ProofListedFile {
    std::string path, sha256;
};
struct Proof {
    std::string producer;
    std::vector<ProofEpisode> episodes;
    std::vector<ProofListedFile> files;  // paths inside the folder, sorted, each once
};

std::optional<Proof> read_proof(std::string_view json, std::string_view file, Report& report);

}  // namespace earwitness::verify
