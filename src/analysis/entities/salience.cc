#include "analysis/entities/salience.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "analysis/entities/names.h"

namespace earwitness::analysis::entities {
namespace {

#include "analysis/entities/salience_weights.inc"

bool follows_comma(std::string_view text, std::size_t begin) {
    while (begin > 0 && text[begin - 1] == ' ') --begin;
    return begin > 0 && text[begin - 1] == ',';
}

}  // namespace

SalienceReader::SalienceReader(const Document& document) : document_(document) {
    const Transcript& transcript = *document.transcript;
    voices_.reserve(transcript.speakers.size());
    for (const Speaker& speaker : transcript.speakers) {
        Voice voice{{name_key(speaker.name)}};
        for (const std::string_view word : name_words(speaker.name)) voice.keys.push_back(name_key(word));
        voices_.push_back(std::move(voice));
    }
    double all = 0;
    for (const Segment& segment : transcript.segments) {
        all += segment.span.size();
        if (segment.speaker != kNoSpeaker)
            voices_[static_cast<std::size_t>(segment.speaker)].share += segment.span.size();
    }
    for (Voice& voice : voices_) voice.share /= std::max(all, 1.0);
}

// "Katie" and "Katie Ross" where the label says "Katie Ross".
double SalienceReader::share_of(const Entity& entity) const {
    const std::string key = name_key(entity.name);
    double share = 0;
    for (const Voice& voice : voices_)
        if (std::find(voice.keys.begin(), voice.keys.end(), key) != voice.keys.end())
            share = std::max(share, voice.share);
    return share;
}

SalienceFeatures SalienceReader::features(const Entity& entity) const {
    constexpr double kBeginning = 275;  // bytes: some fifty words
    const double first = entity.mentions.front().span.begin, count = static_cast<double>(entity.mentions.size());
    const auto listed = std::count_if(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) {
        return follows_comma(document_.text(), mention.span.begin);
    });
    SalienceFeatures features = {1,
                                 std::log(count),
                                 std::log(1 + first),
                                 std::exp(-first / kBeginning),
                                 share_of(entity),
                                 static_cast<double>(listed) / count};
    features[6 + static_cast<std::size_t>(entity.type)] = 1;
    return features;
}

double salience_of(const SalienceFeatures& features) {
    double sum = 0;
    for (std::size_t i = 0; i < features.size(); ++i) sum += features[i] * kWeights[i];
    return std::round(10000 / (1 + std::exp(-sum))) / 10000;  // the last bits of log differ between C libraries
}

}  // namespace earwitness::analysis::entities
