#include "speech/channel_turns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "audio/decode.h"
#include "speech/activity.h"

namespace earwitness::speech {
namespace {

constexpr float kStepDb = 0.5F, kLowestDb = -127.5F;
constexpr float kQuietDb = -50;        // of full scale: softer than any speech that was recorded on purpose
constexpr int kSmooth = 2;             // frames on each side that a frame's loudness is averaged with
constexpr int kShortestMs = 60;        // shorter turns are clicks
constexpr double kFewestFrames = 100;  // of a person
constexpr int kBins = 512, kMostRounds = 50;

enum Who : char { kNobody, kLeft, kRight };

float decibels(unsigned char value) { return kLowestDb + kStepDb * static_cast<float>(value); }

// Means of powers would need a logarithm each; means of decibels do as well here.
float smoothed(const std::vector<unsigned char>& frames, std::size_t at) {
    const std::size_t from = at >= kSmooth ? at - kSmooth : 0, to = std::min(frames.size(), at + kSmooth + 1);
    float sum = 0;
    for (std::size_t i = from; i < to; ++i) sum += decibels(frames[i]);
    return sum / static_cast<float>(to - from);
}

// Counts of decibels, half a decibel a bin.
class Histogram {
  public:
    void add(float db) {
        ++counts_[static_cast<std::size_t>(std::clamp((db - kLowestDb) / kStepDb, 0.0F, kBins - 1.0F))];
        ++all_;
    }
    double all() const { return all_; }
    // The value that so large a part of the counts lies below.
    float percentile(double part) const {
        double below = 0;
        for (std::size_t bin = 0; bin < kBins; ++bin)
            if ((below += counts_[bin]) >= part * all_) return value(bin);
        return value(kBins - 1);
    }
    // Means of what lies below and above a value.
    std::pair<float, float> means(float middle) const {
        double sums[2] = {0, 0}, counts[2] = {0, 0};
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            const int side = value(bin) < middle ? 0 : 1;
            sums[side] += counts_[bin] * static_cast<double>(value(bin));
            counts[side] += counts_[bin];
        }
        const auto mean = [&](int side) {
            return counts[side] > 0 ? static_cast<float>(sums[side] / counts[side]) : middle;
        };
        return {mean(0), mean(1)};
    }

  private:
    static float value(std::size_t bin) { return kLowestDb + kStepDb * static_cast<float>(bin); }
    std::array<double, kBins> counts_{};
    double all_ = 0;
};

// The middle between two heaps; nothing where they are no two.
std::optional<float> middle_of(const Histogram& differences) {
    float low = differences.percentile(0.01), high = differences.percentile(0.99);
    for (int round = 0; round < kMostRounds; ++round) {
        const auto [below, above] = differences.means((low + high) / 2);
        if (below == low && above == high) break;
        low = below;
        high = above;
    }
    if (high - low < kApartDb) return {};
    return (low + high) / 2;
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
    std::vector<transcript::SpeakerTurn> out;
    const std::size_t count = frames_[0].size();
    Histogram differences;
    for (std::size_t i = 0; i < count; ++i) {
        const float left = smoothed(frames_[0], i), right = smoothed(frames_[1], i);
        if (std::max(left, right) >= kQuietDb) differences.add(left - right);
    }
    const auto middle = middle_of(differences);
    if (!middle) return out;
    // Loudness of each channel, where the left and where the right person speaks.
    Histogram loudness[2][2];
    for (std::size_t i = 0; i < count; ++i) {
        const float left = smoothed(frames_[0], i), right = smoothed(frames_[1], i);
        if (std::max(left, right) < kQuietDb) continue;
        const int person = left - right >= *middle ? 0 : 1;
        loudness[0][person].add(left);
        loudness[1][person].add(right);
    }
    float loud[2];
    for (int c = 0; c < 2; ++c) {
        if (loudness[c][c].all() < kFewestFrames) return out;
        loud[c] = loudness[c][c].percentile(0.95);
        // Medians: where both talk at once, either is loud for the other.
        if (loudness[c][c].percentile(0.5) - loudness[c][1 - c].percentile(0.5) < kOwnDb) return out;
    }
    const auto speaker = [&](std::size_t i) {
        const float left = smoothed(frames_[0], i), right = smoothed(frames_[1], i), side = left - right - *middle;
        if (side >= kClearDb && left >= loud[0] - kSpeechDb) return kLeft;
        if (side <= -kClearDb && right >= loud[1] - kSpeechDb) return kRight;
        return kNobody;
    };
    Who last = kNobody;
    for (std::size_t i = 0; i < count; ++i) {
        const Who who = speaker(i);
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
