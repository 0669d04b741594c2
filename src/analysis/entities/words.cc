// describe_word and casing_of: everything about a word that does not depend on where it stands.
#include <algorithm>

#include "analysis/entities/cues.h"
#include "analysis/entities/reading.h"
#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

bool is_ascii_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_digit(unsigned char c) { return c >= '0' && c <= '9'; }

struct Letters {
    int upper = 0, lower = 0, digit = 0, other = 0;
    bool starts_upper = false;
    std::uint32_t shape = 2166136261u;  // of the collapsed shape: "GPT-4" is X-0
};

Letters letters_of(std::string_view surface, std::string_view lowered) {
    Letters seen;
    const bool same_length = surface.size() == lowered.size();
    char last = 0;
    for (std::size_t i = 0; i < surface.size(); ++i) {
        const auto c = static_cast<unsigned char>(surface[i]);
        char kind = static_cast<char>(c);
        if (is_ascii_upper(c) || (c >= 0xC0 && same_length && surface.compare(i, 2, lowered, i, 2) != 0))
            kind = 'X', ++seen.upper;
        else if (is_ascii_lower(c) || c >= 0xC0)
            kind = 'x', ++seen.lower;
        else if (c >= 0x80)
            continue;
        else if (is_ascii_digit(c))
            kind = '0', ++seen.digit;
        else
            ++seen.other;
        if (i == 0) seen.starts_upper = kind == 'X';
        if (kind == last) continue;
        last = kind;
        seen.shape = (seen.shape ^ static_cast<unsigned char>(kind)) * 16777619u;
    }
    return seen;
}

Form form_of(std::string_view surface, text::TokenKind kind, const Letters& seen) {
    if (kind == text::TokenKind::kPunctuation) return Form::kMark;
    if (kind == text::TokenKind::kNumber) return Form::kNumber;
    if (surface == "I" || surface.starts_with("I'") || surface.starts_with("I\xE2\x80\x99")) return Form::kPronoun;
    if (surface.front() == '\'' || surface.front() == '@' || surface.front() == '\xE2') return Form::kOther;
    if (seen.digit > 0) return Form::kAlnum;
    if (seen.upper == 0) return Form::kLower;
    if (seen.upper == 1 && seen.lower == 0) return Form::kInitial;
    if (seen.lower == 0) return Form::kUpper;
    return seen.upper == 1 && seen.starts_upper ? Form::kTitle : Form::kMixed;
}

std::uint32_t affix(std::string_view part, std::size_t wanted) {
    return part.size() < wanted ? 0 : static_cast<std::uint32_t>(word_hash(part)) | 1u;
}

void add_affixes(std::string_view lowered, Word& word) {
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t size = i + 2;
        word.prefix[i] = affix(lowered.substr(0, size), size);
        word.suffix[i] = lowered.size() < size ? 0 : affix(lowered.substr(lowered.size() - size), size);
    }
}

}  // namespace

Casing casing_of(std::string_view text, const std::vector<text::Token>& tokens) {
    std::size_t small = 0, capital = 0;
    for (const text::Token& token : tokens) {
        if (token.kind != text::TokenKind::kWord || token.span.size() < 2) continue;
        const auto first = static_cast<unsigned char>(text[token.span.begin]);
        if (is_ascii_lower(first))
            ++small;
        else if (is_ascii_upper(first))
            ++capital;
    }
    if (capital * 100 < small) return Casing::kUncased;
    return small * 20 < capital && capital >= 20 ? Casing::kUncased : Casing::kCased;
}

Word describe_word(std::string_view surface, std::string_view lowered, text::TokenKind kind, Casing casing) {
    Word word;
    if (lowered.empty()) lowered = surface;
    const std::string_view seen_as = casing == Casing::kUncased ? lowered : surface;
    const Letters seen = letters_of(seen_as, lowered);
    word.form = form_of(seen_as, kind, seen);
    if (casing == Casing::kUncased && (lowered == "i" || lowered.starts_with("i'"))) word.form = Form::kPronoun;
    word.shape = seen.shape;
    if (word.form == Form::kNumber) {
        const std::string digits = std::string(std::min<std::size_t>(lowered.size(), 6), '0');
        word.surface = word.lower = word_hash(digits);
        return word;
    }
    word.lower = word_hash(lowered);
    word.surface = casing == Casing::kUncased ? word.lower : word_hash(surface);
    word.cues = cues_of(word.lower);
    add_affixes(lowered, word);
    return word;
}

void look_up(const Lexicon& lexicon, Word& word) {
    const Lexicon::Entry* own = lexicon.find(word.surface);
    const Lexicon::Entry* low = word.surface == word.lower ? own : lexicon.find(word.lower);
    if (low != nullptr) {
        word.lists = low->lists;
        word.usage = low->usage;
        word.flags = low->flags;
        word.known = true;
    }
    if (own == nullptr || own->cluster == kNoCluster) own = low;
    if (own == nullptr) return;
    word.known = true;
    word.cluster = own->cluster;
    if (own->cluster == kNoCluster) return;
    word.cluster_256 = static_cast<std::uint16_t>(own->cluster >> 2);
    word.cluster_64 = static_cast<std::uint16_t>(own->cluster >> 4);
}

}  // namespace earwitness::analysis::entities
