#include "audio/decode.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "audio/input.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

namespace earwitness::audio {
namespace {

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* pointer) const {
        Free(&pointer);
    }
};
using Codec = std::unique_ptr<AVCodecContext, Freed<avcodec_free_context>>;
using Frame = std::unique_ptr<AVFrame, Freed<av_frame_free>>;
using Packet = std::unique_ptr<AVPacket, Freed<av_packet_free>>;
using Resampler = std::unique_ptr<SwrContext, Freed<swr_free>>;

class Decoding {
  public:
    Decoding(const Input& input, int channels, const DecodeRange& range,
             const std::function<bool(std::span<const float>)>& sink)
        : input_(input),
          sink_(sink),
          out_channels_(static_cast<std::size_t>(channels)),
          begin_(range.begin_ms * kSampleRate / 1000),
          end_(range.end_ms < 0 ? INT64_MAX : range.end_ms * kSampleRate / 1000) {}

    Result<std::int64_t> run(const std::filesystem::path& path);

  private:
    bool open_codec();
    void seek(std::int64_t begin_ms);
    void decode_packet(const AVPacket* packet);
    bool follow_format();
    void convert(const AVFrame* frame);
    void hand_over(std::span<const float> samples);
    void place(const AVFrame& frame);

    const Input& input_;
    const std::function<bool(std::span<const float>)>& sink_;
    const std::size_t out_channels_;
    const std::int64_t begin_, end_;  // in samples (of a channel) of the output
    Codec codec_;
    Frame frame_{av_frame_alloc()};
    Resampler resampler_;
    int rate_ = 0, channels_ = 0, sample_format_ = -1;  // what the resampler was made for
    std::vector<float> out_;
    std::int64_t position_ = -1;  // of the next sample, -1 before the first frame
    std::int64_t given_ = 0;
    bool done_ = false;
};

bool Decoding::open_codec() {
    codec_.reset(avcodec_alloc_context3(input_.codec()));
    if (!codec_ || !frame_) return false;
    if (avcodec_parameters_to_context(codec_.get(), input_.stream()->codecpar) < 0) return false;
    codec_->pkt_timebase = input_.stream()->time_base;
    codec_->thread_count = 1;
    return avcodec_open2(codec_.get(), input_.codec(), nullptr) == 0;
}

void Decoding::seek(std::int64_t begin_ms) {
    if (begin_ms <= 0) return;
    AVStream* stream = input_.stream();
    const std::int64_t start = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
    const std::int64_t at = start + av_rescale_q(begin_ms, {1, 1000}, stream->time_base);
    // Where seeking fails, everything before is decoded and dropped.
    if (avformat_seek_file(input_.format(), stream->index, INT64_MIN, at, at, 0) >= 0)
        avcodec_flush_buffers(codec_.get());
}

// Makes the resampler anew where the stream changed its format on the way.
bool Decoding::follow_format() {
    if (frame_->sample_rate < 1'000 || frame_->ch_layout.nb_channels < 1) return false;
    if (resampler_ && frame_->sample_rate == rate_ && frame_->ch_layout.nb_channels == channels_ &&
        frame_->format == sample_format_)
        return true;
    if (resampler_) convert(nullptr);
    SwrContext* made = nullptr;
    AVChannelLayout to{}, from{};
    av_channel_layout_default(&to, static_cast<int>(out_channels_));
    if (frame_->ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&from, frame_->ch_layout.nb_channels);
    else
        av_channel_layout_copy(&from, &frame_->ch_layout);
    const int set = swr_alloc_set_opts2(&made, &to, AV_SAMPLE_FMT_FLT, kSampleRate, &from,
                                        static_cast<AVSampleFormat>(frame_->format), frame_->sample_rate, 0, nullptr);
    av_channel_layout_uninit(&from);
    resampler_.reset(made);
    // Float samples would otherwise be mixed down louder than they came, beyond 1.
    if (set >= 0) av_opt_set_double(made, "rematrix_maxval", 1.0, 0);
    if (set < 0 || swr_init(made) < 0) {
        resampler_.reset();
        return false;
    }
    rate_ = frame_->sample_rate;
    channels_ = frame_->ch_layout.nb_channels;
    sample_format_ = frame_->format;
    return true;
}

// A null frame gives what the resampler still holds.
void Decoding::convert(const AVFrame* frame) {
    const int in = frame == nullptr ? 0 : frame->nb_samples;
    const int room = swr_get_out_samples(resampler_.get(), in);
    if (room <= 0) return;
    out_.resize(static_cast<std::size_t>(room) * out_channels_);
    auto* to = reinterpret_cast<std::uint8_t*>(out_.data());
    const auto** from = frame == nullptr ? nullptr : const_cast<const std::uint8_t**>(frame->extended_data);
    const int got = swr_convert(resampler_.get(), &to, room, from, in);
    if (got > 0) hand_over({out_.data(), static_cast<std::size_t>(got) * out_channels_});
}

void Decoding::hand_over(std::span<const float> samples) {
    const std::int64_t first = position_;
    const auto count = static_cast<std::int64_t>(samples.size() / out_channels_);
    position_ += count;
    const std::int64_t begin = std::clamp<std::int64_t>(begin_ - first, 0, count);
    const std::int64_t end = std::clamp<std::int64_t>(end_ - first, begin, count);
    samples = samples.subspan(static_cast<std::size_t>(begin) * out_channels_,
                              static_cast<std::size_t>(end - begin) * out_channels_);
    while (!samples.empty() && !done_) {
        const std::size_t piece = std::min(samples.size(), std::size_t{kSampleRate} * out_channels_);
        given_ += static_cast<std::int64_t>(piece / out_channels_);
        done_ = !sink_(samples.first(piece));
        samples = samples.subspan(piece);
    }
    done_ = done_ || position_ >= end_;
}

// The first frame says where in the file we are.
void Decoding::place(const AVFrame& frame) {
    if (position_ >= 0) return;
    const AVStream& stream = *input_.stream();
    const std::int64_t start = stream.start_time == AV_NOPTS_VALUE ? 0 : stream.start_time;
    const std::int64_t at = frame.best_effort_timestamp == AV_NOPTS_VALUE ? start : frame.best_effort_timestamp;
    position_ = std::max<std::int64_t>(0, av_rescale_q(at - start, stream.time_base, {1, kSampleRate}));
}

void Decoding::decode_packet(const AVPacket* packet) {
    if (avcodec_send_packet(codec_.get(), packet) < 0) return;  // damaged: the next one may be whole
    while (!done_ && avcodec_receive_frame(codec_.get(), frame_.get()) == 0) {
        if (follow_format()) {
            place(*frame_);
            convert(frame_.get());
        }
        av_frame_unref(frame_.get());
    }
}

Result<std::int64_t> Decoding::run(const std::filesystem::path& path) {
    if (!open_codec())
        return make_error(ErrorCode::kUnsupported,
                          path.string() + ": its codec '" + input_.codec()->name + "' cannot be started");
    seek(begin_ * 1000 / kSampleRate);
    const Packet packet(av_packet_alloc());
    while (!done_ && av_read_frame(input_.format(), packet.get()) >= 0) {
        if (packet->stream_index == input_.stream()->index) decode_packet(packet.get());
        av_packet_unref(packet.get());
    }
    if (!done_) decode_packet(nullptr);
    if (!done_ && resampler_) convert(nullptr);
    if (position_ < 0 && begin_ == 0)
        return make_error(ErrorCode::kMalformed, path.string() + ": not one sample of its audio could be decoded");
    return given_;
}

}  // namespace

Result<std::int64_t> decode_mono_16k(const std::filesystem::path& path, const DecodeRange& range,
                                     const std::function<bool(std::span<const float>)>& sink) {
    const auto input = Input::open(path);
    if (!input) return input.error();
    return Decoding(**input, 1, range, sink).run(path);
}

Result<std::int64_t> decode_stereo_16k(const std::filesystem::path& path, const DecodeRange& range,
                                       const std::function<bool(std::span<const float>)>& sink) {
    const auto input = Input::open(path);
    if (!input) return input.error();
    const int channels = (*input)->stream()->codecpar->ch_layout.nb_channels;
    if (channels != 2)
        return make_error(ErrorCode::kUnsupported, path.string() + ": has " + std::to_string(channels) +
                                                       (channels == 1 ? " channel" : " channels") +
                                                       "; people can be told apart by channels in recordings with two");
    return Decoding(**input, 2, range, sink).run(path);
}

}  // namespace earwitness::audio
