#include "verify/note_check.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verify/front_matter.h"

namespace earwitness::verify {
namespace {

// A line of the talk as the file shows it.
struct Quoted {
    std::size_t line = 0;
    std::string words;
    std::optional<std::string> attribution;  // behind the dash: who, when
    std::optional<std::pair<std::int64_t, std::int64_t>> span;
};

// Control characters and white space are one space: Markdown can show neither.
std::string shown_words(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool high = text[i] == '\xC2' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (high) text[i + 1] = ' ';
        if (high || static_cast<unsigned char>(text[i]) < ' ' || text[i] == '\x7F') text[i] = ' ';
    }
    return squeezed(text);
}

// Markdown's escapes undone: the words as a reader sees them.
std::string words_of(std::string_view markdown) {
    std::string out;
    for (std::size_t i = 0; i < markdown.size(); ++i) {
        const std::string_view rest = markdown.substr(i);
        if (rest.front() == '\\' && rest.size() > 1) {
            out += markdown[++i];
        } else if (rest.starts_with("&lt;") || rest.starts_with("&gt;")) {
            out += rest[1] == 'l' ? '<' : '>';
            i += 3;
        } else if (rest.starts_with("&amp;")) {
            out += '&';
            i += 4;
        } else {
            out += rest.front();
        }
    }
    return shown_words(std::move(out));
}

// "b120-180"
std::optional<std::pair<std::int64_t, std::int64_t>> span_of(std::string_view id) {
    std::int64_t begin = 0, end = 0;
    const char* const last = id.data() + id.size();
    if (!id.starts_with('b')) return {};
    const auto first = std::from_chars(id.data() + 1, last, begin);
    if (first.ec != std::errc() || first.ptr == last || *first.ptr != '-') return {};
    const auto second = std::from_chars(first.ptr + 1, last, end);
    if (second.ec != std::errc() || second.ptr != last) return {};
    return std::pair(begin, end);
}

// Takes " ^b120-180" from the end of a line.
std::optional<std::pair<std::int64_t, std::int64_t>> take_span(std::string_view& line) {
    const std::size_t mark = line.rfind(" ^");
    if (mark == std::string_view::npos) return {};
    const auto span = span_of(line.substr(mark + 2));
    if (span) line = line.substr(0, mark);
    return span;
}

// Parts whose items are no words of the talk: titles, names, and what a model wrote (its quotations are quoted).
bool has_other_items(std::string_view part) {
    return part == "Chapters" || part == "Names" || part == "By a language model";
}

class NoteChecker {
  public:
    NoteChecker(std::string_view file, ShownEpisode& episode, Report& report)
        : file_(file), evidence_(episode.evidence), shown_(episode.shown), report_(report) {}

    void check(std::string_view body, std::size_t first_line) {
        std::string_view part;
        const std::string transcript = shown_words(evidence_.text);
        std::size_t number = first_line, behind = 0;
        for (std::string_view before; !body.empty(); ++number) {
            const std::size_t end = body.find('\n');
            std::string_view line = body.substr(0, end);
            body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
            const bool is_attribution = before.ends_with("  ");
            before = line;
            if (line.starts_with("## ")) part = line.substr(3);
            if (line.empty() || line.starts_with("#")) continue;
            if (part == "Transcript")
                check_paragraph(line, number, transcript, behind);
            else if (is_attribution && !quoted_.empty())
                attribute(line);
            else if (line.starts_with("^") && !quoted_.empty())
                quoted_.back().span = span_of(line.substr(1));
            else if (line.starts_with("> ") || (line.starts_with("- ") && !has_other_items(part)))
                quote(line.substr(2), number);
        }
        check_quoted();
    }

  private:
    void breach(std::size_t line, std::string expected, std::string found) {
        report_.add(file_, "line " + std::to_string(line), std::move(expected), std::move(found));
    }

    void quote(std::string_view line, std::size_t number) {
        Quoted one;
        one.line = number;
        one.span = take_span(line);
        one.words = words_of(line);
        quoted_.push_back(std::move(one));
    }

    void attribute(std::string_view line) {
        if (const auto span = take_span(line)) quoted_.back().span = span;
        const std::size_t dash = line.find("\u2014 ");
        quoted_.back().attribution = dash == std::string_view::npos ? "" : std::string(line.substr(dash + 4));
    }

    // The label of a turn begins with two asterisks, which are escaped in what is said.
    void check_paragraph(std::string_view line, std::size_t number, const std::string& transcript,
                         std::size_t& behind) {
        if (line.starts_with("**")) return;
        const std::string words = words_of(line);
        const std::size_t at = transcript.find(words, behind);
        if (at == std::string::npos) return breach(number, "the transcript's words, in their order", excerpt(words));
        behind = at + words.size();
        ++report_.lines;
        ++shown_;
    }

    void check_quoted() {
        std::set<std::string, std::less<>> with_span;
        for (const Quoted& one : quoted_)
            if (one.span && is_evidence(one)) with_span.insert(one.words);
        // The same words in a second list have their block id in the first.
        for (const Quoted& one : quoted_)
            if (!one.span && !with_span.contains(one.words))
                breach(one.line, "a line with a block id of its bytes, or the words of one", excerpt(one.words));
        report_.lines += quoted_.size();
        shown_ += quoted_.size();
    }

    bool is_evidence(const Quoted& one) {
        const auto [begin, end] = *one.span;
        if (const std::string why = evidence_.why_not(begin, end); !why.empty()) {
            breach(one.line, "a span of the transcript",
                   "^b" + std::to_string(begin) + "-" + std::to_string(end) + ": " + why);
            return false;
        }
        const Span span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        const std::string said = shown_words(std::string(span.in(evidence_.text)));
        if (one.words != said) {
            breach(one.line, excerpt(said), excerpt(one.words));
            return false;
        }
        check_attribution(one, span);
        return true;
    }

    // "Ada Vale, [0:02](...)", or the time alone where nobody is known to speak.
    void check_attribution(const Quoted& one, Span span) {
        if (!one.attribution) return;
        const std::string name = shown_words(std::string(evidence_.speaker_name_at(span.begin)));
        std::string_view said = *one.attribution;
        const std::string_view time = take_time(said);
        if (said.ends_with(", ")) said.remove_suffix(2);
        if (words_of(said) != name)
            breach(one.line, name.empty() ? "no speaker" : "speaker " + excerpt(name), excerpt(words_of(said)));
        if (time.empty()) return;
        const auto window = evidence_.window_at(span.begin);
        const std::int64_t from_ms = milliseconds(time);
        if (!window || from_ms + 999 < window->first_ms || (window->last_ms && from_ms > *window->last_ms))
            breach(one.line, window ? "a time in " + window->text() : "no time", std::string(time));
    }

    // Takes "[0:02](...)" or "0:02" from the end of an attribution; the time alone.
    static std::string_view take_time(std::string_view& attribution) {
        const std::string_view whole = attribution;
        if (const std::size_t link = whole.rfind("]("); link != std::string_view::npos) {
            const std::size_t open = whole.rfind('[', link);
            const auto time = open == std::string_view::npos ? "" : whole.substr(open + 1, link - open - 1);
            if (is_time(time)) return attribution = whole.substr(0, open), time;
        }
        const std::size_t blank = whole.rfind(' ');
        const std::size_t last = blank == std::string_view::npos ? 0 : blank + 1;
        if (!is_time(whole.substr(last))) return {};
        attribution = whole.substr(0, last);
        return whole.substr(last);
    }
    static bool is_time(std::string_view text) {
        return text.size() < 16 && text.find(':') != std::string_view::npos &&
               text.find_first_not_of("0123456789:") == std::string_view::npos;
    }
    // "1:02:03", whole seconds.
    static std::int64_t milliseconds(std::string_view time) {
        std::int64_t seconds = 0, part = 0;
        for (const char c : time) {
            if (c != ':') {
                part = part * 10 + (c - '0');
                continue;
            }
            seconds = (seconds + part) * 60;
            part = 0;
        }
        return (seconds + part) * 1000;
    }

    std::string_view file_;
    const Evidence& evidence_;
    std::size_t& shown_;
    Report& report_;
    std::vector<Quoted> quoted_;
};

}  // namespace

void check_note(std::string_view markdown, std::string_view file, ShownEpisodes& episodes, Report& report) {
    if (!markdown.starts_with("---\n")) return;
    std::string why;
    const auto front = read_front_matter(markdown, why);
    if (!front) return report.add(file, "front matter", "YAML", why);
    const auto scalar = [&](std::string_view name) {
        const auto found = front->scalars.find(name);
        return found == front->scalars.end() ? std::string() : found->second;
    };
    const auto episode = episodes.find(scalar("episode"));
    if (episode == episodes.end())
        return report.add(file, "episode", "one that verify.json lists", excerpt(scalar("episode")));
    if (scalar("transcript_sha256") != episode->second.evidence.sha256)
        report.add(file, "transcript_sha256", episode->second.evidence.sha256, excerpt(scalar("transcript_sha256")));
    ++report.pages;
    const auto above = markdown.substr(0, static_cast<std::size_t>(front->body.data() - markdown.data()));
    const auto lines_above = static_cast<std::size_t>(std::count(above.begin(), above.end(), '\n'));
    NoteChecker(file, episode->second, report).check(front->body, lines_above + 1);
}

}  // namespace earwitness::verify
