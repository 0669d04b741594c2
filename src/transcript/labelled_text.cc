#include "transcript/labelled_text.h"

#include <algorithm>

#include "base/hash.h"
#include "text/utf8.h"
#include "transcript/build.h"
#include "transcript/line_head.h"
#include "transcript/speaker_names.h"

namespace earwitness::transcript {
namespace {

enum class LineKind { kBlank, kMarkup, kWords };

struct Line {
    std::size_t begin = 0;  // in the text
    std::size_t size = 0;
    LineKind kind = LineKind::kBlank;
    LineHead head;
};

bool is_front_matter_rule(std::string_view line) { return line == "---" || line == "---\r"; }

// The byte behind YAML front matter, 0 where there is none.
std::size_t front_matter_end(std::string_view text) {
    const std::size_t first = text.find('\n');
    if (first == std::string_view::npos || !is_front_matter_rule(text.substr(0, first))) return 0;
    for (std::size_t at = first + 1; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (is_front_matter_rule(text.substr(at, end - at))) return std::min(end + 1, text.size());
        at = end + 1;
    }
    return 0;
}

// Only a link, an image or a bare address: nobody says that.
bool is_only_link(std::string_view line) {
    if (line.starts_with("- ") || line.starts_with("* ")) line = text::trimmed(line.substr(2));
    if (line.starts_with("![")) return line.back() == ')';
    if (line.starts_with('<') && line.back() == '>') line = line.substr(1, line.size() - 2);
    return (line.starts_with("http://") || line.starts_with("https://")) && line.find(' ') == std::string_view::npos;
}

// "- Ada Lovelace: [site](https://...)": show notes, not talk.
bool is_listed_link(std::string_view line) {
    line = text::trimmed(line);
    return (line.starts_with("- ") || line.starts_with("* ")) && line.find("](http") != std::string_view::npos;
}

LineKind kind_of(std::string_view line) {
    line = text::trimmed(line);
    if (line.empty()) return LineKind::kBlank;
    if (!has_word(line) || is_only_link(line)) return LineKind::kMarkup;
    if (line.front() == '#') {
        const std::size_t level = line.find_first_not_of('#');
        if (level <= 6 && (line[level] == ' ' || line[level] == '\t')) return LineKind::kMarkup;
    }
    if (line.starts_with("<!--") && line.ends_with("-->")) return LineKind::kMarkup;
    return LineKind::kWords;
}

// "Break", "Music": labelled like a person, but nobody.
bool is_pause_label(std::string_view label) {
    constexpr std::string_view kPauses[] = {
        "ad",    "ad break", "break", "commercial break", "interlude",     "intro",      "jingle",
        "music", "outro",    "song",  "song sample",      "sponsor break", "theme music"};
    const std::string plain = text::lower(label);
    return std::binary_search(std::begin(kPauses), std::end(kPauses), std::string_view(plain));
}

// Nothing but times: "[00:43] to [01:05]".
bool is_only_times(std::string_view words) {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0; };
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::size_t begin = at;
        while (at < words.size() && is_letter(words[at])) ++at;
        if (at > begin && words.substr(begin, at - begin) != "to") return false;
    }
    return true;
}

class SpokenFinder {
  public:
    SpokenFinder(std::string_view text, Oddities& odd) : text_(text), odd_(odd) {}

    std::vector<SpokenStretch> find() {
        read_lines();
        vote();
        for (const auto& line : lines_) place(line);
        end_paragraph();
        drop_what_precedes_labels();
        mend_times();
        return std::move(out_);
    }

  private:
    std::string_view of(const Line& line) const { return text_.substr(line.begin, line.size); }

    void read_lines() {
        const std::size_t mark = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        for (std::size_t at = std::max(mark, front_matter_end(text_)); at < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', at), text_.size());
            Line line{at, end - at, LineKind::kBlank, {}};
            if (line.size > 0 && text_[end - 1] == '\r') --line.size;
            line.kind = kind_of(of(line));
            if (line.kind == LineKind::kWords) line.head = parse_line_head(of(line));
            if (is_listed_link(of(line))) line.head.label = {};
            lines_.push_back(line);
            at = end + 1;
        }
    }
    void vote() {
        std::size_t stretches = 0;
        bool after_blank = true;
        for (const auto& line : lines_) {
            stretches += line.kind == LineKind::kWords && after_blank;
            after_blank = line.kind != LineKind::kWords;
            if (line.kind != LineKind::kWords || line.head.label.empty() || is_pause_label(line.head.label)) continue;
            // Bold with nothing behind it is a heading as soon as a label ("**News:**").
            const bool has_words = has_word(of(line).substr(line.head.words));
            using Evidence = SpeakerVotes::Evidence;
            votes_.add(line.head.label, !line.head.marked || line.head.listed ? Evidence::kPlain
                                        : has_words || line.head.start_ms     ? Evidence::kMarked
                                                                              : Evidence::kAlone);
        }
        votes_.decide(stretches);
    }
    void place(const Line& line) {
        if (line.kind != LineKind::kWords) {
            end_paragraph();
            return;
        }
        const LineHead& head = line.head;
        const bool pause = !head.label.empty() && is_pause_label(head.label) &&
                           (head.marked || is_only_times(of(line).substr(head.words)));
        if (pause) {
            end_paragraph();
            speaker_.clear();
            return;
        }
        const bool labelled = !head.label.empty() && votes_.accepts(head.label);
        // Bold, a colon, and nobody: a heading.
        if (!labelled && !head.label.empty() && head.marked && votes_.any() && !has_word(of(line).substr(head.words))) {
            end_paragraph();
            return;
        }
        const bool stamped = head.start_ms && (labelled || head.stamp_leads);
        if (labelled || stamped) end_paragraph();
        if (labelled) {
            speaker_ = std::string(head.label);
            if (first_label_ == kNone) first_label_ = line.begin;
        }
        if (stamped) {
            start_ = head.start_ms;
            end_ = head.end_ms;
        }
        const std::size_t from = labelled ? head.words : head.plain;
        extend(line.begin + from, line.begin + line.size);
        // Files with a paragraph a line have no blank lines to say so.
        constexpr std::size_t kSurelyAParagraph = 200;
        if (line.size > kSurelyAParagraph) end_paragraph();
    }
    void extend(std::size_t begin, std::size_t end) {
        if (text::trimmed(text_.substr(begin, end - begin)).empty()) return;
        if (open_begin_ == kNone) open_begin_ = begin;
        open_end_ = end;
    }
    // Cuts the paragraph at stamps inside it, so that they are in no segment and give their times.
    void end_paragraph() {
        if (open_begin_ == kNone) return;
        std::size_t from = open_begin_;
        for (std::size_t at = open_begin_; at < open_end_;) {
            at = std::min(text_.find('[', at), open_end_);
            if (at == open_end_) break;
            std::size_t stamp_begin = at > from && text_[at - 1] == '\\' ? at - 1 : at;
            std::size_t next = stamp_begin;
            const auto stamp = scan_bracketed_stamp(text_.substr(0, open_end_), next);
            if (!stamp) {
                ++at;
                continue;
            }
            emit(from, stamp_begin);
            start_ = stamp->start_ms;
            end_ = stamp->end_ms;
            from = at = next;
        }
        emit(from, open_end_);
        open_begin_ = kNone;
    }
    void emit(std::size_t begin, std::size_t end) {
        const std::string_view words = text::trimmed(text_.substr(begin, end - begin));
        if (words.empty() || !has_word(words)) return;
        const auto at = static_cast<std::uint32_t>(words.data() - text_.data());
        out_.push_back({{at, at + static_cast<std::uint32_t>(words.size())}, start_, end_, speaker_});
        start_.reset();
        end_.reset();
    }
    void drop_what_precedes_labels() {
        if (first_label_ == kNone) return;
        std::size_t labelled = 0, all = 0;
        for (const auto& stretch : out_) {
            all += stretch.span.size();
            if (stretch.span.begin >= first_label_) labelled += stretch.span.size();
        }
        if (labelled * 2 < all) return;
        std::erase_if(out_, [&](const SpokenStretch& s) { return s.span.begin < first_label_; });
    }
    // The longest run of stamps that never goes back is kept: one typing error costs one stamp.
    void mend_times() {
        std::vector<std::size_t> tails, previous(out_.size(), kNone);
        for (std::size_t i = 0; i < out_.size(); ++i) {
            if (!out_[i].start_ms) continue;
            const auto above =
                std::upper_bound(tails.begin(), tails.end(), *out_[i].start_ms,
                                 [&](std::int64_t ms, std::size_t at) { return ms < *out_[at].start_ms; });
            if (above != tails.begin()) previous[i] = *(above - 1);
            if (above == tails.end())
                tails.push_back(i);
            else
                *above = i;
        }
        std::vector<char> kept(out_.size(), 0);
        for (std::size_t i = tails.empty() ? kNone : tails.back(); i != kNone; i = previous[i]) kept[i] = 1;
        for (std::size_t i = 0; i < out_.size(); ++i) {
            if (out_[i].start_ms && !kept[i]) {
                odd_.add("stamp_goes_back");
                out_[i].start_ms.reset();
                out_[i].end_ms.reset();
            }
        }
        for (std::size_t i = 0; i + 1 < out_.size(); ++i) fill_end(out_[i], out_[i + 1]);
    }
    // As mend_cues does: up to the next stretch where that begins near enough.
    static void fill_end(SpokenStretch& now, const SpokenStretch& next) {
        if (!now.start_ms || !next.start_ms || *next.start_ms <= *now.start_ms) return;
        const std::int64_t longest = 30'000 + 200 * static_cast<std::int64_t>(now.span.size());
        if (now.end_ms)
            now.end_ms = std::min(*now.end_ms, *next.start_ms);
        else if (*next.start_ms - *now.start_ms <= longest)
            now.end_ms = next.start_ms;
    }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::string_view text_;
    Oddities& odd_;
    std::vector<Line> lines_;
    SpeakerVotes votes_;
    std::vector<SpokenStretch> out_;
    std::string speaker_;
    std::optional<std::int64_t> start_, end_;
    std::size_t open_begin_ = kNone, open_end_ = 0, first_label_ = kNone;
};

bool has_markdown(std::string_view text) {
    return text.starts_with("---\n") || text.find("\n# ") != std::string_view::npos ||
           text.find("\n## ") != std::string_view::npos || text.find("**") != std::string_view::npos ||
           text.find("](http") != std::string_view::npos;
}

}  // namespace

std::vector<SpokenStretch> find_spoken(std::string_view text, Oddities& odd) { return SpokenFinder(text, odd).find(); }

Transcript read_labelled_text(std::string text, Oddities& odd) {
    Transcript out;
    out.text = std::move(text);
    out.format = has_markdown(out.text) ? "markdown" : "text";
    SpeakerTable speakers(out.speakers);
    for (const auto& stretch : find_spoken(out.text, odd))
        out.segments.push_back({stretch.span, stretch.start_ms, stretch.end_ms, speakers.index_of(stretch.speaker)});
    out.sha256 = base::sha256_hex(out.text);
    return out;
}

}  // namespace earwitness::transcript
