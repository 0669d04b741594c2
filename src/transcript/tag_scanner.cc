#include "transcript/tag_scanner.h"

#include "transcript/markup_text.h"

namespace earwitness::transcript {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool equal_without_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

std::string decoded(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        if (raw[at] == '&')
            append_reference(raw, at, out);
        else
            out += raw[at++];
    }
    return out;
}

}  // namespace

bool is_tag(std::string_view name, std::string_view wanted) {
    const std::size_t colon = name.find(':');
    if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
    return equal_without_case(name, wanted);
}

std::optional<std::string> attribute(std::string_view attributes, std::string_view name) {
    std::size_t at = 0;
    while (at < attributes.size()) {
        while (at < attributes.size() && (is_blank(attributes[at]) || attributes[at] == '/')) ++at;
        const std::size_t begin = at;
        while (at < attributes.size() && !is_blank(attributes[at]) && attributes[at] != '=') ++at;
        const std::string_view key = attributes.substr(begin, at - begin);
        while (at < attributes.size() && is_blank(attributes[at])) ++at;
        std::string_view value;
        if (at < attributes.size() && attributes[at] == '=') {
            ++at;
            while (at < attributes.size() && is_blank(attributes[at])) ++at;
            if (at < attributes.size() && (attributes[at] == '"' || attributes[at] == '\'')) {
                const std::size_t close = std::min(attributes.find(attributes[at], at + 1), attributes.size());
                value = attributes.substr(at + 1, close - at - 1);
                at = close + 1;
            } else {
                const std::size_t from = at;
                while (at < attributes.size() && !is_blank(attributes[at])) ++at;
                value = attributes.substr(from, at - from);
            }
        } else if (key.empty()) {
            ++at;
        }
        if (!key.empty() && (equal_without_case(key, name) || is_tag(key, name))) return decoded(value);
    }
    return {};
}

std::string plain_text(const TagEvent& event) { return event.literal ? std::string(event.text) : decoded(event.text); }

bool TagScanner::skip_to(std::string_view mark) {
    const std::size_t found = input_.find(mark, at_);
    at_ = found == std::string_view::npos ? input_.size() : found + mark.size();
    return found != std::string_view::npos;
}

// At a '<' that a letter or a '/' follows. A quote hides a '>'.
bool TagScanner::scan_tag(TagEvent& event) {
    std::size_t at = at_ + 1;
    const bool close = input_[at] == '/';
    if (close) ++at;
    const std::size_t name_begin = at;
    while (at < input_.size() && !is_blank(input_[at]) && input_[at] != '>' && input_[at] != '/') ++at;
    event.kind = close ? TagEvent::Kind::kClose : TagEvent::Kind::kOpen;
    event.name = input_.substr(name_begin, at - name_begin);
    const std::size_t rest = at;
    char quote = '\0';
    for (; at < input_.size(); ++at) {
        if (quote != '\0') {
            if (input_[at] == quote) quote = '\0';
        } else if ((input_[at] == '"' || input_[at] == '\'') && input_[at - 1] == '=') {
            quote = input_[at];
        } else if (input_[at] == '>') {
            break;
        }
    }
    event.attributes = input_.substr(rest, at - rest);
    event.self_closing = !event.attributes.empty() && event.attributes.back() == '/';
    at_ = at < input_.size() ? at + 1 : at;
    if (!close && !event.self_closing && (is_tag(event.name, "script") || is_tag(event.name, "style")))
        raw_element_ = event.name;
    return true;
}

bool TagScanner::next(TagEvent& event) {
    event = TagEvent();
    if (!raw_element_.empty()) {
        // Up to "</script".
        for (const std::string_view name = raw_element_; at_ < input_.size(); ++at_) {
            if (!skip_to("</")) break;
            at_ -= 2;
            if (equal_without_case(input_.substr(at_ + 2, name.size()), name)) break;
        }
        raw_element_ = {};
    }
    while (at_ < input_.size()) {
        event.offset = at_;
        const std::string_view rest = input_.substr(at_);
        const char after = rest.size() > 1 ? rest[1] : ' ';
        if (rest[0] == '<' && (is_letter(after) || (after == '/' && rest.size() > 2 && is_letter(rest[2]))))
            return scan_tag(event);
        if (rest.starts_with("<!--")) {
            at_ += 4;
            skip_to("-->");
        } else if (rest.starts_with("<![CDATA[")) {
            const std::size_t end = std::min(rest.find("]]>"), rest.size());
            event.text = rest.substr(9, end - 9);
            event.literal = true;
            at_ += std::min(end + 3, rest.size());
            return true;
        } else if (rest[0] == '<' && (after == '!' || after == '?' || after == '/')) {
            at_ += 2;
            skip_to(">");
        } else {
            const std::size_t end = std::min(rest.find('<', 1), rest.size());
            event.text = rest.substr(0, end);
            at_ += end;
            return true;
        }
    }
    return false;
}

}  // namespace earwitness::transcript
