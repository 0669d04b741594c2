#include "audio/probe.h"

#include <algorithm>

#include "audio/input.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace earwitness::audio {

Result<AudioInfo> probe(const std::filesystem::path& path) {
    const auto input = Input::open(path);
    if (!input) return input.error();
    const AVFormatContext& format = *(*input)->format();
    const AVStream& stream = *(*input)->stream();
    AudioInfo info;
    info.container = format.iformat->name;
    info.codec = avcodec_get_name(stream.codecpar->codec_id);
    info.channels = stream.codecpar->ch_layout.nb_channels;
    info.sample_rate = stream.codecpar->sample_rate;
    if (stream.duration != AV_NOPTS_VALUE)
        info.duration_ms = av_rescale_q(stream.duration, stream.time_base, {1, 1000});
    else if (format.duration != AV_NOPTS_VALUE)
        info.duration_ms = av_rescale(format.duration, 1000, AV_TIME_BASE);
    info.tags = tags_of(format);
    info.duration_ms = std::max<std::int64_t>(info.duration_ms, 0);
    return info;
}

}  // namespace earwitness::audio
