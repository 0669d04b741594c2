#include "publish/proof.h"

#include <nlohmann/json.hpp>

#include "earwitness/engine.h"

namespace earwitness::publish {

bool stays_inside(std::string_view path) {
    if (path.empty() || path.front() == '/' || path.find('\\') != std::string_view::npos ||
        path.find(':') != std::string_view::npos)
        return false;
    for (std::size_t at = 0; at <= path.size();) {
        const auto slash = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, slash - at);
        if (part.empty() || part == "." || part == "..") return false;
        at = slash + 1;
    }
    return true;
}

std::string render_proof(const std::vector<ProofEpisode>& episodes, const FileHashes& files) {
    nlohmann::ordered_json proof;
    proof["schema"] = kProofSchema;
    proof["producer"] = kProducer;
    proof["episodes"] = nlohmann::ordered_json::array();
    for (const ProofEpisode& episode : episodes)
        proof["episodes"].push_back({{"id", episode.id},
                                     {"transcript", episode.transcript},
                                     {"sha256", episode.sha256},
                                     {"findings", episode.findings}});
    proof["files"] = nlohmann::ordered_json::array();
    for (const auto& [path, hash] : files) proof["files"].push_back({{"path", path}, {"sha256", hash}});
    return proof.dump(1) + "\n";
}

Result<FormerProof> read_proof(std::string_view json) {
    const auto proof = nlohmann::json::parse(json, nullptr, false);
    if (proof.is_discarded() || !proof.is_object() || proof.value("schema", nlohmann::json()) != kProofSchema)
        return make_error(ErrorCode::kMalformed, "not a verify.json of earwitness");
    const auto objects = [&](const char* list) {
        std::vector<nlohmann::json> found;
        const auto at = proof.find(list);
        if (at == proof.end() || !at->is_array()) return found;
        for (const auto& object : *at)
            if (object.is_object()) found.push_back(object);
        return found;
    };
    const auto text = [](const nlohmann::json& object, const char* name) {
        const auto at = object.find(name);
        return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
    };
    FormerProof former;
    for (const auto& file : objects("files"))
        if (std::string path = text(file, "path"); stays_inside(path))
            former.files[std::move(path)] = text(file, "sha256");
    for (const auto& episode : objects("episodes"))
        former.episodes.push_back(
            {text(episode, "id"), text(episode, "transcript"), text(episode, "sha256"), text(episode, "findings")});
    return former;
}

}  // namespace earwitness::publish
