// html_to_text and sanitize_html over one tokenizer.
#include "text/html.h"

#include <algorithm>
#include <array>

#include "text/html_tokens.h"
#include "text/utf8.h"

namespace earwitness::text {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 26> kParagraphs = {
    "p",     "div",    "h1",         "h2",      "h3",    "h4",      "h5",      "h6",        "ul",
    "ol",    "dl",     "blockquote", "pre",     "table", "section", "article", "header",    "footer",
    "aside", "figure", "hr",         "address", "main",  "nav",     "body",    "figcaption"};
constexpr std::array<std::string_view, 5> kLines = {"br", "li", "tr", "dt", "dd"};
constexpr std::array<std::string_view, 38> kAllowed = {
    "a",          "abbr",   "b",  "blockquote", "br",    "cite", "code",   "dd",  "del", "div", "dl",  "dt",  "em",
    "figcaption", "figure", "h1", "h2",         "h3",    "h4",   "h5",     "h6",  "hr",  "i",   "ins", "li",  "ol",
    "p",          "pre",    "q",  "s",          "small", "span", "strong", "sub", "sup", "u",   "ul",  "mark"};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Plain text with pending white space: breaks are written only where text follows.
class PlainText {
  public:
    void want_breaks(int breaks) {
        breaks_ = std::max(breaks_, breaks);
        mark_ = {};
    }
    void add_line() {
        ++own_lines_;
        space_ = false;
    }
    void add(std::string_view text, bool keep_lines) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const char c = text[at];
            if (c == '\xC2' && at + 1 < text.size() && text[at + 1] == '\xA0') {  // &nbsp;
                space_ = true;
                ++at;
            } else if (keep_lines && c == '\n') {
                add_line();
            } else if (is_space(c)) {
                space_ = true;
            } else {
                write_gap();
                out_ += c;
            }
        }
    }
    // Written where text follows: an empty list item leaves nothing.
    void want_mark(std::string_view mark) { mark_ = mark; }
    std::string take() { return std::string(trimmed(out_)); }

  private:
    void write_gap() {
        const int breaks = std::min(std::max(breaks_, own_lines_), 2);
        if (!out_.empty()) {
            if (breaks > 0)
                out_.append(static_cast<std::size_t>(breaks), '\n');
            else if (space_ && out_.back() != ' ')
                out_ += ' ';
        }
        out_ += mark_;
        mark_ = {};
        breaks_ = own_lines_ = 0;
        space_ = false;
    }

    std::string out_;
    int breaks_ = 0;
    int own_lines_ = 0;
    bool space_ = false;
    std::string_view mark_;
};

bool has_block_markup(std::string_view html) {
    HtmlTokenizer tokenizer(html);
    for (HtmlToken token; tokenizer.next(token);)
        if (token.kind != HtmlKind::kText && (is_one_of(token.name, kParagraphs) || is_one_of(token.name, kLines)))
            return true;
    return false;
}

void append_escaped(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
            out += c;
    }
}

// The address as a browser would read it, where its scheme is harmless; else "".
std::string safe_address(std::string_view written) {
    std::string address;
    for (const char c : decode_entities(written))
        if (static_cast<unsigned char>(c) > ' ' && c != 0x7F) address += c;
    if (address.rfind("//", 0) == 0) address.insert(0, "https:");
    std::string scheme = address.substr(0, address.find(':') == std::string::npos ? 0 : address.find(':'));
    for (char& c : scheme)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return scheme == "http" || scheme == "https" || scheme == "mailto" ? address : std::string();
}

// Writes a fragment in which every element is closed and nothing is deeper than kMaxDepth.
class Sanitizer {
  public:
    void start(const HtmlToken& token) {
        if (token.name == "br" || token.name == "hr") {
            out_ += "<" + token.name + ">";
            return;
        }
        if (token.name == "p" || token.name == "a" || token.name == "li") close(token.name, token.name == "li");
        if (open_.size() >= kMaxDepth) return;
        out_ += "<" + token.name;
        if (token.name == "a") add_address(token);
        out_ += ">";
        open_.push_back(token.name);
    }

    // `within_list`: not beyond the list that an item stands in.
    void close(const std::string& name, bool within_list = false) {
        std::size_t at = open_.size();
        while (at > 0 && open_[at - 1] != name) {
            if (within_list && (open_[at - 1] == "ul" || open_[at - 1] == "ol")) return;
            --at;
        }
        if (at > 0) close_down_to(at - 1);
    }

    void text(std::string_view html) { append_escaped(decode_entities(html), out_); }

    std::string take() {
        close_down_to(0);
        return std::move(out_);
    }

  private:
    static constexpr std::size_t kMaxDepth = 32;

    void add_address(const HtmlToken& token) {
        for (const auto& [name, value] : token.attributes) {
            if (name != "href") continue;
            const std::string address = safe_address(value);
            if (address.empty()) return;
            out_ += " href=\"";
            append_escaped(address, out_);
            out_ += "\" rel=\"noopener nofollow\"";
            return;
        }
    }

    void close_down_to(std::size_t depth) {
        for (; open_.size() > depth; open_.pop_back()) out_ += "</" + open_.back() + ">";
    }

    std::string out_;
    std::vector<std::string> open_;
};

}  // namespace

std::string html_to_text(std::string_view html) {
    const std::string repaired = is_valid_utf8(html) ? std::string() : repair_utf8(html);
    if (!repaired.empty()) html = repaired;
    const bool keep_lines = !has_block_markup(html);
    PlainText text;
    HtmlTokenizer tokenizer(html);
    for (HtmlToken token; tokenizer.next(token);) {
        if (token.kind == HtmlKind::kText) {
            text.add(decode_entities(token.text), keep_lines);
        } else if (is_one_of(token.name, kParagraphs)) {
            text.want_breaks(2);
        } else if (is_one_of(token.name, kLines)) {
            if (token.name == "br")
                text.add_line();
            else
                text.want_breaks(1);
            if (token.name == "li" && token.kind == HtmlKind::kStart) text.want_mark("- ");
        } else if (token.name == "td" || token.name == "th") {
            text.add(" ", false);
        }
    }
    return text.take();
}

std::string sanitize_html(std::string_view html) {
    const std::string repaired = is_valid_utf8(html) ? std::string() : repair_utf8(html);
    if (!repaired.empty()) html = repaired;
    Sanitizer sanitizer;
    HtmlTokenizer tokenizer(html);
    for (HtmlToken token; tokenizer.next(token);) {
        if (token.kind == HtmlKind::kText)
            sanitizer.text(token.text);
        else if (!is_one_of(token.name, kAllowed))
            continue;
        else if (token.kind == HtmlKind::kStart)
            sanitizer.start(token);
        else
            sanitizer.close(token.name);
    }
    return sanitizer.take();
}

}  // namespace earwitness::text
