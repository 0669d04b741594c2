#include "jekyll/yaml_write.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "jekyll/scalar_type.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

constexpr std::ptrdiff_t kWidth = 80;
constexpr int kIndent = 2;
constexpr std::size_t kLongestSimpleKey = 127;  // characters, with the five or more of the tag that PyYAML counts in

enum class Style { kPlain, kSingleQuoted, kDoubleQuoted };
enum class Context { kRoot, kItem, kKey, kValue };

bool is_break(char32_t c) { return c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029; }

// Printable to PyYAML beyond ASCII: it leaves these as they are in plain and single-quoted scalars.
bool is_printable(char32_t c) {
    return (c == 0x85 || (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
            (c >= 0x10000 && c < 0x10FFFF)) &&
           c != 0xFEFF;
}

// What a string's characters allow. A scalar that has line breaks is never plain; one with blanks at a line's edge, or
// with characters that cannot stand in a file, is double-quoted.
struct Shape {
    bool empty = false, multiline = false;
    bool plain = true, single_quoted = true;
    std::size_t characters = 0;
};

Shape shape_of(std::string_view text) {
    Shape shape;
    if (text.empty()) return Shape{true, false, true, true, 0};
    const auto ends_word = [&](std::size_t next) { return next >= text.size() || text[next] == ' '; };
    bool indicators = text.starts_with("---") || text.starts_with("...");
    const char first = text[0];
    if (std::string_view("#,[]{}&*!|>'\"%@`").find(first) != std::string_view::npos) indicators = true;
    if ((first == '?' || first == ':' || first == '-') && ends_word(1)) indicators = true;
    bool special = false, after_space = false, after_break = false;
    bool edge_blank = first == ' ' || text.back() == ' ';
    for (std::size_t at = 0; at < text.size(); ++shape.characters) {
        const std::size_t here = at;
        const auto byte = static_cast<unsigned char>(text[at]);
        const char32_t c = byte < 0x80 ? (++at, byte) : text::next_code_point(text, at);
        if (c == ':' && here > 0 && ends_word(at)) indicators = true;
        if (c == '#' && after_space) indicators = true;
        if (is_break(c)) {
            shape.multiline = true;
            if (after_space) special = true;
            if (here == 0 || at == text.size()) edge_blank = true;
            after_space = false;
            after_break = true;
            continue;
        }
        if ((c < 0x20 || c > 0x7E) && !is_printable(c)) special = true;
        if (c == ' ' && after_break) shape.single_quoted = false;
        after_space = c == ' ';
        after_break = false;
    }
    if (special) shape.single_quoted = false;
    shape.plain = shape.single_quoted && !shape.multiline && !indicators && !edge_blank;
    return shape;
}

// Where the output stands, as the folding rules see it: the column in characters, and whether only blanks or
// indicators ("- ") precede on the line.
class Writer {
  public:
    std::string take() { return std::move(out_); }

    void node(const Value& value, Context context) {
        if (value.is_list() && !value.items.empty()) return list(value, context);
        if (value.is_map() && !value.entries.empty()) return map(value);
        if (value.is_list() || value.is_map()) {
            indicator(value.is_list() ? "[" : "{", Lead::kSpace);
            blank_ = true;
            return indicator(value.is_list() ? "]" : "}", Lead::kNone);
        }
        const int outer = indent_;
        indent_ = indent_ < 0 ? kIndent : indent_ + kIndent;
        scalar(value, context);
        indent_ = outer;
    }

    void finish() {
        indent_ = 0;
        start_line();
    }

  private:
    enum class Lead { kSpace, kNone };

    void indicator(std::string_view mark, Lead lead, bool keeps_indention = false) {
        if (lead == Lead::kSpace && !blank_) put(" ");
        put(mark);
        blank_ = false;
        indention_ = indention_ && keeps_indention;
    }

    void list(const Value& value, Context context) {
        const int outer = indent_;
        const bool under_key = (context == Context::kKey || context == Context::kValue) && !indention_;
        if (indent_ < 0)
            indent_ = 0;
        else if (!under_key)
            indent_ += kIndent;
        for (const Value& item : value.items) {
            start_line();
            indicator("-", Lead::kSpace, true);
            node(item, Context::kItem);
        }
        indent_ = outer;
    }

    void map(const Value& value) {
        const int outer = indent_;
        indent_ = indent_ < 0 ? 0 : indent_ + kIndent;
        for (const Entry* entry : sorted(value.entries)) {
            start_line();
            if (is_simple_key(entry->key)) {
                node(entry->key, Context::kKey);
                indicator(":", Lead::kNone);
            } else {
                indicator("?", Lead::kSpace, true);
                node(entry->key, Context::kValue);
                start_line();
                indicator(":", Lead::kSpace, true);
            }
            node(entry->value, Context::kValue);
        }
        indent_ = outer;
    }

    // Strings by code points (which UTF-8's bytes sort by). Python cannot sort keys of several types: their order
    // stays.
    static std::vector<const Entry*> sorted(const std::vector<Entry>& entries) {
        std::vector<const Entry*> order;
        order.reserve(entries.size());
        bool strings = true;
        for (const Entry& entry : entries) {
            order.push_back(&entry);
            strings = strings && entry.key.is_string();
        }
        if (strings)
            std::stable_sort(order.begin(), order.end(),
                             [](const Entry* a, const Entry* b) { return a->key.text < b->key.text; });
        return order;
    }

    static bool is_simple_key(const Value& key) {
        const Shape shape = shape_of(key.text);
        const std::size_t tag = key.kind == ValueKind::kString ? 5 : 2 + value_kind_name(key.kind).size();
        return shape.characters + tag <= kLongestSimpleKey && !shape.empty && !shape.multiline;
    }

    void scalar(const Value& value, Context context) {
        const Shape shape = shape_of(value.text);
        const bool key = context == Context::kKey;
        Style style = Style::kDoubleQuoted;
        if (!value.is_string())
            style = Style::kPlain;
        else if (shape.plain && !(key && shape.empty) && is_plain_string(value.text))
            style = Style::kPlain;
        else if (shape.single_quoted && !(key && shape.multiline))
            style = Style::kSingleQuoted;
        switch (style) {
            case Style::kPlain:
                return plain(value.text, !key);
            case Style::kSingleQuoted:
                return single_quoted(value.text, !key);
            case Style::kDoubleQuoted:
                return double_quoted(value.text, !key);
        }
    }

    static bool is_plain_string(std::string_view text) {
        const PlainType type = plain_type(text);
        return type.kind == ValueKind::kString && !type.indicator;
    }

    void plain(std::string_view text, bool folds) {
        if (text.empty()) return;
        if (!blank_) put(" ");
        blank_ = indention_ = false;
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t space = std::min(text.find(' ', at), text.size());
            put(text.substr(at, space - at));
            at = std::min(text.find_first_not_of(' ', space), text.size());
            if (at == space + 1 && column_ > kWidth && folds)
                fold();
            else
                put(text.substr(space, at - space));
        }
    }

    void single_quoted(std::string_view text, bool folds) {
        indicator("'", Lead::kSpace);
        std::size_t at = 0;
        while (at < text.size()) {
            const char c = text[at];
            if (c == ' ') {
                const std::size_t end = std::min(text.find_first_not_of(' ', at), text.size());
                if (end == at + 1 && column_ > kWidth && folds && at != 0 && end != text.size())
                    fold();
                else
                    put(text.substr(at, end - at));
                at = end;
            } else if (c == '\'') {
                put("''");
                ++at;
            } else if (const std::size_t first = break_at(text, at); first > 0) {
                if (c == '\n') end_line("\n");
                for (std::size_t size = first; size > 0; size = break_at(text, at)) {
                    end_line(text.substr(at, size));
                    at += size;
                }
                start_line();
            } else {
                const std::size_t from = at;
                do ++at;
                while (at < text.size() && text[at] != ' ' && text[at] != '\'' && break_at(text, at) == 0);
                put(text.substr(from, at - from));
            }
        }
        indicator("'", Lead::kNone);
    }

    // The bytes of the line break at `at`, 0 where there is none.
    static std::size_t break_at(std::string_view text, std::size_t at) {
        if (at >= text.size()) return 0;
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte == '\n') return 1;
        if (byte != 0xC2 && byte != 0xE2) return 0;
        std::size_t next = at;
        return is_break(text::next_code_point(text, next)) ? next - at : 0;
    }

    void double_quoted(std::string_view bytes, bool folds) {
        std::u32string text;
        for (std::size_t at = 0; at < bytes.size();) text += text::next_code_point(bytes, at);
        const auto size = static_cast<std::ptrdiff_t>(text.size());
        indicator("\"", Lead::kSpace);
        std::ptrdiff_t start = 0;
        const auto flush = [&](std::ptrdiff_t end) {
            for (; start < end; ++start) put(text[static_cast<std::size_t>(start)]);
        };
        for (std::ptrdiff_t end = 0; end < size; ++end) {
            const char32_t c = text[static_cast<std::size_t>(end)];
            if (must_escape(c)) {
                flush(end);
                put(escape(c));
                start = end + 1;
            }
            if (end > 0 && end < size - 1 && (c == ' ' || start >= end) && column_ + (end - start) > kWidth && folds) {
                flush(end);
                put("\\");
                fold();
                if (text[static_cast<std::size_t>(start)] == ' ') put("\\");
            }
        }
        flush(size);
        indicator("\"", Lead::kNone);
    }

    // PyYAML escapes what lies beyond the Basic Multilingual Plane here, though not in the other styles.
    static bool must_escape(char32_t c) {
        if (c == '"' || c == '\\' || c == 0xFEFF || (is_break(c))) return true;
        return !((c >= 0x20 && c <= 0x7E) || (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD));
    }

    static std::string escape(char32_t c) {
        struct Named {
            char32_t c;
            char name;
        };
        constexpr std::array<Named, 15> kNamed = {{{0, '0'},
                                                   {7, 'a'},
                                                   {8, 'b'},
                                                   {9, 't'},
                                                   {10, 'n'},
                                                   {11, 'v'},
                                                   {12, 'f'},
                                                   {13, 'r'},
                                                   {27, 'e'},
                                                   {'"', '"'},
                                                   {'\\', '\\'},
                                                   {0x85, 'N'},
                                                   {0xA0, '_'},
                                                   {0x2028, 'L'},
                                                   {0x2029, 'P'}}};
        for (const Named& named : kNamed)
            if (named.c == c) return {'\\', named.name};
        std::array<char, 12> digits{};
        const char* form = c <= 0xFF ? "\\x%02X" : c <= 0xFFFF ? "\\u%04X" : "\\U%08X";
        std::snprintf(digits.data(), digits.size(), form, static_cast<unsigned>(c));
        return digits.data();
    }

    void fold() {
        start_line();
        blank_ = indention_ = false;
    }

    // A new line, unless only indentation and indicators stand on this one and the indent is not yet reached.
    void start_line() {
        const std::ptrdiff_t indent = std::max(indent_, 0);
        if (!indention_ || column_ > indent || (column_ == indent && !blank_)) end_line("\n");
        if (column_ < indent) {
            blank_ = true;
            out_.append(static_cast<std::size_t>(indent - column_), ' ');
            column_ = indent;
        }
    }

    void end_line(std::string_view mark) {
        blank_ = indention_ = true;
        out_ += mark;
        column_ = 0;
    }

    void put(std::string_view text) {
        out_ += text;
        column_ += std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    }
    void put(char32_t c) {
        text::append_utf8(c, out_);
        ++column_;
    }

    std::string out_;
    int indent_ = -1;  // -1 outside of everything
    std::ptrdiff_t column_ = 0;
    bool blank_ = true;      // white space precedes
    bool indention_ = true;  // only white space and indicators precede on the line
};

}  // namespace

std::string write_yaml(const Value& value) {
    Writer writer;
    writer.node(value, Context::kRoot);
    writer.finish();
    return writer.take();
}

}  // namespace earwitness::jekyll
