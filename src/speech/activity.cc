#include "speech/activity.h"

#include <webrtc/modules/audio_processing/include/audio_processing.h>
#include <webrtc/modules/interface/module_common_types.h>
#include <algorithm>
#include <cmath>

namespace earwitness::speech {

struct VoiceActivity::Detector {
    std::unique_ptr<webrtc::AudioProcessing> processing{webrtc::AudioProcessing::Create()};
    webrtc::AudioFrame frame;

    Detector() {
        auto* voice = processing->voice_detection();
        voice->set_likelihood(webrtc::VoiceDetection::kModerateLikelihood);
        voice->set_frame_size_ms(kFrameMs);
        voice->Enable(true);
        frame.sample_rate_hz_ = kRate;
        frame.num_channels_ = 1;
        frame.samples_per_channel_ = kFrameSamples;
    }

    bool has_voice(std::span<const float> samples) {
        for (std::size_t i = 0; i < samples.size(); ++i)
            frame.data_[i] = static_cast<std::int16_t>(std::lround(std::clamp(samples[i], -1.0f, 1.0f) * 32767));
        return processing->ProcessStream(&frame) == 0 && processing->voice_detection()->stream_has_voice();
    }
};

VoiceActivity::VoiceActivity() : detector_(std::make_unique<Detector>()) {}
VoiceActivity::~VoiceActivity() = default;

void VoiceActivity::add(std::span<const float> samples) {
    while (!samples.empty()) {
        if (rest_.empty() && samples.size() >= kFrameSamples) {
            frames_.push_back(detector_->has_voice(samples.first(kFrameSamples)) ? 1 : 0);
            samples = samples.subspan(kFrameSamples);
            continue;
        }
        const std::size_t wanted = std::min<std::size_t>(kFrameSamples - rest_.size(), samples.size());
        rest_.insert(rest_.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(wanted));
        samples = samples.subspan(wanted);
        if (rest_.size() < kFrameSamples) continue;
        frames_.push_back(detector_->has_voice(rest_) ? 1 : 0);
        rest_.clear();
    }
}

std::vector<Interval> speech_intervals(std::span<const char> frames, std::int64_t pause_ms, std::int64_t offset_ms) {
    constexpr std::int64_t kBurstMs = 100;
    std::vector<Interval> out;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (frames[i] == 0) continue;
        std::size_t end = i;
        while (end < frames.size() && frames[end] != 0) ++end;
        const Interval run{offset_ms + static_cast<std::int64_t>(i) * kFrameMs,
                           offset_ms + static_cast<std::int64_t>(end) * kFrameMs};
        i = end;
        if (!out.empty() && run.begin_ms - out.back().end_ms < pause_ms)
            out.back().end_ms = run.end_ms;
        else
            out.push_back(run);
    }
    std::erase_if(out, [](const Interval& run) { return run.end_ms - run.begin_ms < kBurstMs; });
    return out;
}

std::int64_t overlap_ms(const std::vector<Interval>& a, const std::vector<Interval>& b) {
    std::int64_t sum = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        sum += std::max<std::int64_t>(0, std::min(a[i].end_ms, b[j].end_ms) - std::max(a[i].begin_ms, b[j].begin_ms));
        if (a[i].end_ms < b[j].end_ms)
            ++i;
        else
            ++j;
    }
    return sum;
}

}  // namespace earwitness::speech
