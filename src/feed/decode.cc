#include "feed/decode.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/inflate.h"
#include "feed/encodings.h"
#include "feed/xml_names.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

struct Signature {
    std::string_view bytes;
    const char* encoding;
    bool is_mark;  // a byte order mark, to be cut off; else the first characters of "<?xml"
};
// clang-format off
constexpr Signature kSignatures[] = {
    {{"\xEF\xBB\xBF", 3}, "UTF-8", true},     {{"\0\0\xFE\xFF", 4}, "UTF-32BE", true}, {{"\xFF\xFE\0\0", 4}, "UTF-32LE", true},
    {{"\xFE\xFF", 2}, "UTF-16BE", true},      {{"\xFF\xFE", 2}, "UTF-16LE", true},     {{"\0\0\0<", 4}, "UTF-32BE", false},
    {{"<\0\0\0", 4}, "UTF-32LE", false},      {{"\0<", 2}, "UTF-16BE", false},         {{"<\0", 2}, "UTF-16LE", false},
    {{"\x4C\x6F\xA7\x94", 4}, "IBM037", false},
};
// clang-format on

bool is_wide(const std::string& encoding) {
    return encoding.rfind("UTF-16", 0) == 0 || encoding.rfind("UTF-32", 0) == 0 || encoding == "IBM037";
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

// The value of name= behind `from`, in quotes or not.
std::string value_after(std::string_view text, std::string_view name) {
    const std::string lowered = lower_ascii(text);
    std::size_t at = lowered.find(name);
    if (at == std::string::npos) return {};
    at += name.size();
    while (at < text.size() && text[at] == ' ') ++at;
    if (at >= text.size() || text[at] != '=') return {};
    ++at;
    while (at < text.size() && (text[at] == ' ' || text[at] == '"' || text[at] == '\'')) ++at;
    std::size_t end = at;
    while (end < text.size() && !std::strchr(" \"';?>\t\r\n", text[end])) ++end;
    return std::string(text.substr(at, end - at));
}

std::string declared_encoding(std::string_view head) {
    const std::size_t begin = head.substr(0, 1024).find("<?xml");
    if (begin == std::string_view::npos) return {};
    const std::size_t end = head.find("?>", begin);
    if (end == std::string_view::npos || end - begin > 1024) return {};
    return canonical_encoding(value_after(head.substr(begin, end - begin), "encoding"));
}

// RFC 3023, as feeds are still served: text/* without a charset means US-ASCII, where the bytes are that.
std::string charset_of(std::string_view content_type) {
    const std::string type = lower_ascii(content_type);
    std::string charset = canonical_encoding(value_after(content_type, "charset"));
    if (charset.empty() && type.rfind("text/", 0) == 0) charset = "US-ASCII";
    return charset;
}

void check_content_type(std::string_view content_type, Report& report) {
    if (content_type.empty()) return;
    std::string type = lower_ascii(content_type.substr(0, content_type.find(';')));
    type = std::string(text::trimmed(type));
    if (type.find("xml") != std::string::npos || type.find("json") != std::string::npos) return;
    report.malformed("content_type_not_feed", "served as " + type + ", which is no type of a feed");
}

// Mostly UTF-8 with a few bytes of Windows-1252 between: those become what they mean there.
bool is_mostly_utf8(std::string_view bytes) {
    std::size_t valid = 0, broken = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t good = text::valid_utf8_prefix(bytes.substr(at));
        for (std::size_t i = at; i < at + good; ++i) valid += static_cast<unsigned char>(bytes[i]) >= 0xC0 ? 1 : 0;
        at += good;
        if (at < bytes.size()) {
            ++broken;
            ++at;
        }
    }
    return valid >= 2 * broken && valid > 0;
}

std::string mend_mixed(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + 64);
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t good = text::valid_utf8_prefix(bytes.substr(at));
        out.append(bytes, at, good);
        at += good;
        if (at < bytes.size()) out += text::from_windows_1252(bytes.substr(at++, 1));
    }
    return out;
}

void keep(DecodedText& decoded, std::string text, std::string encoding) {
    decoded.storage = std::move(text);
    decoded.text = decoded.storage;
    decoded.encoding = std::move(encoding);
}

bool is_latin(const std::string& encoding) {
    return encoding == "US-ASCII" || encoding == "ISO-8859-1" || encoding == "WINDOWS-1252";
}

// Tries what is declared in turn, then the bytes themselves.
void decode_bytes(std::string_view bytes, const std::vector<std::string>& proposed, Report& report,
                  DecodedText& decoded) {
    const bool is_utf8 = text::is_valid_utf8(bytes);
    const auto letters = [&] {
        return std::count_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; });
    };
    const bool asks_letters = is_utf8 && std::any_of(proposed.begin(), proposed.end(), is_latin);
    const bool is_ascii = asks_letters && letters() == 0;
    // Longer text that happens to be UTF-8 is UTF-8: Latin-1's letters would make nonsense of it.
    const bool is_surely_utf8 = asks_letters && letters() >= 3;
    for (std::size_t i = 0; i < proposed.size(); ++i) {
        const std::string& encoding = proposed[i];
        if (i > 0) report.malformed("encoding_wrong", "the bytes are not " + proposed[i - 1] + " as declared");
        if (encoding == "UTF-8" ? is_utf8 : is_ascii && is_latin(encoding)) {
            decoded.text = bytes;
            decoded.encoding = encoding;
            return;
        }
        if (is_surely_utf8 && is_latin(encoding)) continue;
        if (auto text = to_utf8(bytes, encoding, BadBytes::kRefuse)) return keep(decoded, std::move(*text), encoding);
    }
    if (!proposed.empty()) report.malformed("encoding_wrong", "the bytes are not " + proposed.back() + " as declared");
    if (is_utf8) {
        decoded.text = bytes;
        decoded.encoding = "UTF-8";
        return;
    }
    if (proposed.empty() || proposed.back() != "UTF-8")
        report.malformed("encoding_missing", "no encoding that fits the bytes is declared");
    if (is_mostly_utf8(bytes)) return keep(decoded, mend_mixed(bytes), "UTF-8");
    if (const std::string guess = guess_encoding(bytes); !guess.empty() && !is_wide(guess))
        if (auto text = to_utf8(bytes, guess, BadBytes::kReplace)) return keep(decoded, std::move(*text), guess);
    keep(decoded, text::from_windows_1252(bytes), "WINDOWS-1252");
}

// U+0080 to U+009F as UTF-8 at `at`: control characters that nobody means.
bool is_c1_control(std::string_view text, std::size_t at) {
    return text[at] == '\xC2' && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

// Behind the eight-byte groups from `at` on in which no byte is below 0x20 or is 0xC2.
std::size_t skip_plain(std::string_view text, std::size_t at) {
    constexpr std::uint64_t kOnes = 0x0101010101010101u, kHighs = 0x8080808080808080u;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t group = 0;
        std::memcpy(&group, text.data() + at, 8);
        const std::uint64_t low = (group - 0x20 * kOnes) & ~group & kHighs;
        const std::uint64_t difference = group ^ (0xC2 * kOnes);
        if ((low | ((difference - kOnes) & ~difference & kHighs)) != 0) break;
    }
    return at;
}

// XML 1.0, 2.2 and 2.11: no control characters, and one kind of line end. U+0092 was meant as Windows-1252's quote.
void clean_characters(Report& report, DecodedText& decoded) {
    bool has_return = false, has_control = false, has_c1 = false;
    for (std::size_t at = 0; at < decoded.text.size(); ++at) {
        at = skip_plain(decoded.text, at);
        if (at >= decoded.text.size()) break;
        const auto byte = static_cast<unsigned char>(decoded.text[at]);
        if (byte == 0xC2) has_c1 = has_c1 || is_c1_control(decoded.text, at);
        if (byte >= 0x20 || byte == '\n' || byte == '\t') continue;
        (byte == '\r' ? has_return : has_control) = true;
    }
    if (!has_return && !has_control && !has_c1) return;
    if (has_control) report.malformed("control_characters", "control characters were left out");
    std::string out;
    out.reserve(decoded.text.size());
    for (std::size_t at = 0; at < decoded.text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(decoded.text[at]);
        if (byte == 0xC2 && is_c1_control(decoded.text, at))
            out += text::from_windows_1252(decoded.text.substr(++at, 1));
        else if (byte >= 0x20 || byte == '\n' || byte == '\t')
            out += static_cast<char>(byte);
        else if (byte == '\r' && (at + 1 >= decoded.text.size() || decoded.text[at + 1] != '\n'))
            out += '\n';
    }
    decoded.storage = std::move(out);
    decoded.text = decoded.storage;
}

}  // namespace

Status decode_document(std::string_view bytes, std::string_view content_type, std::size_t max_bytes, Report& report,
                       DecodedText& decoded) {
    std::string unpacked;
    if (base::looks_gzipped(bytes)) {
        Diagnostics odd;
        auto plain = base::inflate_bytes(bytes, max_bytes, &odd);
        if (!plain) return plain.error();
        for (const Diagnostic& diagnostic : odd) report.malformed(diagnostic.code, diagnostic.message);
        report.odd("gzipped", "the bytes were packed with gzip");
        unpacked = std::move(*plain);
        bytes = unpacked;
    }
    if (bytes.size() > max_bytes)
        return make_error(ErrorCode::kTooLarge, std::to_string(bytes.size()) + " bytes are more than the limit of " +
                                                    std::to_string(max_bytes));
    check_content_type(content_type, report);
    std::string sniffed;
    for (const Signature& signature : kSignatures) {
        if (bytes.substr(0, signature.bytes.size()) != signature.bytes) continue;
        sniffed = signature.encoding;
        if (signature.is_mark) bytes.remove_prefix(signature.bytes.size());
        break;
    }
    std::vector<std::string> proposed;
    const auto propose = [&](std::string encoding) {
        for (const std::string& known : proposed)
            if (known == encoding) return;
        if (!encoding.empty()) proposed.push_back(std::move(encoding));
    };
    if (is_wide(sniffed)) {
        keep(decoded, to_utf8(bytes, sniffed, BadBytes::kReplace).value_or(std::string()), sniffed);
        const std::string declared = declared_encoding(decoded.text);
        if (!to_utf8(bytes, sniffed, BadBytes::kRefuse))
            report.malformed("encoding_broken", "some bytes are not " + sniffed);
        if (!declared.empty() && sniffed != "IBM037" && declared[0] != 'U' &&
            declared.find("10646") == std::string::npos && declared.find("UCS") == std::string::npos)
            report.malformed("encoding_wrong", "the bytes are " + sniffed + ", not " + declared + " as declared");
    } else {
        const std::string declared = declared_encoding(bytes);
        propose(charset_of(content_type));
        if (!is_wide(declared) || declared == "IBM037")
            propose(declared);
        else
            report.malformed("encoding_wrong", "the bytes are not " + declared + " as declared");
        propose(sniffed);
        if (proposed.empty()) propose("UTF-8");
        decode_bytes(bytes, proposed, report, decoded);
    }
    if (!unpacked.empty() && decoded.storage.empty()) keep(decoded, std::string(bytes), decoded.encoding);
    clean_characters(report, decoded);
    if (decoded.text.substr(0, 3) == "\xEF\xBB\xBF") decoded.text.remove_prefix(3);
    return {};
}

}  // namespace earwitness::feed
