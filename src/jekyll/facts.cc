#include "jekyll/facts.h"

#include <array>

#include "base/clock.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Exactly `count` digits.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
    if (text.size() < count) return {};
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_digit(text[i])) return {};
        number = number * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

// Seconds that the zone is ahead of UTC: "Z", "+0000", "-05:30", or nothing at all.
std::optional<std::int64_t> take_zone(std::string_view& text) {
    while (take(text, ' ')) {
    }
    if (text.empty() || text == "UTC" || text == "Z") {
        text = {};
        return 0;
    }
    const bool behind = text.starts_with('-');
    if (!take(text, '+') && !take(text, '-')) return {};
    const auto hours = take_number(text, 2);
    take(text, ':');
    const auto minutes = take_number(text, 2);
    if (!hours || !minutes) return {};
    const std::int64_t seconds = *hours * 3600 + *minutes * 60;
    return behind ? -seconds : seconds;
}

const std::string& string_at(const Value& front, std::string_view key) {
    static const std::string kNone;
    const Value* value = front.find(key);
    return value != nullptr && value->is_scalar() && value->kind != ValueKind::kNull ? value->text : kNone;
}

// Pages of a video site, which are no files to play.
bool is_watch_page(std::string_view url) {
    for (const std::string_view host :
         {"://www.youtube.com/", "://youtube.com/", "://m.youtube.com/", "://music.youtube.com/", "://youtu.be/"})
        if (url.find(host) != std::string_view::npos) return true;
    return false;
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
    text = text::trimmed(text);
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-')) return {};
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) return {};
    const auto day = take_number(text, 2);
    if (!day) return {};
    if (text.empty()) return base::utc_seconds(*year, *month, *day, 0, 0, 0);
    if (!take(text, ' ') && !take(text, 'T')) return {};
    const auto hour = take_number(text, 2);
    if (!hour || !take(text, ':')) return {};
    const auto minute = take_number(text, 2);
    if (!minute || !take(text, ':')) return {};
    const auto second = take_number(text, 2);
    if (!second) return {};
    if (take(text, '.'))
        while (!text.empty() && is_digit(text[0])) text.remove_prefix(1);
    const auto zone = take_zone(text);
    if (!zone || !text.empty()) return {};
    const auto local = base::utc_seconds(*year, *month, *day, *hour, *minute, *second);
    if (!local) return {};
    return *local - *zone;
}

bool is_unknown_source(std::string_view source) {
    const std::string name = text::lower(text::trimmed(source));
    return name.empty() || name == "unknown" || name == "unknown source";
}

bool is_channel_number(std::string_view source) {
    constexpr std::size_t kNumber = 24;
    source = text::trimmed(source);
    if (source.size() < kNumber) return false;
    const std::string_view number = source.substr(source.size() - kNumber);
    if (!number.starts_with("UC") || (source.size() > kNumber && source[source.size() - kNumber - 1] != ' '))
        return false;
    for (const char c : number)
        if (!is_digit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '_' && c != '-') return false;
    return true;
}

bool is_processing_time(std::string_view date, std::string_view processing_date) {
    constexpr std::int64_t kTolerance = 60;
    const auto at = parse_date(date), processed = parse_date(processing_date);
    return at && processed && *at - *processed <= kTolerance && *processed - *at <= kTolerance;
}

PageFacts facts_of(const Value& front) {
    PageFacts facts;
    facts.episode.title = text::trimmed(string_at(front, "title"));
    const std::string url(text::trimmed(string_at(front, "original_url")));
    if (is_watch_page(url))
        facts.episode.link = url;
    else if (!url.empty())
        facts.episode.enclosure = Enclosure{url, "", {}, {}};
    const std::string& date = string_at(front, "date");
    if (!is_processing_time(date, string_at(front, "processing_date"))) facts.episode.published_at = parse_date(date);
    const Value* duration = front.find("duration");
    const auto minutes = duration != nullptr ? duration->as_integer() : std::nullopt;
    constexpr std::int64_t kWeek = 7 * 24 * 60;
    if (minutes && *minutes > 1 && *minutes < kWeek) facts.episode.duration_ms = *minutes * 60'000;
    const std::string& source = string_at(front, "source");
    if (!is_unknown_source(source) && !is_channel_number(source)) facts.show_title = text::trimmed(source);
    return facts;
}

bool is_episode_page(const Value& front) {
    const std::string& layout = string_at(front, "layout");
    if (layout == "episode") return true;
    if (!layout.empty()) return false;
    for (const std::string_view key : {"original_url", "companies", "quotes", "topics", "insights"})
        if (front.find(key) != nullptr) return true;
    return false;
}

}  // namespace earwitness::jekyll
