#include "spoken.h"

#include <cstdint>
#include <fstream>
#include <utility>

namespace earwitness::training {

std::string spoken(std::string line) {
    if (line.starts_with("**")) {
        const std::size_t end = line.find(":**");
        if (end != std::string::npos && end < 80) line.erase(0, end + 3);
    }
    std::string out;
    for (const char c : line)
        if (c != '*' && c != '`' && c != '\\') out += c;
    return out;
}

Transcript read_spoken(const std::string& path) {
    Transcript transcript;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        line = spoken(std::move(line));
        if (line.empty()) continue;
        const auto begin = static_cast<std::uint32_t>(transcript.text.size());
        transcript.text += line + "\n";
        transcript.segments.push_back(
            {{begin, static_cast<std::uint32_t>(transcript.text.size() - 1)}, {}, {}, kNoSpeaker});
    }
    return transcript;
}

}  // namespace earwitness::training
