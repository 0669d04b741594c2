#include "publish/fold.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "text/utf8.h"

namespace earwitness::publish {
namespace {

bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

bool stands_alone(char32_t c) {
    if (c < 0x2E80) return false;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

bool is_word_character(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

}  // namespace

std::string fold(std::string_view text) {
    if (is_ascii(text)) return lower_ascii(text);
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status) != 0) return text::lower(text);
    const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    icu::UnicodeString letters = normalizer->normalize(source, status);
    if (U_FAILURE(status) != 0) return text::lower(text);
    letters.toLower(icu::Locale::getRoot());
    icu::UnicodeString kept;
    for (int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        const UChar32 c = letters.char32At(at);
        if (u_charType(c) != U_NON_SPACING_MARK) kept.append(c);
    }
    std::string out;
    kept.toUTF8String(out);
    return out;
}

std::vector<std::string> folded_words(std::string_view text) {
    const std::string folded = fold(text);
    std::vector<std::string> words;
    bool open = false;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t begin = at;
        const char32_t c = text::next_code_point(folded, at);
        const bool alone = stands_alone(c);
        if (!alone && !is_word_character(c)) {
            open = false;
            continue;
        }
        if (alone || !open) words.emplace_back();
        words.back().append(folded, begin, at - begin);
        open = !alone;
    }
    return words;
}

}  // namespace earwitness::publish
