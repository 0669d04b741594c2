#include "transcript/line_head.h"

#include <algorithm>

#include "text/utf8.h"
#include "transcript/timestamp.h"

namespace earwitness::transcript {
namespace {

constexpr std::size_t kMaxLabelBytes = 80;

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void skip_blanks(std::string_view line, std::size_t& at) {
    for (;;) {
        if (at < line.size() && is_blank(line[at]))
            ++at;
        else if (line.substr(at).starts_with("\xC2\xA0"))
            at += 2;
        else
            return;
    }
}

// "- ", "> ", ">> ", "* " in front of a turn.
void skip_turn_mark(std::string_view line, std::size_t& at) {
    skip_blanks(line, at);
    std::size_t next = at;
    while (next < line.size() && line[next] == '>') ++next;
    if (next == at && next + 1 < line.size() && (line[next] == '-' || line[next] == '*') && is_blank(line[next + 1]))
        ++next;
    at = next;
    skip_blanks(line, at);
}

// "**", "__", "*", "_" at `at`: how many characters of emphasis.
std::size_t emphasis_at(std::string_view line, std::size_t at) {
    if (at >= line.size() || (line[at] != '*' && line[at] != '_')) return 0;
    std::size_t count = 1;
    while (count < 3 && at + count < line.size() && line[at + count] == line[at]) ++count;
    return count;
}

// A time as stamps have it: two digits behind the last colon ("16:9" and "1:1" are ratios).
std::optional<std::int64_t> scan_stamp_time(std::string_view line, std::size_t& at) {
    std::size_t next = at;
    const auto time = scan_time(line, next);
    if (!time || *time < 0) return {};
    const std::string_view clock = line.substr(at, next - at);
    const std::size_t colon = clock.rfind(':');
    const std::size_t end = std::min(clock.find_first_of(".,", colon), clock.size());
    if (end - colon != 3) return {};
    at = next;
    return time;
}

// A bare "12:34" that is a word of its own.
std::optional<Stamp> scan_bare_stamp(std::string_view line, std::size_t& at) {
    std::size_t next = at;
    if (next >= line.size() || !is_digit(line[next])) return {};
    const auto time = scan_stamp_time(line, next);
    if (!time) return {};
    if (next < line.size() && !is_blank(line[next]) && line[next] != '-' && line[next] != ':' && line[next] != '*')
        return {};
    // "at 3:15 pm" is talk, "5:30 AM Eastern" too.
    std::size_t after = next;
    skip_blanks(line, after);
    const char c = after < line.size() ? static_cast<char>(line[after] | 0x20) : ' ';
    if ((c == 'a' || c == 'p') && after + 1 < line.size() &&
        (static_cast<char>(line[after + 1] | 0x20) == 'm' || line[after + 1] == '.'))
        return {};
    at = next;
    return Stamp{*time, {}};
}

std::optional<Stamp> scan_any_stamp(std::string_view line, std::size_t& at) {
    std::size_t next = at;
    const std::size_t emphasis = emphasis_at(line, next);
    next += emphasis;
    auto stamp = scan_bracketed_stamp(line, next);
    if (!stamp) stamp = scan_bare_stamp(line, next);
    if (!stamp) return {};
    if (emphasis > 0) {
        if (next < line.size() && line[next] == ':') ++next;
        if (emphasis_at(line, next) != emphasis) return {};
        next += emphasis;
    }
    at = next;
    return stamp;
}

// A label set in bold: "**Ada:**", "**Ada**:", "**Ada (12:34):**", "__Ada__ [12:34]".
bool scan_bold_label(std::string_view line, std::size_t& at, LineHead& head) {
    const std::size_t emphasis = emphasis_at(line, at);
    if (emphasis == 0) return false;
    const std::size_t from = at + emphasis;
    const std::size_t close = line.find(line.substr(at, emphasis), from);
    if (close == std::string_view::npos || close == from || close - from > kMaxLabelBytes) return false;
    std::string_view inside = text::trimmed(line.substr(from, close - from));
    std::size_t next = close + emphasis;
    bool colon = !inside.empty() && inside.back() == ':';
    if (colon) inside = text::trimmed(inside.substr(0, inside.size() - 1));
    // A stamp inside the bold.
    const std::size_t bracket = inside.find_first_of("[(\\");
    if (bracket != std::string_view::npos) {
        std::size_t stamp_at = bracket;
        if (const auto stamp = scan_bracketed_stamp(inside, stamp_at); stamp && stamp_at == inside.size()) {
            head.start_ms = stamp->start_ms;
            head.end_ms = stamp->end_ms;
            inside = text::trimmed(inside.substr(0, bracket));
            colon = true;
        }
    }
    skip_blanks(line, next);
    if (!colon && next < line.size() && line[next] == ':') {
        colon = true;
        ++next;
    }
    if (!colon) {
        std::size_t stamp_at = next;
        if (!scan_any_stamp(line, stamp_at)) return false;
    }
    if (inside.empty()) return false;
    head.label = inside;
    head.marked = true;
    at = next;
    return true;
}

// "Ada Lovelace  12:34" and nothing else on the line, the time at line[stamp_at].
bool scan_name_and_time(std::string_view line, std::size_t& at, std::size_t stamp_at, LineHead& head) {
    std::size_t next = stamp_at;
    const auto stamp = scan_bare_stamp(line, next);
    if (!stamp || !text::trimmed(line.substr(next)).empty()) return false;
    std::string_view label = text::trimmed(line.substr(at, stamp_at - at));
    while (!label.empty() && (label.back() == '-' || label.back() == '|'))
        label = text::trimmed(label.substr(0, label.size() - 1));
    if (label.empty()) return false;
    head.label = label;
    head.start_ms = stamp->start_ms;
    head.marked = true;
    at = line.size();
    return true;
}

// Behind the name: ":", "(12:34):", "[12:34]", "(host):"; `at` moves behind it.
bool scan_label_end(std::string_view line, std::size_t& at, LineHead& head) {
    std::size_t next = at;
    if (line[next] != ':') {
        if (const auto stamp = scan_bracketed_stamp(line, next)) {
            head.start_ms = stamp->start_ms;
            head.end_ms = stamp->end_ms;
            head.marked = true;
            skip_blanks(line, next);
            if (next < line.size() && line[next] == ':') ++next;
            at = next;
            return true;
        }
        // "(host)": at most thirty characters, then the colon.
        const std::size_t close = line[next] == '(' ? line.substr(next, 32).find(')') : std::string_view::npos;
        if (close == std::string_view::npos) return false;
        next += close + 1;
        skip_blanks(line, next);
        if (next >= line.size() || line[next] != ':') return false;
    }
    ++next;
    // "Ada:** words": the bold began on the line above.
    if (const std::size_t emphasis = emphasis_at(line, next); emphasis >= 2) {
        next += emphasis;
        head.marked = true;
    }
    if (next < line.size() && !is_blank(line[next]) && !line.substr(next).starts_with("\xC2\xA0")) return false;
    at = next;
    return true;
}

// "Ada:", "Ada (12:34):", "Ada [12:34]", "Ada (host):", "Ada  12:34".
bool scan_plain_label(std::string_view line, std::size_t& at, LineHead& head) {
    constexpr std::string_view kWideColon = "：";
    const std::string_view near = line.substr(0, std::min(line.size(), at + kMaxLabelBytes));
    std::size_t end = at;
    for (; end < near.size(); ++end) {
        const char c = near[end];
        if (c == ':' || c == '[' || c == '(' || c == '\\' || near.substr(end).starts_with(kWideColon)) break;
        if (is_digit(c) && end > at && is_blank(near[end - 1]) && scan_name_and_time(line, at, end, head)) return true;
    }
    if (end >= near.size() || end == at) return false;
    const std::string_view label = text::trimmed(line.substr(at, end - at));
    if (label.empty()) return false;
    if (line.substr(end).starts_with(kWideColon))
        end += kWideColon.size();
    else if (!scan_label_end(line, end, head))
        return false;
    head.label = label;
    at = end;
    return true;
}

}  // namespace

std::optional<Stamp> scan_bracketed_stamp(std::string_view line, std::size_t& at) {
    std::size_t next = at;
    const bool escaped = next < line.size() && line[next] == '\\';
    if (escaped) ++next;
    if (next >= line.size()) return {};
    const char open = line[next], close = open == '['   ? ']'
                                          : open == '(' ? ')'
                                          : open == '{' ? '}'
                                          : open == '<' ? '>'
                                                        : '\0';
    if (close == '\0') return {};
    ++next;
    skip_blanks(line, next);
    const auto time = scan_stamp_time(line, next);
    if (!time) return {};
    Stamp stamp{*time, {}};
    skip_blanks(line, next);
    std::size_t range = next;
    while (range < line.size() && (line[range] == '-' || line[range] == '>')) ++range;
    if (line.substr(next).starts_with("–")) range = next + 3;
    if (range > next) {
        skip_blanks(line, range);
        if (const auto end = scan_stamp_time(line, range); end && *end >= *time) {
            stamp.end_ms = end;
            next = range;
        }
    }
    skip_blanks(line, next);
    while (escaped && next < line.size() && line[next] == '\\') ++next;
    if (next >= line.size() || line[next] != close) return {};
    ++next;
    // A Markdown link on the stamp: "[12:34](https://...)".
    if (open == '[' && next < line.size() && line[next] == '(') {
        const std::size_t end = line.substr(next, 400).find(')');
        if (end != std::string_view::npos) next += end + 1;
    }
    at = next;
    return stamp;
}

LineHead parse_line_head(std::string_view line) {
    LineHead head;
    std::size_t at = 0;
    skip_turn_mark(line, at);
    head.listed = at >= 2 && (line[at - 2] == '-' || line[at - 2] == '*');
    head.plain = at;
    if (const auto stamp = scan_any_stamp(line, at)) {
        head.start_ms = stamp->start_ms;
        head.end_ms = stamp->end_ms;
        head.stamp_leads = true;
        while (at < line.size() && (is_blank(line[at]) || line[at] == '-' || line[at] == '|' || line[at] == ':')) ++at;
        if (line.substr(at).starts_with("–") || line.substr(at).starts_with("—")) at += 3;
        skip_blanks(line, at);
        head.plain = at;
    }
    if (scan_bold_label(line, at, head) || scan_plain_label(line, at, head)) {
        head.marked = head.marked || head.stamp_leads;
        skip_blanks(line, at);
        if (!head.start_ms) {
            std::size_t next = at;
            if (const auto stamp = scan_any_stamp(line, next)) {
                head.start_ms = stamp->start_ms;
                head.end_ms = stamp->end_ms;
                at = next;
                while (at < line.size() && (is_blank(line[at]) || line[at] == ':')) ++at;
            }
        }
    }
    head.words = std::max(at, head.plain);
    return head;
}

}  // namespace earwitness::transcript
