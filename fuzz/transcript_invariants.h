// What every Transcript must hold, whatever was read: shared by the transcript fuzz targets.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "earwitness/transcript.h"
#include "text/utf8.h"

inline void hold(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "broken invariant: %s\n", what);
    std::abort();
}

inline void check_transcript(const earwitness::Transcript& t) {
    using namespace earwitness;
    hold(text::is_valid_utf8(t.text), "valid UTF-8");
    std::uint32_t end = 0;
    for (const auto& s : t.segments) {
        hold(s.span.begin >= end && s.span.begin < s.span.end && s.span.end <= t.text.size(),
             "segments in order, inside, not empty");
        hold(text::is_boundary(t.text, s.span.begin) && text::is_boundary(t.text, s.span.end),
             "segments cut no character");
        hold(text::trimmed(s.span.in(t.text)).size() == s.span.size(), "segments have no white space at their ends");
        hold(!s.start_ms || *s.start_ms >= 0, "no negative start");
        hold(!s.end_ms || (s.start_ms && *s.end_ms >= *s.start_ms), "no end without or before a start");
        hold(s.speaker >= kNoSpeaker && s.speaker < static_cast<int>(t.speakers.size()), "speaker exists");
        end = s.span.end;
    }
    end = 0;
    for (const auto& w : t.words) {
        hold(w.span.begin >= end && w.span.begin < w.span.end && w.span.end <= t.text.size(),
             "words in order, inside, not empty");
        hold(w.start_ms >= 0 && w.end_ms >= w.start_ms, "words end after they begin");
        end = w.span.end;
    }
    if (t.format == "text" || t.format == "markdown") return;  // kept byte for byte
    for (const char c : t.text)
        hold((static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) || c == '\n' || c == '\t',
             "no control characters in a made text");
}
