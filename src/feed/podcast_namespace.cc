// Podcasting 2.0 (podcastindex.org/namespace/1.0) and Podlove's simple chapters.
#include "feed/durations.h"
#include "feed/reading.h"

namespace earwitness::feed {
namespace {

constexpr std::size_t kMostPersons = 500;

Person read_person(const Reading& reading, Node node) {
    Person person;
    person.name = reading.line(node);
    person.role = lowered(reading.attribute(node, "role"));
    person.group = lowered(reading.attribute(node, "group"));
    person.href = reading.url(node, "href");
    person.image = reading.url(node, "img");
    return person;
}

void add_person(const Reading& reading, Node node, std::vector<Person>& persons) {
    Person person = read_person(reading, node);
    if (!person.name.empty() && persons.size() < kMostPersons) persons.push_back(std::move(person));
}

void add_transcript(const Reading& reading, Node node, Episode& episode) {
    TranscriptLink link{reading.url(node, "url"), lowered(reading.attribute(node, "type")),
                        reading.attribute(node, "language"), lowered(reading.attribute(node, "rel"))};
    if (!link.url.empty() && episode.transcripts.size() < kMostPersons) episode.transcripts.push_back(std::move(link));
}

void add_soundbite(const Reading& reading, Node node, Episode& episode) {
    const auto start = parse_clock_time(reading.attribute(node, "starttime"));
    const auto duration = parse_clock_time(reading.attribute(node, "duration"));
    if (!start || !duration || episode.soundbites.size() >= kMostPersons) {
        reading.report.odd("soundbite_unreadable", "a soundbite without a readable start and duration was left out",
                           reading.tree[node].begin);
        return;
    }
    episode.soundbites.push_back({*start, *duration, reading.line(node)});
}

// <podcast:alternateEnclosure type length height><podcast:source uri/></podcast:alternateEnclosure>
void add_alternatives(const Reading& reading, Node node, EpisodeDraft& draft) {
    constexpr std::size_t kMost = 64;
    for (Node child = reading.tree[node].first_child; child != 0; child = reading.tree[child].next_sibling) {
        if (reading.tree[child].tag != Tag::kSource || draft.episode.alternatives.size() >= kMost) continue;
        Enclosure enclosure;
        enclosure.url = reading.url(child, "uri");
        enclosure.type = lowered(reading.attribute(child, "contenttype"));
        if (enclosure.type.empty()) enclosure.type = lowered(reading.attribute(node, "type"));
        enclosure.length = read_whole_number(reading.attribute(node, "length"));
        if (const auto height = read_whole_number(reading.attribute(node, "height")); height && *height < 100000)
            enclosure.height = static_cast<int>(*height);
        if (!enclosure.url.empty()) draft.episode.alternatives.push_back(std::move(enclosure));
    }
}

}  // namespace

void read_podcast(const Reading& reading, Node node, EpisodeDraft& draft) {
    Episode& episode = draft.episode;
    switch (reading.tree[node].tag) {
        case Tag::kPerson:
            add_person(reading, node, episode.persons);
            break;
        case Tag::kTranscript:
            add_transcript(reading, node, episode);
            break;
        case Tag::kChapters:
            if (episode.chapters_url.empty()) episode.chapters_url = reading.url(node, "url");
            break;
        case Tag::kSoundbite:
            add_soundbite(reading, node, episode);
            break;
        case Tag::kSeason:
            if (const auto season = read_whole_number(reading.text(node)); season && *season < 100000)
                episode.season = static_cast<int>(*season);
            break;
        case Tag::kEpisode:
            if (const auto number = read_number(reading.text(node))) episode.number = number;
            break;
        case Tag::kAlternateEnclosure:
            add_alternatives(reading, node, draft);
            break;
        default:
            break;
    }
}

void read_podcast(const Reading& reading, Node node, ShowDraft& draft) {
    Show& show = draft.show;
    switch (reading.tree[node].tag) {
        case Tag::kPerson:
            add_person(reading, node, show.persons);
            break;
        case Tag::kGuid:
            show.podcast_guid = reading.line(node);
            break;
        case Tag::kLocked:
            show.locked = read_yes_no(reading.text(node));
            break;
        case Tag::kMedium:
            show.medium = lowered(reading.line(node));
            break;
        case Tag::kFunding:
            if (show.funding_url.empty()) show.funding_url = reading.url(node, "url");
            break;
        case Tag::kBlock:
            if (!reading.tree.has_attribute(node, "id"))
                show.blocked = show.blocked || read_yes_no(reading.text(node)).value_or(false);
            break;
        default:
            break;
    }
}

// https://podlove.org/simple-chapters/
void read_chapters(const Reading& reading, Node node, EpisodeDraft& draft) {
    constexpr std::size_t kMost = 5000;
    if (reading.tree[node].tag != Tag::kChapters) return;
    for (Node child = reading.tree[node].first_child; child != 0; child = reading.tree[child].next_sibling) {
        if (reading.tree[child].tag != Tag::kChapter || draft.episode.chapters.size() >= kMost) continue;
        const auto start = parse_clock_time(reading.attribute(child, "start"));
        if (!start) {
            reading.report.odd("chapter_unreadable", "a chapter without a readable start was left out",
                               reading.tree[child].begin);
            continue;
        }
        draft.episode.chapters.push_back({*start, squeeze(reading.attribute(child, "title")),
                                          reading.url(child, "href"), reading.url(child, "image")});
    }
}

}  // namespace earwitness::feed
