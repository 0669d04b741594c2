#include "jekyll/recover.h"

#include <algorithm>

#include "jekyll/double_encoding.h"
#include "jekyll/front_recovery.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The number of the line that holds a byte, asked for ever later bytes.
class LineCounter {
  public:
    explicit LineCounter(std::string_view text) : text_(text) {}
    std::size_t line_of(std::size_t byte) {
        line_ += static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                     text_.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
        at_ = byte;
        return line_;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0, line_ = 1;
};

// Bytes that are no UTF-8 are read as Windows-1252, the encoding of the programs that write them.
std::string mend_bytes(std::string_view bytes, Diagnostics& notes) {
    std::string out;
    LineCounter lines(bytes);
    for (std::size_t at = 0;;) {
        const std::size_t valid = text::valid_utf8_prefix(bytes.substr(at));
        out += bytes.substr(at, valid);
        at += valid;
        if (at == bytes.size()) return out;
        const std::string meant = text::from_windows_1252(bytes.substr(at, 1));
        notes.push_back({"not_utf8", "a byte that is no UTF-8 is taken for \"" + meant + "\"", lines.line_of(at)});
        out += meant;
        ++at;
    }
}

void note_double_encoding(std::string_view text, const DamagedPlace& place, std::size_t line, Diagnostics& notes) {
    const std::string damaged(text.substr(place.begin, place.end - place.begin));
    notes.push_back({"double_encoding", "\"" + damaged + "\" was encoded twice: it is \"" + place.meant + "\"", line});
}

std::string mend_double_encoding(std::string text, Diagnostics& notes) {
    const auto places = find_double_encoding(text);
    if (places.empty()) return text;
    LineCounter lines(text);
    for (const DamagedPlace& place : places) note_double_encoding(text, place, lines.line_of(place.begin), notes);
    return replace_places(text, places);
}

// The bytes of a character at `at` that cannot stand in a YAML file; 0 where it can.
std::size_t forbidden_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20) return byte == '\t' || byte == '\n' || byte == '\r' ? 0 : 1;
    if (byte == 0x7F) return 1;
    if (byte == 0xC2) {  // C1 controls, but for NEL, which is a line break
        const auto next = static_cast<unsigned char>(text[at + 1]);
        return next < 0xA0 && next != 0x85 ? 2 : 0;
    }
    // U+FEFF, U+FFFE and U+FFFF.
    const std::string_view character = text.substr(at, 3);
    return character == kByteOrderMark || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF" ? 3 : 0;
}

std::string drop_controls(std::string text, Diagnostics& notes) {
    std::string out;
    std::size_t from = 0;
    LineCounter lines(text);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t size = forbidden_at(text, at);
        if (size == 0) continue;
        notes.push_back({"control_character", "a character that cannot stand in YAML is left out", lines.line_of(at)});
        out.append(text, from, at - from);
        from = at + size;
        at += size - 1;
    }
    if (from == 0) return text;
    out.append(text, from);
    return out;
}

// Strings that were damaged before they were escaped ("\xE2\u20AC\u2122").
bool mend_strings(Value& value, Diagnostics& notes) {
    bool changed = false;
    if (value.is_string() && value.text.find('\xC3') != std::string::npos) {
        const auto places = find_double_encoding(value.text);
        for (const DamagedPlace& place : places) note_double_encoding(value.text, place, value.line, notes);
        if (!places.empty()) value.text = replace_places(value.text, places);
        changed = !places.empty();
    }
    for (Value& item : value.items) changed = mend_strings(item, notes) || changed;
    for (Entry& entry : value.entries) changed = mend_strings(entry.value, notes) || changed;
    return changed;
}

std::string_view first_line_of(std::string_view text) { return text.substr(0, text.find('\n')); }

// The comments that the old publisher puts at a body's beginning; `end` is behind them.
std::string_view opening_comment(std::string_view body, std::size_t& end) {
    std::string_view first;
    end = 0;
    for (std::size_t at = 0; at < body.size();) {
        const std::string_view line = first_line_of(body.substr(at));
        const bool comment = line.starts_with("<!-- ") && line.ends_with(" -->");
        if (!line.empty() && !comment) break;
        at = std::min(at + line.size() + 1, body.size());
        if (comment) end = at;
        if (comment && first.empty()) first = line;
    }
    return first;
}

// Two writers raced on one file: behind the whole page stands the end of another one, its closing line and comments
// included. What people write into a body has no such end.
void cut_splice(TakenPage& taken, std::size_t body_line) {
    std::string& body = taken.page.body;
    std::size_t end = 0, unused = 0;
    const std::string_view comment = opening_comment(body, end);
    if (comment.empty()) return;
    const std::size_t fence = body.find("\n---\n", end);
    if (fence == std::string::npos) return;
    if (opening_comment(std::string_view(body).substr(fence + 5), unused) != comment) return;
    const std::string_view tail = std::string_view(body).substr(end);
    const auto lines = std::count(tail.begin(), tail.end(), '\n');
    const auto before = std::count(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    taken.notes.push_back({"spliced",
                           "the page's end stands there a second time: " + std::to_string(lines) +
                               " lines left out, from \"" + std::string(first_line_of(tail)) + "\" on",
                           body_line + static_cast<std::size_t>(before)});
    body.resize(end);
}

bool is_written_by_us(std::string_view text) {
    const auto page = parse_page(text);
    return std::holds_alternative<Page>(page) && render_page(std::get<Page>(page)) == text;
}

Status read_front(const PageParts& parts, TakenPage& taken, bool& rewritten) {
    auto reading = read_yaml(parts.front, parts.front_line);
    if (auto* value = std::get_if<Value>(&reading)) {
        if (value->kind == ValueKind::kNull) return {};
        if (value->is_map()) {
            taken.page.front = std::move(*value);
            return {};
        }
        return make_error(ErrorCode::kMalformed,
                          "line " + std::to_string(parts.front_line) + ": the front matter is not a map of keys");
    }
    const YamlFault& fault = std::get<YamlFault>(reading);
    taken.notes.push_back({"broken_yaml", fault.reason, fault.line});
    taken.page.front = recover_front(parts.front, parts.front_line, taken.notes);
    rewritten = true;
    if (!taken.page.front.entries.empty()) return {};
    return make_error(ErrorCode::kMalformed,
                      "line " + std::to_string(fault.line) + ": " + fault.reason + "; none of its keys can be read");
}

}  // namespace

Result<TakenPage> take_page(std::string_view bytes) {
    if (bytes.size() > kMaxPageBytes)
        return make_error(ErrorCode::kTooLarge,
                          "larger than " + std::to_string(kMaxPageBytes >> 20) + " MiB; no episode's page is");
    TakenPage taken;
    std::string_view bare = bytes;
    if (bare.starts_with(kByteOrderMark)) {
        bare.remove_prefix(kByteOrderMark.size());
        taken.notes.push_back({"byte_order_mark", "the byte order mark at its beginning is left out", 1});
    }
    taken.text = text::is_valid_utf8(bare) ? std::string(bare) : mend_bytes(bare, taken.notes);
    taken.text = drop_controls(mend_double_encoding(std::move(taken.text), taken.notes), taken.notes);
    const auto parts = split_page(taken.text);
    if (!parts) return make_error(ErrorCode::kMalformed, "line 1: no front matter: the first line is not \"---\"");
    bool rewritten = false;
    if (!parts->closed) {
        taken.notes.push_back(
            {"no_end", "the front matter has no closing line \"---\": the page is cut off", parts->body_line});
        rewritten = true;
    }
    if (auto read = read_front(*parts, taken, rewritten); !read) return read.error();
    taken.page.body = parts->body;
    const std::size_t body_size = taken.page.body.size();
    cut_splice(taken, parts->body_line);
    rewritten = mend_strings(taken.page.front, taken.notes) || rewritten || taken.page.body.size() != body_size;
    // A page that the old publisher wrote is written as it would have been; what people have laid out themselves keeps
    // its lines where only characters changed.
    if (!rewritten && taken.text != bytes) rewritten = is_written_by_us(bytes);
    if (rewritten) taken.text = render_page(taken.page);
    taken.mended = taken.text != bytes;
    return taken;
}

}  // namespace earwitness::jekyll
