#include "feed/xml_tree.h"

#include <cstring>

#include "text/html.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

constexpr std::size_t kLongestReference = 40;

// The five of XML itself (4.6).
char plain_entity(std::string_view name) {
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "amp") return '&';
    if (name == "quot") return '"';
    if (name == "apos") return '\'';
    return 0;
}

}  // namespace

char32_t character_reference(std::string_view name) {
    if (name.size() < 2 || name[0] != '#') return 0;
    const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
    std::size_t at = hexadecimal ? 2 : 1;
    if (at >= name.size()) return 0;
    char32_t point = 0;
    for (; at < name.size(); ++at) {
        const char c = name[at];
        unsigned digit = 99;
        if (c >= '0' && c <= '9')
            digit = static_cast<unsigned>(c - '0');
        else if (hexadecimal && c >= 'a' && c <= 'f')
            digit = static_cast<unsigned>(c - 'a' + 10);
        else if (hexadecimal && c >= 'A' && c <= 'F')
            digit = static_cast<unsigned>(c - 'A' + 10);
        if (digit == 99) return 0;
        point = point * (hexadecimal ? 16 : 10) + digit;
        if (point > 0x10FFFF) return 0xFFFD;
    }
    if (point >= 0xD800 && point <= 0xDFFF) return 0xFFFD;
    if (point >= 0x80 && point < 0xA0) {
        const std::string mapped = text::from_windows_1252(std::string(1, static_cast<char>(point)));
        std::size_t start = 0;
        return text::next_code_point(mapped, start);
    }
    if (point < 0x20 && point != '\t' && point != '\n' && point != '\r') return 0xFFFD;
    return point;
}

XmlTree::Node XmlTree::find_child(Node node, Tag tag) const {
    for (Node child = nodes_[node].first_child; child != 0; child = nodes_[child].next_sibling)
        if (nodes_[child].tag == tag) return child;
    return 0;
}

void XmlTree::append_reference(std::string_view name, std::size_t offset, std::string& out) const {
    if (const char c = plain_entity(name); c != 0) {
        out += c;
        return;
    }
    if (!name.empty() && name[0] == '#') {
        const char32_t point = character_reference(name);
        if (point != 0) {
            if (point != 0xFFFD)
                text::append_utf8(point, out);
            else
                report_->malformed("bad_character_reference",
                                   "a reference to a character that does not exist was left out", offset);
            return;
        }
    }
    for (const auto& [declared, value] : entities_) {
        if (declared != name || value.size() > expansion_left_) continue;
        expansion_left_ -= value.size();
        out += text::decode_entities(value);
        return;
    }
    std::string_view known = text::find_entity(name);
    // The documents that use these meant HTML 4's, as the DTD of RSS 0.91 declared them.
    if (name == "lang") known = "\u2329";
    if (name == "rang") known = "\u232A";
    report_->malformed(known.empty() ? "entity_unknown" : "entity_undeclared",
                       "&" + std::string(name) + "; is not declared", offset);
    if (known.empty())
        out.append("&").append(name).append(";");
    else
        out += known;
}

void XmlTree::append_decoded(std::string_view raw, std::string& out) const {
    std::size_t at = 0;
    for (;;) {
        const void* found = at < raw.size() ? std::memchr(raw.data() + at, '&', raw.size() - at) : nullptr;
        if (found == nullptr) break;
        const auto mark = static_cast<std::size_t>(static_cast<const char*>(found) - raw.data());
        out.append(raw, at, mark - at);
        std::size_t end = mark + 1;
        const std::size_t limit = std::min(raw.size(), mark + kLongestReference);
        while (end < limit && raw[end] != ';' && raw[end] != '&' && static_cast<unsigned char>(raw[end]) > ' ' &&
               raw[end] != '<')
            ++end;
        const auto offset = static_cast<std::size_t>(raw.data() - text_.data()) + mark;
        if (end < limit && raw[end] == ';' && end > mark + 1) {
            append_reference(raw.substr(mark + 1, end - mark - 1), offset, out);
            at = end + 1;
        } else {
            report_->malformed("bare_ampersand", "an '&' that begins no reference was taken as text", offset);
            out += '&';
            at = mark + 1;
        }
    }
    if (at < raw.size()) out.append(raw, at, std::string::npos);
}

std::string XmlTree::markup_of(Node node) const {
    const XmlNode& element = nodes_[node];
    std::string out;
    XmlLexer lexer(text_, element.content_begin, element.content_end, nullptr);
    std::vector<XmlAttribute> attributes;
    for (Markup markup; lexer.next(markup, attributes); attributes.clear()) {
        if (markup.kind == MarkupKind::kCdata)
            out += markup.inner;
        else if (markup.kind != MarkupKind::kSkipped)
            out.append(text_, markup.begin, markup.end - markup.begin);
    }
    return std::string(text::trimmed(out));
}

std::string XmlTree::text_of(Node node) const {
    const XmlNode& element = nodes_[node];
    if (element.has_children) return markup_of(node);
    const std::string_view raw = text_.substr(element.content_begin, element.content_end - element.content_begin);
    std::string out;
    if (!element.has_sections) {
        if (std::memchr(raw.data(), '&', raw.size()) == nullptr) return std::string(text::trimmed(raw));
        out.reserve(raw.size());
        append_decoded(raw, out);
    } else {
        out.reserve(raw.size());
        XmlLexer lexer(text_, element.content_begin, element.content_end, nullptr);
        std::vector<XmlAttribute> attributes;
        for (Markup markup; lexer.next(markup, attributes); attributes.clear()) {
            if (markup.kind == MarkupKind::kCdata)
                out += markup.inner;
            else if (markup.kind == MarkupKind::kText)
                append_decoded(markup.inner, out);
        }
    }
    const std::string_view trimmed = text::trimmed(out);
    if (trimmed.size() == out.size()) return out;
    return std::string(trimmed);
}

const XmlAttribute* XmlTree::find_attribute(Node node, std::string_view name) const {
    const XmlNode& element = nodes_[node];
    const XmlAttribute* prefixed = nullptr;
    for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
        const XmlAttribute& attribute = attributes_[element.first_attribute + i];
        if (equals_ignoring_case(attribute.name, name)) return &attribute;
        const std::size_t colon = attribute.name.find(':');
        if (colon != std::string_view::npos && prefixed == nullptr &&
            equals_ignoring_case(attribute.name.substr(colon + 1), name))
            prefixed = &attribute;
    }
    return prefixed;
}

std::string XmlTree::attribute(Node node, std::string_view name) const {
    const XmlAttribute* found = find_attribute(node, name);
    if (found == nullptr) return {};
    std::string out;
    append_decoded(found->value, out);
    return std::string(text::trimmed(out));
}

}  // namespace earwitness::feed
