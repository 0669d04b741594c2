#include "verify/page_check.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "text/utf8.h"
#include "transcript/tag_scanner.h"
#include "verify/model_marks.h"

namespace earwitness::verify {
namespace {

using transcript::attribute;
using transcript::TagEvent;

constexpr std::string_view kVoid[] = {"area",  "base", "br",   "col",    "embed", "hr", "img",
                                      "input", "link", "meta", "source", "track", "wbr"};
// Elements whose inside the scanner passes over.
constexpr std::string_view kInner[] = {"a", "mark", "span", "i", "b", "em", "strong", "sup", "sub", "cite", "q"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::optional<std::int64_t> whole_number(const std::optional<std::string>& value) {
    if (!value || value->empty()) return {};
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), out);
    if (error != std::errc() || end != value->data() + value->size() || out < 0) return {};
    return out;
}

bool has_class(const std::string& classes, std::string_view wanted) {
    for (std::size_t at = 0; at <= classes.size();) {
        const std::size_t end = std::min(classes.find(' ', at), classes.size());
        if (std::string_view(classes).substr(at, end - at) == wanted) return true;
        at = end + 1;
    }
    return false;
}

// A marked element that is open, and the words collected in it.
struct Marked {
    std::size_t depth = 0;
    std::size_t line = 0;
    std::string episode, begin, end;
    std::optional<std::string> start_ms, speaker;
    std::string text;
};

class PageChecker {
  public:
    PageChecker(std::string_view html, std::string_view file, ShownEpisodes& episodes, Report& report)
        : html_(html), file_(file), episodes_(episodes), report_(report), model_marks_(file, episodes, report) {}

    void check() {
        transcript::TagScanner scanner(html_);
        TagEvent event;
        while (scanner.next(event)) {
            count_lines(event.offset);
            if (event.kind == TagEvent::Kind::kText) {
                if (marked_.empty() && !model_marks_.listens()) continue;
                const std::string text = plain_text(event);
                for (auto& marked : marked_) marked.text += text;
                model_marks_.text(text);
            } else if (event.kind == TagEvent::Kind::kOpen) {
                open(event);
            } else if (!close(event)) {
                return;
            }
        }
        if (!open_.empty()) add("the end of <" + std::string(open_.back()) + ">", "the end of the page");
        ++report_.pages;
    }

  private:
    void add(std::string expected, std::string found) { add_at(line_, std::move(expected), std::move(found)); }
    void add_at(std::size_t line, std::string expected, std::string found) {
        report_.add(file_, "line " + std::to_string(line), std::move(expected), std::move(found));
    }
    void count_lines(std::size_t offset) {
        line_ += static_cast<std::size_t>(std::count(html_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                                     html_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
        counted_ = offset;
    }

    void open(const TagEvent& event) {
        const bool leaf = event.self_closing || is_one_of(event.name, kVoid);
        const auto begin = attribute(event.attributes, "data-ew-begin");
        const auto episode = attribute(event.attributes, "data-ew-episode"),
                   end = attribute(event.attributes, "data-ew-end");
        const bool said = has_class(attribute(event.attributes, "class").value_or(""), "said") ||
                          attribute(event.attributes, "data-ew-finding");
        if (!marked_.empty() && !is_one_of(event.name, kInner))
            add("no <" + std::string(event.name) + "> among words of a transcript", "one");
        if (begin && episode && end) {
            if (leaf) add("words of a transcript", "<" + std::string(event.name) + ">, which can hold none");
            // Marked elements may stand inside marked ones, a few deep; more is no page of ours.
            else if (marked_.size() < 8)
                marked_.push_back({open_.size(),
                                   line_,
                                   *episode,
                                   *begin,
                                   *end,
                                   attribute(event.attributes, "data-ew-start-ms"),
                                   attribute(event.attributes, "data-ew-speaker"),
                                   {}});
            else
                add("at most eight marked elements inside one another", "more");
        } else if (begin || episode || end || said) {
            add("data-ew-episode, data-ew-begin and data-ew-end", "a published line without all three");
        }
        if (leaf) return;
        model_marks_.open(event, open_.size(), line_);
        open_.push_back(event.name);
    }
    // False where the page does not nest: what follows cannot be judged.
    bool close(const TagEvent& event) {
        if (open_.empty() || open_.back() != event.name) {
            add(open_.empty() ? "no closing tag" : "</" + std::string(open_.back()) + ">",
                "</" + std::string(event.name) + ">");
            return false;
        }
        open_.pop_back();
        model_marks_.close(open_.size());
        if (!marked_.empty() && marked_.back().depth == open_.size()) {
            judge(marked_.back());
            marked_.pop_back();
        }
        return true;
    }

    void judge(const Marked& marked) {
        ++report_.lines;
        const auto episode = episodes_.find(marked.episode);
        if (episode == episodes_.end())
            return add_at(marked.line, "an episode of verify.json", "\"" + excerpt(marked.episode) + "\"");
        const Evidence& evidence = episode->second.evidence;
        ++episode->second.shown;
        const auto begin = whole_number(marked.begin), end = whole_number(marked.end);
        const std::string wrong = begin && end ? evidence.why_not(*begin, *end) : "no whole numbers";
        if (!wrong.empty())
            return add_at(marked.line, "a span of words of the transcript",
                          excerpt(marked.begin) + ".." + excerpt(marked.end) + ", which is " + wrong);
        const Span span{static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)};
        const std::string said = squeezed(span.in(evidence.text)), published = squeezed(marked.text);
        if (said != published) {
            const std::size_t at = first_difference(said, published);
            add_at(marked.line, "\"" + excerpt(std::string_view(said).substr(at)) + "\"",
                   "\"" + excerpt(std::string_view(published).substr(at)) + "\"");
        }
        judge_time(marked, span, evidence);
        const std::string_view speaker = evidence.speaker_name_at(span.begin);
        if (marked.speaker && *marked.speaker != speaker)
            add_at(marked.line, speaker.empty() ? "no speaker" : "speaker " + std::string(speaker),
                   excerpt(*marked.speaker));
    }
    void judge_time(const Marked& marked, Span span, const Evidence& evidence) {
        if (!marked.start_ms) return;
        const auto start = whole_number(marked.start_ms);
        const auto window = evidence.window_at(span.begin);
        if (!start || !window || !window->holds(*start))
            add_at(marked.line, window ? "a time inside its segment, " + window->text() : "no time",
                   excerpt(*marked.start_ms));
    }
    // Where two texts part, moved back to a word's beginning.
    static std::size_t first_difference(const std::string& a, const std::string& b) {
        std::size_t at = 0;
        while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
        const std::size_t space = at == 0 ? std::string::npos : a.rfind(' ', at - 1);
        return space == std::string::npos ? 0 : space + 1;
    }

    std::string_view html_, file_;
    ShownEpisodes& episodes_;
    Report& report_;
    std::vector<std::string_view> open_;
    std::vector<Marked> marked_;
    ModelMarks model_marks_;
    std::size_t line_ = 1, counted_ = 0;
};

}  // namespace

void check_page(std::string_view html, std::string_view file, ShownEpisodes& episodes, Report& report) {
    if (!text::is_valid_utf8(html)) {
        report.add(file, "byte " + std::to_string(text::valid_utf8_prefix(html)), "UTF-8", "a broken character");
        return;
    }
    PageChecker(html, file, episodes, report).check();
}

}  // namespace earwitness::verify
