#include "transcript/markup_text.h"

#include <utility>

#include "text/utf8.h"
#include "transcript/cue_timing.h"

namespace earwitness::transcript {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct NamedCharacter {
    std::string_view name;
    char32_t code_point;
};

// What captions really use; the other two thousand HTML names do not occur there.
constexpr NamedCharacter kNamed[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
    {"lrm", 0x200E},   {"rlm", 0x200F},   {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},
    {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D},  {"eacute", 0xE9},  {"egrave", 0xE8},  {"agrave", 0xE0},
    {"ccedil", 0xE7},  {"auml", 0xE4},    {"ouml", 0xF6},     {"uuml", 0xFC},    {"szlig", 0xDF},   {"ntilde", 0xF1},
    {"oacute", 0xF3},  {"aacute", 0xE1},  {"iacute", 0xED},   {"uacute", 0xFA},  {"copy", 0xA9},    {"reg", 0xAE},
    {"trade", 0x2122}, {"deg", 0xB0},     {"pound", 0xA3},    {"euro", 0x20AC},  {"times", 0xD7},   {"shy", 0xAD},
};

// "#39" or "#x27".
char32_t numeric_reference(std::string_view digits) {
    char32_t value = 0;
    const bool hex = digits.size() > 1 && (digits[0] == 'x' || digits[0] == 'X');
    if (hex) digits.remove_prefix(1);
    if (digits.empty()) return 0;
    for (const char c : digits) {
        char32_t digit = 0;
        if (c >= '0' && c <= '9')
            digit = static_cast<char32_t>(c - '0');
        else if (hex && c >= 'a' && c <= 'f')
            digit = static_cast<char32_t>(c - 'a' + 10);
        else if (hex && c >= 'A' && c <= 'F')
            digit = static_cast<char32_t>(c - 'A' + 10);
        else
            return 0;
        value = value * (hex ? 16 : 10) + digit;
        if (value > 0x10FFFF) return 0;
    }
    return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

// The name in "v.loud Ada Lovelace": "v"; the annotation: "Ada Lovelace".
std::string_view tag_name(std::string_view tag) {
    const std::size_t end = tag.find_first_of(". \t\n\r\f");
    return tag.substr(0, end);
}
std::string_view tag_annotation(std::string_view tag) {
    const std::size_t end = tag.find_first_of(" \t\n\r\f");
    return end == std::string_view::npos ? std::string_view() : text::trimmed(tag.substr(end));
}

std::string decode_references(std::string_view raw) {
    std::string out;
    for (std::size_t at = 0; at < raw.size();) {
        if (raw[at] == '&')
            append_reference(raw, at, out);
        else
            out += raw[at++];
    }
    return out;
}

// Builds the parts: text goes to the current voice, times cut words.
class PartBuilder {
  public:
    PartBuilder(std::int64_t start_ms, std::int64_t end_ms) : start_(start_ms), end_(end_ms) { parts_.emplace_back(); }

    void voice(std::string_view name) {
        if (parts_.back().speaker == name) return;
        close_word({});
        if (!text::trimmed(parts_.back().text).empty()) parts_.emplace_back();
        parts_.back().speaker = std::string(name);
        word_begin_ = parts_.back().text.size();
    }
    void time(std::int64_t at) {
        if (at < start_ || at > end_) return;
        timed_ = true;
        close_word(at);
        word_start_ = at;
    }
    std::string& text() { return parts_.back().text; }
    std::vector<VoicePart> take() {
        close_word(end_);
        // What stands behind a closing </v>: mostly nothing, and nothing odd.
        if (parts_.size() > 1 && text::trimmed(parts_.back().text).empty()) parts_.pop_back();
        if (!timed_)
            for (auto& part : parts_) part.words.clear();
        return std::move(parts_);
    }

  private:
    void close_word(std::optional<std::int64_t> end) {
        auto& part = parts_.back();
        if (part.text.size() > word_begin_)
            part.words.push_back({part.text.substr(word_begin_), word_start_ ? word_start_ : start_, end, -1});
        word_begin_ = part.text.size();
    }

    std::int64_t start_, end_;
    bool timed_ = false;
    std::optional<std::int64_t> word_start_;
    std::size_t word_begin_ = 0;
    std::vector<VoicePart> parts_;
};

// Where the '<' at raw[at] opens a tag, its inside; `at` moves behind it. An unclosed tag runs to the end.
std::optional<std::string_view> scan_tag(std::string_view raw, std::size_t& at) {
    const char after = at + 1 < raw.size() ? raw[at + 1] : ' ';
    if (!is_letter(after) && after != '/' && !(after >= '0' && after <= '9') && after != '.' && after != '>') return {};
    const std::size_t close = raw.find('>', at);
    if (after >= '0' && after <= '9') {
        std::size_t time_end = at + 1;
        if (!scan_vtt_time(raw, time_end)) return {};
    }
    const std::string_view inside =
        raw.substr(at + 1, close == std::string_view::npos ? std::string_view::npos : close - at - 1);
    at = close == std::string_view::npos ? raw.size() : close + 1;
    return inside;
}

}  // namespace

void append_reference(std::string_view text, std::size_t& at, std::string& out) {
    const std::size_t semicolon = text.substr(at, 12).find(';');
    if (semicolon != std::string_view::npos && semicolon > 1) {
        const std::string_view name = text.substr(at + 1, semicolon - 1);
        char32_t code_point = 0;
        if (name[0] == '#') {
            code_point = numeric_reference(name.substr(1));
        } else {
            for (const auto& named : kNamed)
                if (named.name == name) code_point = named.code_point;
        }
        if (code_point != 0) {
            text::append_utf8(code_point, out);
            at += semicolon + 1;
            return;
        }
    }
    out += text[at++];
}

std::vector<VoicePart> parse_vtt_cue_text(std::string_view raw, std::int64_t start_ms, std::int64_t end_ms) {
    PartBuilder parts(start_ms, end_ms);
    bool in_ruby_text = false;
    for (std::size_t at = 0; at < raw.size();) {
        if (raw[at] == '&') {
            std::string decoded;
            append_reference(raw, at, decoded);
            if (!in_ruby_text) parts.text() += decoded;
            continue;
        }
        if (raw[at] == '<') {
            if (const auto tag = scan_tag(raw, at)) {
                const std::string_view name = tag_name(*tag);
                if (name == "v")
                    parts.voice(decode_references(tag_annotation(*tag)));
                else if (name == "/v")
                    parts.voice("");
                else if (name == "rt")
                    in_ruby_text = true;
                else if (name == "/rt" || name == "/ruby")
                    in_ruby_text = false;
                else if (!tag->empty() && tag->front() >= '0' && tag->front() <= '9') {
                    std::size_t from = 0;
                    if (const auto time = scan_vtt_time(*tag, from)) parts.time(*time);
                }
                continue;
            }
        }
        const std::size_t stop = std::min(raw.find_first_of("<&", at + 1), raw.size());
        if (!in_ruby_text) parts.text().append(raw.substr(at, stop - at));
        at = stop;
    }
    return parts.take();
}

std::string strip_srt_markup(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        const char c = raw[at];
        const char after = at + 1 < raw.size() ? raw[at + 1] : ' ';
        if (c == '<' && (is_letter(after) || after == '/')) {
            const std::size_t close = raw.substr(at, 200).find('>');
            if (close != std::string_view::npos) {
                at += close + 1;
                continue;
            }
        } else if (c == '{' && (after == '\\' || after == '/')) {
            const std::size_t close = raw.substr(at, 200).find('}');
            if (close != std::string_view::npos) {
                at += close + 1;
                continue;
            }
        } else if (c == '&') {
            append_reference(raw, at, out);
            continue;
        }
        const std::size_t stop = std::min(raw.find_first_of("<{&", at + 1), raw.size());
        out.append(raw.substr(at, stop - at));
        at = stop;
    }
    return out;
}

}  // namespace earwitness::transcript
