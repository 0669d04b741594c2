#include "text/sound_alike.h"

#include <algorithm>
#include <vector>

namespace earwitness::text {
namespace {

// How a letter sounds; 0 = not at all.
char sound_of(std::string_view w, std::size_t at, std::size_t& length) {
    const char c = w[at];
    const char next = at + 1 < w.size() ? w[at + 1] : '\0';
    length = 1;
    switch (c) {
        case 'b':
        case 'p':
            if (c == 'p' && next == 'h') return length = 2, 'f';
            return 'p';
        case 'd':
        case 't':
            if (next == 'h') return length = 2, 't';
            return 't';
        case 'f':
        case 'v':
            return 'f';
        case 'g':
            if (next == 'h') return length = 2, at == 0 ? 'k' : '\0';
            return 'k';
        case 'k':
            if (at == 0 && next == 'n') return '\0';
            return 'k';
        case 'q':
            return 'k';
        case 'c':
            if (next == 'h') return length = 2, 'x';
            if (next == 'k') return length = 2, 'k';
            return next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
        case 's':
            if (next == 'h') return length = 2, 'x';
            return 's';
        case 'x':
        case 'z':
            return 's';
        case 'j':
            return 'x';
        case 'w':
            return at == 0 && next != 'r' ? 'w' : '\0';
        case 'l':
        case 'r':
            return c;
        case 'm':
        case 'n':
            return 'n';
        default:
            return c >= '0' && c <= '9' ? c : '\0';
    }
}

double likeness(std::string_view a, std::string_view b) {
    const std::size_t longest = std::max(a.size(), b.size());
    return longest == 0 ? 0 : 1.0 - static_cast<double>(edit_distance(a, b)) / static_cast<double>(longest);
}

}  // namespace

std::string sound_key(std::string_view w) {
    std::string out;
    for (std::size_t at = 0, length = 1; at < w.size(); at += length) {
        const char sound = sound_of(w, at, length);
        if (sound != '\0' && (out.empty() || out.back() != sound)) out += sound;
    }
    return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t sub = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
            corner = row[j];
            row[j] = std::min({sub, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

bool sound_alike(std::string_view a, std::string_view b) {
    if (a == b) return true;
    constexpr std::size_t kLongest = 64;
    if (a.empty() || b.empty() || a.size() > kLongest || b.size() > kLongest) return false;
    const std::string left = sound_key(a), right = sound_key(b);
    const double spelt = likeness(a, b);
    if (spelt >= 0.8) return true;
    if (left == right && (left.size() >= 3 || spelt >= 0.34)) return true;
    if (std::min(left.size(), right.size()) >= 4 && likeness(left, right) >= 0.75) return true;
    if (are_homophones(a, b)) return true;
    return spelt >= 0.6 && !left.empty() && !right.empty() && left[0] == right[0];
}

}  // namespace earwitness::text
