#include "search/ranking.h"

#include <algorithm>
#include <cmath>

namespace earwitness::search {
namespace {

constexpr double kSaturation = 1.2, kLengthWeight = 0.75;
// What the windows beside and next but one add of their own scores. Chosen on the train splits of the sets in
// docs/search.md, as all of these.
constexpr double kNeighbour = 1.0, kNextButOne = 0.25;
constexpr double kSpokenBy = 1.0;  // a turn of a speaker that the query names counts as so many occurrences

std::uint32_t words_of(const Wanted& wanted, std::uint32_t episode) {
    return static_cast<std::uint32_t>(wanted[episode].words);
}

// Occurrences by window, of all episodes in one row.
using Counts = std::vector<double>;

// Counts an alternative's occurrences, one clause after another in the same memory.
class Counter {
  public:
    Counter(const Wanted& wanted, const std::vector<std::uint32_t>& first)
        : wanted_(wanted), first_(first), counts_(first.back()), met_(wanted.size()) {}

    // Until the next call: counts() has the occurrences, episodes() those with any, windows() in how many windows.
    void count(const Places& places, const Places& spoken_by) {
        for (const auto episode : episodes_) {
            std::fill(counts_.begin() + first_[episode], counts_.begin() + first_[episode + 1], 0);
            met_[episode] = false;
        }
        episodes_.clear();
        for (const auto& part : places.parts) add(places, part, counts_.data() + meet(part.episode));
        for (const auto& part : spoken_by.parts) {
            const std::uint32_t begin = meet(part.episode);
            turns_.assign(first_[part.episode + 1] - begin, 0);
            add(spoken_by, part, turns_.data());
            for (std::size_t w = 0; w < turns_.size(); ++w) counts_[begin + w] += turns_[w] > 0 ? kSpokenBy : 0;
        }
        windows_ = 0;
        for (const auto episode : episodes_)
            windows_ += static_cast<double>(std::count_if(counts_.begin() + first_[episode],
                                                          counts_.begin() + first_[episode + 1],
                                                          [](double c) { return c > 0; }));
    }

    const Counts& counts() const { return counts_; }
    const std::vector<std::uint32_t>& episodes() const { return episodes_; }
    double windows() const { return windows_; }

  private:
    std::uint32_t meet(std::uint32_t episode) {
        if (!met_[episode]) episodes_.push_back(episode);
        met_[episode] = true;
        return first_[episode];
    }
    void add(const Places& places, const Places::Part& part, double* counts) const {
        const std::uint32_t words = words_of(wanted_, part.episode);
        for (std::uint32_t p = part.begin; p < part.end; ++p) {
            const auto range = windows_of(places.positions[p], words);
            for (auto w = range.begin; w < range.end; ++w) counts[w] += 1;
        }
    }

    const Wanted& wanted_;
    const std::vector<std::uint32_t>& first_;
    Counts counts_, turns_;
    std::vector<bool> met_;
    std::vector<std::uint32_t> episodes_;
    double windows_ = 0;
};

// The mean length of a window, in words.
double average_length(const Wanted& wanted, double windows) {
    double total = 0;
    for (std::uint32_t e = 0; e < wanted.size(); ++e) {
        // All but the last are whole.
        const std::uint32_t words = words_of(wanted, e), last = window_count(words) - 1;
        const auto range = window_range(last, words);
        total += static_cast<double>(last) * kWindowWords + (range.end - range.begin);
    }
    return windows > 0 ? total / windows : 1;
}

double inverse_frequency(double with, double windows) { return std::log(1 + (windows - with + 0.5) / (with + 0.5)); }

// Each window's own score and parts of its neighbours', in one episode.
void smooth(const double* own, std::uint32_t count, double* score) {
    for (std::uint32_t w = 0; w < count; ++w) {
        if (own[w] <= 0) continue;
        const auto at = [&](std::uint32_t other, bool there) { return there ? own[other] : 0; };
        const double beside = at(w - 1, w > 0) + at(w + 1, w + 1 < count);
        const double farther = at(w - 2, w > 1) + at(w + 2, w + 2 < count);
        score[w] = own[w] + kNeighbour * beside + kNextButOne * farther;
    }
}

}  // namespace

std::uint32_t window_count(std::uint32_t words) {
    return words <= kWindowWords ? 1 : (words - kWindowWords + kWindowStep - 1) / kWindowStep + 1;
}

WordRange window_range(std::uint32_t window, std::uint32_t words) {
    return {std::min(window * kWindowStep, words), std::min(window * kWindowStep + kWindowWords, words)};
}

WordRange windows_of(std::uint32_t word, std::uint32_t words) {
    const std::uint32_t count = window_count(words);
    const std::uint32_t last = std::min(word / kWindowStep, count - 1);
    const std::uint32_t first = word < kWindowWords ? 0 : std::min((word - kWindowWords) / kWindowStep + 1, last);
    return {first, last + 1};
}

Ranking rank(const std::vector<ClausePlaces>& clauses, const Wanted& wanted) {
    Ranking ranking;
    ranking.first.push_back(0);
    for (std::uint32_t e = 0; e < wanted.size(); ++e)
        ranking.first.push_back(ranking.first.back() + window_count(words_of(wanted, e)));
    const auto windows = static_cast<double>(ranking.first.back());
    const double average = average_length(wanted, windows);
    // What the clauses say of a window beside its score: a bit a clause.
    std::vector<std::uint64_t> met(ranking.first.back()), barred(ranking.first.back());
    std::vector<double> own(ranking.first.back());
    std::uint64_t required = 0;
    Counter counter(wanted, ranking.first);
    for (std::size_t c = 0; c < clauses.size(); ++c) {
        const auto& clause = clauses[c];
        const std::uint64_t bit = std::uint64_t{1} << c;
        if (clause.need == Need::kMust) required |= bit;
        ranking.weight.emplace_back();
        for (std::size_t a = 0; a < clause.alternatives.size(); ++a) {
            counter.count(clause.alternatives[a], clause.spoken_by[a]);
            const double weight = inverse_frequency(counter.windows(), windows);
            ranking.weight.back().push_back(weight);
            for (const std::uint32_t episode : counter.episodes()) {
                const std::uint32_t words = words_of(wanted, episode), begin = ranking.first[episode];
                for (std::uint32_t w = begin; w < ranking.first[episode + 1]; ++w) {
                    const double count = counter.counts()[w];
                    if (count <= 0) continue;
                    if (clause.need == Need::kMustNot) {
                        barred[w] |= bit;
                        continue;
                    }
                    met[w] |= bit;
                    const auto range = window_range(w - begin, words);
                    const double norm = 1 - kLengthWeight + kLengthWeight * (range.end - range.begin) / average;
                    own[w] += weight * count * (kSaturation + 1) / (count + kSaturation * norm);
                }
            }
        }
    }
    ranking.score.resize(own.size());
    for (std::size_t e = 0; e < wanted.size(); ++e) {
        const std::uint32_t begin = ranking.first[e];
        smooth(own.data() + begin, ranking.first[e + 1] - begin, ranking.score.data() + begin);
    }
    for (std::size_t w = 0; w < own.size(); ++w)
        if (barred[w] != 0 || (met[w] & required) != required) ranking.score[w] = 0;
    return ranking;
}

}  // namespace earwitness::search
