// Pieces that several pages share: entries of episode lists, quotes, insights, lines by episode, the pager.
#include <algorithm>

#include "publish/pages.h"
#include "text/html.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kNotesBytes = 240;

std::string number_text(double value) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%.6g", value);
    std::string digits = buffer;
    if (digits.find_first_not_of("-0123456789") != std::string::npos) return digits;
    for (std::size_t at = digits.size(); at > 3 + (digits[0] == '-' ? 1U : 0U); at -= 3) digits.insert(at - 3, ",");
    return digits;
}

// "2026-01-01".."2026-12-31" is "in 2026".
std::string due_text(const DueDate& due) {
    const bool whole_year = due.from.size() == 10 && due.to.size() == 10 && due.from.substr(0, 4) == due.to.substr(0, 4) &&
                            due.from.substr(4) == "-01-01" && due.to.substr(4) == "-12-31";
    if (whole_year) return "due in " + due.from.substr(0, 4);
    if (!due.from.empty() && due.from == due.to) return "due on " + due.to;
    if (due.from.empty() && !due.to.empty()) return "due by " + due.to;
    if (due.to.empty() && !due.from.empty()) return "due from " + due.from;
    return due.from.empty() ? "" : "due " + due.from + " to " + due.to;
}

void write_quantities(Page& page, const InsightLine& insight) {
    const std::string due = insight.due ? due_text(*insight.due) : "";
    // A bare number says nothing that the words do not say.
    const auto says_more = [](const Quantity& quantity) { return !quantity.unit.empty() || !quantity.what.empty(); };
    if (due.empty() && std::none_of(insight.quantities.begin(), insight.quantities.end(), says_more)) return;
    Html& html = page.html();
    html.open("p", {{"class", "facts"}});
    for (const Quantity& quantity : insight.quantities) {
        if (!says_more(quantity)) continue;
        std::string value = number_text(quantity.value);
        if (quantity.unit == "percent") value += " %";
        else if (!quantity.unit.empty()) value += " " + quantity.unit;
        html.element("span", {{"class", "fact"}}, quantity.what.empty() ? value : value + " · " + quantity.what).text(" ");
    }
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
        html.element("a", {{"href", page.to(paths[n - 1])}, {n == of.number ? "aria-current" : "", "page"}}, std::to_string(n));
    }
    html.close().newline();
}

void write_episode_entry(Page& page, std::size_t number, EntryDetail detail) {
    Html& html = page.html();
    const SiteContext& site = page.site();
    const SiteEpisode& episode = site.model.episodes[number];
    html.open("li", {{"class", "episode"}});
    html.open("p", {{"class", "kicker"}});
    if (detail == EntryDetail::kWithShow && !site.model.shows[episode.show].about.title.empty())
        html.element("a", {{"href", page.to(site.links.show(episode.show))}}, site.model.shows[episode.show].about.title).text(" ");
    page.date(episode.about.published_at);
    if (episode.about.duration_ms) html.text(" ").element("span", duration_text(*episode.about.duration_ms));
    html.close();
    html.open("h3").element("a", {{"href", page.to(site.links.episode(number))}}, episode.about.title).close().newline();
    const auto digest = site.index.episodes.find(static_cast<std::uint32_t>(number));
    if (digest == site.index.episodes.end()) {
        html.open("p", {{"class", "waits"}});
        html.text(episode.state == EpisodeState::kFailed ? "Failed: " : "Waiting: ").text(episode.waits_for).close();
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
    if (origin == Origin::kEverywhere)
        page.html().element("p", {{"class", "kicker"}}, insight_type_name(insight.type));
    Line line = insight.line;
    for (const Quantity& quantity : insight.quantities) line.marks.push_back(quantity.span);
    write_words(page, "p", "said", line);
    write_quantities(page, insight);
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
            html.open("h2").element("a", {{"href", page.to(site.links.episode(line.episode))}}, episode.about.title).close();
            html.open("p", {{"class", "kicker"}});
            html.element("a", {{"href", page.to(site.links.show(episode.show))}}, site.model.shows[episode.show].about.title).text(" ");
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
