#include "publish/publish_podcast.h"

#include <map>
#include <mutex>

#include "publish/episode_files.h"
#include "publish/links.h"
#include "publish/names.h"
#include "publish/podcast_item.h"
#include "publish/xml.h"
#include "text/html.h"
#include "text/plain_line.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kMaxDescriptionBytes = 4000;

// Captions show who speaks, as far as that is known.
Transcript with_names(const Analysis& analysis) {
    Transcript transcript = analysis.transcript;
    for (std::size_t s = 0; s < transcript.speakers.size(); ++s)
        transcript.speakers[s].name = text::plain_line(speaker_name(analysis, static_cast<int>(s)));
    return transcript;
}

std::string feed_path(const Links& links, std::size_t show) {
    const std::string page = links.show(show);
    return page.substr(0, page.size() - std::string_view(".html").size()) + ".xml";
}

std::string feed(const SiteModel& model, const Links& links, std::size_t show, const std::string& items) {
    const Show& about = model.shows[show].about;
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" "
        "xmlns:podcast=\"https://podcastindex.org/namespace/1.0\">\n<channel>\n";
    const auto add = [&](std::string_view tag, std::string_view content) {
        if (!content.empty())
            xml.append("<").append(tag).append(">").append(xml_text(content)).append("</").append(tag).append(">\n");
    };
    add("title", about.title);
    const std::string link = safe_url(about.link);
    add("link", link.empty() ? model.base_url : link);
    // A channel must have one.
    const std::string description = text::plain_line(text::html_to_text(about.description), kMaxDescriptionBytes);
    add("description", description.empty() ? about.title : description);
    add("language", text::plain_line(about.language, 35));
    add("itunes:author", text::plain_line(about.author, 300));
    add("podcast:guid", text::plain_line(about.podcast_guid, 64));
    if (about.blocked) xml += "<itunes:block>Yes</itunes:block>\n";
    xml += "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"" +
           xml_text(model.base_url + feed_path(links, show)) + "\"/>\n";
    return xml + items + "</channel>\n</rss>\n";
}

}  // namespace

Result<PublishReport> publish_podcast(const SiteModel& model, const AnalysisLoader& load,
                                      const TranscriptWriters& writers, const std::filesystem::path& path,
                                      std::size_t jobs) {
    if (model.base_url.empty())
        return make_error(ErrorCode::kInvalidArgument,
                          "a feed has whole addresses only: give --base-url, the address under which the folder will "
                          "stand");
    auto folder = Folder::open(path, FolderKind::kPodcast, analysed_episodes(model));
    if (!folder) return folder.error();
    const Links links(model);
    std::mutex lock;  // guards items
    std::map<std::size_t, std::string> items;
    const auto files_of = [&](std::size_t episode, const Analysis& analysis) {
        const std::string stem = links.episode_stem(episode);
        const Transcript transcript = with_names(analysis);
        NamedFiles files = {{stem + kVttEnding, writers.vtt(transcript)},
                            {stem + kSrtEnding, writers.srt(transcript)},
                            {stem + kTranscriptEnding, writers.json(transcript)}};
        if (std::string chapters = podcast_chapters(analysis); !chapters.empty())
            files.emplace_back(stem + kChaptersEnding, std::move(chapters));
        std::string item = podcast_item(model, links, episode, analysis);
        const std::lock_guard guard(lock);
        items[episode] = std::move(item);
        return files;
    };
    PublishReport report;
    SiteIndex index;
    Status status = write_episode_files(model, load, jobs, files_of, *folder, index, report);
    std::string outlines;
    for (std::size_t show = 0; show < model.shows.size(); ++show) {
        std::string all;
        for (const auto& [episode, item] : items)
            if (model.episodes[episode].show == show) all += item;
        if (!status || all.empty()) continue;
        status = folder->write(feed_path(links, show), feed(model, links, show, all));
        outlines += "<outline type=\"rss\" text=\"" + xml_text(model.shows[show].about.title) + "\" xmlUrl=\"" +
                    xml_text(model.base_url + feed_path(links, show)) + "\"/>\n";
    }
    if (status)
        status = folder->write(
            "feeds.opml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>" +
                              xml_text(model.title) + "</title></head>\n<body>\n" + outlines + "</body>\n</opml>\n");
    if (status) status = finish_publish(*folder, {}, report);
    if (!status) return status.error();
    return report;
}

}  // namespace earwitness::publish
