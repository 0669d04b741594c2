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
constexpr double kLeastWords = 90, kShortestLength = 350, kLongestLength = 2500;

// Where exactly a subject changes is seldom plain: a place also takes this share of the chances of the places around
// it, up to as many exchanges away. An exchange is a turn, or so many words of a long one.
constexpr double kShared = 0.5;
constexpr std::size_t kReach = 2;
constexpr std::uint32_t kExchangeWords = 70;
constexpr double kNever = -1;  // inside a sponsor read

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

// The chance that each sentence begins a chapter; kNever where none may.
std::vector<double> chances_of(const Document& document, const Terms& terms, const std::vector<SponsorRead>& sponsors) {
    const auto features = boundary_features(document, terms);
    std::vector<double> chances(features.size());
    auto read = sponsors.begin();
    for (std::size_t s = 1; s < features.size(); ++s) {
        double log_odds = kWeights[kFeatures];
        for (std::size_t j = 0; j < kFeatures; ++j) log_odds += kWeights[j] * static_cast<double>(features[s][j]);
        const Span span = document.sentences[s].span, before = document.sentences[s - 1].span;
        const auto start = document.start_ms_at(span.begin), end = document.end_ms_at(before.end);
        if (start && end) log_odds += pause_bonus(*start - *end);
        while (read != sponsors.end() && read->span.end <= before.begin) ++read;
        const bool behind = read != sponsors.end() && read->span.overlaps(before);
        if (behind && read->span.overlaps(span))
            chances[s] = kNever;
        else
            chances[s] = 1 / (1 + std::exp(-log_odds - (behind ? kBehindSponsor : 0)));
    }
    return chances;
}

// The exchange that each sentence belongs to, rising from 0.
std::vector<std::size_t> exchanges_of(const Document& document) {
    std::vector<std::size_t> exchanges;
    std::uint32_t words = 0;
    for (std::size_t s = 0; s < document.sentences.size(); ++s) {
        const Sentence& sentence = document.sentences[s];
        const bool turns = s > 0 && sentence.turn != document.sentences[s - 1].turn;
        const bool next = turns || (words > 0 && words + sentence.token_count > kExchangeWords);
        if (next) words = 0;
        words += sentence.token_count;
        exchanges.push_back(s == 0 ? 0 : exchanges.back() + (next ? 1 : 0));
    }
    return exchanges;
}

// Chances with a share of those around them.
std::vector<double> shared(const Document& document, const std::vector<double>& chances) {
    const auto exchanges = exchanges_of(document);
    std::vector<double> sums(exchanges.back() + 2 * kReach + 2);  // of the exchanges before, kReach empty ones in front
    for (std::size_t s = 0; s < chances.size(); ++s) sums[exchanges[s] + kReach + 1] += std::max(0.0, chances[s]);
    for (std::size_t i = 1; i < sums.size(); ++i) sums[i] += sums[i - 1];
    std::vector<double> out(chances.size(), kNever);
    for (std::size_t s = 0; s < chances.size(); ++s)
        if (chances[s] > kNever)
            out[s] = chances[s] + kShared * (sums[exchanges[s] + 2 * kReach + 1] - sums[exchanges[s]]);
    return out;
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
    const auto scores = shared(document, chances_of(document, terms, sponsors));
    std::vector<std::size_t> order;
    for (std::size_t s = 1; s < count; ++s)
        if (scores[s] > kNever) order.push_back(s);
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
