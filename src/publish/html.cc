#include "publish/html.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace earwitness::publish {
namespace {

bool is_void(std::string_view tag) {
    return tag == "br" || tag == "hr" || tag == "img" || tag == "input" || tag == "link" || tag == "meta";
}

[[noreturn]] void broken(const char* what) {
    std::fprintf(stderr, "earwitness: html builder: %s\n", what);
    std::abort();
}

}  // namespace

void append_escaped(std::string_view text, std::string& out) {
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string_view entity;
        switch (text[i]) {
            case '&':
                entity = "&amp;";
                break;
            case '<':
                entity = "&lt;";
                break;
            case '>':
                entity = "&gt;";
                break;
            case '"':
                entity = "&quot;";
                break;
            case '\'':
                entity = "&#39;";
                break;
            case '\r':
                entity = "&#13;";
                break;  // a bare one would be read back as a line feed
            case '\0':
                entity = "\xEF\xBF\xBD";
                break;  // HTML has no way to write it
            default:
                continue;
        }
        out.append(text, plain, i - plain).append(entity);
        plain = i + 1;
    }
    out.append(text, plain);
}

Html& Html::begin(std::string_view tag, const Attribute* first, const Attribute* last) {
    out_.append("<").append(tag);
    for (; first != last; ++first) {
        if (first->name.empty()) continue;
        out_.append(" ").append(first->name).append("=\"");
        append_escaped(first->value, out_);
        out_ += '"';
    }
    out_ += '>';
    if (!is_void(tag)) open_.push_back(tag);
    return *this;
}

Html& Html::open(std::string_view tag, std::initializer_list<Attribute> attributes) {
    return begin(tag, attributes.begin(), attributes.end());
}

Html& Html::open(std::string_view tag, const std::vector<Attribute>& attributes) {
    return begin(tag, attributes.data(), attributes.data() + attributes.size());
}

Html& Html::close() {
    if (open_.empty()) broken("close without open");
    out_.append("</").append(open_.back()).append(">");
    open_.pop_back();
    return *this;
}

Html& Html::text(std::string_view text) {
    append_escaped(text, out_);
    return *this;
}

Html& Html::element(std::string_view tag, std::initializer_list<Attribute> attributes, std::string_view content) {
    begin(tag, attributes.begin(), attributes.end());
    text(content);
    return close();
}

Html& Html::trusted(std::string_view html) {
    out_.append(html);
    return *this;
}

Html& Html::newline() {
    out_ += '\n';
    return *this;
}

std::string Html::take() {
    if (!open_.empty()) broken("an element is still open");
    return std::exchange(out_, {});
}

}  // namespace earwitness::publish
