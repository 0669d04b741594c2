#include "publish/jekyll/page_text.h"

#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

constexpr std::string_view kFence = "---";

// Cuts the next line, with its line end, off `rest`.
std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
    rest.remove_prefix(line.size());
    return line;
}

std::string_view without_end(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
        line.remove_suffix(1);
    return line;
}

bool is_fence(std::string_view line) { return without_end(line) == kFence; }

bool is_aside(std::string_view line) { return without_end(line).empty() || line.front() == '#'; }

// Where the key of a line at the margin ends: at the first ':' before a space or the line's end.
std::size_t key_end(std::string_view line) {
    for (std::size_t at = line.find(':'); at != std::string_view::npos; at = line.find(':', at + 1))
        if (at + 1 >= line.size() || line[at + 1] == ' ' || line[at + 1] == '\r' || line[at + 1] == '\n') return at;
    return std::string_view::npos;
}

std::string plain_key(std::string_view key) {
    if (key.size() >= 2 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front())
        key = key.substr(1, key.size() - 2);
    return std::string(key);
}

bool goes_on(std::string_view line) {
    return line.front() == ' ' || line.front() == '\t' || line.rfind("- ", 0) == 0 || without_end(line) == "-";
}

// A quoted scalar may hold empty lines, also at the end of a block, where they would look like asides.
bool quote_is_open(std::string_view text) {
    const auto colon = key_end(text);
    const std::string_view value = text::trimmed(text.substr(std::min(text.size(), colon + 1)));
    if (value.empty() || (value.front() != '\'' && value.front() != '"')) return false;
    bool open = false, escaped = false;
    for (const char c : value) {
        if (escaped)
            escaped = false;
        else if (c == '\\' && value.front() == '"')
            escaped = true;
        else if (c == value.front())
            open = !open;
    }
    return open;
}

}  // namespace

Result<PageText> split_page(std::string_view page) {
    std::string_view rest = page;
    if (!is_fence(next_line(rest)))
        return make_error(ErrorCode::kMalformed, "no front matter: it does not begin with ---");
    PageText split;
    std::string aside;
    while (!rest.empty()) {
        const std::string_view line = next_line(rest);
        if (is_fence(line)) {
            if (!split.blocks.empty() && quote_is_open(split.blocks.back().text))
                return make_error(ErrorCode::kMalformed, "the quoted text of \"" + split.blocks.back().key +
                                                             "\" in the front matter has no end");
            split.tail = std::move(aside);
            split.body = rest;
            return split;
        }
        if (!split.blocks.empty() && (goes_on(line) || quote_is_open(split.blocks.back().text))) {
            split.blocks.back().text.append(aside).append(line);
            aside.clear();
        } else if (is_aside(line)) {
            aside += line;
        } else {
            const auto end = key_end(line);
            if (end == std::string_view::npos || end == 0)
                return make_error(ErrorCode::kMalformed, "a line of the front matter is no \"key: value\": " +
                                                             std::string(without_end(line).substr(0, 60)));
            split.blocks.push_back({std::move(aside), plain_key(line.substr(0, end)), std::string(line)});
            aside.clear();
        }
    }
    return make_error(ErrorCode::kMalformed, "the front matter has no end: no second line ---");
}

std::string join_page(const PageText& page) {
    std::string out(kFence);
    out += '\n';
    for (const Block& block : page.blocks) out.append(block.lead).append(block.text);
    return out.append(page.tail).append(kFence).append("\n").append(page.body);
}

std::string head_of(const Block& block) {
    std::string_view rest = block.text;
    return std::string(next_line(rest));
}

std::vector<std::string> items_of(const Block& block) {
    std::string_view rest = block.text;
    const std::string_view head = without_end(next_line(rest));
    std::vector<std::string> items;
    if (head.empty() || head.back() != ':') return items;
    while (!rest.empty()) {
        const std::string_view line = next_line(rest);
        if (line.front() == '-')
            items.emplace_back(line);
        else if (items.empty())
            return {};
        else
            items.back() += line;
    }
    return items;
}

}  // namespace earwitness::publish::jekyll
