// A text as one segment of nobody's: what tests of the analysers read.
#pragma once

#include <string>

#include "earwitness/transcript.h"

namespace earwitness::analysis {

inline Transcript transcript_of(const std::string& text) {
    Transcript out;
    out.text = text;
    out.segments.push_back({Span{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
    return out;
}

}  // namespace earwitness::analysis
