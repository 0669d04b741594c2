#include "verify/transcript_page.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "transcript/tag_scanner.h"

namespace earwitness::verify {
namespace {

using transcript::attribute;
using transcript::TagEvent;

constexpr std::int64_t kCut = 99;  // what a time in tenths of a second may have lost
constexpr double kLatest = 9e12;   // seconds that milliseconds of 64 bits surely hold

std::optional<std::uint32_t> offset_of(const std::optional<std::string>& value) {
    std::uint32_t out = 0;
    if (!value || std::from_chars(value->data(), value->data() + value->size(), out).ec != std::errc()) return {};
    return out;
}

std::optional<std::int64_t> milliseconds_of(const std::optional<std::string>& seconds) {
    double out = 0;
    if (!seconds) return {};
    const auto read = std::from_chars(seconds->data(), seconds->data() + seconds->size(), out);
    if (read.ec != std::errc() || !(out >= 0 && out < kLatest)) return {};
    return std::llround(out * 1000);
}

struct Times {
    std::optional<std::int64_t> first, last;
    void add(std::optional<std::int64_t> ms) {
        if (!ms) return;
        first = std::min(first.value_or(*ms), *ms);
        last = std::max(last.value_or(*ms), *ms);
    }
};

class Reader {
  public:
    Reader(std::string_view html, Evidence& out) : html_(html), out_(out) {}

    void read() {
        transcript::TagScanner scanner(html_);
        TagEvent event;
        while (scanner.next(event)) {
            if (event.kind == TagEvent::Kind::kText && in_heading_) heading_ += transcript::plain_text(event);
            if (event.kind == TagEvent::Kind::kClose && event.name == "h4") end_heading();
            if (event.kind == TagEvent::Kind::kOpen) open(event);
        }
        for (std::size_t i = 0; i < times_.size(); ++i) {
            Times around = times_[i];
            if (i + 1 < times_.size()) around.add(times_[i + 1].last);
            out_.segments[i].start_ms = times_[i].first;
            // The last paragraph ends when the talk does, which the page does not tell.
            if (i + 1 < times_.size() && around.last) out_.segments[i].end_ms = *around.last + kCut;
        }
    }

  private:
    void open(const TagEvent& event) {
        if (event.name == "h4" && attribute(event.attributes, "class") == "speaker") {
            in_heading_ = true;
            heading_.clear();
        } else if (event.name == "p") {
            const auto begin = offset_of(attribute(event.attributes, "data-ew-begin")),
                       end = offset_of(attribute(event.attributes, "data-ew-end"));
            if (!begin || !end) return;
            out_.segments.push_back({{*begin, *end}, {}, {}, speaker_});
            times_.emplace_back();
        } else if (event.name == "span" && !times_.empty()) {
            times_.back().add(milliseconds_of(attribute(event.attributes, "data-t")));
        }
    }

    void end_heading() {
        if (!in_heading_) return;
        in_heading_ = false;
        speaker_ = squeezed(heading_);
        const auto known = std::find_if(out_.speakers.begin(), out_.speakers.end(),
                                        [&](const EvidenceSpeaker& speaker) { return speaker.id == speaker_; });
        if (known == out_.speakers.end()) out_.speakers.push_back({speaker_, speaker_});
    }

    std::string_view html_;
    Evidence& out_;
    std::vector<Times> times_;  // parallel to the segments
    std::string heading_, speaker_;
    bool in_heading_ = false;
};

}  // namespace

Evidence read_transcript_page(std::string_view html, std::string text) {
    Evidence out;
    out.text = std::move(text);
    Reader(html, out).read();
    return out;
}

}  // namespace earwitness::verify
