#include "verify/proof_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace earwitness::verify {
namespace {

using Json = nlohmann::ordered_json;

bool is_text(const Json& item, const char* key) { return item.contains(key) && item[key].is_string(); }

bool stays_inside(std::string_view path) {
    if (path.empty() || path.front() == '/' || path.find_first_of("\\:") != std::string_view::npos) return false;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        if (part.empty() || part == "." || part == "..") return false;
        at = end + 1;
    }
    return true;
}

Json render(const Proof& proof) {
    Json out;
    out["schema"] = "earwitness/proof/1";
    out["producer"] = proof.producer;
    out["episodes"] = Json::array();
    for (const auto& e : proof.episodes)
        out["episodes"].push_back(
            {{"id", e.id}, {"transcript", e.transcript}, {"sha256", e.sha256}, {"findings", e.findings}});
    out["files"] = Json::array();
    for (const auto& f : proof.files) out["files"].push_back({{"path", f.path}, {"sha256", f.sha256}});
    return out;
}

// Everything of the right type, or the name of what is not.
std::string read_fields(const Json& root, Proof& proof) {
    if (!root.is_object() || !is_text(root, "schema") || root["schema"] != "earwitness/proof/1") return "schema";
    if (!is_text(root, "producer")) return "producer";
    proof.producer = root["producer"].get<std::string>();
    if (!root.contains("episodes") || !root["episodes"].is_array()) return "episodes";
    if (!root.contains("files") || !root["files"].is_array()) return "files";
    for (const auto& item : root["episodes"]) {
        for (const char* key : {"id", "transcript", "sha256", "findings"})
            if (!item.is_object() || !is_text(item, key)) return std::string("episodes: ") + key;
        proof.episodes.push_back({item["id"], item["transcript"], item["sha256"], item["findings"]});
    }
    for (const auto& item : root["files"]) {
        for (const char* key : {"path", "sha256"})
            if (!item.is_object() || !is_text(item, key)) return std::string("files: ") + key;
        proof.files.push_back({item["path"], item["sha256"]});
    }
    return {};
}

}  // namespace

std::optional<Proof> read_proof(std::string_view json, std::string_view file, Report& report) {
    const Json root = Json::parse(json, nullptr, false);
    if (root.is_discarded()) {
        report.add(file, "", "JSON", "\"" + excerpt(json.substr(0, 40)) + "\"");
        return {};
    }
    Proof proof;
    if (const std::string wrong = read_fields(root, proof); !wrong.empty()) {
        report.add(file, wrong, "as docs/verify.md describes earwitness/proof/1", "something else");
        return {};
    }
    std::string_view before;
    for (const auto& listed : proof.files) {
        if (!stays_inside(listed.path) || listed.path == "verify.json") {
            report.add(file, "files", "a path inside the folder", excerpt(listed.path));
            return {};
        }
        if (!before.empty() && listed.path <= before)
            report.add(file, "files", "paths in order, each once", excerpt(listed.path));
        before = listed.path;
    }
    if (render(proof).dump(1) + "\n" != json)
        report.add(file, "", "exactly what its content renders to", "other keys, order or white space");
    return proof;
}

}  // namespace earwitness::verify
