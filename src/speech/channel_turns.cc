#include "speech/channel_turns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "audio/decode.h"
#include "speech/activity.h"

namespace earwitness::speech {
namespace {

constexpr float kStepDb = 0.5F, kLowestDb = -127.5F;
constexpr float kQuietDb = -50;  // of full scale: softer than any speech that was recorded on purpose
constexpr float kLouderDb = 3;
constexpr std::size_t kFewestFrames = 100;  // a channel with less than a second of its own has nobody on it
constexpr int kSmooth = 2;                  // frames on each side that a frame's loudness is averaged with
constexpr int kShortestMs = 60;             // shorter turns are clicks

enum Who : char { kNobody, kLeft, kRight };

float decibels(unsigned char value) { return kLowestDb + kStepDb * static_cast<float>(value); }

// The 95th percentile of the frames in which a channel is the louder one; nothing where it has hardly any.
std::optional<float> loud_speech(const std::vector<unsigned char>& own, const std::vector<unsigned char>& other) {
    std::array<std::size_t, 256> counts{};
    std::size_t all = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (decibels(own[i]) < kQuietDb || decibels(own[i]) < decibels(other[i]) + kLouderDb) continue;
        ++counts[own[i]];
        ++all;
    }
    if (all < kFewestFrames) return {};
    std::size_t above = 0, value = 255;
    while (value > 0 && (above += counts[value]) * 20 < all) --value;
    return decibels(static_cast<unsigned char>(value));
}

// Means of powers would need a logarithm each; means of decibels do as well here.
float smoothed(const std::vector<unsigned char>& frames, std::size_t at) {
    const std::size_t from = at >= kSmooth ? at - kSmooth : 0, to = std::min(frames.size(), at + kSmooth + 1);
    float sum = 0;
    for (std::size_t i = from; i < to; ++i) sum += decibels(frames[i]);
    return sum / static_cast<float>(to - from);
}

Who louder(float left, float right) {
    if (left - right >= kClearDb && left >= -kSpeechDb) return kLeft;
    if (right - left >= kClearDb && right >= -kSpeechDb) return kRight;
    return kNobody;
}

}  // namespace

void ChannelLoudness::end_frame() {
    for (int c = 0; c < 2; ++c) {
        const double power = sums_[c] / held_;
        const double db = power > 0 ? 10 * std::log10(power) : static_cast<double>(kLowestDb);
        frames_[c].push_back(static_cast<unsigned char>(std::clamp((db - kLowestDb) / kStepDb, 0.0, 255.0)));
        sums_[c] = 0;
    }
    held_ = 0;
}

void ChannelLoudness::add(std::span<const float> pairs) {
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
        sums_[0] += static_cast<double>(pairs[i]) * pairs[i];
        sums_[1] += static_cast<double>(pairs[i + 1]) * pairs[i + 1];
        if (++held_ == kFrameSamples) end_frame();
    }
}

std::vector<transcript::SpeakerTurn> ChannelLoudness::turns() const {
    const auto left_loud = loud_speech(frames_[0], frames_[1]), right_loud = loud_speech(frames_[1], frames_[0]);
    std::vector<transcript::SpeakerTurn> out;
    if (!left_loud || !right_loud) return out;
    Who last = kNobody;
    for (std::size_t i = 0; i < frames_[0].size(); ++i) {
        const Who who = louder(smoothed(frames_[0], i) - *left_loud, smoothed(frames_[1], i) - *right_loud);
        if (who == kNobody) continue;
        const auto ms = static_cast<std::int64_t>(i) * kFrameMs;
        if (who == last && ms - out.back().end_ms <= kPauseMs) {
            out.back().end_ms = ms + kFrameMs;
            continue;
        }
        if (!out.empty() && out.back().end_ms - out.back().start_ms < kShortestMs) out.pop_back();
        // A click between two stretches of one turn does not part them.
        const char* name = who == kLeft ? "Channel 1" : "Channel 2";
        if (!out.empty() && out.back().speaker == name && ms - out.back().end_ms <= kPauseMs)
            out.back().end_ms = ms + kFrameMs;
        else
            out.push_back({ms, ms + kFrameMs, name});
        last = who;
    }
    if (!out.empty() && out.back().end_ms - out.back().start_ms < kShortestMs) out.pop_back();
    return out;
}

Result<std::vector<transcript::SpeakerTurn>> channel_turns(const std::filesystem::path& audio) {
    ChannelLoudness loudness;
    const auto decoded = audio::decode_stereo_16k(audio, {}, [&](std::span<const float> pairs) {
        loudness.add(pairs);
        return true;
    });
    if (!decoded) return decoded.error();
    return loudness.turns();
}

}  // namespace earwitness::speech
