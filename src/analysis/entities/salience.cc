#include "analysis/entities/salience.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/entities/names.h"

namespace earwitness::analysis::entities {
namespace {

#include "analysis/entities/salience_weights.inc"

// "Katie" and "Katie Ross" where the label says "Katie Ross".
bool speaks(const Entity& entity, const Transcript& transcript) {
    const std::string key = name_key(entity.name);
    return std::any_of(transcript.speakers.begin(), transcript.speakers.end(), [&](const Speaker& speaker) {
        const auto words = name_words(speaker.name);
        return name_key(speaker.name) == key ||
               std::any_of(words.begin(), words.end(), [&](std::string_view word) { return name_key(word) == key; });
    });
}

}  // namespace

SalienceFeatures salience_features(const Entity& entity, const Document& document) {
    constexpr double kBeginning = 275;  // bytes: some fifty words
    const double first = entity.mentions.front().span.begin,
                 size = static_cast<double>(std::max<std::size_t>(document.text().size(), 1));
    SalienceFeatures features = {1,
                                 std::log(static_cast<double>(entity.mentions.size())),
                                 std::sqrt(first / size),
                                 std::log(1 + first),
                                 std::exp(-first / kBeginning),
                                 speaks(entity, *document.transcript) ? 1.0 : 0.0};
    features[6 + static_cast<std::size_t>(entity.type)] = 1;
    return features;
}

double salience_of(const SalienceFeatures& features) {
    double sum = 0;
    for (std::size_t i = 0; i < features.size(); ++i) sum += features[i] * kWeights[i];
    return std::round(10000 / (1 + std::exp(-sum))) / 10000;  // the last bits of log differ between C libraries
}

}  // namespace earwitness::analysis::entities
