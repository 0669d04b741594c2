// Cuts a stream of samples into pieces that an engine can take, in pauses where there are any. Where there is none, two
// pieces share a stretch, so that the word at the cut is whole in one of them (stitch.h parts them again). Holds one
// piece in memory.
#pragma once

#include <functional>
#include <vector>

#include "speech/activity.h"

namespace earwitness::speech {

struct CutPiece {
    std::vector<float> samples;
    std::int64_t begin_ms = 0, end_ms = 0;  // in the whole
    std::int64_t shared_ms = 0;             // of its beginning that the piece before has too
    std::vector<char> voice;                // one entry for each 10 ms: 1 where there is voice
    bool has_voice = false;
};

class PieceCutter {
  public:
    // `sink` answers false to end; add() answers false from then on.
    PieceCutter(std::int64_t piece_ms, std::function<bool(CutPiece&&)> sink);

    bool add(std::span<const float> samples);
    bool finish();
    // Of everything so far.
    const std::vector<char>& frames() const { return voice_.frames(); }

  private:
    bool cut(std::size_t samples, std::size_t shared);
    std::size_t pause_in_second_half(std::size_t& shared) const;

    const std::size_t most_;  // samples a piece
    std::function<bool(CutPiece&&)> sink_;
    VoiceActivity voice_;
    std::vector<float> held_;
    std::size_t held_from_ = 0;  // position of held_[0] in the whole
    std::size_t shared_ = 0;     // samples of held_ that went out with the piece before
    bool ended_ = false;
};

}  // namespace earwitness::speech
