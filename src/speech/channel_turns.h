// Two people recorded on a channel each: who speaks when, by which channel is clearly the louder one for its person. No
// voice is recognised. Called by cli/ and pipeline/ where the user says that the recording is of that kind.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "earwitness/result.h"
#include "transcript/speaker_turns.h"

namespace earwitness::speech {

// The difference of the channels' loudness, in frames of 10 ms with speech, has two heaps, one for each person,
// wherever the microphones' gains and what each hears of the other put them (two means in one dimension). Heaps closer
// than kApartDb, one of less than a second, and heaps in which a channel is not kOwnDb louder for its own person than
// for the other are no two people. A frame is a person's where it lies kClearDb or more on their side of the middle,
// and their channel at most kSpeechDb below its own loud speech; pauses up to kPauseMs belong to the turn.
inline constexpr float kApartDb = 10, kOwnDb = 5, kClearDb = 2, kSpeechDb = 25;
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
