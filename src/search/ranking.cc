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

// Occurrences by window.
using Counts = std::vector<double>;

void count_into(const std::vector<std::uint32_t>& positions, std::uint32_t words, double weight, Counts& counts) {
    for (const auto position : positions) {
        const auto range = windows_of(position, words);
        for (auto w = range.begin; w < range.end; ++w) counts[w] += weight;
    }
}

// The places of one alternative as counts by episode and window.
std::map<std::int64_t, Counts> counts_of(const Places& places, const Places& spoken_by,
                                         const std::map<std::int64_t, std::uint32_t>& words) {
    std::map<std::int64_t, Counts> out;
    const auto add = [&](const Places& from, bool speakers) {
        for (const auto& [row, positions] : from) {
            const std::uint32_t count = words.at(row);
            auto& counts = out[row];
            counts.resize(window_count(count));
            if (!speakers) {
                count_into(positions, count, 1, counts);
                continue;
            }
            Counts turns(counts.size());
            count_into(positions, count, 1, turns);
            for (std::size_t w = 0; w < turns.size(); ++w) counts[w] += turns[w] > 0 ? kSpokenBy : 0;
        }
    };
    add(places, false);
    add(spoken_by, true);
    return out;
}

struct Collection {
    double windows = 0, average = 0;
};

Collection measure(const std::map<std::int64_t, std::uint32_t>& words) {
    Collection all;
    double total = 0;
    for (const auto& [row, count] : words) {
        const std::uint32_t windows = window_count(count);
        all.windows += windows;
        for (std::uint32_t w = 0; w < windows; ++w) {
            const auto range = window_range(w, count);
            total += range.end - range.begin;
        }
    }
    all.average = all.windows > 0 ? total / all.windows : 1;
    return all;
}

double inverse_frequency(const std::map<std::int64_t, Counts>& counts, double windows) {
    double with = 0;
    for (const auto& [row, list] : counts)
        with += static_cast<double>(std::count_if(list.begin(), list.end(), [](double c) { return c > 0; }));
    return std::log(1 + (windows - with + 0.5) / (with + 0.5));
}

// What the clauses say of one window beside its score.
struct Marks {
    std::vector<std::uint64_t> met, barred;  // a bit a clause; by window
};

void smooth(std::vector<WindowScore>& windows) {
    for (std::size_t w = 0; w < windows.size(); ++w) {
        if (windows[w].own <= 0) continue;
        const auto own = [&](std::size_t at, bool there) { return there ? windows[at].own : 0; };
        const double beside = own(w - 1, w > 0) + own(w + 1, w + 1 < windows.size());
        const double farther = own(w - 2, w > 1) + own(w + 2, w + 2 < windows.size());
        windows[w].score = windows[w].own + kNeighbour * beside + kNextButOne * farther;
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

Ranking rank(const std::vector<ClausePlaces>& clauses, const std::map<std::int64_t, std::uint32_t>& words) {
    const Collection all = measure(words);
    Ranking ranking;
    std::map<std::int64_t, Marks> marks;
    std::uint64_t required = 0;
    const auto marks_of = [&](std::int64_t row) -> Marks& {
        auto& mark = marks[row];
        if (mark.met.empty()) mark.met.resize(window_count(words.at(row))), mark.barred.resize(mark.met.size());
        return mark;
    };
    for (std::size_t c = 0; c < clauses.size(); ++c) {
        const auto& clause = clauses[c];
        const std::uint64_t bit = std::uint64_t{1} << c;
        if (clause.need == Need::kMust) required |= bit;
        ranking.weight.emplace_back();
        for (std::size_t a = 0; a < clause.alternatives.size(); ++a) {
            const auto counts = counts_of(clause.alternatives[a], clause.spoken_by[a], words);
            const double weight = inverse_frequency(counts, all.windows);
            ranking.weight.back().push_back(weight);
            for (const auto& [row, list] : counts) {
                const std::uint32_t length = words.at(row);
                auto& mark = marks_of(row);
                auto& windows = ranking.windows[row];
                windows.resize(list.size());
                for (std::size_t w = 0; w < list.size(); ++w) {
                    if (list[w] <= 0) continue;
                    if (clause.need == Need::kMustNot) {
                        mark.barred[w] |= bit;
                        continue;
                    }
                    mark.met[w] |= bit;
                    const auto range = window_range(static_cast<std::uint32_t>(w), length);
                    const double norm = 1 - kLengthWeight + kLengthWeight * (range.end - range.begin) / all.average;
                    windows[w].own += weight * list[w] * (kSaturation + 1) / (list[w] + kSaturation * norm);
                }
            }
        }
    }
    for (auto& [row, windows] : ranking.windows) {
        smooth(windows);
        const auto& mark = marks_of(row);
        for (std::size_t w = 0; w < windows.size(); ++w)
            if (mark.barred[w] != 0 || (mark.met[w] & required) != required) windows[w].score = 0;
    }
    return ranking;
}

}  // namespace earwitness::search
