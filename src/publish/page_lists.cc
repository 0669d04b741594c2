// Pieces that several pages share: entries of episode lists, quotes, insights, lines by episode, the pager.
#include <algorithm>

#include "base/clock.h"
#include "publish/pages.h"
#include "text/html.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kNotesBytes = 240;

std::string number_text(double value) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, value >= 1e15 || value <= -1e15 ? "%.3g" : "%.10g", value);
    std::string digits = buffer;
    if (digits.find_first_not_of("-0123456789") != std::string::npos) return digits;
    for (std::size_t at = digits.size(); at > 3 + (digits[0] == '-' ? 1U : 0U); at -= 3) digits.insert(at - 3, ",");
    return digits;
}

// "2026-01-01".."2026-12-31" is "in 2026"; a term that begins on the day of the episode needs no beginning.
std::string due_text(const DueDate& due, std::optional<std::int64_t> published_at) {
    const bool begins_now =
        due.from.empty() || (published_at && base::format_utc(*published_at).substr(0, 10) == due.from);
    const bool ends_a_year = due.to.size() == 10 && due.to.substr(4) == "-12-31";
    const std::string to = ends_a_year ? "the end of " + due.to.substr(0, 4) : due.to.empty() ? "" : date_words(due.to);
    if (ends_a_year && due.from == due.to.substr(0, 4) + "-01-01") return "due in " + due.to.substr(0, 4);
    if (due.to.empty()) return begins_now ? "" : "due from " + date_words(due.from);
    if (due.from == due.to) return "due on " + date_words(due.to);
    return begins_now ? "due by " + to : "due between " + date_words(due.from) + " and " + to;
}

// A figure in words ("half a million") is said in digits; digits, and numbers that one counts on fingers, are not.
bool needs_digits(std::string_view words, double value) {
    const bool on_fingers = value >= 0 && value <= 12 && value == static_cast<double>(static_cast<int>(value));
    return !on_fingers && words.find_first_of("0123456789") == std::string_view::npos;
}

void write_facts(Page& page, const InsightLine& insight) {
    const SiteEpisode& episode = page.site().model.episodes[insight.line.episode];
    const std::string due = insight.due ? due_text(*insight.due, episode.about.published_at) : "";
    std::vector<std::string> facts;
    for (const Quantity& quantity : insight.quantities) {
        if (!insight.line.span.contains(quantity.span)) continue;
        const Span inside = {quantity.span.begin - insight.line.span.begin,
                             quantity.span.end - insight.line.span.begin};
        if (!needs_digits(inside.in(insight.line.text), quantity.value)) continue;
        facts.push_back(number_text(quantity.value) + (quantity.unit == "percent" ? " %"
                                                       : quantity.unit.empty()    ? ""
                                                                                  : " " + quantity.unit));
    }
    if (due.empty() && facts.empty()) return;
    Html& html = page.html();
    html.open("p", {{"class", "facts"}});
    for (const std::string& fact : facts) html.element("span", {{"class", "fact"}}, fact).text(" ");
    if (!due.empty()) html.element("span", {{"class", "fact due"}}, due);
    html.close().newline();
}

}  // namespace

void write_pager(Page& page, PageOf of, const std::vector<std::string>& paths) {
    if (of.count < 2) return;
    Html& html = page.html();
    html.open("nav", {{"class", "pager"}, {"aria-label", "Pages"}});
    for (std::size_t n = 1; n <= of.count; ++n) {
        const bool near = n <= 2 || n + 2 > of.count || (n + 2 >= of.number && n <= of.number + 2);
        if (!near) {
            if (n == 3 || n == of.number + 3) html.element("span", {}, "…");
            continue;
        }
        html.element("a", {{"href", page.to(paths[n - 1])}, {n == of.number ? "aria-current" : "", "page"}},
                     std::to_string(n));
    }
    html.close().newline();
}

std::string waiting_text(const SiteEpisode& episode) {
    if (episode.state == EpisodeState::kFailed) return "Failed: " + episode.waits_for;
    constexpr std::string_view kWaits = "waits for ";
    if (episode.waits_for.rfind(kWaits, 0) == 0) return "Waits for " + episode.waits_for.substr(kWaits.size());
    return "Waiting: " + episode.waits_for;
}

void write_episode_entry(Page& page, std::size_t number, EntryDetail detail) {
    Html& html = page.html();
    const SiteContext& site = page.site();
    const SiteEpisode& episode = site.model.episodes[number];
    html.open("li", {{"class", "episode"}});
    html.open("p", {{"class", "kicker"}});
    if (detail == EntryDetail::kWithShow && !site.model.shows[episode.show].about.title.empty())
        html.element("a", {{"href", page.to(site.links.show(episode.show))}},
                     site.model.shows[episode.show].about.title)
            .text(" ");
    page.date(episode.about.published_at);
    if (episode.about.duration_ms) html.text(" ").element("span", duration_text(*episode.about.duration_ms));
    html.close();
    html.open("h3")
        .element("a", {{"href", page.to(site.links.episode(number))}}, episode.about.title)
        .close()
        .newline();
    const auto digest = site.index.episodes.find(static_cast<std::uint32_t>(number));
    if (digest == site.index.episodes.end()) {
        html.open("p", {{"class", "waits"}});
        html.text(waiting_text(episode)).close();
    } else if (!digest->second.summary.empty()) {
        const Line& first = digest->second.summary.front();
        html.open("p", {{"class", "lead"}});
        write_words(page, "span", "", first);
        html.text(" ");
        page.time_link(first.episode, first.start_ms, first.span);
        html.close();
    } else if (!episode.about.summary.empty()) {
        html.element("p", {{"class", "notes"}}, shortened(text::html_to_text(episode.about.summary), kNotesBytes));
    }
    if (digest != site.index.episodes.end()) write_names(page, digest->second.names);
    html.close().newline();
}

void write_episode_list(Page& page, const std::vector<std::uint32_t>& episodes, EntryDetail detail) {
    if (episodes.empty()) return;
    page.html().open("ul", {{"class", "episodes"}}).newline();
    for (const std::uint32_t episode : episodes) write_episode_entry(page, episode, detail);
    page.html().close().newline();
}

void write_quote(Page& page, const QuoteLine& quote, Origin origin) {
    page.html().open("li", {{"class", "line quote"}});
    write_words(page, "blockquote", "", quote.line);
    write_origin(page, quote.line, origin);
    page.html().close().newline();
}

void write_insight(Page& page, const InsightLine& insight, Origin origin) {
    page.html().open("li", {{"class", "line insight"}, {"data-type", insight_type_name(insight.type)}});
    if (origin == Origin::kEverywhere) page.html().element("p", {{"class", "kicker"}}, insight_type_name(insight.type));
    Line line = insight.line;
    for (const Quantity& quantity : insight.quantities) line.marks.push_back(quantity.span);
    std::sort(line.marks.begin(), line.marks.end());
    write_words(page, "p", "said", line);
    write_facts(page, insight);
    write_origin(page, insight.line, origin);
    page.html().close().newline();
}

void write_lines_by_episode(Page& page, const std::vector<Line>& lines, PageOf of) {
    Html& html = page.html();
    const SiteContext& site = page.site();
    for (std::size_t i = of.first; i < of.last; ++i) {
        const Line& line = lines[i];
        if (i == of.first || lines[i - 1].episode != line.episode) {
            if (i != of.first) html.close().close().newline();
            const SiteEpisode& episode = site.model.episodes[line.episode];
            html.open("section", {{"class", "group"}}).open("header");
            html.open("h2")
                .element("a", {{"href", page.to(site.links.episode(line.episode))}}, episode.about.title)
                .close();
            html.open("p", {{"class", "kicker"}});
            html.element("a", {{"href", page.to(site.links.show(episode.show))}},
                         site.model.shows[episode.show].about.title)
                .text(" ");
            page.date(episode.about.published_at);
            html.close().close().newline().open("ul", {{"class", "lines"}}).newline();
        }
        html.open("li", {{"class", "line"}});
        write_words(page, "p", "said", line);
        write_origin(page, line, Origin::kListed);
        html.close().newline();
    }
    if (of.first < of.last) html.close().close().newline();
}

}  // namespace earwitness::publish
