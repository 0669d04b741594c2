#include "sets.h"

#include <sstream>

namespace earwitness::training {
namespace {

struct Set {
    const char* path;
    float weight;
    Handles handles = Handles::kKeep;
};

constexpr Set kSets[] = {
    {"gum/train_free.conll", 1.5f},
    {"uner_ewt/train.conll", 1.f},
    {"wnut17/train.conll", 1.f},
    {"btc/train.conll", 0.7f, Handles::kUnsure},
    {"wikigold/train.conll", 0.7f},
    {"crossner_ai/train.conll", 1.f},
    {"crossner_literature/train.conll", 1.f},
    {"crossner_music/train.conll", 1.f},
    {"crossner_politics/train.conll", 1.f},
    {"crossner_science/train.conll", 1.f},
    {"earnings21/train.conll", 0.5f},
    {"earnings21_asr_amazon/train.conll", 0.15f},
    {"earnings21_asr_google/train.conll", 0.15f},
    {"earnings21_asr_microsoft/train.conll", 0.15f},
    {"earnings21_asr_rev_kaldi_nlp/train.conll", 0.15f},
    {"earnings21_asr_speechmatics/train.conll", 0.15f},
    {"changelog_silver/train.conll", 0.5f},
};

float changed_weight(const Set& set, const std::string& changes) {
    float weight = set.weight;
    std::stringstream list(changes);
    for (std::string change; std::getline(list, change, ',');) {
        const std::size_t equals = change.find('=');
        if (std::string(set.path).starts_with(change.substr(0, equals))) weight = std::stof(change.substr(equals + 1));
    }
    return weight;
}

}  // namespace

std::vector<GoldDocument> read_training_sets(const std::string& folder, const std::string& changes) {
    std::vector<GoldDocument> all;
    for (const Set& set : kSets) {
        const float weight = changed_weight(set, changes);
        if (weight == 0) continue;
        for (GoldDocument& document : read_conll(folder + "/" + set.path, weight, set.handles))
            all.push_back(std::move(document));
    }
    return all;
}

std::vector<Text> render_all(const std::vector<GoldDocument>& documents) {
    std::vector<Text> texts;
    std::uint64_t random = 88172645463325252ull;
    for (const GoldDocument& document : documents) {
        if (document.sentences.empty()) continue;
        texts.push_back(render(document, Rendering::kAsIs));
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        const std::uint64_t draw = random % 100;
        if (draw < 18)
            texts.push_back(render(document, Rendering::kSmall));
        else if (draw < 36)
            texts.push_back(render(document, Rendering::kSmallUnmarked));
    }
    return texts;
}

}  // namespace earwitness::training
