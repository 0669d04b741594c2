#include "verify/front_matter.h"

#include <yaml.h>

namespace earwitness::verify {
namespace {

constexpr std::string_view kFence = "---\n";

// Walks the events of one document. Depth 1 is the map of the page, 2 a list in it, 3 a map in that list.
class Reader {
  public:
    explicit Reader(std::string_view yaml) {
        if (yaml_parser_initialize(&parser_) == 0) return;
        ready_ = true;
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(yaml.data()), yaml.size());
    }
    ~Reader() {
        if (ready_) yaml_parser_delete(&parser_);
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    bool read(FrontMatter& out, std::string& why) {
        for (bool ended = false; !ended;) {
            yaml_event_t event;
            if (!ready_ || yaml_parser_parse(&parser_, &event) == 0) {
                why = "line " + std::to_string(parser_.problem_mark.line + kFirstLine) + ": " +
                      (parser_.problem != nullptr ? parser_.problem : "it cannot be read");
                return false;
            }
            ended = event.type == YAML_STREAM_END_EVENT;
            const bool taken = take(event, out, why);
            yaml_event_delete(&event);
            if (!taken) return false;
        }
        return true;
    }

  private:
    static constexpr std::size_t kFirstLine = 2;  // the page's line of the first line of YAML

    bool take(const yaml_event_t& event, FrontMatter& out, std::string& why) {
        switch (event.type) {
            case YAML_ALIAS_EVENT:
                why = "line " + std::to_string(event.start_mark.line + kFirstLine) + ": an alias";
                return false;
            case YAML_MAPPING_START_EVENT:
                if (depth_ == 0) is_map_ = true;
                if (depth_ == 2 && in_list_)
                    out.items.push_back({key_, index_++, event.start_mark.line + kFirstLine, {}});
                if (depth_ == 2) in_item_ = in_list_;
                begin();
                return true;
            case YAML_SEQUENCE_START_EVENT:
                if (depth_ == 1 && is_map_ && has_key_) in_list_ = true, index_ = 0;
                if (depth_ == 2) ++index_;
                begin();
                return true;
            case YAML_MAPPING_END_EVENT:
            case YAML_SEQUENCE_END_EVENT:
                end();
                return true;
            case YAML_SCALAR_EVENT:
                scalar({reinterpret_cast<const char*>(event.data.scalar.value), event.data.scalar.length}, out);
                return true;
            default:
                return true;
        }
    }

    // A list or map that begins in a map is the value of its key.
    void begin() {
        ++depth_;
        if (depth_ == 3 || depth_ == 4) item_has_key_ = false;
    }
    void end() {
        --depth_;
        if (depth_ == 1) has_key_ = in_list_ = false;
        if (depth_ == 2) in_item_ = false;
    }

    void scalar(std::string_view text, FrontMatter& out) {
        if (depth_ == 1 && is_map_) {
            if (!has_key_)
                key_ = text;
            else
                out.scalars[key_] = text;
            has_key_ = !has_key_;
        } else if (depth_ == 2 && in_list_) {
            ++index_;
        } else if (depth_ == 3 && in_item_) {
            if (!item_has_key_)
                item_key_ = text;
            else
                out.items.back().scalars[item_key_] = text;
            item_has_key_ = !item_has_key_;
        }
    }

    yaml_parser_t parser_{};
    bool ready_ = false;
    std::size_t depth_ = 0, index_ = 0;
    bool is_map_ = false, has_key_ = false, in_list_ = false, in_item_ = false, item_has_key_ = false;
    std::string key_, item_key_;
};

}  // namespace

std::optional<FrontMatter> read_front_matter(std::string_view page, std::string& why) {
    if (!page.starts_with(kFence)) {
        why = "no front matter";
        return {};
    }
    // The line that ends it, as Jekyll finds it.
    std::size_t end = page.find("\n---", kFence.size() - 1);
    while (end != std::string_view::npos && page.find_first_not_of(" \t\r", end + 4) != std::string_view::npos &&
           page[page.find_first_not_of(" \t\r", end + 4)] != '\n')
        end = page.find("\n---", end + 1);
    if (end == std::string_view::npos) {
        why = "a front matter without an end";
        return {};
    }
    FrontMatter out;
    const std::size_t line = page.find('\n', end + 1);
    out.body = line == std::string_view::npos ? std::string_view() : page.substr(line + 1);
    if (!Reader(page.substr(kFence.size(), end + 1 - kFence.size())).read(out, why)) return {};
    return out;
}

}  // namespace earwitness::verify
