#include "cli/feed_json.h"

#include <nlohmann/json.hpp>

#include "base/clock.h"

namespace earwitness::cli {
namespace {

using Json = nlohmann::ordered_json;

// "" is what the vocabulary has for "the feed does not say": null in JSON.
Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

template <typename Value>
Json value_or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json person_json(const Person& person) {
    return {{"name", person.name},
            {"role", text_or_null(person.role)},
            {"group", text_or_null(person.group)},
            {"href", text_or_null(person.href)},
            {"image", text_or_null(person.image)}};
}

Json enclosure_json(const Enclosure& enclosure) {
    return {{"url", enclosure.url},
            {"type", text_or_null(enclosure.type)},
            {"length", value_or_null(enclosure.length)},
            {"height", value_or_null(enclosure.height)}};
}

template <typename Value, typename Convert>
Json list_json(const std::vector<Value>& values, const Convert& convert) {
    Json list = Json::array();
    for (const Value& value : values) list.push_back(convert(value));
    return list;
}

Json number_or_null(const std::optional<double>& number) {
    if (!number) return nullptr;
    const auto whole = static_cast<std::int64_t>(*number);
    return static_cast<double>(whole) == *number ? Json(whole) : Json(*number);
}

Json show_json(const Show& show) {
    return {{"title", text_or_null(show.title)},
            {"link", text_or_null(show.link)},
            {"feed_url", text_or_null(show.feed_url)},
            {"new_feed_url", text_or_null(show.new_feed_url)},
            {"language", text_or_null(show.language)},
            {"description", text_or_null(show.description)},
            {"author", text_or_null(show.author)},
            {"owner_name", text_or_null(show.owner_name)},
            {"owner_email", text_or_null(show.owner_email)},
            {"image", text_or_null(show.image)},
            {"podcast_guid", text_or_null(show.podcast_guid)},
            {"generator", text_or_null(show.generator)},
            {"copyright", text_or_null(show.copyright)},
            {"medium", text_or_null(show.medium)},
            {"funding_url", text_or_null(show.funding_url)},
            {"explicit", value_or_null(show.is_explicit)},
            {"locked", value_or_null(show.locked)},
            {"blocked", show.blocked},
            {"complete", show.complete},
            {"next_page_url", text_or_null(show.next_page_url)},
            {"categories", show.categories},
            {"persons", list_json(show.persons, person_json)}};
}

Json episode_json(const Episode& episode) {
    Json json = {{"guid", text_or_null(episode.guid)},
                 {"title", text_or_null(episode.title)},
                 {"link", text_or_null(episode.link)}};
    json["published_at"] = episode.published_at ? Json(base::format_utc(*episode.published_at)) : Json(nullptr);
    json["duration_ms"] = value_or_null(episode.duration_ms);
    json["enclosure_url"] = episode.enclosure ? Json(episode.enclosure->url) : Json(nullptr);
    json["enclosure_type"] = episode.enclosure ? text_or_null(episode.enclosure->type) : Json(nullptr);
    json["enclosure_length"] = episode.enclosure ? value_or_null(episode.enclosure->length) : Json(nullptr);
    json["alternatives"] = list_json(episode.alternatives, enclosure_json);
    json["season"] = value_or_null(episode.season);
    json["number"] = number_or_null(episode.number);
    json["episode_type"] = text_or_null(episode.episode_type);
    json["explicit"] = value_or_null(episode.is_explicit);
    json["image"] = text_or_null(episode.image);
    json["author"] = text_or_null(episode.author);
    json["persons"] = list_json(episode.persons, person_json);
    json["transcripts"] = list_json(episode.transcripts, [](const TranscriptLink& link) {
        return Json{{"url", link.url},
                    {"type", text_or_null(link.type)},
                    {"language", text_or_null(link.language)},
                    {"rel", text_or_null(link.rel)}};
    });
    json["chapters_url"] = text_or_null(episode.chapters_url);
    json["chapters"] = list_json(episode.chapters, [](const FeedChapter& chapter) {
        return Json{{"start_ms", chapter.start_ms},
                    {"title", chapter.title},
                    {"href", text_or_null(chapter.href)},
                    {"image", text_or_null(chapter.image)}};
    });
    json["soundbites"] = list_json(episode.soundbites, [](const Soundbite& bite) {
        return Json{
            {"start_ms", bite.start_ms}, {"duration_ms", bite.duration_ms}, {"title", text_or_null(bite.title)}};
    });
    json["categories"] = episode.categories;
    json["summary"] = text_or_null(episode.summary);
    json["content_html"] = text_or_null(episode.content_html);
    return json;
}

}  // namespace

std::string feed_to_json(const Feed& feed) {
    Json json = {{"format", feed.format}, {"encoding", feed.encoding}, {"recovered", feed.recovered}};
    json["show"] = show_json(feed.show);
    json["episodes"] = list_json(feed.episodes, episode_json);
    json["diagnostics"] = list_json(feed.diagnostics, [](const Diagnostic& odd) {
        return Json{
            {"code", odd.code}, {"message", odd.message}, {"line", odd.line == 0 ? Json(nullptr) : Json(odd.line)}};
    });
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace earwitness::cli
