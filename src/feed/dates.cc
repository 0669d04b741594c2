#include "feed/dates.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/clock.h"
#include "feed/months.h"
#include "feed/zones.h"
#include "text/html.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// What is known so far; -1 for what is not.
struct Fields {
    int year = -1, month = -1, day = -1;
    int hour = -1, minute = 0, second = 0;
    bool has_offset = false;
    int offset_minutes = 0;
    std::string zone;  // upper case, as named
    bool broken = false;
};

enum class Kind { kNumber, kWord, kMark };
struct Piece {
    Kind kind;
    std::string text;  // words in lower case
    bool spaced;       // white space before it
};

std::vector<Piece> cut(std::string_view text) {
    std::vector<Piece> pieces;
    bool spaced = false;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) <= ' ') {
            spaced = true;
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        Kind kind = Kind::kMark;
        if (is_digit(c)) {
            kind = Kind::kNumber;
            while (end < text.size() && is_digit(text[end])) ++end;
        } else if (is_letter(c)) {
            kind = Kind::kWord;
            while (end < text.size() && is_letter(text[end])) ++end;
        }
        pieces.push_back({kind, text::lower(text.substr(at, end - at)), spaced});
        spaced = false;
        at = end;
    }
    return pieces;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_filler(std::string_view word) {
    return is_one_of(word, {"st",  "nd",  "rd", "th", "de", "del", "of", "at", "um",  "uhr", "kl", "klo",
                            "den", "the", "le", "on", "a",  "à",   "às", "er", "er.", "t",   "etc"});
}
bool is_weekday(std::string_view word) {
    return is_one_of(word, {"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "monday",
                            "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
}

// Reads pieces from left to right; each take_ function moves at_ behind what it read.
class Reader {
  public:
    explicit Reader(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}

    Fields read() {
        while (at_ < pieces_.size() && !fields_.broken) {
            if (is(Kind::kWord))
                take_word();
            else if (is(Kind::kNumber))
                take_number();
            else
                take_mark();
        }
        settle_numbers();
        return fields_;
    }

  private:
    bool is(Kind kind, std::size_t ahead = 0) const {
        return at_ + ahead < pieces_.size() && pieces_[at_ + ahead].kind == kind;
    }
    bool is_mark(char c, std::size_t ahead = 0) const {
        return is(Kind::kMark, ahead) && pieces_[at_ + ahead].text[0] == c;
    }
    int value(std::size_t ahead = 0) const {
        return pieces_[at_ + ahead].text.size() > 8 ? -1 : std::stoi(pieces_[at_ + ahead].text);
    }
    std::size_t width(std::size_t ahead = 0) const { return pieces_[at_ + ahead].text.size(); }
    void give_up() { fields_.broken = true; }

    void take_word() {
        const std::string& word = pieces_[at_].text;
        const int month = find_month(word);
        if (word == "am" || word == "pm") {
            take_half(word == "pm");
        } else if ((word == "a" || word == "p") && is_mark('.', 1) && is(Kind::kWord, 2) &&
                   pieces_[at_ + 2].text == "m") {
            take_half(word == "p");
            at_ += 2;
        } else if (month > 0) {
            // "mar, 12 abr 2016": the first was a weekday.
            if (fields_.month > 0 && month_at_ != 0) return give_up();
            fields_.month = month;
            month_at_ = at_;
            numbers_before_month_ = numbers_.size();
        } else if (fields_.hour >= 0 && fields_.zone.empty() && !fields_.has_offset && take_zone(word)) {
            // taken
        } else if (!is_filler(word) && !is_weekday(word) && at_ != 0) {
            return give_up();
        }
        ++at_;
    }

    void take_half(bool afternoon) {
        if (fields_.hour < 1 || fields_.hour > 12) return give_up();
        fields_.hour = fields_.hour % 12 + (afternoon ? 12 : 0);
    }

    bool take_zone(const std::string& word) {
        std::string upper;
        for (const char c : word) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        if (is_filler(word) || is_weekday(word)) return false;
        fields_.zone = upper;
        return true;
    }

    void take_mark() {
        const char mark = pieces_[at_].text[0];
        if ((mark == '+' || mark == '-') && fields_.hour >= 0 && is(Kind::kNumber, 1)) return take_offset(mark == '-');
        if (mark == '(') return take_comment();
        if (mark != ',' && mark != '.' && mark != '-' && mark != '\'' && mark != ';' && mark != '/') return give_up();
        ++at_;
    }

    // "+0100 (CET)"
    void take_comment() {
        while (at_ < pieces_.size() && !is_mark(')')) ++at_;
        if (at_ < pieces_.size()) ++at_;
    }

    void take_offset(bool west) {
        if (fields_.has_offset || (!fields_.zone.empty() && fields_.zone != "GMT" && fields_.zone != "UTC"))
            return give_up();
        if (is(Kind::kNumber, 1) && width(1) == 4 && pieces_[at_ + 1].spaced && fields_.year < 0) {
            ++at_;  // "10:15 - 2016"
            return;
        }
        int hours = value(1), minutes = 0;
        if (width(1) == 4) {
            minutes = hours % 100;
            hours /= 100;
            at_ += 2;
        } else if (width(1) <= 2 && is_mark(':', 2)) {
            if (!is(Kind::kNumber, 3) || width(3) != 2) return give_up();
            minutes = value(3);
            at_ += 4;
        } else if (width(1) <= 2) {
            at_ += 2;
        } else {
            return give_up();
        }
        if (hours > 14 || minutes > 59) return give_up();
        fields_.has_offset = true;
        fields_.offset_minutes = (west ? -1 : 1) * (hours * 60 + minutes);
    }

    void take_number() {
        if (is_mark(':', 1)) return take_time();
        if (is(Kind::kMark, 1) && !pieces_[at_ + 1].spaced && is(Kind::kNumber, 2) && !pieces_[at_ + 2].spaced &&
            pieces_[at_ + 1].text != ":" && take_numeric_date())
            return;
        if (numbers_.size() >= 2 || width() > 4 || width() == 3) return give_up();
        numbers_.push_back({value(), width()});
        ++at_;
    }

    // h:mm, h:mm:ss, with decimals or a lost last field ("17:00:").
    void take_time() {
        if (fields_.hour >= 0 || width() > 2) return give_up();
        fields_.hour = value();
        at_ += 2;
        if (!is(Kind::kNumber) || width() > 2) return give_up();
        fields_.minute = value();
        ++at_;
        if (is_mark(':')) {
            ++at_;
            if (is(Kind::kNumber)) {
                if (width() > 2) return give_up();
                fields_.second = value();
                ++at_;
            }
        }
        if (is_mark('.') && is(Kind::kNumber, 1) && !pieces_[at_ + 1].spaced) at_ += 2;
        if (is_mark(':') || fields_.hour > 23 || fields_.minute > 59 || fields_.second > 60) give_up();
        fields_.second = std::min(fields_.second, 59);
    }

    // 2016/09/15, 27.10.2012, 06/30/2013. 03/04/2015 means two days, so it is none.
    bool take_numeric_date() {
        const std::string mark = pieces_[at_ + 1].text;
        if ((mark != "/" && mark != "-" && mark != ".") || !is(Kind::kMark, 3) || pieces_[at_ + 3].text != mark ||
            !is(Kind::kNumber, 4))
            return false;
        const int a = value(0), b = value(2), c = value(4);
        if (fields_.month > 0 || width(2) > 2) return false;
        if (width(0) == 4 && width(4) <= 2) {
            set_date(a, b, c);
        } else if (width(0) <= 2 && (width(4) == 4 || width(4) == 2)) {
            const int year = width(4) == 4 ? c : full_year(c);
            if (mark == ".")
                set_date(year, b, a);
            else if (a <= 12 && b > 12)
                set_date(year, a, b);
            else if (a > 12 && b <= 12 && width(4) == 4)
                set_date(year, b, a);
            else if (a == b && a <= 12)
                set_date(year, a, b);
            else
                give_up();
        } else {
            give_up();
        }
        at_ += 5;
        return true;
    }

    static int full_year(int two_digits) { return two_digits < 70 ? 2000 + two_digits : 1900 + two_digits; }

    void set_date(int year, int month, int day) {
        fields_.year = year;
        fields_.month = month;
        fields_.day = day;
    }

    // A month's name and two numbers: the one of four digits is the year; else the day comes first.
    void settle_numbers() {
        if (fields_.broken || (fields_.day > 0 && numbers_.empty())) return;
        if (fields_.month < 0 || fields_.day > 0 || numbers_.size() != 2) return give_up();
        const auto [first, first_width] = numbers_[0];
        const auto [second, second_width] = numbers_[1];
        if (first_width == 4 && second_width <= 2)
            set_date(first, fields_.month, second);
        else if (second_width == 4 && first_width <= 2)
            set_date(second, fields_.month, first);
        else if (second_width == 2 && first_width <= 2 && numbers_before_month_ < 2)
            set_date(full_year(second), fields_.month, first);
        else
            give_up();
    }

    std::vector<Piece> pieces_;
    std::size_t at_ = 0;
    std::size_t month_at_ = 0;
    std::size_t numbers_before_month_ = 0;
    std::vector<std::pair<int, std::size_t>> numbers_;  // value and width, not yet known what they are
    Fields fields_;
};

// 20160909T153257Z, 20160909: made into the form with dashes and colons.
std::string spread_compact(std::string_view text) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits != 8 || (text.size() > 8 && text[8] != 'T')) return std::string(text);
    std::string out =
        std::string(text.substr(0, 4)).append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 2));
    if (text.size() == 8) return out;
    std::string_view time = text.substr(9);
    if (time.size() < 6 || time[2] == ':') return out.append("T").append(time);
    return out.append("T")
        .append(time.substr(0, 2))
        .append(":")
        .append(time.substr(2, 2))
        .append(":")
        .append(time.substr(4));
}

// The machine-readable date inside HTML, else the text of it.
std::string without_markup(std::string_view text) {
    const std::string decoded = text::decode_entities(text);
    for (const std::string_view name : {"content=\"", "datetime=\""}) {
        const std::size_t at = decoded.find(name);
        if (at == std::string::npos) continue;
        const std::size_t begin = at + name.size();
        return decoded.substr(begin, std::min(decoded.find('"', begin), decoded.size()) - begin);
    }
    std::string out;
    bool inside = false;
    for (const char c : decoded) {
        if (c == '<') inside = true;
        out += inside ? ' ' : c;
        if (c == '>') inside = false;
    }
    return out;
}

std::string_view unquoted(std::string_view text) {
    text = text::trimmed(text);
    while (!text.empty() && (text.front() == '"' || text.front() == '>' || text.front() == '\'' || text.front() == ' '))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == '"' || text.back() == '\'' || text.back() == ' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
    if (text.size() > 500) return {};
    std::string markless;
    if (text.find('<') != std::string_view::npos || text.find("&lt;") != std::string_view::npos) {
        markless = without_markup(text);
        text = markless;
    }
    Fields fields = Reader(cut(spread_compact(unquoted(text)))).read();
    if (fields.broken || fields.year < 1900 || fields.year > 2100) return {};
    if (!fields.zone.empty() && !fields.has_offset) {
        const auto zone = find_zone(fields.zone, fields.month, fields.day);
        if (!zone) return {};
        fields.offset_minutes = *zone;
    }
    const auto local = base::utc_seconds(fields.year, fields.month, fields.day, std::max(fields.hour, 0), fields.minute,
                                         fields.second);
    if (!local) return {};
    return *local - fields.offset_minutes * 60;
}

}  // namespace earwitness::feed
