// Ranks the entities of GUM's gold by the weights and features of entities/salience.h, as if the program had found and
// merged every proper name without a fault: what the order alone is worth, whatever recognition costs. Called by
// tools/score_salience.py --ranker.
//   salience_rank GUM_SALIENCE.jsonl      prints {"id", "order": [ids of the named clusters, best first]} a spoken
//   document
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/salience.h"
#include "salience_labels.h"

namespace {

using namespace earwitness;
using analysis::entities::SalienceFeatures;
using nlohmann::json;

// GUM's types of things that names name. Of times, substances and plants ours knows no type: none counts.
std::optional<EntityType> type_of(const std::string& gum) {
    if (gum == "person") return EntityType::kPerson;
    if (gum == "organization") return EntityType::kOrg;
    if (gum == "object") return EntityType::kProduct;
    if (gum == "place") return EntityType::kPlace;
    if (gum == "event") return EntityType::kEvent;
    if (gum == "abstract") return EntityType::kWork;
    return std::nullopt;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// The tokens' text in the sentence's, whose spaces are others; the one nearest to `expected`, a byte of the sentence.
std::optional<Span> place_of(std::string_view tokens, std::string_view sentence, double expected) {
    std::optional<Span> best;
    for (std::uint32_t begin = 0; begin < sentence.size(); ++begin) {
        std::size_t at = begin, token = 0;
        while (token < tokens.size() && at < sentence.size())
            if (is_space(tokens[token]))
                ++token;
            else if (is_space(sentence[at]) && at > begin)
                ++at;
            else if (tokens[token] == sentence[at])
                ++token, ++at;
            else
                break;
        if (token < tokens.size()) continue;
        if (!best || std::abs(begin - expected) < std::abs(best->begin - expected))
            best = Span{begin, static_cast<std::uint32_t>(at)};
    }
    return best;
}

class Gold {
  public:
    explicit Gold(const json& record) : record_(record), transcript_(training::talk_of(record)) {}

    json order() const {
        const analysis::Document document = analysis::build_document(transcript_);
        const analysis::entities::SalienceReader reader(document);
        std::vector<std::pair<double, json>> ranked;
        for (const json& cluster : record_["entities"]) {
            if (!cluster["named"].get<bool>()) continue;
            const Entity entity = entity_of(cluster);
            const double salience = entity.mentions.empty() ? 0 : salience_of(cluster, reader.features(entity));
            ranked.emplace_back(-salience, cluster["id"]);
        }
        std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        json out = json::array();
        for (auto& [salience, id] : ranked) out.push_back(std::move(id));
        return out;
    }

  private:
    static double salience_of(const json& cluster, SalienceFeatures features) {
        if (!type_of(cluster["type"].get<std::string>())) std::fill(features.end() - kEntityTypes, features.end(), 0.0);
        return analysis::entities::salience_of(features);
    }

    // Called by the most frequent of its proper names, of equals by the first.
    Entity entity_of(const json& cluster) const {
        Entity entity;
        std::map<std::string, int> said;
        entity.type = type_of(cluster["type"].get<std::string>()).value_or(EntityType::kGroup);
        for (const json& mention : cluster["mentions"]) {
            if (mention["kind"] != "proper") continue;
            const auto text = mention["text"].get<std::string>();
            const std::optional<Span> span = find(mention["tok"][0].get<std::size_t>(), text);
            if (!span) throw std::runtime_error("no \"" + text + "\" where the gold has it");
            entity.mentions.push_back({*span, {}, kNoSpeaker, 1});
            if (++said[text] > said[entity.name]) entity.name = text;
        }
        return entity;
    }

    std::optional<Span> find(std::size_t token, const std::string& text) const {
        const json& sentences = record_["sentences"];
        std::size_t s = 0;
        while (s + 1 < sentences.size() && sentences[s + 1]["start"].get<std::size_t>() <= token) ++s;
        if (s >= transcript_.segments.size()) return std::nullopt;
        const Span whole = transcript_.segments[s].span;
        const std::size_t begin = sentences[s]["start"], end = s + 1 < sentences.size()
                                                                   ? sentences[s + 1]["start"].get<std::size_t>()
                                                                   : record_["n_tokens"].get<std::size_t>();
        const double share =
            static_cast<double>(token - begin) / static_cast<double>(std::max(end - begin, std::size_t{1}));
        auto span = place_of(text, whole.in(transcript_.text), share * whole.size());
        if (span) span->begin += whole.begin, span->end += whole.begin;
        return span;
    }

    const json& record_;
    const Transcript transcript_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::cerr << "usage: salience_rank GUM_SALIENCE.jsonl\n", 2;
    std::ifstream in(argv[1]);
    if (!in) return std::cerr << "salience_rank: cannot read " << argv[1] << "\n", 1;
    for (std::string line; std::getline(in, line);) {
        const json record = json::parse(line);
        if (record["spoken"].get<bool>())
            std::cout << json{{"id", record["id"]}, {"order", Gold(record).order()}}.dump() << '\n';
    }
}
