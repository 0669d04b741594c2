#include "analysis/entities/sound.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

// U+00E0..U+017F in lower case without their accents; '?' stands for none.
constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo?ouuuuyty";
constexpr std::string_view kLatinExtended =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string letters_of(std::string_view name) {
    const std::string low = text::lower(name.substr(0, 4 * Sound::kMaxLetters));
    std::string out;
    for (std::size_t at = 0; at < low.size() && out.size() < Sound::kMaxLetters;) {
        if (!text::is_boundary(low, at)) return out;
        const char32_t c = text::next_code_point(low, at);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += static_cast<char>(c);
        else if (c == '&')
            out += "and";
        else if (c >= 0xE0 && c <= 0xFF && kLatin1[c - 0xE0] != '?')
            out += kLatin1[c - 0xE0];
        else if (c == 0xDF)
            out += "ss";
        else if (c >= 0x100 && c - 0x100 < kLatinExtended.size())
            out += kLatinExtended[c - 0x100];
    }
    return out;
}

// Reads letters from the left, writes sounds: C = ch/sh, T = th.
class Coder {
  public:
    explicit Coder(std::string_view letters) : letters_(letters) {}

    std::string code() {
        while (at_ < letters_.size()) step();
        return std::move(out_);
    }

  private:
    char ahead(std::size_t n) const { return at_ + n < letters_.size() ? letters_[at_ + n] : '\0'; }
    bool here(std::string_view s) const { return letters_.substr(at_).starts_with(s); }
    void emit(std::string_view sounds, std::size_t used) {
        for (const char c : sounds)
            if (out_.empty() || out_.back() != c) out_ += c;
        at_ += used;
    }

    bool at_start() {
        static constexpr struct {
            std::string_view letters, sounds;
            std::size_t used;
        } kStarts[] = {
            {"geof", "jef", 4}, {"gn", "n", 2}, {"kn", "n", 2}, {"pn", "n", 2},
            {"wr", "r", 2},     {"ps", "s", 2}, {"x", "s", 1},  {"mc", "mak", 2},
        };
        for (const auto& start : kStarts)
            if (here(start.letters)) return emit(start.sounds, start.used), true;
        return false;
    }

    bool group() {
        // clang-format off
        static constexpr struct { std::string_view letters, sounds; } kGroups[] = {
            {"tion", "Cn"}, {"ough", "o"}, {"sch", "sk"}, {"tch", "C"}, {"ght", "t"}, {"ph", "f"}, {"ck", "k"},
            {"ch", "C"}, {"sh", "C"}, {"th", "T"}, {"wh", "w"}, {"qu", "ku"}, {"q", "k"}, {"x", "ks"},
        };
        // clang-format on
        for (const auto& g : kGroups)
            if (here(g.letters)) return emit(g.sounds, g.letters.size()), true;
        return false;
    }

    void step() {
        if (at_ == 0 && at_start()) return;
        if (group()) return;
        const char c = letters_[at_], next = ahead(1);
        const bool soft = next == 'e' || next == 'i' || next == 'y', before_vowel = is_vowel(next) || next == 'y';
        switch (c) {
            case 'c':
                return emit(soft ? "s" : "k", 1);
            case 'd':
                return next == 'g' && (ahead(2) == 'e' || ahead(2) == 'i') ? emit("j", 2) : emit("d", 1);
            case 'g':
                return next == 'h' && !is_vowel(ahead(2)) ? emit("", 2) : emit(soft ? "j" : "g", 1);
            case 'z':
                return emit("s", 1);
            case 'v':
                return emit("f", 1);
            case 'h':
                return emit(before_vowel ? "h" : "", 1);
            case 'w':
                return emit(is_vowel(next) ? "w" : "", 1);
            case 'b':
                return emit(at_ + 1 == letters_.size() && !out_.empty() && out_.back() == 'm' ? "" : "b", 1);
            case 'y':
                return emit("i", 1);
            default:
                break;
        }
        static constexpr std::string_view kDigits[] = {"siro", "uan",  "tu",    "Tri", "for",
                                                       "faif", "siks", "sefen", "eit", "nain"};
        if (c >= '0' && c <= '9') return emit(kDigits[c - '0'], 1);
        emit(std::string_view(&c, 1), 1);
    }

    std::string_view letters_;
    std::size_t at_ = 0;
    std::string out_;
};

int insert_cost(char c) { return is_vowel(c) ? 8 : (c == 'h' ? 12 : 20); }

int change_cost(char a, char b) {
    if (a == b) return 0;
    if (is_vowel(a) && is_vowel(b)) return 7;
    static constexpr std::string_view kNear[] = {"pb", "tdT", "kgjC", "fp", "sC", "mn", "lr", "sT", "fT"};
    for (const std::string_view near : kNear)
        if (near.find(a) != std::string_view::npos && near.find(b) != std::string_view::npos) return 10;
    return 20;
}

constexpr std::size_t kMaxCode = 2 * Sound::kMaxLetters + 1;

double code_likeness(std::string_view a, std::string_view b) {
    a = a.substr(0, kMaxCode - 1), b = b.substr(0, kMaxCode - 1);
    int total = 0;
    std::array<int, kMaxCode> row{};
    for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + insert_cost(b[j]);
    total = row[b.size()];
    for (const char x : a) {
        const int drop = insert_cost(x);
        total += drop;
        int diagonal = row[0];
        row[0] += drop;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const int best = std::min({row[j + 1] + drop, row[j] + insert_cost(b[j]), diagonal + change_cost(x, b[j])});
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return total == 0 ? 0 : 1 - 2.0 * row[b.size()] / total;
}

}  // namespace

Sound sound_of(std::string_view name) {
    Sound sound;
    sound.letters = letters_of(name);
    sound.code = Coder(sound.letters).code();
    for (const char c : sound.code)
        if (!is_vowel(c)) sound.mask |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63u);
    return sound;
}

double letter_likeness(std::string_view a, std::string_view b) {
    a = a.substr(0, Sound::kMaxLetters), b = b.substr(0, Sound::kMaxLetters);
    if (a.empty() && b.empty()) return 1;
    std::array<std::array<int, Sound::kMaxLetters + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto &last = rows[(i + 2) % 3], &before = rows[(i + 1) % 3];
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return 1 - static_cast<double>(rows[a.size() % 3][b.size()]) / static_cast<double>(std::max(a.size(), b.size()));
}

double sound_likeness(const Sound& a, const Sound& b) { return code_likeness(a.code, b.code); }

double likeness(const Sound& a, const Sound& b) {
    if (a.letters == b.letters) return 1;
    return std::clamp(0.35 * letter_likeness(a.letters, b.letters) + 0.65 * code_likeness(a.code, b.code), 0.0, 0.999);
}

bool may_be_alike(const Sound& a, const Sound& b) {
    const std::size_t longer = std::max(a.letters.size(), b.letters.size()),
                      shorter = std::min(a.letters.size(), b.letters.size());
    if (shorter * 2 < longer) return false;
    const int differing = std::popcount(a.mask ^ b.mask), all = std::popcount(a.mask | b.mask);
    return differing * 4 <= all * 3 || all <= 2;
}

}  // namespace earwitness::analysis::entities
