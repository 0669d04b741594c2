#include "transcript/cue_timing.h"

#include <algorithm>

#include "transcript/timestamp.h"

namespace earwitness::transcript {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

void skip_blanks(std::string_view text, std::size_t& at) {
    while (at < text.size() && is_blank(text[at])) ++at;
}

// Every field behind a colon has two digits and stays below 60, and so do leading minutes. Against the specification
// and common: leading fields of one digit, fractions of fewer digits, a comma, no fraction at all.
bool is_vtt_shaped(std::string_view time) {
    const std::size_t dot = std::min(time.find_first_of(".,"), time.size());
    if (time.size() > dot + 4) return false;
    std::size_t fields = 0, from = 0;
    const std::string_view clock = time.substr(0, dot);
    for (std::size_t at = 0; at <= clock.size(); ++at) {
        if (at < clock.size() && clock[at] != ':') continue;
        const std::string_view field = clock.substr(from, at - from);
        if (fields > 0 && (field.size() != 2 || field[0] > '5')) return false;
        ++fields;
        from = at + 1;
    }
    if (fields == 1) return dot < time.size();
    return fields == 3 || (fields == 2 && (clock.find(':') == 1 || (clock.find(':') == 2 && clock[0] <= '5')));
}

// "00 : 00 : 01 , 5" and the like: blanks inside go, further fields (frames) too.
std::optional<std::int64_t> scan_srt_time(std::string_view text, std::size_t& at) {
    char buffer[40];
    std::size_t size = 0, next = at;
    for (; next < text.size() && size < sizeof buffer; ++next) {
        const char c = text[next];
        if (is_blank(c)) {
            // A blank belongs to the time only where punctuation stands beside it.
            std::size_t after = next;
            skip_blanks(text, after);
            const bool before_mark = after < text.size() && (text[after] == ':' || text[after] == ',');
            const bool after_mark = size > 0 && (buffer[size - 1] == ':' || buffer[size - 1] == ',');
            if (before_mark || (after_mark && after < text.size() && is_digit(text[after]))) continue;
            break;
        }
        if (!is_digit(c) && c != ':' && c != ',' && c != '.' && c != ';' && !(c == '-' && size == 0)) break;
        buffer[size++] = c == ';' ? ':' : c;
    }
    const std::string_view compact(buffer, size);
    std::size_t used = 0;
    const auto time = scan_time(compact, used);
    if (!time) return {};
    at = next;
    return time;
}

}  // namespace

std::optional<std::int64_t> scan_vtt_time(std::string_view text, std::size_t& at) {
    std::size_t next = at;
    if (next < text.size() && !is_digit(text[next])) return {};
    const auto time = scan_time(text, next, PlainSeconds::kAllowed);
    if (!time || !is_vtt_shaped(text.substr(at, next - at))) return {};
    at = next;
    return time;
}

std::optional<CueTiming> parse_cue_timing(std::string_view line, TimingRules rules) {
    std::size_t at = 0;
    const auto scan = [&] {
        skip_blanks(line, at);
        return rules == TimingRules::kVtt ? scan_vtt_time(line, at) : scan_srt_time(line, at);
    };
    const auto start = scan();
    if (!start) return {};
    skip_blanks(line, at);
    if (line.substr(at, 3) != "-->") return {};
    at += 3;
    const auto end = scan();
    if (!end) return {};
    return CueTiming{*start, *end};
}

}  // namespace earwitness::transcript
