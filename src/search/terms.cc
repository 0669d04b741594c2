#include "search/terms.h"

#include <libstemmer.h>

#include "base/slug.h"
#include "text/utf8.h"

namespace earwitness::search {
namespace {

constexpr std::size_t kLongestWord = 60;  // bytes; what is longer is no word that anybody types

bool is_ideograph(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0x0E00 && c <= 0x0E7F) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019; }

// Letters and digits. Beyond ASCII everything counts that is not known as a mark or a space.
bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7) return false;
    if (c >= 0x2000 && c <= 0x2BFF) return c >= 0x2070 && c <= 0x209F;
    if (c >= 0x3000 && c <= 0x303F) return false;
    if ((c >= 0xFE10 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF0F) || c >= 0xE0000 || c == 0xFFFD) return false;
    return !text::is_space(c);
}

std::string folded(std::string_view word) {
    std::string plain;
    bool ascii = true;
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t from = at;
        const char32_t c = text::next_code_point(word, at);
        if (is_apostrophe(c)) continue;
        ascii = ascii && c < 0x80;
        plain.append(word.substr(from, at - from));
    }
    if (ascii) return text::lower(plain);
    std::size_t letters = 0;
    for (const char byte : plain) letters += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    std::string latin = base::make_slug(plain, kLongestWord);
    return latin.size() == letters ? latin : text::lower(plain);
}

}  // namespace

void find_words(std::string_view text, Span within, std::vector<Word>& out) {
    const std::string_view part = text.substr(0, within.end);
    std::size_t at = within.begin;
    const auto add = [&](std::size_t begin, std::size_t end) {
        if (end - begin > kLongestWord) return;
        std::string word = folded(part.substr(begin, end - begin));
        if (!word.empty())
            out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::move(word)});
    };
    while (at < part.size()) {
        const std::size_t begin = at;
        const char32_t first = text::next_code_point(part, at);
        if (!is_letter(first)) continue;
        if (is_ideograph(first)) {
            add(begin, at);
            continue;
        }
        std::size_t end = at, possessive = 0;
        for (std::size_t next = at; next < part.size();) {
            const std::size_t from = next;
            char32_t c = text::next_code_point(part, next);
            if (is_apostrophe(c) && next < part.size()) {
                const char32_t letter = text::next_code_point(part, next);
                if (!is_letter(letter) || is_ideograph(letter)) break;
                if (possessive == 0 && (letter == 's' || letter == 'S')) possessive = from;
                c = letter;
            } else if (!is_letter(c) || is_ideograph(c)) {
                break;
            }
            end = next;
        }
        // 's at the very end is left out of the word.
        std::size_t last = end;
        if (possessive != 0) {
            std::size_t behind = possessive;
            text::next_code_point(part, behind);
            if (behind + 1 == end) last = possessive;
        }
        add(begin, last);
        at = end;
    }
}

struct Stemmer::Handle {
    sb_stemmer* stemmer = sb_stemmer_new("english", "UTF_8");
    ~Handle() { sb_stemmer_delete(stemmer); }
};

Stemmer::Stemmer() : handle_(std::make_unique<Handle>()) {}
Stemmer::~Stemmer() = default;

std::string Stemmer::stem(std::string_view folded) const {
    if (handle_->stemmer == nullptr) return std::string(folded);
    const auto* stemmed = sb_stemmer_stem(handle_->stemmer, reinterpret_cast<const sb_symbol*>(folded.data()),
                                          static_cast<int>(folded.size()));
    if (stemmed == nullptr) return std::string(folded);
    return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(handle_->stemmer))};
}

}  // namespace earwitness::search
