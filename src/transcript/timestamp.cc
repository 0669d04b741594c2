#include "transcript/timestamp.h"

#include <cmath>

namespace earwitness::transcript {
namespace {

constexpr std::int64_t kMaxField = 100'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A run of digits; the value stops growing at kMaxField.
std::optional<std::int64_t> scan_digits(std::string_view text, std::size_t& at) {
    const std::size_t from = at;
    std::int64_t value = 0;
    while (at < text.size() && is_digit(text[at])) {
        if (value < kMaxField) value = value * 10 + (text[at] - '0');
        ++at;
    }
    if (at == from) return {};
    return value;
}

// Behind '.' or ',': thousandths, further digits cut.
std::int64_t scan_fraction(std::string_view text, std::size_t& at) {
    std::int64_t value = 0;
    int digits = 0;
    for (; at < text.size() && is_digit(text[at]); ++at, ++digits)
        if (digits < 3) value = value * 10 + (text[at] - '0');
    for (; digits < 3; ++digits) value *= 10;
    return value;
}

}  // namespace

std::optional<std::int64_t> scan_time(std::string_view text, std::size_t& at, PlainSeconds plain) {
    std::size_t next = at;
    const bool negative = next < text.size() && text[next] == '-';
    if (negative) ++next;
    auto field = scan_digits(text, next);
    if (!field) return {};
    std::int64_t total = *field;
    int colons = 0;
    while (colons < 2 && next + 1 < text.size() && text[next] == ':' && is_digit(text[next + 1])) {
        ++next;
        ++colons;
        total = total * 60 + *scan_digits(text, next);
    }
    if (colons == 0 && plain == PlainSeconds::kRefused) return {};
    total *= 1000;
    if (next + 1 < text.size() && (text[next] == '.' || text[next] == ',') && is_digit(text[next + 1])) {
        ++next;
        total += scan_fraction(text, next);
    }
    at = next;
    return negative ? -total : total;
}

std::optional<std::int64_t> parse_time(std::string_view text, PlainSeconds plain) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    std::size_t at = 0;
    const auto time = scan_time(text, at, plain);
    if (!time || at != text.size()) return {};
    return time;
}

std::optional<std::int64_t> seconds_to_ms(double seconds) {
    if (!std::isfinite(seconds) || std::fabs(seconds) > 1e9) return {};
    return static_cast<std::int64_t>(std::llround(seconds * 1000));
}

}  // namespace earwitness::transcript
