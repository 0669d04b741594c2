// WebVTT, after https://www.w3.org/TR/webvtt1/#file-parsing. The parts of a cue with several voices become cues of
// their own with the same times.
#include <string>

#include "transcript/cue_timing.h"
#include "transcript/formats.h"
#include "transcript/lines.h"
#include "transcript/markup_text.h"

namespace earwitness::transcript {
namespace {

bool is_header(std::string_view line) {
    return line.starts_with("WEBVTT") && (line.size() == 6 || line[6] == ' ' || line[6] == '\t');
}

// Inside a header block: "Language: en" (YouTube writes it).
void read_header_field(std::string_view line, CueList& out) {
    for (const std::string_view key : {"Language:", "language:"})
        if (line.starts_with(key)) {
            line.remove_prefix(key.size());
            while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
            if (line.size() <= 20 &&
                line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
                    std::string_view::npos)
                out.language = std::string(line);
        }
}

class VttParser {
  public:
    VttParser(CueList& out, Oddities& odd) : out_(out), odd_(odd) {}

    void line(std::string_view line, std::size_t number) {
        if (has_arrow(line)) {
            close_cue();
            begin_cue(line, number);
        } else if (line.empty()) {
            close_cue();
            in_block_ = false;
        } else if (in_cue_) {
            if (!raw_.empty()) raw_ += '\n';
            raw_.append(line);
        } else if (!in_block_) {
            // An identifier, or the head of NOTE, STYLE, REGION: nothing of it is said. A cue may follow in the same
            // block.
            in_block_ = true;
            if (is_header(line)) odd_.add("header_repeated", number);
        } else if (out_.cues.empty()) {
            read_header_field(line, out_);
        }
    }
    void close_cue() {
        if (!in_cue_) return;
        in_cue_ = false;
        for (auto& part : parse_vtt_cue_text(raw_, cue_.start_ms, cue_.end_ms)) {
            Cue cue;
            cue.start_ms = cue_.start_ms;
            cue.end_ms = cue_.end_ms;
            cue.speaker = std::move(part.speaker);
            cue.text = std::move(part.text);
            cue.words = std::move(part.words);
            cue.line = number_;
            out_.cues.push_back(std::move(cue));
        }
        raw_.clear();
    }

  private:
    void begin_cue(std::string_view line, std::size_t number) {
        const auto timing = parse_cue_timing(line, TimingRules::kVtt);
        in_block_ = true;
        if (!timing) {
            odd_.add("cue_timing_unreadable", number);
            return;
        }
        in_cue_ = true;
        cue_ = *timing;
        number_ = number;
    }

    CueList& out_;
    Oddities& odd_;
    bool in_cue_ = false, in_block_ = false;
    CueTiming cue_;
    std::size_t number_ = 0;
    std::string raw_;
};

}  // namespace

CueList parse_vtt(std::string_view text, Oddities& odd) {
    CueList out;
    out.format = "vtt";
    LineReader lines(text);
    std::string_view line;
    if (!lines.next(line) || !is_header(line)) return out;
    VttParser parser(out, odd);
    while (lines.next(line)) {
        if (lines.number() <= 8 && out.cues.empty()) read_header_field(line, out);
        parser.line(line, lines.number());
    }
    parser.close_cue();
    return out;
}

}  // namespace earwitness::transcript
