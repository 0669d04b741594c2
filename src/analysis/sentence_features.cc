#include "analysis/sentence_features.h"

#include <algorithm>

#include "analysis/sentence_shapes.h"

namespace earwitness::analysis {
namespace {

// Shapes and cues that are not zero; a cue counts a little more where it is met again. Most are zero, which ones nobody
// can foresee: all are written, and what was zero is written over.
void append_features(const Shapes& shapes, const CueCounts& counts, std::vector<Feature>& out) {
    static constexpr float kByCount[] = {0, 1.0f, 1.4f};
    Feature found[kFeatures + 1];
    std::size_t size = 0;
    for (std::uint32_t shape = 0; shape < kShapes; ++shape) {
        found[size] = {shape, shapes[shape]};
        size += shapes[shape] != 0;
    }
    for (std::uint32_t cue = 0; cue < kCues; ++cue) {
        found[size] = {static_cast<std::uint32_t>(kShapes) + cue, kByCount[std::min<int>(counts[cue], 2)]};
        size += counts[cue] != 0;
    }
    out.insert(out.end(), found, found + size);
}

}  // namespace

bool SentenceReading::has(Shape shape) const {
    const auto index = static_cast<std::uint32_t>(shape);
    const auto found = std::lower_bound(features.begin(), features.end(), index,
                                        [](const Feature& f, std::uint32_t wanted) { return f.index < wanted; });
    return found != features.end() && found->index == index && found->value > 0;
}

SentenceReadings::SentenceReadings(const Document& document, const std::vector<Quantity>& quantities)
    : cues_(document) {
    constexpr std::size_t kUsual = 30;  // features of a sentence that are not zero
    ShapeReader reader(document, cues_, quantities);
    Shapes shapes;
    features_.reserve(document.sentences.size() * kUsual);
    feature_end_.reserve(document.sentences.size());
    for (std::size_t s = 0; s < document.sentences.size(); ++s) {
        reader.read(s, shapes);
        append_features(shapes, *cues_.of(s).counts, features_);
        feature_end_.push_back(features_.size());
    }
    is_english_ = reader.is_english();
}

SentenceReading SentenceReadings::of(std::size_t sentence) const {
    const std::size_t begin = sentence == 0 ? 0 : feature_end_[sentence - 1];
    return {cues_.of(sentence), std::span(features_).subspan(begin, feature_end_[sentence] - begin)};
}

void append_ngrams(const SentenceCues& cues, std::vector<std::uint32_t>& out) {
    std::uint32_t before = 7;
    for (const Word& w : cues.words) {
        if (w.punctuation) {
            before = 7;
            continue;
        }
        out.push_back(w.hash % kWordBuckets);
        out.push_back(kWordBuckets + (((w.hash * 31 + before) * 2654435761u) >> 7) % kPairBuckets);
        before = w.hash;
    }
}

}  // namespace earwitness::analysis
