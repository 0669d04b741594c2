#include "jekyll/scalar_type.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace earwitness::jekyll {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A cursor over the scalar: each take_ moves past what it names and says whether it was there.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}
    bool done() const { return at_ == text_.size(); }
    char peek() const { return done() ? '\0' : text_[at_]; }
    bool take(char c) {
        if (done() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    template <typename Accept>
    std::size_t take_while(Accept accept) {
        const std::size_t from = at_;
        while (!done() && accept(text_[at_])) ++at_;
        return at_ - from;
    }
    void take_sign() {
        if (peek() == '+' || peek() == '-') ++at_;
    }
    bool take_digits(std::size_t least, std::size_t most) {
        std::size_t count = 0;
        while (count < most && is_digit(peek())) ++at_, ++count;
        return count >= least;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

bool is_word_of(std::string_view text, const auto& words) {
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

bool is_bool(std::string_view text) {
    constexpr std::array<std::string_view, 18> kWords = {"yes",  "Yes",  "YES",  "no",    "No",    "NO",
                                                         "true", "True", "TRUE", "false", "False", "FALSE",
                                                         "on",   "On",   "ON",   "off",   "Off",   "OFF"};
    return text.size() <= 5 && is_word_of(text, kWords);
}

bool is_null(std::string_view text) {
    constexpr std::array<std::string_view, 5> kWords = {"", "~", "null", "Null", "NULL"};
    return text.size() <= 4 && is_word_of(text, kWords);
}

const auto digit_or_underscore = [](char c) { return is_digit(c) || c == '_'; };

// (":" [0-5]?[0-9])+ : the digits of a number to base 60.
bool take_sexagesimal(Scanner& scan) {
    bool any = false;
    while (scan.take(':')) {
        const bool small = scan.peek() >= '0' && scan.peek() <= '5';
        if (!scan.take_digits(1, small ? 2 : 1)) return false;
        any = true;
    }
    return any;
}

bool is_int(std::string_view text) {
    Scanner scan(text);
    scan.take_sign();
    if (scan.take('0')) {
        if (scan.done()) return true;
        if (scan.take('b'))
            return scan.take_while([](char c) { return c == '0' || c == '1' || c == '_'; }) && scan.done();
        if (scan.take('x'))
            return scan.take_while([](char c) {
                return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '_';
            }) && scan.done();
        return scan.take_while([](char c) { return (c >= '0' && c <= '7') || c == '_'; }) && scan.done();
    }
    if (!is_digit(scan.peek())) return false;
    scan.take_while(digit_or_underscore);
    return scan.done() || (take_sexagesimal(scan) && scan.done());
}

// [eE] sign digits, or nothing.
bool take_exponent(Scanner& scan) {
    if (!scan.take('e') && !scan.take('E')) return true;
    if (!scan.take('+') && !scan.take('-')) return false;
    return scan.take_while(is_digit) > 0;
}

bool is_float(std::string_view text) {
    constexpr std::array<std::string_view, 3> kNotANumber = {".nan", ".NaN", ".NAN"};
    constexpr std::array<std::string_view, 3> kInfinity = {".inf", ".Inf", ".INF"};
    if (is_word_of(text, kNotANumber)) return true;
    const bool sign = text.starts_with('+') || text.starts_with('-');
    const std::string_view bare = text.substr(sign ? 1 : 0);
    if (is_word_of(bare, kInfinity)) return true;
    Scanner scan(bare);
    if (scan.take('.')) {
        if (sign || !is_digit(scan.peek())) return false;
        scan.take_while(digit_or_underscore);
        return take_exponent(scan) && scan.done();
    }
    if (!is_digit(scan.peek())) return false;
    scan.take_while(digit_or_underscore);
    if (scan.peek() == ':') {
        if (!take_sexagesimal(scan) || !scan.take('.')) return false;
        scan.take_while(digit_or_underscore);
        return scan.done();
    }
    if (!scan.take('.')) return false;
    scan.take_while(digit_or_underscore);
    return take_exponent(scan) && scan.done();
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// "2025-10-05", or with a time of day and perhaps a zone. A zone without a colon ("+0000") makes it a string.
bool is_timestamp(std::string_view text) {
    Scanner scan(text);
    if (!scan.take_digits(4, 4) || !scan.take('-')) return false;
    if (text.size() == 10) return scan.take_digits(2, 2) && scan.take('-') && scan.take_digits(2, 2) && scan.done();
    if (!scan.take_digits(1, 2) || !scan.take('-') || !scan.take_digits(1, 2)) return false;
    if (!scan.take('T') && !scan.take('t') && !scan.take_while(is_blank)) return false;
    if (!scan.take_digits(1, 2) || !scan.take(':') || !scan.take_digits(2, 2) || !scan.take(':') ||
        !scan.take_digits(2, 2))
        return false;
    if (scan.take('.')) scan.take_while(is_digit);
    if (scan.done()) return true;
    scan.take_while(is_blank);
    if (scan.take('Z')) return scan.done();
    if (!scan.take('+') && !scan.take('-')) return false;
    if (!scan.take_digits(1, 2)) return false;
    if (scan.take(':') && !scan.take_digits(2, 2)) return false;
    return scan.done();
}

}  // namespace

PlainType plain_type(std::string_view plain) {
    if (plain.empty()) return {ValueKind::kNull};
    const char first = plain[0];
    if (is_digit(first) || first == '-' || first == '+' || first == '.') {
        if (is_int(plain)) return {ValueKind::kInt};
        if (is_float(plain)) return {ValueKind::kFloat};
        if (is_digit(first) && is_timestamp(plain)) return {ValueKind::kTimestamp};
        return {};
    }
    if (is_bool(plain)) return {ValueKind::kBool};
    if (is_null(plain)) return {ValueKind::kNull};
    return {ValueKind::kString, plain == "=" || plain == "<<"};
}

}  // namespace earwitness::jekyll
