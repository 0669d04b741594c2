// Cuts XML, or what passes for it, into tags and text: never fails, never looks twice at a byte more than a few
// times. Section numbers are those of XML 1.0. Used by XmlTree; knows nothing of nesting or names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "feed/report.h"

namespace earwitness::feed {

struct XmlAttribute {
    std::string_view name;   // with its prefix
    std::string_view value;  // not decoded
};

enum class MarkupKind : std::uint8_t { kText, kCdata, kStartTag, kEndTag, kDoctype, kSkipped };

struct Markup {
    MarkupKind kind = MarkupKind::kText;
    bool self_closing = false;
    std::size_t begin = 0, end = 0;   // of the whole piece
    std::string_view inner;           // the text, a CDATA section's content, a tag's name, a doctype's inside
    std::size_t first_attribute = 0;  // in attributes()
};

class XmlLexer {
  public:
    XmlLexer(std::string_view text, std::size_t begin, std::size_t end, Report* report)
        : text_(text), at_(begin), end_(end), report_(report) {}

    // False at the end. Attributes of start tags are appended to `attributes`.
    bool next(Markup& markup, std::vector<XmlAttribute>& attributes);

  private:
    bool take_markup(Markup& markup, std::vector<XmlAttribute>& attributes);
    bool take_declaration(Markup& markup);
    bool take_delimited(Markup& markup, std::size_t open, std::string_view close, MarkupKind kind, bool& none_left);
    bool take_doctype(Markup& markup);
    bool take_end_tag(Markup& markup);
    bool take_start_tag(Markup& markup, std::vector<XmlAttribute>& attributes);
    bool take_attribute(std::size_t& at, std::vector<XmlAttribute>& attributes);
    std::string_view take_value(std::size_t& at);
    std::size_t find(char c, std::size_t from) const;
    void malformed(std::string_view code, std::string_view message, std::size_t offset);

    std::string_view text_;
    std::size_t at_;
    std::size_t end_;
    Report* report_;  // null: silent
    // Once a closing mark is not found, it is not searched for again: no quadratic time on "<!--<!--<!--".
    bool no_comment_end_ = false, no_cdata_end_ = false, no_instruction_end_ = false;
    bool no_double_quote_ = false, no_single_quote_ = false;
};

}  // namespace earwitness::feed
