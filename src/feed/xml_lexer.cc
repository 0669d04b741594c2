#include "feed/xml_lexer.h"

#include <cstring>

namespace earwitness::feed {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool ends_name(char c) { return is_space(c) || c == '>' || c == '/' || c == '<' || c == '=' || c == '"' || c == '\''; }

}  // namespace

std::size_t XmlLexer::find(char c, std::size_t from) const {
    if (from >= end_) return end_;
    const void* found = std::memchr(text_.data() + from, c, end_ - from);
    return found == nullptr ? end_ : static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
}

void XmlLexer::malformed(std::string_view code, std::string_view message, std::size_t offset) {
    if (report_ != nullptr) report_->malformed(code, message, offset);
}

bool XmlLexer::next(Markup& markup, std::vector<XmlAttribute>& attributes) {
    if (at_ >= end_) return false;
    markup.begin = at_;
    markup.self_closing = false;
    std::size_t stop = at_;
    if (text_[at_] == '<') {
        if (take_markup(markup, attributes)) {
            at_ = markup.end;
            return true;
        }
        malformed("bare_less_than", "a '<' that begins no tag was taken as text", at_);
        stop = at_ + 1;
    }
    stop = find('<', stop);
    markup.kind = MarkupKind::kText;
    markup.inner = text_.substr(at_, stop - at_);
    markup.end = at_ = stop;
    return true;
}

bool XmlLexer::take_markup(Markup& markup, std::vector<XmlAttribute>& attributes) {
    if (at_ + 1 >= end_) return false;
    const char second = text_[at_ + 1];
    if (starts_name(second)) return take_start_tag(markup, attributes);
    if (second == '/') return take_end_tag(markup);
    if (second == '!') return take_declaration(markup);
    if (second == '?') return take_delimited(markup, 2, "?>", MarkupKind::kSkipped, no_instruction_end_);
    return false;
}

// 2.5 comments, 2.7 CDATA sections, 2.8 the document type.
bool XmlLexer::take_declaration(Markup& markup) {
    const std::string_view rest = text_.substr(at_, end_ - at_);
    if (rest.substr(0, 4) == "<!--") return take_delimited(markup, 4, "-->", MarkupKind::kSkipped, no_comment_end_);
    if (rest.substr(0, 9) == "<![CDATA[") {
        if (take_delimited(markup, 9, "]]>", MarkupKind::kCdata, no_cdata_end_)) return true;
        malformed("cdata_unclosed", "a CDATA section without an end: what follows was read as markup", at_);
        markup.kind = MarkupKind::kSkipped;
        markup.end = at_ + 9;
        return true;
    }
    if (rest.size() > 2 && (starts_name(rest[2]) || rest[2] == '[')) return take_doctype(markup);
    return false;
}

bool XmlLexer::take_delimited(Markup& markup, std::size_t open, std::string_view close, MarkupKind kind,
                              bool& none_left) {
    if (none_left) return false;
    const std::size_t from = at_ + open;
    std::size_t stop = from > end_ ? std::string_view::npos : text_.substr(0, end_).find(close, from);
    if (stop == std::string_view::npos) {
        none_left = true;
        return false;
    }
    markup.kind = kind;
    markup.inner = text_.substr(from, stop - from);
    markup.end = stop + close.size();
    return true;
}

// To the '>' outside quotes and brackets; a stray "<!" ends at the next '>' at the latest after 64 kB.
bool XmlLexer::take_doctype(Markup& markup) {
    constexpr std::size_t kLongest = 64 * 1024;
    std::size_t depth = 0;
    char quote = 0;
    const std::size_t limit = end_ - at_ > kLongest ? at_ + kLongest : end_;
    for (std::size_t at = at_ + 2; at < limit; ++at) {
        const char c = text_[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (depth > 0 && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == '[') {
            ++depth;
        } else if (c == ']' && depth > 0) {
            --depth;
        } else if (c == '>' && depth == 0) {
            markup.kind = MarkupKind::kDoctype;
            markup.inner = text_.substr(at_ + 2, at - at_ - 2);
            markup.end = at + 1;
            return true;
        }
    }
    malformed("doctype_unclosed", "a document type without an end was passed over", at_);
    const std::size_t stop = find('>', at_);
    markup.kind = MarkupKind::kSkipped;
    markup.end = stop < end_ ? stop + 1 : end_;
    return true;
}

// 3.1 [42]. "</title <" ends at the next '<'.
bool XmlLexer::take_end_tag(Markup& markup) {
    std::size_t at = at_ + 2;
    if (at >= end_ || !starts_name(text_[at])) return false;
    const std::size_t name = at;
    while (at < end_ && !ends_name(text_[at])) ++at;
    markup.kind = MarkupKind::kEndTag;
    markup.inner = text_.substr(name, at - name);
    while (at < end_ && text_[at] != '>' && text_[at] != '<') ++at;
    if (at >= end_ || text_[at] == '<') malformed("tag_unclosed", "an end tag without its '>'", at_);
    markup.end = at < end_ && text_[at] == '>' ? at + 1 : at;
    return true;
}

// 3.1 [40], [44]. False where no '>' ends it before the next '<': then it was text such as "a <b or c".
bool XmlLexer::take_start_tag(Markup& markup, std::vector<XmlAttribute>& attributes) {
    std::size_t at = at_ + 1;
    while (at < end_ && !ends_name(text_[at])) {
        if (text_[at] == '@') return false;  // <name@example.com>
        ++at;
    }
    markup.inner = text_.substr(at_ + 1, at - at_ - 1);
    markup.first_attribute = attributes.size();
    for (;;) {
        while (at < end_ && is_space(text_[at])) ++at;
        if (at >= end_ || text_[at] == '<') {
            attributes.resize(markup.first_attribute);
            return false;
        }
        if (text_[at] == '>') break;
        if (text_[at] == '/') {
            markup.self_closing = at + 1 < end_ && text_[at + 1] == '>';
            ++at;
            continue;
        }
        if (!take_attribute(at, attributes)) ++at;
    }
    markup.kind = MarkupKind::kStartTag;
    markup.end = at + 1;
    return true;
}

// 3.1 [41]: name="value", and without quotes or without a value.
bool XmlLexer::take_attribute(std::size_t& at, std::vector<XmlAttribute>& attributes) {
    const std::size_t name = at;
    while (at < end_ && !ends_name(text_[at])) ++at;
    XmlAttribute attribute{text_.substr(name, at - name), {}};
    std::size_t equals = at;
    while (equals < end_ && is_space(text_[equals])) ++equals;
    if (equals < end_ && text_[equals] == '=') {
        at = equals + 1;
        while (at < end_ && is_space(text_[at])) ++at;
        attribute.value = take_value(at);
    } else {
        malformed("attribute_without_value", "an attribute without a value", name);
    }
    if (attribute.name.empty()) return at > name;
    attributes.push_back(attribute);
    return true;
}

std::string_view XmlLexer::take_value(std::size_t& at) {
    const std::size_t begin = at;
    if (at < end_ && (text_[at] == '"' || text_[at] == '\'')) {
        const char quote = text_[at];
        bool& none_left = quote == '"' ? no_double_quote_ : no_single_quote_;
        const std::size_t stop = none_left ? end_ : find(quote, begin + 1);
        if (stop == end_) none_left = true;
        const std::string_view value = text_.substr(begin + 1, stop - begin - 1);
        // A value that runs through the end of this tag into another one has lost its closing quote.
        const std::size_t greater = value.find('>');
        const bool ran_on = greater != std::string_view::npos && value.find('<', greater) != std::string_view::npos &&
                            value.find('<') > greater;
        if (stop < end_ && !ran_on) {
            at = stop + 1;
            return value;
        }
        malformed("quote_unclosed", "an attribute's value without its closing quote", begin);
        ++at;
    } else {
        malformed("attribute_unquoted", "an attribute's value without quotes", begin);
    }
    const std::size_t first = at;
    while (at < end_ && !is_space(text_[at]) && text_[at] != '>' && text_[at] != '<') ++at;
    const bool closes = at < end_ && text_[at] == '>' && at > first && text_[at - 1] == '/';
    if (closes) --at;
    return text_.substr(first, at - first);
}

}  // namespace earwitness::feed
