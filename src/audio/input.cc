#include "audio/input.h"

#include <array>
#include <mutex>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/log.h>
}

namespace earwitness::audio {
namespace {

constexpr char kContainers[] =
    "mp3,wav,w64,mov,mp4,m4a,3gp,3g2,mj2,ogg,flac,aac,matroska,webm,aiff,asf,caf,amr,wv,ac3,eac3,mpegts,mpeg,avi,au,"
    "flv";
constexpr int kMinSampleRate = 1'000, kMaxSampleRate = 768'000, kMaxChannels = 64;

struct Options {
    AVDictionary* list = nullptr;
    ~Options() { av_dict_free(&list); }
};

Error not_audio(const std::filesystem::path& path, std::string_view why) {
    return make_error(ErrorCode::kMalformed, path.string() + ": no audio in it (" + std::string(why) +
                                                 "); is it an error page, or was the download cut short?");
}

}  // namespace

Error av_failure(ErrorCode code, const std::filesystem::path& path, int number, std::string_view doing) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(number, text.data(), text.size());
    return make_error(code, "cannot read the audio " + path.string() + ": " + std::string(doing) + ": " + text.data());
}

Input::~Input() {
    avformat_close_input(&format_);
    avio_closep(&bytes_);
}

Status Input::open_container(const std::filesystem::path& path) {
    const std::string url = "file:" + path.string();
    if (const int opened = avio_open(&bytes_, url.c_str(), AVIO_FLAG_READ); opened < 0)
        return av_failure(ErrorCode::kIo, path, opened, "open");
    format_ = avformat_alloc_context();
    if (format_ == nullptr) return make_error(ErrorCode::kIo, "out of memory");
    format_->pb = bytes_;
    Options options;
    av_dict_set(&options.list, "format_whitelist", kContainers, 0);
    av_dict_set(&options.list, "protocol_whitelist", "file", 0);
    // No name is given, so that an extension cannot decide.
    if (avformat_open_input(&format_, "", nullptr, &options.list) < 0) return not_audio(path, "no known container");
    return {};
}

Status Input::look_at_packets(const std::filesystem::path& path) {
    if (avformat_find_stream_info(format_, nullptr) < 0) return not_audio(path, "the container holds nothing readable");
    return {};
}

Status Input::choose_stream(const std::filesystem::path& path) {
    const int index = av_find_best_stream(format_, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    if (index < 0) return not_audio(path, "the container has no audio stream");
    stream_ = format_->streams[index];
    const AVCodecParameters& parameters = *stream_->codecpar;
    codec_ = avcodec_find_decoder(parameters.codec_id);
    if (codec_ == nullptr)
        return make_error(ErrorCode::kUnsupported, path.string() + ": its codec '" +
                                                       avcodec_get_name(parameters.codec_id) +
                                                       "' has no decoder here; convert it with ffmpeg to mp3 or wav");
    if (parameters.sample_rate < kMinSampleRate || parameters.sample_rate > kMaxSampleRate ||
        parameters.ch_layout.nb_channels < 1 || parameters.ch_layout.nb_channels > kMaxChannels)
        return not_audio(path, std::to_string(parameters.sample_rate) + " Hz, " +
                                   std::to_string(parameters.ch_layout.nb_channels) +
                                   " channels; 1 to 64 channels of 1,000 to 768,000 Hz are read");
    return {};
}

Result<std::unique_ptr<Input>> Input::open(const std::filesystem::path& path, Depth depth) {
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_level(AV_LOG_QUIET); });
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        return make_error(ErrorCode::kNotFound, path.string() + ": there is no such file");
    if (!std::filesystem::is_regular_file(status))
        return make_error(ErrorCode::kInvalidArgument, path.string() + ": not a file");
    std::unique_ptr<Input> input(new Input());
    if (Status opened = input->open_container(path); !opened) return opened.error();
    if (depth == Depth::kHead) return input;
    if (Status looked = input->look_at_packets(path); !looked) return looked.error();
    if (Status chosen = input->choose_stream(path); !chosen) return chosen.error();
    return input;
}

}  // namespace earwitness::audio
