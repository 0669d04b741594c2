#include "publish/proof.h"

#include <nlohmann/json.hpp>

#include "earwitness/engine.h"

namespace earwitness::publish {
namespace {

bool stays_inside(std::string_view path) {
    if (path.empty() || path.front() == '/' || path.find('\\') != std::string_view::npos || path.find(':') != std::string_view::npos) return false;
    for (std::size_t at = 0; at <= path.size();) {
        const auto slash = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, slash - at);
        if (part.empty() || part == "." || part == "..") return false;
        at = slash + 1;
    }
    return true;
}

}  // namespace

std::string render_proof(const std::vector<ProofEpisode>& episodes, const FileHashes& files) {
    nlohmann::ordered_json proof;
    proof["schema"] = kProofSchema;
    proof["producer"] = kProducer;
    proof["episodes"] = nlohmann::ordered_json::array();
    for (const ProofEpisode& episode : episodes)
        proof["episodes"].push_back({{"id", episode.id}, {"transcript", episode.transcript}, {"sha256", episode.sha256}, {"findings", episode.findings}});
    proof["files"] = nlohmann::ordered_json::array();
    for (const auto& [path, hash] : files) proof["files"].push_back({{"path", path}, {"sha256", hash}});
    return proof.dump(1) + "\n";
}

Result<std::vector<std::string>> proof_files(std::string_view json) {
    const auto proof = nlohmann::json::parse(json, nullptr, false);
    if (proof.is_discarded() || !proof.is_object() || proof.value("schema", nlohmann::json()) != kProofSchema)
        return make_error(ErrorCode::kMalformed, "not a verify.json of earwitness");
    std::vector<std::string> paths;
    const auto files = proof.find("files");
    if (files == proof.end() || !files->is_array()) return paths;
    for (const auto& file : *files) {
        if (!file.is_object() || !file.contains("path") || !file["path"].is_string()) continue;
        std::string path = file["path"].get<std::string>();
        if (stays_inside(path)) paths.push_back(std::move(path));
    }
    return paths;
}

}  // namespace earwitness::publish
