// Cuts HTML into tags and text, by a small part of the HTML standard's tokenizer (13.2.5): linear time, no tree, so no
// depth. Contents of scripts, styles and their like are passed over. Internal to the HTML functions of html.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace earwitness::text {

enum class HtmlKind { kText, kStart, kEnd };

struct HtmlToken {
    HtmlKind kind = HtmlKind::kText;
    std::string_view text;  // of text: as written, not decoded
    std::string name;       // of tags: lower case, at most 16 bytes ("" where longer: nothing that anyone knows)
    std::vector<std::pair<std::string, std::string_view>> attributes;  // lower-case name, value not decoded
};

class HtmlTokenizer {
  public:
    explicit HtmlTokenizer(std::string_view html) : html_(html) {}
    bool next(HtmlToken& token);

  private:
    bool take_tag(HtmlToken& token);
    bool skip_declaration();
    void take_attributes(HtmlToken& token);
    void skip_raw_content(const std::string& name);

    std::string_view html_;
    std::size_t at_ = 0;
    bool no_comment_end_ = false;
};

}  // namespace earwitness::text
