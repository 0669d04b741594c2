// Builds HTML that escapes by default: names, titles and notes come from feeds and are hostile. Every page of
// the site is made with it; there is no other way into a page than text(), attributes (both escaped) and
// trusted(), which takes constants and what text::sanitize_html has cleaned.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace earwitness::publish {

// Escapes for element content and for double-quoted attributes alike.
void append_escaped(std::string_view text, std::string& out);

struct Attribute {
    std::string_view name;
    std::string_view value;
};

class Html {
  public:
    // An attribute with an empty name is left out, which makes conditional ones easy. Void elements (br, hr, img,
    // input, link, meta) close themselves. `tag` must be a literal: it is kept by reference.
    Html& open(std::string_view tag, std::initializer_list<Attribute> attributes = {});
    Html& open(std::string_view tag, const std::vector<Attribute>& attributes);
    // Closes the innermost open element; with none open it aborts.
    Html& close();
    Html& text(std::string_view text);
    // open, text, close.
    Html& element(std::string_view tag, std::initializer_list<Attribute> attributes, std::string_view text);
    Html& element(std::string_view tag, std::string_view text) { return element(tag, {}, text); }
    Html& trusted(std::string_view html);
    // A line break in the source, for people who read it; never inside text that is quoted.
    Html& newline();

    std::size_t size() const { return out_.size(); }
    std::string take();  // closes nothing: aborts where an element is still open

  private:
    Html& begin(std::string_view tag, const Attribute* first, const Attribute* last);
    std::string out_;
    std::vector<std::string_view> open_;
};

}  // namespace earwitness::publish
