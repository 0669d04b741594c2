// Where somebody speaks: voice activity of a stream of samples, by WebRTC's detector. It takes some music for speech
// and never silence.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace earwitness::speech {

inline constexpr int kRate = 16'000;  // samples a second
inline constexpr int kFrameMs = 10;   // what the detector decides about
inline constexpr int kFrameSamples = kRate * kFrameMs / 1000;

struct Interval {
    std::int64_t begin_ms = 0, end_ms = 0;
};

class VoiceActivity {
  public:
    VoiceActivity();
    ~VoiceActivity();
    VoiceActivity(const VoiceActivity&) = delete;
    VoiceActivity& operator=(const VoiceActivity&) = delete;

    // Mono, 16 kHz, in any pieces.
    void add(std::span<const float> samples);
    // One entry for each whole frame so far: 1 where there is voice.
    const std::vector<char>& frames() const { return frames_; }

  private:
    struct Detector;
    std::unique_ptr<Detector> detector_;
    std::vector<float> rest_;  // of a frame
    std::vector<char> frames_;
};

// Frames to stretches of speech: pauses below `pause_ms` are part of it, bursts below 100 ms are not speech.
// `offset_ms` is the time of the first frame.
std::vector<Interval> speech_intervals(std::span<const char> frames, std::int64_t pause_ms, std::int64_t offset_ms = 0);

// How much of `a` lies in `b`; both sorted, without overlaps.
std::int64_t overlap_ms(const std::vector<Interval>& a, const std::vector<Interval>& b);

}  // namespace earwitness::speech
