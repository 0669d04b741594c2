#include "analysis/entities/crf.h"

#include <algorithm>

namespace earwitness::analysis::entities {
namespace {

constexpr std::int32_t kImpossible = -(1 << 28);

}  // namespace

void best_labels(const std::vector<Scores>& emissions, const std::vector<Form>& forms, const Transitions& transitions,
                 std::vector<std::uint8_t>& labels) {
    const std::size_t n = emissions.size();
    labels.assign(n, 0);
    if (n == 0) return;
    std::vector<std::array<std::uint8_t, kLanes>> from(n);
    Scores best{};
    best.fill(kImpossible);
    // Nothing but what is outside stands before the first, so that there is nothing to choose from.
    const auto& first = transitions.score[static_cast<std::size_t>(forms[0])];
    for (int label = 0; label < kLabels; ++label) {
        const auto at = static_cast<std::size_t>(label);
        best[at] = is_inside_label(label) ? kImpossible : first[at][kOutsideLabel] + emissions[0][at];
    }
    for (std::size_t i = 1; i < n; ++i) {
        Scores next{};
        next.fill(kImpossible);
        const auto& step = transitions.score[static_cast<std::size_t>(forms[i])];
        // Outside and each beginning may follow any label; an inside label only its own two.
        for (int label = 0; label < kLabels; ++label) {
            int winner = 0;
            std::int32_t top = kImpossible * 2;
            const int low = is_inside_label(label) ? label - 1 : 0, high = is_inside_label(label) ? label : kLabels - 1;
            for (int before = low; before <= high; ++before) {
                const std::int32_t value = best[static_cast<std::size_t>(before)] +
                                           step[static_cast<std::size_t>(label)][static_cast<std::size_t>(before)];
                if (value > top) top = value, winner = before;
            }
            next[static_cast<std::size_t>(label)] =
                std::max(kImpossible, top + emissions[i][static_cast<std::size_t>(label)]);
            from[i][static_cast<std::size_t>(label)] = static_cast<std::uint8_t>(winner);
        }
        // Only differences matter: kept near zero, so that a run of any length cannot overflow.
        const std::int32_t top = *std::max_element(next.begin(), next.end());
        for (std::int32_t& value : next) value = std::max(kImpossible, value - top);
        best = next;
    }
    std::size_t last = 0;
    for (std::size_t label = 1; label < kLabels; ++label)
        if (best[label] > best[last]) last = label;
    for (std::size_t i = n; i-- > 0;) {
        labels[i] = static_cast<std::uint8_t>(last);
        last = from[i][last];
    }
}

}  // namespace earwitness::analysis::entities
