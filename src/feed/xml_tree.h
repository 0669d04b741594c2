// A document as a flat tree: nodes in document order, linked by numbers, pointing into the text they came from.
// Built without recursion; mends what is not well-formed and reports it; bounded in depth and size. Entities that the
// document declares are replaced only where their values are short and plain; nothing outside is ever read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "earwitness/result.h"
#include "feed/report.h"
#include "feed/xml_lexer.h"
#include "feed/xml_names.h"

namespace earwitness::feed {

struct XmlNode {
    Ns ns = Ns::kNone;
    Tag tag = Tag::kOther;
    bool has_children = false;  // elements
    bool has_sections = false;  // CDATA, comments or instructions
    std::uint32_t begin = 0;    // of its '<'
    std::uint32_t content_begin = 0, content_end = 0;
    std::uint32_t parent = 0, first_child = 0, next_sibling = 0;  // 0: none (node 0 is the document)
    std::uint32_t first_attribute = 0, attribute_count = 0;
    std::string_view name;  // as written, with its prefix
};

class XmlTree {
  public:
    using Node = std::uint32_t;  // 0 is the document, and "none"

    // `text` is valid UTF-8 and outlives the tree. kTooLarge, kRefused (entities made of entities).
    static Result<XmlTree> parse(std::string_view text, Report& report);

    const XmlNode& operator[](Node node) const { return nodes_[node]; }
    std::size_t size() const { return nodes_.size(); }
    std::string_view source() const { return text_; }

    // The first child of that name; 0 where there is none.
    Node find_child(Node node, Tag tag) const;

    // What the element says: entities and CDATA sections resolved, trimmed. Where it has elements inside (XHTML, or
    // HTML that nobody escaped), its markup as written.
    std::string text_of(Node node) const;
    // Its content as markup, entities left as they are: XHTML.
    std::string markup_of(Node node) const;
    // The same for an attribute, found by its name with or without a prefix, in any letter case; "" where it is absent.
    std::string attribute(Node node, std::string_view name) const;
    bool has_attribute(Node node, std::string_view name) const { return find_attribute(node, name) != nullptr; }

  private:
    friend class XmlTreeBuilder;
    const XmlAttribute* find_attribute(Node node, std::string_view name) const;
    void append_decoded(std::string_view raw, std::string& out) const;
    void append_reference(std::string_view name, std::size_t offset, std::string& out) const;

    std::string_view text_;
    std::vector<XmlNode> nodes_;
    std::vector<XmlAttribute> attributes_;
    std::vector<std::pair<std::string_view, std::string_view>> entities_;
    mutable std::size_t expansion_left_ = std::size_t{1} << 20;  // bytes that declared entities may still add
    Report* report_ = nullptr;
};

// The code point of "#8217" or "#x2019" (what stands between '&' and ';'), with Windows-1252's meaning for 128..159
// as HTML has it; 0 where it is no number or no character.
char32_t character_reference(std::string_view name);

}  // namespace earwitness::feed
