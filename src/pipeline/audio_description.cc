#include "pipeline/audio_description.h"

#include "audio/tags.h"
#include "base/clock.h"

namespace earwitness::pipeline {
namespace {

std::vector<FeedChapter> feed_chapters(const std::vector<audio::AudioChapter>& chapters) {
    std::vector<FeedChapter> out;
    for (const auto& chapter : chapters) out.push_back({chapter.start_ms, chapter.title, "", ""});
    return out;
}

}  // namespace

std::string describe_by_tags(const std::filesystem::path& audio, Episode& episode) {
    const auto tags = audio::read_tags(audio);
    if (!tags) return {};
    if (!tags->title.empty()) episode.title = tags->title;
    episode.author = tags->artist;
    if (!episode.published_at && tags->date.size() >= 10)
        episode.published_at = base::parse_utc(tags->date.substr(0, 10));
    episode.chapters = feed_chapters(tags->chapters);
    return tags->album;
}

std::vector<FeedChapter> chapters_in_audio(const std::filesystem::path& audio) {
    const auto tags = audio::read_tags(audio);
    return tags ? feed_chapters(tags->chapters) : std::vector<FeedChapter>();
}

}  // namespace earwitness::pipeline
