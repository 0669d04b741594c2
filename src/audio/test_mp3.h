// MP3 files with tags written by hand, for tests.
#pragma once

#include <cstdint>
#include <string>

namespace earwitness::audio {

// Frames of ID3v2.3, sizes as they are.
inline std::string id3(const std::string& frames) {
    const auto size = frames.size();
    std::string out("ID3\x03\0\0", 6);
    for (int shift = 21; shift >= 0; shift -= 7) out += static_cast<char>(size >> shift & 0x7F);
    return out + frames;
}

inline std::string big_endian(std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
    return out;
}

inline std::string id3_frame(const std::string& name, const std::string& body) {
    return name + big_endian(static_cast<std::uint32_t>(body.size())) + std::string(2, '\0') + body;
}

inline std::string id3_text(const std::string& name, const std::string& latin1) {
    return id3_frame(name, std::string(1, '\0') + latin1);
}

inline std::string id3_chapter(const std::string& id, std::uint32_t start_ms, const std::string& title) {
    return id3_frame("CHAP", id + '\0' + big_endian(start_ms) + big_endian(start_ms + 1) + std::string(8, '\xFF') +
                                 (title.empty() ? std::string() : id3_text("TIT2", title)));
}

// Silence: frames of MPEG 1 layer III, 128 kbit/s, 44.1 kHz, whose side information is all zeros.
inline std::string silent_mp3(int frames) {
    std::string out;
    for (int i = 0; i < frames; ++i) out += std::string("\xFF\xFB\x90\xC0", 4) + std::string(413, '\0');
    return out;
}

}  // namespace earwitness::audio
