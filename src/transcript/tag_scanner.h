// Walks HTML or XML as a flat row of tags and texts: no tree, no recursion, linear time, whatever the input. Called by
// the page readers here and by verify/. It repairs nothing: who needs nesting keeps a stack of his own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace earwitness::transcript {

struct TagEvent {
    enum class Kind { kOpen, kClose, kText };
    Kind kind = Kind::kText;
    std::string_view name;        // as written; kOpen and kClose
    std::string_view attributes;  // what stands between name and '>'; kOpen
    bool self_closing = false;    // "<br/>"
    bool literal = false;         // text of CDATA: character references mean nothing in it
    std::string_view text;        // raw; kText
    std::size_t offset = 0;       // of the event in the input
};

class TagScanner {
  public:
    explicit TagScanner(std::string_view input) : input_(input) {}
    // False at the end. Comments, declarations and what stands inside script and style are passed over.
    bool next(TagEvent& event);

  private:
    bool scan_tag(TagEvent& event);
    bool skip_to(std::string_view mark);

    std::string_view input_;
    std::size_t at_ = 0;
    std::string_view raw_element_;  // inside script or style
};

// Letters compared without case, an XML prefix ("pst:") left aside.
bool is_tag(std::string_view name, std::string_view wanted);

// The value of an attribute, character references decoded; "" for one without a value.
std::optional<std::string> attribute(std::string_view attributes, std::string_view name);

// Character references decoded.
std::string plain_text(const TagEvent& event);

}  // namespace earwitness::transcript
