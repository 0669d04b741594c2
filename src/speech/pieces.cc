#include "speech/pieces.h"

#include <algorithm>

namespace earwitness::speech {
namespace {

constexpr std::size_t kPauseFrames = 20;                 // 200 ms without voice are between words
constexpr std::size_t kShared = std::size_t{kRate} * 2;  // samples that two pieces share where there is no pause

std::int64_t to_ms(std::size_t samples) { return static_cast<std::int64_t>(samples) * 1000 / kRate; }

}  // namespace

PieceCutter::PieceCutter(std::int64_t piece_ms, std::function<bool(CutPiece&&)> sink)
    : most_(static_cast<std::size_t>(std::max<std::int64_t>(piece_ms, 5'000)) * kRate / 1000), sink_(std::move(sink)) {}

bool PieceCutter::add(std::span<const float> samples) {
    while (!samples.empty() && !ended_) {
        const std::size_t wanted = std::min(samples.size(), most_ - held_.size());
        held_.insert(held_.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(wanted));
        voice_.add(samples.first(wanted));
        samples = samples.subspan(wanted);
        if (held_.size() < most_) continue;
        std::size_t shared = 0;
        const std::size_t at = pause_in_second_half(shared);
        ended_ = !cut(at, shared);
    }
    return !ended_;
}

bool PieceCutter::finish() {
    if (!ended_ && held_.size() > shared_) ended_ = !cut(held_.size(), 0);
    return !ended_;
}

// The middle of the longest pause; the end, with a shared stretch, where nobody pauses.
std::size_t PieceCutter::pause_in_second_half(std::size_t& shared) const {
    const auto& frames = voice_.frames();
    const std::size_t from = (held_from_ + most_ / 2) / kFrameSamples;
    const std::size_t to = std::min(frames.size(), (held_from_ + held_.size()) / kFrameSamples);
    std::size_t best = 0, length = 0;
    for (std::size_t i = from; i < to; ++i) {
        std::size_t end = i;
        while (end < to && frames[end] == 0) ++end;
        if (end - i > length) {
            length = end - i;
            best = (i + end) / 2;
        }
        i = std::max(i, end);
    }
    shared = length >= kPauseFrames ? 0 : kShared;
    return length >= kPauseFrames ? best * kFrameSamples - held_from_ : held_.size();
}

bool PieceCutter::cut(std::size_t samples, std::size_t shared) {
    CutPiece piece;
    piece.begin_ms = to_ms(held_from_);
    piece.end_ms = to_ms(held_from_ + samples);
    piece.shared_ms = to_ms(shared_);
    piece.samples.assign(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(samples));
    const auto& frames = voice_.frames();
    const auto first =
        frames.begin() + static_cast<std::ptrdiff_t>(std::min(held_from_ / kFrameSamples, frames.size()));
    const auto last =
        frames.begin() + static_cast<std::ptrdiff_t>(std::min((held_from_ + samples) / kFrameSamples, frames.size()));
    piece.voice.assign(first, last);
    piece.has_voice = std::find(first, last, 1) != last;
    const std::size_t keep_from = samples - std::min(shared, samples);
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(keep_from));
    held_from_ += keep_from;
    shared_ = samples - keep_from;
    return sink_(std::move(piece));
}

}  // namespace earwitness::speech
