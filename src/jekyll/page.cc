#include "jekyll/page.h"

#include <algorithm>

#include "jekyll/yaml_write.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

// The line at `at`, with its line break.
std::string_view line_at(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    return text.substr(at, end == std::string_view::npos ? end : end + 1 - at);
}

bool is_fence(std::string_view line) {
    return line.starts_with("---") && line.find_first_not_of(" \t\r\n", 3) == std::string_view::npos;
}

}  // namespace

std::optional<PageParts> split_page(std::string_view text) {
    const std::string_view opening = line_at(text, 0);
    if (!is_fence(opening) || !opening.ends_with('\n')) return {};
    PageParts parts;
    const auto lines = [](std::string_view part) {
        return static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
    };
    for (std::size_t at = opening.size(); at < text.size();) {
        // The next line that could be a fence.
        const std::string_view line = line_at(text, at);
        if (is_fence(line)) {
            parts.front = text.substr(opening.size(), at - opening.size());
            parts.body = text.substr(at + line.size());
            parts.body_line = parts.front_line + lines(parts.front) + 1;
            parts.closed = true;
            return parts;
        }
        const std::size_t next = text.find("\n---", at);
        at = next == std::string_view::npos ? text.size() : next + 1;
    }
    parts.front = text.substr(opening.size());
    parts.body_line = parts.front_line + lines(parts.front);
    return parts;
}

std::variant<Page, YamlFault> parse_page(std::string_view text) {
    if (text.size() > kMaxPageBytes) return YamlFault{1, "larger than " + std::to_string(kMaxPageBytes >> 20) + " MiB"};
    if (!text::is_valid_utf8(text)) return YamlFault{1, "not UTF-8"};
    const auto parts = split_page(text);
    if (!parts) return YamlFault{1, "no front matter: the first line is not \"---\""};
    if (!parts->closed) return YamlFault{parts->body_line, "the front matter has no end: no line is \"---\""};
    auto front = read_yaml(parts->front, parts->front_line);
    if (auto* fault = std::get_if<YamlFault>(&front)) return std::move(*fault);
    auto& value = std::get<Value>(front);
    if (value.kind == ValueKind::kNull) value = Value::map();
    if (!value.is_map()) return YamlFault{value.line, "the front matter is not a map of keys"};
    return Page{std::move(value), std::string(parts->body)};
}

std::string render_page(const Page& page) { return "---\n" + write_yaml(page.front) + "---\n" + page.body; }

}  // namespace earwitness::jekyll
