#include "publish/podcast_item.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "publish/names.h"
#include "publish/xml.h"
#include "text/plain_line.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kMaxSoundbites = 3;
// An app plays one in a row with others; the namespace recommends 15 to 120 seconds.
constexpr std::int64_t kShortestMs = 2000, kLongestMs = 120'000;
constexpr std::size_t kMaxTitleBytes = 128;

double seconds(std::int64_t ms) { return static_cast<double>(ms) / 1000; }

// "14 May 2025 06:00:00 GMT", of RFC 822 as RSS has it.
std::string rfc822(std::int64_t at) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::string utc = base::format_utc(at);  // 2025-05-14T06:00:00Z
    if (utc.size() != 20) return utc;
    const auto month = static_cast<std::size_t>(std::stoi(utc.substr(5, 2)) - 1);
    return utc.substr(8, 2) + " " + std::string(kMonths.substr(month * 3, 3)) + " " + utc.substr(0, 4) + " " +
           utc.substr(11, 8) + " GMT";
}

std::string seconds_with_millis(std::int64_t ms) {
    std::string millis = std::to_string(ms % 1000);
    millis.insert(0, 3 - millis.size(), '0');
    return std::to_string(ms / 1000) + "." + millis;
}

class Item {
  public:
    Item(const SiteModel& model, const Links& links, std::size_t episode, const Analysis& analysis)
        : model_(model), links_(links), episode_(episode), about_(model.episodes[episode].about), analysis_(analysis) {}

    std::string write() {
        out_ = "<item>\n";
        text("title", about_.title);
        out_ += "<guid isPermaLink=\"false\">" +
                xml_text(about_.guid.empty() ? model_.episodes[episode_].key : about_.guid) + "</guid>\n";
        if (const std::string url = safe_url(about_.link); !url.empty()) text("link", url);
        if (about_.published_at) text("pubDate", rfc822(*about_.published_at));
        if (about_.enclosure)
            if (const std::string url = safe_url(about_.enclosure->url); !url.empty())
                out_ += "<enclosure url=\"" + xml_text(url) + "\" type=\"" + xml_text(about_.enclosure->type) +
                        "\" length=\"" + std::to_string(about_.enclosure->length.value_or(0)) + "\"/>\n";
        if (about_.duration_ms) text("itunes:duration", std::to_string(*about_.duration_ms / 1000));
        transcripts();
        people();
        soundbites();
        return out_ + "</item>\n";
    }

  private:
    void text(std::string_view tag, std::string_view content) {
        out_.append("<").append(tag).append(">").append(xml_text(content)).append("</").append(tag).append(">\n");
    }

    std::string address(const char* ending) const {
        return xml_text(model_.base_url + links_.episode_stem(episode_) + ending);
    }

    void transcripts() {
        const std::string& language = analysis_.transcript.language;
        const std::string attribute = language.empty() ? "" : " language=\"" + xml_text(language) + "\"";
        const auto add = [&](const char* ending, const char* type, const char* rel) {
            out_ +=
                "<podcast:transcript url=\"" + address(ending) + "\" type=\"" + type + "\"" + attribute + rel + "/>\n";
        };
        add(kVttEnding, "text/vtt", " rel=\"captions\"");
        add(kSrtEnding, "application/x-subrip", " rel=\"captions\"");
        add(kTranscriptEnding, "application/json", "");
        if (!podcast_chapters(analysis_).empty())
            out_ += "<podcast:chapters url=\"" + address(kChaptersEnding) + "\" type=\"application/json+chapters\"/>\n";
    }

    // The publisher's; where there are none, the speakers that are known to be people by their names.
    void people() {
        const auto& given =
            about_.persons.empty() ? model_.shows[model_.episodes[episode_].show].about.persons : about_.persons;
        for (const Person& person : given) {
            const std::string name = text::plain_line(person.name, kMaxTitleBytes);
            if (name.empty()) continue;
            out_ += "<podcast:person";
            attribute("role", person.role);
            attribute("group", person.group);
            attribute("img", safe_url(person.image));
            attribute("href", safe_url(person.href));
            out_ += ">" + xml_text(name) + "</podcast:person>\n";
        }
        if (!given.empty()) return;
        for (std::size_t s = 0; s < analysis_.transcript.speakers.size(); ++s) {
            const std::string_view name = speaker_name(analysis_, static_cast<int>(s));
            const bool is_person = std::any_of(
                analysis_.entities.begin(), analysis_.entities.end(),
                [&](const Entity& entity) { return entity.type == EntityType::kPerson && entity.name == name; });
            if (is_person) text("podcast:person", text::plain_line(name, kMaxTitleBytes));
        }
    }

    void attribute(const char* name, std::string_view value) {
        if (!value.empty()) out_ += std::string(" ") + name + "=\"" + xml_text(text::plain_line(value)) + "\"";
    }

    // The publisher's, else the best quotes.
    void soundbites() {
        for (const Soundbite& bite : about_.soundbites) soundbite(bite.start_ms, bite.duration_ms, bite.title);
        if (!about_.soundbites.empty()) return;
        std::size_t written = 0;
        for (const Quote& quote : analysis_.quotes) {
            if (!quote.start_ms || !quote.end_ms || written == kMaxSoundbites) continue;
            const std::int64_t length = *quote.end_ms - *quote.start_ms;
            if (length < kShortestMs || length > kLongestMs) continue;
            soundbite(*quote.start_ms, length, quote.span.in(analysis_.transcript.text));
            ++written;
        }
    }

    void soundbite(std::int64_t start_ms, std::int64_t duration_ms, std::string_view title) {
        if (start_ms < 0 || duration_ms <= 0) return;
        out_ += "<podcast:soundbite startTime=\"" + seconds_with_millis(start_ms) + "\" duration=\"" +
                seconds_with_millis(duration_ms) + "\">" + xml_text(text::plain_line(title, kMaxTitleBytes)) +
                "</podcast:soundbite>\n";
    }

    const SiteModel& model_;
    const Links& links_;
    std::size_t episode_;
    const Episode& about_;
    const Analysis& analysis_;
    std::string out_;
};

}  // namespace

std::string podcast_item(const SiteModel& model, const Links& links, std::size_t episode, const Analysis& analysis) {
    return Item(model, links, episode, analysis).write();
}

std::string podcast_chapters(const Analysis& analysis) {
    using Json = nlohmann::ordered_json;
    Json chapters = Json::array();
    for (const Chapter& chapter : analysis.chapters) {
        if (!chapter.start_ms || *chapter.start_ms < 0) continue;
        Json one = {{"startTime", seconds(*chapter.start_ms)}};
        if (chapter.end_ms && *chapter.end_ms > *chapter.start_ms) one["endTime"] = seconds(*chapter.end_ms);
        one["title"] = text::plain_line(chapter.title, kMaxTitleBytes);
        chapters.push_back(std::move(one));
    }
    if (chapters.empty()) return {};
    const Json json = {{"version", "1.2.0"}, {"chapters", std::move(chapters)}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace earwitness::publish
