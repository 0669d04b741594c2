// The answers about the pieces of a recording, put together: one list of segments with times in the whole. What two
// pieces both heard in a shared stretch is kept once; times that no piece can have are dropped.
#pragma once

#include <vector>

#include "speech/engine.h"

namespace earwitness::speech {

struct HeardPiece {
    std::int64_t begin_ms = 0, end_ms = 0;  // in the whole
    std::int64_t shared_ms = 0;             // of its beginning, also in the piece before
    Heard heard;                            // times from the piece's start
};

// Adds the next piece. `out` holds what came before, times in the whole.
void stitch(HeardPiece&& piece, std::vector<HeardSegment>& out);

}  // namespace earwitness::speech
