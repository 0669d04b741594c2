#include "feed/durations.h"

#include <string>

#include "text/utf8.h"

namespace earwitness::feed {
namespace {

constexpr std::int64_t kLongestChapter = 1000LL * 3600;  // seconds

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> take_digits(std::string_view& text, std::size_t most) {
    std::int64_t value = 0;
    std::size_t taken = 0;
    while (!text.empty() && is_digit(text.front()) && taken < most) {
        value = value * 10 + (text.front() - '0');
        text.remove_prefix(1);
        ++taken;
    }
    if (taken == 0 || (!text.empty() && is_digit(text.front()))) return {};
    return value;
}

// "75", "4:05", "1:04:05": whole seconds; what stands behind is left in `text`. `fields` tells how many there were.
std::optional<std::int64_t> take_fields(std::string_view& text, int& fields) {
    const auto first = take_digits(text, 12);
    if (!first) return {};
    std::int64_t seconds = *first;
    for (fields = 1; fields < 3 && !text.empty() && text.front() == ':'; ++fields) {
        text.remove_prefix(1);
        const auto field = take_digits(text, 2);
        if (!field) return {};
        seconds = seconds * 60 + *field;
    }
    return seconds;
}

// ".631": milliseconds; nothing where what stands behind is no decimals.
std::optional<std::int64_t> take_decimals(std::string_view& text) {
    if (text.empty() || text.front() != '.') return 0;
    text.remove_prefix(1);
    std::int64_t value = 0, scale = 100;
    while (!text.empty() && is_digit(text.front())) {
        value += (text.front() - '0') * scale;
        scale /= 10;
        text.remove_prefix(1);
    }
    return value;
}

std::optional<std::int64_t> unit_seconds(std::string_view word) {
    for (const std::string_view known :
         {"h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "hora", "horas", "heure", "heures"})
        if (word == known) return 3600;
    for (const std::string_view known :
         {"m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti"})
        if (word == known) return 60;
    for (const std::string_view known :
         {"s", "sec", "secs", "second", "seconds", "sek", "sekunden", "segundos", "secondes"})
        if (word == known) return 1;
    return {};
}

// "1 hour 15 min", "2min 35sec", "50 seconds": each number with its unit, larger ones first.
std::optional<std::int64_t> parse_words(std::string_view text) {
    std::int64_t total = 0, last_unit = 3601;
    while (!(text = text::trimmed(text)).empty()) {
        if (last_unit < 3601 && (text.front() == ',' || text.substr(0, 4) == "and ")) {
            text.remove_prefix(text.front() == ',' ? 1 : 4);
            continue;
        }
        const auto number = take_digits(text, 5);
        if (!number) return {};
        text = text::trimmed(text);
        std::size_t length = 0;
        while (length < text.size() && text[length] >= 'a' && text[length] <= 'z') ++length;
        const auto unit = unit_seconds(text.substr(0, length));
        if (!unit || *unit >= last_unit) return {};
        text.remove_prefix(length);
        if (!text.empty() && text.front() == '.') text.remove_prefix(1);
        total += *number * *unit;
        last_unit = *unit;
    }
    if (last_unit == 3601) return {};
    return total;
}

// ISO 8601 "PT1H2M3S".
std::optional<std::int64_t> parse_iso(std::string_view text) {
    if (text.substr(0, 2) != "pt") return {};
    text.remove_prefix(2);
    if (const std::size_t point = text.find('.'); point != std::string_view::npos && text.back() == 's') {
        const std::string whole = std::string(text.substr(0, point)) + "s";
        return parse_words(whole);
    }
    return parse_words(text);
}

// Without tags, and without the word that some templates put in front.
std::string plain(std::string_view text) {
    std::string out;
    bool inside = false;
    for (const char c : text) {
        if (c == '<') inside = true;
        if (!inside) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (c == '>') inside = false;
    }
    out = std::string(text::trimmed(out));
    if (out.rfind("duration ", 0) == 0) out.erase(0, 9);
    return std::string(text::trimmed(out));
}

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view text) {
    if (text.size() > 1000) return {};
    text = text::trimmed(text);
    const std::string cleaned = plain(text);
    std::string_view rest = cleaned;
    int fields = 0;
    std::optional<std::int64_t> seconds = take_fields(rest, fields);
    // "22:29.61" may be minutes and seconds or hours, minutes and seconds: only three fields or one have decimals.
    if (seconds && !rest.empty() && rest.front() == '.' && fields != 2 && rest.size() > 1) take_decimals(rest);
    if (!seconds || !rest.empty()) seconds = cleaned.rfind("pt", 0) == 0 ? parse_iso(cleaned) : parse_words(cleaned);
    // "57:41:00" inside markup is as likely minutes.
    if (!seconds || (cleaned.size() + 2 < text.size() && *seconds >= 24 * 3600)) return {};
    return *seconds * 1000;
}

std::optional<std::int64_t> parse_clock_time(std::string_view text) {
    text = text::trimmed(text);
    int fields = 0;
    const auto seconds = take_fields(text, fields);
    if (!seconds || *seconds > kLongestChapter) return {};
    const auto decimals = take_decimals(text);
    if (!text.empty()) return {};
    return *seconds * 1000 + *decimals;
}

}  // namespace earwitness::feed
