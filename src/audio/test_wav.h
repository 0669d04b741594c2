// WAV files written by hand, for tests.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>

namespace earwitness::audio {

// 16-bit PCM; a sine of `hertz` at half of full scale, the same in every channel.
inline std::string test_wav(int sample_rate, int channels, int milliseconds, double hertz = 440) {
    const auto number = [](std::uint32_t value, int size) {
        std::string out;
        for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
        return out;
    };
    const int frames = static_cast<int>(std::int64_t{sample_rate} * milliseconds / 1000);
    std::string data;
    for (int i = 0; i < frames; ++i) {
        const auto sample = static_cast<std::int16_t>(16383 * std::sin(2 * 3.14159265358979 * hertz * i / sample_rate));
        for (int c = 0; c < channels; ++c) data += number(static_cast<std::uint16_t>(sample), 2);
    }
    const auto rate = static_cast<std::uint32_t>(sample_rate), width = static_cast<std::uint32_t>(2 * channels);
    return "RIFF" + number(static_cast<std::uint32_t>(36 + data.size()), 4) + "WAVEfmt " + number(16, 4) +
           number(1, 2) + number(static_cast<std::uint32_t>(channels), 2) + number(rate, 4) + number(rate * width, 4) +
           number(width, 2) + number(16, 2) + "data" + number(static_cast<std::uint32_t>(data.size()), 4) + data;
}

}  // namespace earwitness::audio
