// An open audio file: libav's contexts, owned. Shared by probe.cc and decode.cc; internal to audio/.
//
// Files come from strangers: only containers of a fixed list are tried (no playlists, which name other files and
// hosts), the file's name has no say, and values that no recording has are refused.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "earwitness/result.h"

struct AVCodec;
struct AVFormatContext;
struct AVIOContext;
struct AVStream;

namespace earwitness::audio {

class Input {
  public:
    enum class Depth {
        kHead,     // format() alone, as far as the file's head tells
        kStreams,  // packets were looked at: stream() and codec() are there
    };
    // Errors as of probe().
    static Result<std::unique_ptr<Input>> open(const std::filesystem::path& path, Depth depth = Depth::kStreams);
    ~Input();
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    AVFormatContext* format() const { return format_; }
    AVStream* stream() const { return stream_; }     // the audio
    const AVCodec* codec() const { return codec_; }  // its decoder

  private:
    Input() = default;
    Status open_container(const std::filesystem::path& path);
    Status look_at_packets(const std::filesystem::path& path);
    Status choose_stream(const std::filesystem::path& path);

    AVIOContext* bytes_ = nullptr;
    AVFormatContext* format_ = nullptr;
    AVStream* stream_ = nullptr;
    const AVCodec* codec_ = nullptr;
};

// "cannot read the audio <path>: <doing>: <libav's words>"
Error av_failure(ErrorCode code, const std::filesystem::path& path, int number, std::string_view doing);

}  // namespace earwitness::audio
