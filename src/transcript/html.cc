// Pages. Podcasting 2.0 gives transcripts as <cite>Name:</cite> <time>0:00</time> <p>words</p>; any other page is
// turned into lines, bold labels marked, and read as labelled text.
#include "text/utf8.h"
#include "transcript/build.h"
#include "transcript/formats.h"
#include "transcript/labelled_text.h"
#include "transcript/tag_scanner.h"
#include "transcript/timestamp.h"

namespace earwitness::transcript {
namespace {

using Kind = TagEvent::Kind;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
    for (const auto wanted : names)
        if (is_tag(name, wanted)) return true;
    return false;
}

constexpr std::string_view kSilent[] = {"head",   "nav",    "header",   "footer",   "aside", "form",
                                        "button", "select", "noscript", "template", "svg",   "iframe",
                                        "audio",  "video",  "textarea", "title"};
constexpr std::string_view kBlocks[] = {
    "p",  "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "main",   "blockquote", "dl",
    "dt", "dd",  "h1", "h2", "h3", "h4", "h5", "h6",    "hr",      "pre",     "figure", "body",       "cite"};
constexpr std::string_view kHeadings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
constexpr std::string_view kBold[] = {"b", "strong"};

std::string without_colon(std::string label) {
    label = clean_text(label);
    while (!label.empty() && (label.back() == ':' || label.back() == ' ')) label.pop_back();
    return label;
}

// True where the page is of the <cite><time><p> kind.
bool is_cited(std::string_view text) {
    TagScanner scanner(text);
    TagEvent event;
    std::size_t cites = 0, times = 0;
    while (scanner.next(event) && cites + times < 8) {
        cites += event.kind == Kind::kOpen && is_tag(event.name, "cite");
        times += event.kind == Kind::kOpen && is_tag(event.name, "time");
    }
    return cites > 0 && times > 0;
}

CueList read_cited(std::string_view text) {
    CueList out;
    out.format = "html";
    TagScanner scanner(text);
    TagEvent event;
    enum class In { kNothing, kCite, kTime, kWords } in = In::kNothing;
    std::string speaker, words;
    std::optional<std::int64_t> start;
    const auto close = [&] {
        if (in == In::kCite) speaker = without_colon(words);
        if (in == In::kTime) start = parse_time(clean_text(words));
        if (in == In::kWords && !text::trimmed(words).empty()) {
            Cue cue;
            cue.start_ms = start;
            cue.speaker = speaker;
            cue.text = words;
            out.cues.push_back(std::move(cue));
            start.reset();
        }
        words.clear();
        in = In::kNothing;
    };
    while (scanner.next(event)) {
        if (event.kind == Kind::kText) {
            if (in != In::kNothing) words += plain_text(event);
            continue;
        }
        const bool cite = is_tag(event.name, "cite"), time = is_tag(event.name, "time"), p = is_tag(event.name, "p");
        if (cite || time || p) {
            close();
            if (event.kind == Kind::kOpen) in = cite ? In::kCite : time ? In::kTime : In::kWords;
        } else if (is_one_of(event.name, kBlocks)) {
            words += ' ';
        }
    }
    close();
    return out;
}

// The page's words as lines; bold at the start of a line and headings get Markdown's marks.
class PageLines {
  public:
    explicit PageLines(std::string_view text) : text_(text) {}

    std::string take() {
        // Only the article where there is one that holds something; else the whole body.
        for (const std::string_view part : {"article", "main", ""}) {
            out_.clear();
            read(part);
            if (text::trimmed(out_).size() > 200 || part.empty()) break;
        }
        return std::move(out_);
    }

  private:
    void read(std::string_view part) {
        TagScanner scanner(text_);
        TagEvent event;
        std::size_t depth = 0, silent = 0;
        while (scanner.next(event)) {
            const bool open = event.kind == Kind::kOpen && !event.self_closing;
            if (event.kind != Kind::kText && !part.empty() && is_tag(event.name, part))
                depth = open ? depth + 1 : depth > 0 ? depth - 1 : 0;
            if (event.kind != Kind::kText && is_one_of(event.name, kSilent))
                silent = open ? silent + 1 : silent > 0 ? silent - 1 : 0;
            // An unclosed silent element must not swallow the page.
            if (silent > 0 && event.kind == Kind::kOpen && is_tag(event.name, "body")) silent = 0;
            if (silent > 0 || (!part.empty() && depth == 0)) continue;
            if (event.kind == Kind::kText)
                add_text(plain_text(event));
            else
                add_tag(event, open);
        }
    }
    static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
    void add_text(const std::string& raw) {
        const bool begins_blank = !raw.empty() && is_blank(raw.front());
        const std::string words = clean_text(raw);
        if (words.empty()) {
            space_ = space_ || begins_blank;
            return;
        }
        if ((space_ || begins_blank) && !at_line_start()) out_ += ' ';
        out_ += words;
        space_ = is_blank(raw.back());
    }
    void add_tag(const TagEvent& event, bool open) {
        if (is_one_of(event.name, kBold)) {
            if (open && at_line_start()) {
                out_ += "**";
                bold_ = true;
            } else if (!open && bold_) {
                out_ += "**";
                bold_ = false;
            }
            return;
        }
        if (!is_one_of(event.name, kBlocks)) return;
        if (bold_) out_ += "**";
        bold_ = false;
        space_ = false;
        if (!out_.empty()) out_ += is_tag(event.name, "br") ? "\n" : "\n\n";
        if (open && is_one_of(event.name, kHeadings)) out_ += "# ";
    }
    bool at_line_start() const { return out_.empty() || out_.back() == '\n'; }

    std::string_view text_;
    std::string out_;
    bool space_ = false, bold_ = false;
};

std::string without_bold(std::string words) {
    for (std::size_t at = 0; (at = words.find("**", at)) != std::string::npos;) words.erase(at, 2);
    return words;
}

}  // namespace

CueList parse_html(std::string_view text, Oddities& odd) {
    if (is_cited(text)) return read_cited(text);
    CueList out;
    out.format = "html";
    const std::string lines = PageLines(text).take();
    for (auto& stretch : find_spoken(lines, odd)) {
        Cue cue;
        cue.start_ms = stretch.start_ms;
        cue.end_ms = stretch.end_ms;
        cue.speaker = std::move(stretch.speaker);
        cue.text = without_bold(std::string(stretch.span.in(lines)));
        out.cues.push_back(std::move(cue));
    }
    return out;
}

}  // namespace earwitness::transcript
