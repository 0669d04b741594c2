#include "audio/clip.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <numeric>
#include <string_view>

#include "audio/input.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace earwitness::audio {
namespace {

constexpr std::int64_t kLossyLeadMs = 80;

struct Target {
    const char* muxer;
    const char* ending;
    bool lossy;
};

const Target* target_of(AVCodecID codec) {
    static constexpr Target kMp3 = {"mp3", ".mp3", true}, kAac = {"ipod", ".m4a", true}, kOgg = {"ogg", ".ogg", true},
                            kFlac = {"flac", ".flac", false}, kWav = {"wav", ".wav", false};
    switch (codec) {
        case AV_CODEC_ID_MP3:
            return &kMp3;
        case AV_CODEC_ID_AAC:
            return &kAac;
        case AV_CODEC_ID_OPUS:
        case AV_CODEC_ID_VORBIS:
            return &kOgg;
        case AV_CODEC_ID_FLAC:
            return &kFlac;
        case AV_CODEC_ID_PCM_U8:
        case AV_CODEC_ID_PCM_S16LE:
        case AV_CODEC_ID_PCM_S24LE:
        case AV_CODEC_ID_PCM_S32LE:
        case AV_CODEC_ID_PCM_F32LE:
        case AV_CODEC_ID_PCM_ALAW:
        case AV_CODEC_ID_PCM_MULAW:
            return &kWav;
        default:
            return nullptr;
    }
}

// One clip being written into memory.
class Writer {
  public:
    static std::unique_ptr<Writer> open(const Input& input, const Target& target);
    ~Writer() { close(); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    bool add(const AVPacket& packet, std::int64_t pts);
    std::string finish();

  private:
    Writer() = default;
    void close();

    AVFormatContext* format_ = nullptr;
    AVRational from_{};
    std::int64_t first_ = AV_NOPTS_VALUE;
};

// STREAMINFO tells the length and the hash of the whole recording: a clip says that it knows neither.
void forget_length(AVCodecParameters& parameters) {
    constexpr int kStreamInfo = 34, kSamples = 13, kHash = 18;
    if (parameters.codec_id != AV_CODEC_ID_FLAC || parameters.extradata_size != kStreamInfo) return;
    parameters.extradata[kSamples] &= 0xF0;
    std::memset(parameters.extradata + kSamples + 1, 0, kHash - kSamples - 1);
    std::memset(parameters.extradata + kHash, 0, kStreamInfo - kHash);
}

std::unique_ptr<Writer> Writer::open(const Input& input, const Target& target) {
    std::unique_ptr<Writer> writer(new Writer());
    if (avformat_alloc_output_context2(&writer->format_, nullptr, target.muxer, nullptr) < 0) return nullptr;
    AVFormatContext& format = *writer->format_;
    if (avio_open_dyn_buf(&format.pb) < 0) return nullptr;
    AVStream* stream = avformat_new_stream(&format, nullptr);
    if (stream == nullptr || avcodec_parameters_copy(stream->codecpar, input.stream()->codecpar) < 0) return nullptr;
    stream->codecpar->codec_tag = 0;
    forget_length(*stream->codecpar);
    stream->time_base = writer->from_ = input.stream()->time_base;
    // Neither the clock, nor chance, nor libav's version.
    format.flags |= AVFMT_FLAG_BITEXACT;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "id3v2_version", "0", 0);
    av_dict_set(&options, "write_xing", "0", 0);
    const int begun = avformat_write_header(&format, &options);
    av_dict_free(&options);
    if (begun < 0) return nullptr;
    return writer;
}

bool Writer::add(const AVPacket& packet, std::int64_t pts) {
    AVPacket* copy = av_packet_clone(&packet);
    if (copy == nullptr) return false;
    if (first_ == AV_NOPTS_VALUE) first_ = pts;
    copy->pts = copy->dts = pts - first_;
    copy->stream_index = 0;
    copy->pos = -1;
    av_packet_rescale_ts(copy, from_, format_->streams[0]->time_base);
    const bool written = av_write_frame(format_, copy) >= 0;
    av_packet_free(&copy);
    return written;
}

std::string Writer::finish() {
    if (first_ == AV_NOPTS_VALUE || av_write_trailer(format_) < 0) return {};
    std::uint8_t* bytes = nullptr;
    const int size = avio_close_dyn_buf(format_->pb, &bytes);
    format_->pb = nullptr;
    std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(std::max(size, 0)));
    av_free(bytes);
    return out;
}

void Writer::close() {
    if (format_ == nullptr) return;
    if (format_->pb != nullptr) {
        std::uint8_t* bytes = nullptr;
        avio_close_dyn_buf(format_->pb, &bytes);
        av_free(bytes);
    }
    avformat_free_context(format_);
}

class Cutting {
  public:
    Cutting(const Input& input, const Target& target, const std::vector<ClipRange>& ranges)
        : input_(input), target_(target), files_(ranges.size()) {
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            const std::int64_t begin = std::max<std::int64_t>(ranges[i].begin_ms, 0);
            const std::int64_t end = std::min(ranges[i].end_ms, begin + kMostClipMs);
            if (end > begin) waiting_.push_back({i, begin - (target.lossy ? kLossyLeadMs : 0), end, nullptr});
        }
        std::stable_sort(waiting_.begin(), waiting_.end(),
                         [](const Clip& a, const Clip& b) { return a.begin_ms < b.begin_ms; });
    }

    // False where a clip could not be begun: its format does not take this sound.
    bool run();
    std::vector<std::string> take() { return std::move(files_); }

  private:
    struct Clip {
        std::size_t number = 0;
        std::int64_t begin_ms = 0, end_ms = 0;
        std::unique_ptr<Writer> writer;
    };

    bool take_packet(const AVPacket& packet);
    void finish_before(std::int64_t ms);

    const Input& input_;
    const Target& target_;
    std::vector<std::string> files_;
    std::vector<Clip> waiting_, open_;  // by begin
    std::size_t next_ = 0;              // of waiting_
    std::int64_t expected_ = AV_NOPTS_VALUE;
};

void Cutting::finish_before(std::int64_t ms) {
    for (Clip& clip : open_)
        if (clip.end_ms <= ms) files_[clip.number] = clip.writer->finish();
    std::erase_if(open_, [&](const Clip& clip) { return clip.end_ms <= ms; });
}

bool Cutting::take_packet(const AVPacket& packet) {
    const AVStream& stream = *input_.stream();
    const std::int64_t start = stream.start_time == AV_NOPTS_VALUE ? 0 : stream.start_time;
    std::int64_t pts = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
    if (pts == AV_NOPTS_VALUE) pts = expected_ == AV_NOPTS_VALUE ? start : expected_;
    expected_ = pts + std::max<std::int64_t>(packet.duration, 0);
    const std::int64_t from_ms = av_rescale_q(pts - start, stream.time_base, {1, 1000});
    const std::int64_t to_ms = av_rescale_q(expected_ - start, stream.time_base, {1, 1000});
    finish_before(from_ms);
    while (next_ < waiting_.size() && waiting_[next_].begin_ms < to_ms) {
        Clip clip = std::move(waiting_[next_++]);
        if (clip.end_ms <= from_ms) continue;  // in a hole of the recording
        clip.writer = Writer::open(input_, target_);
        if (clip.writer == nullptr) return false;
        open_.push_back(std::move(clip));
    }
    for (Clip& clip : open_)
        if (!clip.writer->add(packet, pts)) return false;
    return true;
}

bool Cutting::run() {
    std::unique_ptr<AVPacket, void (*)(AVPacket*)> packet(av_packet_alloc(), [](AVPacket* p) { av_packet_free(&p); });
    while ((next_ < waiting_.size() || !open_.empty()) && av_read_frame(input_.format(), packet.get()) >= 0) {
        const bool good = packet->stream_index != input_.stream()->index || take_packet(*packet);
        av_packet_unref(packet.get());
        if (!good) return false;
    }
    finish_before(INT64_MAX);
    return true;
}

}  // namespace

Result<Clips> cut_clips(const std::filesystem::path& path, const std::vector<ClipRange>& ranges) {
    const auto input = Input::open(path);
    if (!input) return input.error();
    const AVCodecID codec = (*input)->stream()->codecpar->codec_id;
    const auto unsupported = [&] {
        return make_error(ErrorCode::kUnsupported, path.string() + ": no clips can be cut from the codec '" +
                                                       avcodec_get_name(codec) +
                                                       "' without encoding it anew; from mp3, aac, opus, vorbis, flac "
                                                       "and wav they can");
    };
    const Target* target = target_of(codec);
    if (target == nullptr) return unsupported();
    Cutting cutting(**input, *target, ranges);
    if (!cutting.run()) return unsupported();
    return Clips{target->ending, cutting.take()};
}

}  // namespace earwitness::audio
