#include "analysis/entities/salience.h"

#include <cmath>
#include <cstdint>

namespace earwitness::analysis::entities {

double salience_of(const std::vector<Span>& mentions, std::size_t text_size) {
    constexpr std::size_t kParts = 10;
    std::uint32_t parts = 0;
    const double size = static_cast<double>(text_size == 0 ? 1 : text_size);
    for (const Span& mention : mentions)
        parts |= 1u << static_cast<std::size_t>(static_cast<double>(mention.begin) / size * kParts);
    int spread = 0;
    for (; parts != 0; parts &= parts - 1) ++spread;
    const double first = static_cast<double>(mentions.front().begin) / size;
    const double raw = std::log(static_cast<double>(mentions.size())) + 0.5 * std::log(spread) - 1.2 * std::sqrt(first);
    const double squashed = 1 / (1 + std::exp(-(raw - 1)));
    return std::round(squashed * 10000) / 10000;  // the last bits of log differ between C libraries
}

}  // namespace earwitness::analysis::entities
