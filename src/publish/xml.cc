#include "publish/xml.h"

#include "publish/html.h"
#include "text/utf8.h"

namespace earwitness::publish {

std::string xml_text(std::string_view text) {
    std::string plain, out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = text::next_code_point(text, at);
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF)
            plain += ' ';
        else
            plain.append(text.substr(from, at - from));
    }
    append_escaped(plain, out);
    return out;
}

}  // namespace earwitness::publish
