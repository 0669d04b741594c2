// SubRip has no specification: a number, a timing line, text, a blank line. Found in the wild without numbers, without
// blank lines, with blank lines inside the text, with dots for commas. So a cue is what stands between two timing
// lines, less the number in front of the second.
#include <string>

#include "transcript/cue_timing.h"
#include "transcript/formats.h"
#include "transcript/lines.h"
#include "transcript/markup_text.h"

namespace earwitness::transcript {
namespace {

bool is_number(std::string_view line) {
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    return !line.empty() && line.size() <= 9 && line.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

class SrtParser {
  public:
    SrtParser(CueList& out, Oddities& odd) : out_(out), odd_(odd) {}

    void line(std::string_view line, std::size_t number) {
        if (has_arrow(line)) {
            if (const auto timing = parse_cue_timing(line, TimingRules::kSrt)) {
                close_cue(Number::kDropped);
                open_ = true;
                cue_.start_ms = timing->start_ms;
                cue_.end_ms = timing->end_ms;
                cue_.line = number;
                return;
            }
            // Somebody said "-->", or a cue whose times are beyond reading: its words must not join the one before.
            if (line.find_first_of("0123456789") < line.find("-->")) {
                close_cue(Number::kDropped);
                odd_.add("cue_timing_unreadable", number);
                return;
            }
        }
        if (!open_) return;
        if (is_blank(line)) {
            ++blanks_;
            return;
        }
        blanks_ = 0;
        last_begin_ = raw_.size();
        if (!raw_.empty()) raw_ += '\n';
        raw_.append(line);
    }
    void finish() { close_cue(Number::kKept); }

  private:
    enum class Number { kDropped, kKept };

    // The number of the next cue stands at the end of this one's text.
    void close_cue(Number number) {
        if (open_) {
            std::string_view raw = raw_;
            if (number == Number::kDropped && is_number(raw.substr(last_begin_ > 0 ? last_begin_ + 1 : 0)))
                raw = raw.substr(0, last_begin_);
            cue_.text = strip_srt_markup(raw);
            out_.cues.push_back(std::move(cue_));
        }
        cue_ = Cue();
        open_ = false;
        raw_.clear();
        last_begin_ = 0;
        blanks_ = 0;
    }

    CueList& out_;
    Oddities& odd_;
    Cue cue_;
    bool open_ = false;
    std::string raw_;
    std::size_t last_begin_ = 0, blanks_ = 0;
};

}  // namespace

CueList parse_srt(std::string_view text, Oddities& odd) {
    CueList out;
    out.format = "srt";
    SrtParser parser(out, odd);
    LineReader lines(text);
    std::string_view line;
    while (lines.next(line)) parser.line(line, lines.number());
    parser.finish();
    return out;
}

}  // namespace earwitness::transcript
