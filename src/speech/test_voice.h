// Sounds made up for tests: something that the voice detector takes for speech, and nothing.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "speech/activity.h"

namespace earwitness::speech {

// A buzz with formants whose loudness goes up and down.
inline std::vector<float> voice(std::int64_t ms) {
    std::vector<float> out(static_cast<std::size_t>(ms * kRate / 1000));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double t = static_cast<double>(i) / kRate;
        double sample = 0;
        for (int harmonic = 1; harmonic <= 24; ++harmonic)
            sample += std::sin(2 * M_PI * 130 * harmonic * t) / (1 + std::abs(harmonic * 130 - 700) / 300.0);
        out[i] = static_cast<float>(0.08 * sample * (0.6 + 0.4 * std::sin(2 * M_PI * 4 * t)));
    }
    return out;
}

inline std::vector<float> silence(std::int64_t ms) {
    return std::vector<float>(static_cast<std::size_t>(ms * kRate / 1000));
}

}  // namespace earwitness::speech
