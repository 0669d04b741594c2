#include "pipeline/episode_meta.h"

#include <algorithm>

#include "text/html.h"

namespace earwitness::pipeline {
namespace {

void add_person(std::vector<Person>& persons, const Person& person) {
    const bool known =
        std::any_of(persons.begin(), persons.end(), [&](const Person& p) { return p.name == person.name; });
    if (!person.name.empty() && !known) persons.push_back(person);
}

void add_name(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

EpisodeMeta episode_meta(const store::ShowRecord& show, const store::EpisodeRecord& record) {
    const Episode& episode = record.episode;
    EpisodeMeta meta;
    meta.title = episode.title;
    meta.show = show.show.title;
    // The longer of the two: feeds put the full notes into either.
    const std::string& notes =
        episode.content_html.size() > episode.summary.size() ? episode.content_html : episode.summary;
    meta.notes = text::html_to_text(notes);
    meta.link = episode.link;
    meta.published_at = episode.published_at;
    meta.duration_ms = episode.duration_ms;
    for (const auto& person : episode.persons) add_person(meta.persons, person);
    for (const auto& person : show.show.persons) add_person(meta.persons, person);
    // Of the feed's link, else of the feed, else of the audio file (episode_run.cc sees to it that they are no others).
    const bool by_feed = episode.chapters_url.empty() && !episode.chapters.empty();
    meta.chapters = by_feed || record.publisher_chapters.empty() ? episode.chapters : record.publisher_chapters;
    add_name(meta.known_names, episode.author);
    add_name(meta.known_names, show.show.author);
    add_name(meta.known_names, show.show.owner_name);
    return meta;
}

}  // namespace earwitness::pipeline
