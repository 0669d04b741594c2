#include "text/html_tokens.h"

#include <algorithm>

namespace earwitness::text {
namespace {

constexpr std::size_t kLongestName = 16;
constexpr std::size_t kMostAttributes = 32;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Elements whose content is no text for a reader.
bool is_raw(const std::string& name) {
    for (const char* known : {"script", "style", "iframe", "object", "noscript", "template", "svg", "math", "title",
                              "textarea", "select", "canvas", "noembed", "noframes", "xmp", "plaintext"})
        if (name == known) return true;
    return false;
}

}  // namespace

bool HtmlTokenizer::next(HtmlToken& token) {
    token.attributes.clear();
    token.name.clear();
    while (at_ < html_.size()) {
        std::size_t stop = at_;
        if (html_[at_] == '<') {
            if (take_tag(token)) return true;
            if (skip_declaration()) continue;
            stop = at_ + 1;
        }
        stop = std::min(html_.find('<', stop), html_.size());
        token.kind = HtmlKind::kText;
        token.text = html_.substr(at_, stop - at_);
        at_ = stop;
        return true;
    }
    return false;
}

bool HtmlTokenizer::take_tag(HtmlToken& token) {
    std::size_t at = at_ + 1;
    token.kind = HtmlKind::kStart;
    if (at < html_.size() && html_[at] == '/') {
        token.kind = HtmlKind::kEnd;
        ++at;
    }
    if (at >= html_.size() || !is_letter(html_[at])) return false;
    const std::size_t begin = at;
    while (at < html_.size() && !is_space(html_[at]) && html_[at] != '>' && html_[at] != '/' && html_[at] != '<') ++at;
    if (at - begin <= kLongestName)
        for (const char c : html_.substr(begin, at - begin)) token.name += lower(c);
    at_ = at;
    take_attributes(token);
    if (token.kind == HtmlKind::kStart && is_raw(token.name)) skip_raw_content(token.name);
    return true;
}

// To behind the '>', or to the end, or to a '<' outside quotes.
void HtmlTokenizer::take_attributes(HtmlToken& token) {
    while (at_ < html_.size() && html_[at_] != '>' && html_[at_] != '<') {
        if (is_space(html_[at_]) || html_[at_] == '/' || html_[at_] == '=') {
            ++at_;
            continue;
        }
        const std::size_t name = at_;
        while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '/' &&
               html_[at_] != '=' && html_[at_] != '<')
            ++at_;
        const std::string_view written = html_.substr(name, at_ - name);
        std::size_t after = at_;
        while (after < html_.size() && is_space(html_[after])) ++after;
        std::string_view value;
        if (after < html_.size() && html_[after] == '=') {
            at_ = after + 1;
            while (at_ < html_.size() && is_space(html_[at_])) ++at_;
            const char quote = at_ < html_.size() ? html_[at_] : '\0';
            const std::size_t begin = at_ + 1;
            const std::size_t end = quote == '"' || quote == '\'' ? html_.find(quote, begin) : std::string_view::npos;
            if (end != std::string_view::npos) {
                value = html_.substr(begin, end - begin);
                at_ = end + 1;
            } else {
                const std::size_t first = at_;
                while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>' && html_[at_] != '<') ++at_;
                value = html_.substr(first, at_ - first);
            }
        }
        if (token.attributes.size() >= kMostAttributes || written.size() > kLongestName) continue;
        std::string lowered;
        for (const char c : written) lowered += lower(c);
        token.attributes.emplace_back(std::move(lowered), value);
    }
    if (at_ < html_.size() && html_[at_] == '>') ++at_;
}

// Comments, doctypes, processing instructions, CDATA's brackets.
bool HtmlTokenizer::skip_declaration() {
    const std::string_view rest = html_.substr(at_, 4);
    if (rest == "<!--" && !no_comment_end_) {
        const std::size_t end = html_.find("-->", at_ + 4);
        if (end != std::string_view::npos) {
            at_ = end + 3;
            return true;
        }
        no_comment_end_ = true;
    }
    if (rest.size() < 2 || (rest[1] != '!' && rest[1] != '?' && rest[1] != '/')) return false;
    const std::size_t end = html_.find('>', at_);
    at_ = end == std::string_view::npos ? html_.size() : end + 1;
    return true;
}

void HtmlTokenizer::skip_raw_content(const std::string& name) {
    for (std::size_t at = html_.find("</", at_); at != std::string_view::npos; at = html_.find("</", at + 2)) {
        std::size_t i = 0;
        while (i < name.size() && at + 2 + i < html_.size() && lower(html_[at + 2 + i]) == name[i]) ++i;
        if (i < name.size()) continue;
        at_ = at;  // the end tag itself comes next
        return;
    }
    at_ = html_.size();
}

}  // namespace earwitness::text
