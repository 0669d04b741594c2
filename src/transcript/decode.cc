#include "transcript/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "text/utf8.h"

namespace earwitness::transcript {
namespace {

struct Mark {
    std::string_view bytes;
    const char* encoding;
};

// UTF-32's little-endian mark begins like UTF-16's: it comes first.
constexpr Mark kMarks[] = {
    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    {std::string_view("\xFF\xFE", 2), "UTF-16LE"},
    {std::string_view("\xFE\xFF", 2), "UTF-16BE"},
};

std::string convert(std::string_view bytes, const char* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> from(ucnv_open(encoding, &status), ucnv_close);
    if (U_FAILURE(status)) return text::repair_utf8(bytes);
    const std::unique_ptr<UConverter, void (*)(UConverter*)> to(ucnv_open("UTF-8", &status), ucnv_close);
    if (U_FAILURE(status)) return text::repair_utf8(bytes);
    std::string out;
    std::array<UChar, 4096> pivot;
    UChar *pivot_source = pivot.data(), *pivot_target = pivot.data();
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    std::array<char, 16384> chunk;
    bool first = true;
    do {
        char* target = chunk.data();
        status = U_ZERO_ERROR;
        ucnv_convertEx(to.get(), from.get(), &target, chunk.data() + chunk.size(), &source, end, pivot.data(),
                       &pivot_source, &pivot_target, pivot.data() + pivot.size(), first, true, &status);
        first = false;
        out.append(chunk.data(), static_cast<std::size_t>(target - chunk.data()));
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    return text::is_valid_utf8(out) ? out : text::repair_utf8(out);
}

// Every second byte is zero where UTF-16 holds Latin text.
const char* utf16_without_mark(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 1024);
    if (head.size() < 8) return nullptr;
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < head.size(); ++i)
        if (head[i] == '\0') ++zeros[i % 2];
    const std::size_t half = head.size() / 2;
    if (zeros[1] > half * 6 / 10 && zeros[0] < half / 10) return "UTF-16LE";
    if (zeros[0] > half * 6 / 10 && zeros[1] < half / 10) return "UTF-16BE";
    return nullptr;
}

// ICU's best guess among legacy encodings. Only the bytes of words are shown to it: digits and arrows say nothing.
std::string guess_encoding(std::string_view bytes) {
    std::string words;
    for (const char c : bytes.substr(0, 1 << 18)) {
        const bool keep = (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '\n';
        if (keep) words += c;
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&status), ucsdet_close);
    if (U_FAILURE(status)) return "windows-1252";
    ucsdet_setText(detector.get(), words.data(), static_cast<std::int32_t>(words.size()), &status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
    if (U_FAILURE(status)) return "windows-1252";
    // The ISO sets' upper controls are letters in their Windows cousins, which is what files really are.
    constexpr std::pair<std::string_view, std::string_view> kKnown[] = {
        {"windows-1250", "windows-1250"},
        {"ISO-8859-2", "windows-1250"},
        {"windows-1251", "windows-1251"},
        {"ISO-8859-5", "ISO-8859-5"},
        {"KOI8-R", "KOI8-R"},
        {"windows-1252", "windows-1252"},
        {"ISO-8859-1", "windows-1252"},
        {"windows-1253", "windows-1253"},
        {"ISO-8859-7", "windows-1253"},
        {"windows-1254", "windows-1254"},
        {"ISO-8859-9", "windows-1254"},
        {"windows-1255", "windows-1255"},
        {"ISO-8859-8", "windows-1255"},
        {"windows-1256", "windows-1256"},
        {"ISO-8859-6", "windows-1256"},
        {"Shift_JIS", "windows-932"},
        {"GB18030", "GB18030"},
        {"Big5", "Big5"},
        {"EUC-JP", "EUC-JP"},
        {"EUC-KR", "windows-949"},
    };
    for (std::int32_t i = 0; i < count; ++i) {
        status = U_ZERO_ERROR;
        const char* name = ucsdet_getName(matches[i], &status);
        if (U_FAILURE(status) || name == nullptr || ucsdet_getConfidence(matches[i], &status) < 10) continue;
        for (const auto& [icu, use] : kKnown)
            if (icu == name) return std::string(use);
    }
    return "windows-1252";
}

}  // namespace

std::string_view decode_text(std::string_view bytes, std::string& storage, Oddities& odd) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    for (const auto& mark : kMarks)
        if (bytes.starts_with(mark.bytes)) {
            storage = convert(bytes.substr(mark.bytes.size()), mark.encoding);
            return storage;
        }
    if (const char* encoding = utf16_without_mark(bytes)) {
        storage = convert(bytes, encoding);
        return storage;
    }
    const std::size_t valid = text::valid_utf8_prefix(bytes);
    if (valid == bytes.size()) return bytes;
    // A few broken bytes in what is else UTF-8 with real multi-byte characters: mend those, guess nothing.
    const std::string mended = text::repair_utf8(bytes);
    std::size_t broken = 0, wide = 0;
    for (std::size_t at = 0; at < mended.size();) {
        const char32_t c = text::next_code_point(mended, at);
        broken += c == 0xFFFD;
        wide += c >= 0x80 && c != 0xFFFD;
    }
    if (wide >= broken * 4) {
        odd.add("bytes_mended", 0, broken);
        storage = mended;
        return storage;
    }
    odd.add("encoding_guessed");
    storage = convert(bytes, guess_encoding(bytes).c_str());
    return storage;
}

}  // namespace earwitness::transcript
