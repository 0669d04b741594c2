#include "publish/page.h"

#include <array>
#include <utility>

#include "base/clock.h"
#include "earwitness/engine.h"
#include "text/plain_line.h"
#include "text/utf8.h"

namespace earwitness::publish {
namespace {

// Only our own files run or style anything; pictures and sound may come from where the show keeps them.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: https: http:; "
    "media-src 'self' file: https: http:; form-action 'self' file:; base-uri 'none'";

constexpr std::size_t kMaxTitleBytes = 300, kMaxDescriptionBytes = 400;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSections = {{
    {"shows.html", "Shows"},
    {"names.html", "Names"},
    {"quotes.html", "Quotes"},
    {"insights.html", "Insights"},
    {"topics.html", "Topics"},
}};

}  // namespace

Page::Page(const SiteContext& site, std::string path, std::string_view section)
    : site_(site), path_(std::move(path)), root_(root_from(path_)), section_(section) {}

void Page::head(std::string_view raw_title, std::string_view raw_description, bool noindex) {
    // What a browser shows outside of the page, where no style keeps it apart.
    const std::string title = text::plain_line(raw_title, kMaxTitleBytes),
                      description = text::plain_line(raw_description, kMaxDescriptionBytes);
    const std::string site_title = text::plain_line(site_.model.title, kMaxTitleBytes);
    html_.trusted("<!doctype html>\n").open("html", {{"lang", "en"}}).open("head").newline();
    html_.open("meta", {{"charset", "utf-8"}});
    html_.open("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", kPolicy}}).newline();
    html_.open("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    html_.open("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    html_.open("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    html_.open("meta", {{"name", "generator"}, {"content", kProducer}}).newline();
    if (noindex || site_.model.noindex) html_.open("meta", {{"name", "robots"}, {"content", "noindex, nofollow"}});
    const bool own_title = !title.empty() && title != site_title;
    html_.element("title", own_title ? title + " · " + site_title : site_title).newline();
    if (!description.empty()) html_.open("meta", {{"name", "description"}, {"content", description}}).newline();
    if (!site_.model.base_url.empty())
        html_.open("link", {{"rel", "canonical"}, {"href", site_.model.base_url + path_}}).newline();
    html_.open("link", {{"rel", "icon"}, {"href", to("assets/icon.svg")}, {"type", "image/svg+xml"}});
    html_.open("link", {{"rel", "stylesheet"}, {"href", to("assets/site.css")}});
    html_.element("script", {{"src", to("assets/site.js")}, {"defer", "defer"}}, "");
    html_.close().newline();
}

void Page::header() {
    html_.element("a", {{"class", "skip"}, {"href", "#main"}}, "Skip to content").newline();
    html_.open("header", {{"class", "top"}}).open("div", {{"class", "wide"}});
    html_.element("a", {{"class", "home"}, {"href", to("index.html")}}, site_.model.title);
    html_.open("nav", {{"aria-label", "Sections"}});
    for (const auto& [path, label] : kSections)
        html_.element("a", {{"href", to(path)}, {section_ == path ? "aria-current" : "", "page"}}, label);
    html_.close();
    if (section_ != "search.html") {
        html_.open("form", {{"class", "find"}, {"role", "search"}, {"action", to("search.html")}});
        html_.open("input", {{"type", "search"},
                             {"name", "q"},
                             {"placeholder", "Search every word"},
                             {"aria-label", "Search every word"},
                             {"autocomplete", "off"}});
        html_.close();
    }
    html_.close().close().newline();
}

Page& Page::begin(std::string_view title, std::string_view description, bool noindex) {
    head(title, description, noindex);
    html_.open("body", {{"data-root", root_}}).newline();
    header();
    html_.open("main", {{"id", "main"}, {"class", "wide"}}).newline();
    return *this;
}

std::string Page::end() {
    html_.newline().close().newline();
    html_.open("footer", {{"class", "foot"}}).open("div", {{"class", "wide"}}).open("p");
    html_.text("Every line here was found by a machine, ").text(kProducer);
    html_.text(
        ", and may be misheard or misjudged. Each one names its place in the transcript: read it there, play it, or "
        "check all of "
        "them with ");
    html_.element("code", "earwitness verify").text(".").close();
    if (site_.model.live)
        html_.open("p")
            .text("Served from the archive. The same data as JSON: ")
            .element("a", {{"href", to("api/")}}, "API")
            .text(".")
            .close();
    html_.close().close().newline().close().close().newline();
    return html_.take();
}

std::string Page::words_link(std::size_t episode, Span words) const {
    const std::string anchor = "#b=" + std::to_string(words.begin) + "-" + std::to_string(words.end);
    return site_.links.episode(episode) == path_ ? anchor : to(site_.links.episode(episode)) + anchor;
}

void Page::time_link(std::size_t episode, std::optional<std::int64_t> start_ms, Span words) {
    if (!start_ms) return;
    const std::string audio = site_.links.audio(episode, start_ms);
    const std::string position = base::format_position(*start_ms);
    if (audio.empty()) {
        html_.element("a", {{"class", "at"}, {"href", words_link(episode, words)}}, position);
        return;
    }
    html_.element("a",
                  {{"class", "at play"},
                   {"href", site_.links.audio_is_local(episode) ? to(audio) : audio},
                   {"title", "Play from here"},
                   {"rel", "noreferrer"}},
                  position);
}

void Page::date(std::optional<std::int64_t> seconds) {
    if (!seconds) return;
    const std::string day = base::format_utc(*seconds).substr(0, 10);
    html_.element("time", {{"datetime", day}}, date_words(day));
}

std::string date_words(std::string_view day) {
    static constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                                 "May",       "June",     "July",     "August",
                                                                 "September", "October",  "November", "December"};
    if (day.size() != 10 || day[4] != '-' || day[7] != '-') return std::string(day);
    const int month = (day[5] - '0') * 10 + (day[6] - '0');
    const int number = (day[8] - '0') * 10 + (day[9] - '0');
    if (month < 1 || month > 12 || number < 1) return std::string(day);
    return std::to_string(number) + " " + std::string(kMonths[static_cast<std::size_t>(month - 1)]) + " " +
           std::string(day.substr(0, 4));
}

void write_words(Page& page, std::string_view tag, std::string_view css_class, const Line& line) {
    Html& html = page.html();
    const std::string begin = std::to_string(line.span.begin), end = std::to_string(line.span.end);
    const std::string start = line.start_ms ? std::to_string(*line.start_ms) : "";
    html.open(tag, {{css_class.empty() ? "" : "class", css_class},
                    {"data-ew-episode", page.site().model.episodes[line.episode].key},
                    {"data-ew-begin", begin},
                    {"data-ew-end", end},
                    {line.start_ms ? "data-ew-start-ms" : "", start},
                    {line.speaker.empty() ? "" : "data-ew-speaker", line.speaker}});
    const std::string_view text = line.text;
    std::uint32_t at = line.span.begin;
    for (const Span& mark : line.marks) {
        if (mark.begin < at || mark.end > line.span.end) continue;
        html.text(text.substr(at - line.span.begin, mark.begin - at));
        html.element("mark", text.substr(mark.begin - line.span.begin, mark.size()));
        at = mark.end;
    }
    html.text(text.substr(at - line.span.begin)).close();
}

void write_origin(Page& page, const Line& line, Origin origin) {
    Html& html = page.html();
    const SiteEpisode& episode = page.site().model.episodes[line.episode];
    const Span anchor = line.marks.empty() ? line.span : line.marks.front();
    html.open("p", {{"class", "from"}});
    page.time_link(line.episode, line.start_ms, anchor);
    if (!line.speaker.empty()) html.text(" ").element("span", {{"class", "who"}}, line.speaker);
    html.text(" ");
    if (origin == Origin::kEverywhere) {
        html.element("a", {{"class", "src"}, {"href", page.words_link(line.episode, anchor)}}, episode.about.title);
        const SiteShow& show = page.site().model.shows[episode.show];
        if (!show.about.title.empty()) html.text(" ").element("span", {{"class", "show"}}, show.about.title);
        html.text(" ");
        page.date(episode.about.published_at);
    } else {
        html.element("a", {{"class", "words"}, {"href", page.words_link(line.episode, anchor)}}, "in the transcript");
    }
    html.close().newline();
}

void write_names(Page& page, const std::vector<NameRef>& names) {
    if (names.empty()) return;
    Html& html = page.html();
    html.open("p", {{"class", "names"}});
    bool first = true;
    for (const NameRef& name : names) {
        if (!std::exchange(first, false)) html.text(", ");
        html.element("a", {{"href", page.to(page.site().links.name(name.id))}}, name.name);
    }
    html.close().newline();
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits + " " + std::string(count == 1 ? one : many);
}

std::string duration_text(std::int64_t milliseconds) {
    const std::int64_t minutes = (milliseconds + 30000) / 60000;
    if (minutes < 1) return std::to_string(milliseconds / 1000) + " s";
    if (minutes < 60) return std::to_string(minutes) + " min";
    return std::to_string(minutes / 60) + " h" + (minutes % 60 == 0 ? "" : " " + std::to_string(minutes % 60) + " min");
}

std::string_view type_heading(EntityType type) {
    static constexpr std::array<std::string_view, kEntityTypes> kHeadings = {
        "People", "Organisations", "Products", "Places", "Groups", "Events", "Works"};
    return kHeadings[static_cast<std::size_t>(type)];
}

std::string_view type_heading(InsightType type) {
    static constexpr std::array<std::string_view, kInsightTypes> kHeadings = {
        "Predictions", "Recommendations", "Problems", "Trends", "Opportunities", "Statistics", "Definitions"};
    return kHeadings[static_cast<std::size_t>(type)];
}

std::string shortened(std::string_view text, std::size_t max_bytes) {
    text = text::trimmed(text);
    if (text.size() <= max_bytes) return std::string(text);
    std::size_t end = max_bytes;
    while (end > 0 && !text::is_boundary(text, end)) --end;
    if (const auto space = text.substr(0, end).rfind(' '); space != std::string_view::npos && space > max_bytes / 2)
        end = space;
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace earwitness::publish
