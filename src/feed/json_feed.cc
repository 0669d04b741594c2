// JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/).
#include <nlohmann/json.hpp>

#include "feed/dates.h"
#include "feed/json_depth.h"
#include "feed/reading.h"
#include "feed/urls.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

using Json = nlohmann::json;

// Text of a member; numbers count as text (ids are often written so).
std::string text_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    if (found->is_number()) return found->dump();
    return found->is_string() ? std::string(text::trimmed(found->get_ref<const std::string&>())) : std::string();
}

std::string url_of(const Json& object, const char* name, const ParseOptions& options) {
    return resolve_url(options.source_url, text_of(object, name));
}

std::optional<std::int64_t> number_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number()) return {};
    const double value = found->get<double>();
    if (!(value >= 0) || value > 9e15) return {};
    return static_cast<std::int64_t>(value);
}

std::vector<Person> read_authors(const Json& object, const ParseOptions& options) {
    std::vector<Person> persons;
    const auto add = [&](const Json& author) {
        if (!author.is_object()) return;
        Person person;
        person.name = squeeze(text_of(author, "name"));
        person.href = url_of(author, "url", options);
        person.image = url_of(author, "avatar", options);
        if (!person.name.empty()) persons.push_back(std::move(person));
    };
    if (const auto list = object.find("authors"); list != object.end() && list->is_array())
        for (const Json& author : *list) add(author);
    if (const auto one = object.find("author"); persons.empty() && one != object.end()) add(*one);
    return persons;
}

std::string escape_html(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else
            out += c;
    }
    return out;
}

void read_attachments(const Json& item, const ParseOptions& options, EpisodeDraft& draft) {
    const auto list = item.find("attachments");
    if (list == item.end() || !list->is_array()) return;
    for (const Json& attachment : *list) {
        if (!attachment.is_object()) continue;
        Enclosure enclosure{url_of(attachment, "url", options),
                            lowered(text_of(attachment, "mime_type")),
                            number_of(attachment, "size_in_bytes"),
                            {}};
        const auto seconds = number_of(attachment, "duration_in_seconds");
        if (seconds && !draft.episode.duration_ms && *seconds < 10'000'000) draft.episode.duration_ms = *seconds * 1000;
        add_enclosure(draft, std::move(enclosure));
    }
}

Episode read_item(const Json& item, const ParseOptions& options, Report& report) {
    EpisodeDraft draft;
    Episode& episode = draft.episode;
    draft.guid.offer(1, text_of(item, "id"));
    draft.title.offer(1, squeeze(text_of(item, "title")));
    draft.link.offer(2, url_of(item, "url", options));
    draft.link.offer(1, url_of(item, "external_url", options));
    draft.summary.offer(1, escape_html(text_of(item, "summary")));
    draft.content.offer(2, text_of(item, "content_html"));
    draft.content.offer(1, escape_html(text_of(item, "content_text")));
    draft.image.offer(2, url_of(item, "image", options));
    draft.image.offer(1, url_of(item, "banner_image", options));
    for (const char* name : {"date_published", "date_modified"}) {
        const std::string date = text_of(item, name);
        if (episode.published_at || date.empty()) continue;
        episode.published_at = parse_date(date);
        if (!episode.published_at)
            report.odd("date_unreadable", "no date can be read from \"" + shortened(date) + "\"");
    }
    if (const auto tags = item.find("tags"); tags != item.end() && tags->is_array())
        for (const Json& tag : *tags)
            if (tag.is_string()) add_category(episode.categories, tag.get<std::string>());
    episode.persons = read_authors(item, options);
    if (!episode.persons.empty()) draft.author.offer(1, episode.persons.front().name);
    read_attachments(item, options, draft);
    finish(draft);
    return episode;
}

void read_show(const Json& document, const ParseOptions& options, Show& show) {
    show.title = squeeze(text_of(document, "title"));
    show.link = url_of(document, "home_page_url", options);
    show.feed_url = url_of(document, "feed_url", options);
    show.next_page_url = url_of(document, "next_url", options);
    show.description = escape_html(text_of(document, "description"));
    show.language = text_of(document, "language");
    show.image = url_of(document, "icon", options);
    if (show.image.empty()) show.image = url_of(document, "favicon", options);
    show.persons = read_authors(document, options);
    if (!show.persons.empty()) show.author = show.persons.front().name;
    if (const auto expired = document.find("expired"); expired != document.end() && expired->is_boolean())
        show.complete = expired->get<bool>();
}

}  // namespace

Result<Feed> parse_json_feed(std::string_view text, const ParseOptions& options, Report& report) {
    if (is_json_too_deep(text)) return make_error(ErrorCode::kTooLarge, "the JSON is nested too deep for a feed");
    const Json document = Json::parse(text, nullptr, false, true);
    if (document.is_discarded())
        return make_error(ErrorCode::kMalformed, "no feed in it: it begins like JSON but is broken");
    if (!document.is_object())
        return make_error(ErrorCode::kMalformed, "no feed in it: it is JSON but no object with \"items\"");
    const auto items = document.find("items");
    const bool is_versioned = text_of(document, "version").find("jsonfeed.org") != std::string::npos;
    if (!is_versioned && (items == document.end() || !items->is_array()))
        return make_error(
            ErrorCode::kMalformed,
            "no feed in it: it is JSON, but without \"version\": \"https://jsonfeed.org/...\" or \"items\"");
    if (!is_versioned) report.malformed("version_missing", "no version of JSON Feed is given");
    Feed feed;
    feed.format = "json";
    read_show(document, options, feed.show);
    if (items == document.end() || !items->is_array()) return feed;
    for (const Json& item : *items) {
        if (feed.episodes.size() >= options.max_episodes) {
            report.odd("too_many_episodes",
                       "episodes beyond " + std::to_string(options.max_episodes) + " were left out");
            break;
        }
        if (item.is_object())
            feed.episodes.push_back(read_item(item, options, report));
        else
            report.malformed("item_no_object", "an item that is no object was left out");
    }
    return feed;
}

}  // namespace earwitness::feed
