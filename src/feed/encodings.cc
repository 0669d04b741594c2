#include "feed/encodings.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <memory>

#include "text/utf8.h"

namespace earwitness::feed {
namespace {

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool is_ascii_only(std::string_view bytes) {
    for (const char c : bytes)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

// Thai letters stand at A1..DA and DF..FB and follow one another; Cyrillic and Latin code pages use the gaps.
bool looks_thai(std::string_view bytes) {
    std::size_t high = 0, runs = 0;
    bool inside = false;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) {
            if (byte <= 0xA0 || (byte >= 0xDB && byte <= 0xDE) || byte >= 0xFC) return false;
            ++high;
            runs += inside ? 0 : 1;
        }
        inside = byte >= 0x80;
    }
    return high >= 20 && high >= 4 * runs;
}

// GB2312 proper: every pair inside its two-dimensional table.
bool is_gb2312(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        if (lead < 0x80) continue;
        if (lead < 0xA1 || lead > 0xF7 || ++at >= bytes.size() || static_cast<unsigned char>(bytes[at]) < 0xA1)
            return false;
    }
    return true;
}

}  // namespace

std::string canonical_encoding(std::string_view name) {
    std::string upper;
    for (const char c : name) {
        if (c >= 'a' && c <= 'z')
            upper += static_cast<char>(c - 32);
        else if (c == '_')
            upper += '-';
        else if (static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x7F && c != '"' && c != '\'')
            upper += c;
        if (upper.size() >= 40) break;
    }
    if (upper == "UTF8") return "UTF-8";
    if (upper == "ASCII") return "US-ASCII";
    if (upper == "LATIN1" || upper == "LATIN-1") return "ISO-8859-1";
    if (upper == "GB2312" || upper == "GBK" || upper == "GB-2312") return "GB18030";
    return upper;
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& encoding, BadBytes bad) {
    if (encoding == "UTF-8") {
        if (text::is_valid_utf8(bytes)) return std::string(bytes);
        if (bad == BadBytes::kRefuse) return {};
        return text::repair_utf8(bytes);
    }
    if (encoding == "US-ASCII" && !is_ascii_only(bytes) && bad == BadBytes::kRefuse) return {};
    if (encoding == "US-ASCII" || encoding == "ISO-8859-1" || encoding == "WINDOWS-1252" || encoding == "CP1252")
        return text::from_windows_1252(bytes);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(encoding.c_str(), &status));
    if (U_FAILURE(status)) return {};
    if (bad == BadBytes::kRefuse)
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string out(bytes.size() * 2 + 16, '\0');
    std::size_t used = 0;
    const char* source = bytes.data();
    UErrorCode opened = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> utf8(ucnv_open("UTF-8", &opened));
    if (U_FAILURE(opened)) return {};
    constexpr std::size_t kPivot = 4096;
    UChar pivot[kPivot];
    UChar *pivot_source = pivot, *pivot_target = pivot;
    for (bool reset = true;; reset = false) {
        char* target = out.data() + used;
        status = U_ZERO_ERROR;
        ucnv_convertEx(utf8.get(), converter.get(), &target, out.data() + out.size(), &source,
                       bytes.data() + bytes.size(), pivot, &pivot_source, &pivot_target, pivot + kPivot, reset, true,
                       &status);
        used = static_cast<std::size_t>(target - out.data());
        if (status != U_BUFFER_OVERFLOW_ERROR) break;
        out.resize(out.size() * 2);
    }
    if (U_FAILURE(status)) return {};
    out.resize(used);
    return text::is_valid_utf8(out) ? out : text::repair_utf8(out);
}

std::string guess_encoding(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, 64 * 1024);
    if (looks_thai(sample)) return "TIS-620";
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
    if (U_FAILURE(status)) return {};
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
    ucsdet_enableInputFilter(detector.get(), true);  // looks past the markup
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < 40) return {};
    const char* name = ucsdet_getName(match, &status);
    if (U_FAILURE(status) || name == nullptr) return {};
    const std::string encoding = canonical_encoding(name);
    if (encoding == "ISO-8859-1" || encoding == "UTF-8") return {};
    if (encoding == "GB18030" && is_gb2312(bytes)) return "GB2312";
    return encoding;
}

}  // namespace earwitness::feed
