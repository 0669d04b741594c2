#include "feed/doctype.h"

#include <string>

#include "feed/xml_tree.h"

namespace earwitness::feed {
namespace {

constexpr std::size_t kMaxEntities = 64;
constexpr std::size_t kMaxValue = 256;

std::string_view skip_space(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    return text;
}

std::string_view take_word(std::string_view& text) {
    text = skip_space(text);
    std::size_t end = 0;
    while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && text[end] != '>' && text[end] != '"' &&
           text[end] != '\'')
        ++end;
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
}

// True where the value refers to an entity other than a character or XML's own five.
bool refers_to_entities(std::string_view value) {
    for (std::size_t at = value.find('&'); at != std::string_view::npos; at = value.find('&', at + 1)) {
        const std::size_t end = value.find(';', at);
        if (end == std::string_view::npos) return false;
        const std::string_view name = value.substr(at + 1, end - at - 1);
        if (name != "lt" && name != "gt" && name != "amp" && name != "quot" && name != "apos" &&
            character_reference(name) == 0)
            return true;
    }
    return false;
}

}  // namespace

Status read_doctype(std::string_view inside, std::vector<std::pair<std::string_view, std::string_view>>& entities) {
    constexpr std::string_view kOpening = "<!ENTITY";
    for (std::size_t at = inside.find(kOpening); at != std::string_view::npos; at = inside.find(kOpening, at + 1)) {
        std::string_view rest = inside.substr(at + kOpening.size());
        const std::string_view name = take_word(rest);
        rest = skip_space(rest);
        if (name.empty() || name == "%" || rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
        const std::size_t end = rest.find(rest.front(), 1);
        if (end == std::string_view::npos) break;
        const std::string_view value = rest.substr(1, end - 1);
        if (refers_to_entities(value))
            return make_error(ErrorCode::kRefused,
                              "the entity &" + shortened(name) +
                                  "; is made of other entities, as expansion bombs are; remove its declaration");
        if (value.size() <= kMaxValue && value.find('<') == std::string_view::npos && entities.size() < kMaxEntities)
            entities.emplace_back(name, value);
    }
    return {};
}

}  // namespace earwitness::feed
