#include "jekyll/yaml_read.h"

#include <yaml.h>

#include <map>
#include <optional>

#include "jekyll/scalar_type.h"

namespace earwitness::jekyll {
namespace {

// libyaml's event, freed when the next one is read.
class Events {
  public:
    explicit Events(std::string_view text) {
        ready_ = yaml_parser_initialize(&parser_) != 0;
        if (!ready_) return;
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;
    ~Events() {
        drop();
        if (ready_) yaml_parser_delete(&parser_);
    }

    // False where the text is broken: fault() says why.
    bool next() {
        drop();
        return held_ = ready_ && yaml_parser_parse(&parser_, &event_) != 0;
    }
    const yaml_event_t& event() const { return event_; }
    std::size_t line() const { return event_.start_mark.line; }
    YamlFault fault() const {
        const bool scanned = parser_.error == YAML_SCANNER_ERROR || parser_.error == YAML_PARSER_ERROR;
        return {scanned ? parser_.problem_mark.line : parser_.mark.line,
                parser_.problem != nullptr ? parser_.problem : "not enough memory"};
    }

  private:
    void drop() {
        if (held_) yaml_event_delete(&event_);
        held_ = false;
    }

    yaml_parser_t parser_{};
    yaml_event_t event_{};
    bool ready_ = false, held_ = false;
};

std::string_view chars(const unsigned char* text) {
    return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

class Builder {
  public:
    Builder(std::string_view text, std::size_t first_line) : events_(text), first_line_(first_line) {}

    std::variant<Value, YamlFault> build() {
        Value root;
        if (!document(root)) return *fault_;
        return root;
    }

  private:
    bool document(Value& root) {
        if (!next() || !next()) return false;  // the stream's start, the document's
        if (events_.event().type == YAML_STREAM_END_EVENT) return true;
        if (!next() || !node(root, 0)) return false;
        if (!next() || !next()) return false;  // the document's end, the stream's
        if (events_.event().type != YAML_STREAM_END_EVENT) return fail("a second document begins");
        return true;
    }

    bool next() {
        if (events_.next()) return true;
        fault_ = events_.fault();
        fault_->line += first_line_;
        return false;
    }

    bool fail(std::string reason) {
        fault_ = YamlFault{events_.line() + first_line_, std::move(reason)};
        return false;
    }

    // The node that the current event begins.
    bool node(Value& value, int depth) {
        if (depth > kMaxYamlDepth) return fail("nested deeper than " + std::to_string(kMaxYamlDepth) + " levels");
        if (++nodes_ > kMaxYamlNodes) return fail("more than " + std::to_string(kMaxYamlNodes) + " values");
        value.line = static_cast<std::uint32_t>(events_.line() + first_line_);
        const yaml_event_t& event = events_.event();
        std::string anchor;
        switch (event.type) {
            case YAML_ALIAS_EVENT:
                return alias(value);
            case YAML_SCALAR_EVENT:
                anchor = chars(event.data.scalar.anchor);
                scalar(value);
                break;
            case YAML_SEQUENCE_START_EVENT:
                anchor = chars(event.data.sequence_start.anchor);
                if (!list(value, depth)) return false;
                break;
            default:
                anchor = chars(event.data.mapping_start.anchor);
                if (!map(value, depth)) return false;
        }
        if (!anchor.empty()) anchors_[anchor] = value;
        return true;
    }

    bool alias(Value& value) {
        const auto known = anchors_.find(std::string(chars(events_.event().data.alias.anchor)));
        if (known == anchors_.end()) return fail("an alias of an anchor that is not there");
        nodes_ += size_of(known->second);
        if (nodes_ > kMaxYamlNodes) return fail("more than " + std::to_string(kMaxYamlNodes) + " values");
        const std::uint32_t line = value.line;
        value = known->second;
        value.line = line;
        return true;
    }

    static std::size_t size_of(const Value& value) {
        std::size_t size = 1 + value.entries.size();
        for (const Value& item : value.items) size += size_of(item);
        for (const Entry& entry : value.entries) size += size_of(entry.value);
        return size;
    }

    void scalar(Value& value) {
        const auto& scalar = events_.event().data.scalar;
        value.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
        value.kind = scalar.plain_implicit != 0 ? plain_type(value.text).kind : ValueKind::kString;
    }

    bool list(Value& value, int depth) {
        value.kind = ValueKind::kList;
        while (next()) {
            if (events_.event().type == YAML_SEQUENCE_END_EVENT) return true;
            if (!node(value.items.emplace_back(), depth + 1)) return false;
        }
        return false;
    }

    bool map(Value& value, int depth) {
        value.kind = ValueKind::kMap;
        while (next()) {
            if (events_.event().type == YAML_MAPPING_END_EVENT) return true;
            Entry entry;
            if (!node(entry.key, depth + 1)) return false;
            if (!entry.key.is_scalar()) return fail("a list or a map as a key");
            if (!next() || !node(entry.value, depth + 1)) return false;
            add(value, std::move(entry));
        }
        return false;
    }

    // Keys are few in honest pages; a map of very many is searched no further than its first.
    static void add(Value& map, Entry entry) {
        constexpr std::size_t kSearched = 200;
        for (std::size_t i = 0; i < map.entries.size() && i < kSearched; ++i)
            if (map.entries[i].key == entry.key) {
                map.entries[i].value = std::move(entry.value);
                return;
            }
        map.entries.push_back(std::move(entry));
    }

    Events events_;
    std::size_t first_line_;
    std::size_t nodes_ = 0;
    std::map<std::string, Value> anchors_;
    std::optional<YamlFault> fault_;
};

}  // namespace

std::variant<Value, YamlFault> read_yaml(std::string_view text, std::size_t first_line) {
    return Builder(text, first_line).build();
}

}  // namespace earwitness::jekyll
