#include "jekyll/front_recovery.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "jekyll/yaml_read.h"

namespace earwitness::jekyll {
namespace {

// Lines that belong together, and where they stand in the file.
struct Chunk {
    std::string_view text;
    std::size_t line = 0;
};

// "name:" in the first column.
bool begins_key(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size() &&
           (std::isalnum(static_cast<unsigned char>(line[at])) != 0 || line[at] == '_' || line[at] == '-'))
        ++at;
    return at > 0 && line[0] != '-' && at < line.size() && line[at] == ':' &&
           (at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\n' || line[at + 1] == '\r');
}

bool begins_item(std::string_view line) { return line.starts_with("- ") || line == "-\n"; }

// Cuts before each line that begins something; what stands before the first such line is a chunk too, if it is
// anything.
template <typename Begins>
std::vector<Chunk> cut(std::string_view text, std::size_t line, Begins begins) {
    std::vector<Chunk> chunks;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        if (chunks.empty() || begins(text.substr(at, end - at)))
            chunks.push_back({text.substr(at, end - at), line});
        else
            chunks.back().text = std::string_view(chunks.back().text.data(), chunks.back().text.size() + end - at);
        at = end;
    }
    return chunks;
}

std::size_t lines_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + (text.ends_with('\n') ? 0 : 1);
}

// The first words of lost text, for a person.
std::string quoted_start(std::string_view text) {
    constexpr std::size_t kShown = 100;
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (blank && (out.empty() || out.back() == ' ')) continue;
        if (out.size() >= kShown && (c & 0xC0) != 0x80) return "\"" + out + "...\"";
        out += blank ? ' ' : c;
    }
    while (out.ends_with(' ')) out.pop_back();
    return "\"" + out + "\"";
}

bool holds(const Value& map, const Value& key) {
    return std::any_of(map.entries.begin(), map.entries.end(), [&](const Entry& entry) { return entry.key == key; });
}

class Recovery {
  public:
    Recovery(std::size_t last_line, Diagnostics& notes) : last_line_(last_line), notes_(notes) {}

    Value front(std::string_view text, std::size_t first_line) {
        Value map = Value::map();
        for (const Chunk& chunk : cut(text, first_line, begins_key)) key(chunk, map);
        return map;
    }

  private:
    std::optional<Value> parsed(const Chunk& chunk, ValueKind kind) {
        auto reading = read_yaml(chunk.text, chunk.line);
        if (auto* value = std::get_if<Value>(&reading)) {
            if (value->kind == kind) return std::move(*value);
            fault_ = {chunk.line, "not a " + std::string(value_kind_name(kind))};
            return {};
        }
        fault_ = std::get<YamlFault>(reading);
        return {};
    }

    // The end of a page that was cut off: its last scalar may lack a closing quote.
    std::optional<Value> parsed_when_closed(const Chunk& chunk, ValueKind kind) {
        if (chunk.line + lines_in(chunk.text) <= last_line_) return {};
        const YamlFault first = fault_;
        for (const char quote : {'\'', '"'}) {
            std::string closed(chunk.text);
            while (closed.ends_with('\n')) closed.pop_back();
            closed += quote;
            if (auto value = parsed({closed, chunk.line}, kind)) {
                note("lost_lines", chunk.line + lines_in(chunk.text) - 1, "the text is cut off here: its end is lost");
                return value;
            }
        }
        fault_ = first;
        return {};
    }

    void key(const Chunk& chunk, Value& map) {
        constexpr std::size_t kMostKeys = 1000;
        if (map.entries.size() >= kMostKeys) {
            fault_ = {chunk.line, "more than " + std::to_string(kMostKeys) + " keys"};
            return lose(chunk, "");
        }
        auto value = parsed(chunk, ValueKind::kMap);
        if (!value) value = parsed_when_closed(chunk, ValueKind::kMap);
        if (!value) value = list_key(chunk);
        if (!value) {
            lose(chunk, "");
            return;
        }
        for (Entry& entry : value->entries) {
            if (holds(map, entry.key)) {
                note("lost_lines", entry.key.line,
                     "\"" + entry.key.text + "\" stands there a second time: the first is kept");
                continue;
            }
            map.entries.push_back(std::move(entry));
        }
    }

    // "quotes:" and its items: those that parse. Nothing where the chunk is no list.
    std::optional<Value> list_key(const Chunk& chunk) {
        auto pieces = cut(chunk.text, chunk.line, begins_item);
        if (pieces.size() < 2) return {};
        auto head = parsed(pieces[0], ValueKind::kMap);
        if (!head || head->entries.size() != 1 || head->entries[0].value.kind != ValueKind::kNull) return {};
        Value list = Value::list();
        list.line = static_cast<std::uint32_t>(chunk.line);
        const std::string name = head->entries[0].key.text;
        for (std::size_t i = 1; i < pieces.size(); ++i) item(pieces[i], name, list);
        head->entries[0].value = std::move(list);
        return head;
    }

    void item(const Chunk& chunk, const std::string& name, Value& list) {
        auto value = parsed(chunk, ValueKind::kList);
        if (!value) value = parsed_when_closed(chunk, ValueKind::kList);
        if (!value) value = fields(chunk, name);
        // A stray scalar among maps is the rest of a broken item.
        if (value && !list.items.empty() && !value->items.empty() && value->items[0].kind != list.items[0].kind) {
            fault_ = {chunk.line,
                      "not a " + std::string(value_kind_name(list.items[0].kind)) + " as the items before it"};
            value.reset();
        }
        if (!value) return lose(chunk, name);
        for (Value& one : value->items) list.items.push_back(std::move(one));
    }

    // An item whose first field parses: it and those of its other fields that do.
    std::optional<Value> fields(const Chunk& chunk, const std::string& name) {
        std::string indented = "  " + std::string(chunk.text.substr(std::min<std::size_t>(2, chunk.text.size())));
        const auto begins_field = [](std::string_view line) {
            return line.starts_with("  ") && begins_key(line.substr(2));
        };
        const YamlFault first = fault_;
        Value map = Value::map();
        map.line = static_cast<std::uint32_t>(chunk.line);
        std::vector<Chunk> broken;
        for (const Chunk& piece : cut(indented, chunk.line, begins_field)) {
            auto field = parsed(piece, ValueKind::kMap);
            if (!field && piece.line == chunk.line) {
                fault_ = first;
                return {};
            }
            if (!field) {
                lose(piece, name);
                continue;
            }
            for (Entry& entry : field->entries)
                if (!holds(map, entry.key)) map.entries.push_back(std::move(entry));
        }
        Value list = Value::list();
        list.items.push_back(std::move(map));
        return list;
    }

    void lose(const Chunk& chunk, const std::string& list) {
        const std::size_t lines = lines_in(chunk.text);
        note("lost_lines", chunk.line,
             std::to_string(lines) + (lines == 1 ? " line" : " lines") + (list.empty() ? "" : " of \"" + list + "\"") +
                 " left out (" + fault_.reason + "): " + quoted_start(chunk.text));
    }

    void note(std::string code, std::size_t line, std::string message) {
        notes_.push_back({std::move(code), std::move(message), line});
    }

    std::size_t last_line_;
    Diagnostics& notes_;
    YamlFault fault_;
};

}  // namespace

Value recover_front(std::string_view front, std::size_t first_line, Diagnostics& notes) {
    return Recovery(first_line + lines_in(front) - 1, notes).front(front, first_line);
}

}  // namespace earwitness::jekyll
