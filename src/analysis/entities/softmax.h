// exp and softmax from basic arithmetic only, so that confidences are the same bytes with every C library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace earwitness::analysis::entities {

// e^x for x <= 0 (0 below -80), relative error under 1e-9.
inline double exp_of(double x) {
    if (x < -80) return 0;
    constexpr double kLog2 = 0.69314718055994530942;
    const double scaled = x / kLog2;
    const auto whole = static_cast<std::int64_t>(scaled) - 1;
    const double rest = x - static_cast<double>(whole) * kLog2;  // 0 .. 2 log 2
    double sum = 1, term = 1;
    for (int i = 1; i < 20; ++i) {
        term = term * rest / i;
        sum += term;
    }
    const std::uint64_t bits = static_cast<std::uint64_t>(1023 + whole) << 52;
    double power = 0;
    std::memcpy(&power, &bits, sizeof power);
    return sum * power;
}

// In place; `count` > 0.
template <typename Number>
void softmax(Number* values, std::size_t count) {
    Number top = values[0];
    for (std::size_t i = 1; i < count; ++i) top = values[i] > top ? values[i] : top;
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<Number>(exp_of(static_cast<double>(values[i]) - static_cast<double>(top)));
        sum += static_cast<double>(values[i]);
    }
    for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<Number>(static_cast<double>(values[i]) / sum);
}

}  // namespace earwitness::analysis::entities
