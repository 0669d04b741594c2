#include "analysis/chapters/cut.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "analysis/chapters/features.h"

namespace earwitness::analysis::chapters {
namespace {

#include "analysis/chapters/weights.inc"

// A chapter has at least this share of the usual length, and at least this many words.
constexpr double kLeastShare = 0.25;
constexpr double kLeastWords = 90, kShortestLength = 400, kLongestLength = 1800;

// What the training sets cannot teach, for they have neither times nor advertisements: a silence, and talk that
// resumes behind a sponsor read, both begin chapters. In units of the regression's log odds.
double pause_bonus(std::int64_t pause_ms) {
    return pause_ms < 1500 ? 0 : std::min(2.0, 0.5 * std::log2(static_cast<double>(pause_ms) / 750.0));
}
constexpr double kBehindSponsor = 2.5;

double words_per_chapter(const Document& document) {
    const Shape shape = shape_of(document);
    const double log_length = kLength[0] + kLength[1] * shape.log_words + kLength[2] * shape.speakers +
                              kLength[3] * shape.log_turn_words + kLength[4] * shape.share_of_first_two;
    return std::clamp(std::exp(log_length), kShortestLength, kLongestLength);
}

std::vector<double> scores_of(const Document& document, const Terms& terms, const std::vector<SponsorRead>& sponsors) {
    const auto features = boundary_features(document, terms);
    std::vector<double> scores(features.size());
    auto read = sponsors.begin();
    for (std::size_t s = 1; s < features.size(); ++s) {
        double score = kWeights[kFeatures];
        for (std::size_t j = 0; j < kFeatures; ++j) score += kWeights[j] * static_cast<double>(features[s][j]);
        const Span span = document.sentences[s].span, before = document.sentences[s - 1].span;
        const auto start = document.start_ms_at(span.begin), end = document.end_ms_at(before.end);
        if (start && end) score += pause_bonus(*start - *end);
        while (read != sponsors.end() && read->span.end <= before.begin) ++read;
        if (read != sponsors.end() && read->span.overlaps(before))
            score += read->span.overlaps(span) ? -100 : kBehindSponsor;
        scores[s] = score;
    }
    return scores;
}

}  // namespace

std::vector<std::size_t> chapter_starts(const Document& document, const Terms& terms,
                                        const std::vector<SponsorRead>& sponsors) {
    const std::size_t count = document.sentences.size();
    if (count == 0) return {};
    const double length = words_per_chapter(document);
    const double words = static_cast<double>(document.tokens.size());
    const auto wanted = static_cast<std::size_t>(std::lround(words / length - 1));
    if (words < 2 * kLeastWords || words < length || wanted == 0) return {0};
    const auto scores = scores_of(document, terms, sponsors);
    std::vector<std::size_t> order;
    for (std::size_t s = 1; s < count; ++s) order.push_back(s);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t l, std::size_t r) { return scores[l] > scores[r]; });
    const double least = std::max(kLeastWords, kLeastShare * length);
    // Places are in tokens; the ends of the talk are boundaries too.
    std::set<double> taken = {0, words};
    std::vector<std::size_t> starts = {0};
    for (const std::size_t s : order) {
        if (starts.size() > wanted) break;
        const double place = document.sentences[s].first_token;
        const auto next = taken.lower_bound(place);
        if (*next - place < least || place - *std::prev(next) < least) continue;
        taken.insert(place);
        starts.push_back(s);
    }
    std::sort(starts.begin(), starts.end());
    return starts;
}

}  // namespace earwitness::analysis::chapters
