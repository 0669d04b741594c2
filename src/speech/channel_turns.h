// Two people recorded on a channel each: who speaks when, by which channel is clearly louder. No voice is recognised.
// Called by cli/ and pipeline/ where the user says that the recording is of that kind.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "earwitness/result.h"
#include "transcript/speaker_turns.h"

namespace earwitness::speech {

// A channel's loudness is measured against its own loud speech (the 95th percentile of the 10 ms frames in which it is
// the louder one), so that it does not matter who has the better microphone. Where one channel is kClearDb louder than
// the other in that measure, and not more than kSpeechDb below its own loud speech, its person speaks; pauses up to
// kPauseMs belong to the turn.
inline constexpr float kClearDb = 6, kSpeechDb = 25;
inline constexpr int kPauseMs = 300;

// Loudness of both channels, frame by frame, in a byte a frame.
class ChannelLoudness {
  public:
    // Left, right, left, right ...; 16 kHz; whole pairs, in any pieces.
    void add(std::span<const float> pairs);
    // Turns of "Channel 1" (left) and "Channel 2", by time, never overlapping; none where a channel never has speech,
    // or both are the same.
    std::vector<transcript::SpeakerTurn> turns() const;

  private:
    void end_frame();
    std::vector<unsigned char> frames_[2];  // half decibels above -127.5 dB of full scale
    double sums_[2] = {0, 0};
    int held_ = 0;
};

// Errors of audio/decode.h; kUnsupported where the recording has not two channels.
Result<std::vector<transcript::SpeakerTurn>> channel_turns(const std::filesystem::path& audio);

}  // namespace earwitness::speech
