#include "speech/wav.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace earwitness::speech {
namespace {

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

}  // namespace

std::string wav_16k(std::span<const float> samples) {
    constexpr std::uint32_t kRate = 16'000, kBytes = 2;
    const auto size = static_cast<std::uint32_t>(samples.size() * kBytes);
    std::string out;
    out.reserve(44 + size);
    out += "RIFF";
    put(out, 36 + size, 4);
    out += "WAVEfmt ";
    put(out, 16, 4);
    put(out, 1, 2);  // PCM
    put(out, 1, 2);  // one channel
    put(out, kRate, 4);
    put(out, kRate * kBytes, 4);
    put(out, kBytes, 2);
    put(out, 8 * kBytes, 2);
    out += "data";
    put(out, size, 4);
    for (const float sample : samples)
        put(out, static_cast<std::uint16_t>(std::lround(std::clamp(sample, -1.0f, 1.0f) * 32767)), 2);
    return out;
}

}  // namespace earwitness::speech
