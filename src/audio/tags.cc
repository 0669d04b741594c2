#include "audio/tags.h"

#include <algorithm>
#include <initializer_list>

#include "audio/input.h"
#include "text/utf8.h"

extern "C" {
#include <libavformat/avformat.h>
}

namespace earwitness::audio {
namespace {

constexpr std::size_t kMostBytes = 400;                // of a value
constexpr std::size_t kMostChapters = 1'000;           // of a file
constexpr std::int64_t kLatestMs = 1000LL * 3600'000;  // of a chapter: no recording has a thousand hours

// One line: white space and controls become single spaces. Cut between characters where it is too long.
std::string clean(const char* raw) {
    if (raw == nullptr) return {};
    const std::string mended = text::repair_utf8(std::string_view(raw).substr(0, kMostBytes * 2));
    std::string out;
    bool space = false;
    for (std::size_t at = 0; at < mended.size();) {
        const std::size_t from = at;
        const char32_t c = text::next_code_point(mended, at);
        if (text::is_space(c) || c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xFEFF) {
            space = !out.empty();
            continue;
        }
        if (out.size() + (at - from) + (space ? 1 : 0) > kMostBytes) break;
        if (space) out += ' ';
        space = false;
        out.append(mended, from, at - from);
    }
    return out;
}

// Of the first name that has a value; names differ between formats. Ogg keeps tags with the stream.
std::string value_of(const AVFormatContext& format, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (const auto* entry = av_dict_get(format.metadata, name, nullptr, 0))
            if (std::string value = clean(entry->value); !value.empty()) return value;
        for (unsigned i = 0; i < format.nb_streams; ++i)
            if (format.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
                if (const auto* entry = av_dict_get(format.streams[i]->metadata, name, nullptr, 0))
                    if (std::string value = clean(entry->value); !value.empty()) return value;
    }
    return {};
}

std::vector<AudioChapter> chapters_of(const AVFormatContext& format) {
    std::vector<AudioChapter> out;
    for (unsigned i = 0; i < format.nb_chapters && out.size() < kMostChapters; ++i) {
        const AVChapter& chapter = *format.chapters[i];
        if (chapter.time_base.num <= 0 || chapter.time_base.den <= 0 || chapter.start < 0) continue;
        const std::int64_t start_ms = av_rescale_q(chapter.start, chapter.time_base, {1, 1000});
        const auto* title = av_dict_get(chapter.metadata, "title", nullptr, 0);
        std::string words = title == nullptr ? std::string() : clean(title->value);
        if (start_ms < 0 || start_ms > kLatestMs || words.empty()) continue;
        out.push_back({start_ms, std::move(words)});
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.start_ms < b.start_ms; });
    out.erase(
        std::unique(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.start_ms == b.start_ms; }),
        out.end());
    if (out.size() < 2) out.clear();
    return out;
}

}  // namespace

AudioTags tags_of(const AVFormatContext& format) {
    AudioTags tags;
    tags.title = value_of(format, {"title"});
    tags.artist = value_of(format, {"artist", "album_artist", "author"});
    tags.album = value_of(format, {"album", "show"});
    tags.date = value_of(format, {"date"});
    tags.chapters = chapters_of(format);
    return tags;
}

Result<AudioTags> read_tags(const std::filesystem::path& path) {
    const auto input = Input::open(path, Input::Depth::kHead);
    if (!input) return input.error();
    return tags_of(*(*input)->format());
}

}  // namespace earwitness::audio
