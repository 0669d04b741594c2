// Pieces that several pages share: entries of episode lists, quotes, insights, lines by episode, the pager.
#include <algorithm>

#include "publish/facts.h"
#include "publish/pages.h"
#include "text/html.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kNotesBytes = 240;

void write_facts(Page& page, const InsightLine& insight) {
    const SiteEpisode& episode = page.site().model.episodes[insight.line.episode];
    const std::string due = insight.due ? due_text(*insight.due, episode.about.published_at) : "";
    std::vector<std::string> facts = quantity_facts(insight.quantities, insight.line.text, insight.line.span.begin);
    for (std::string& fact : reservation_facts(insight.hedge, insight.condition)) facts.push_back(std::move(fact));
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
    const auto& clips = page.site().model.episodes[quote.line.episode].clips;
    if (const auto clip = clips.find(quote.line.span.begin); clip != clips.end())
        page.html()
            .open("p", {{"class", "clip"}})
            .element("a", {{"href", page.to(clip->second)}, {"download", "download"}}, "clip")
            .close();
    page.html().close().newline();
}

void write_insight(Page& page, const InsightLine& insight, Origin origin) {
    page.html().open("li", {{"class", "line insight"}, {"data-type", insight_type_name(insight.type)}});
    if (origin == Origin::kEverywhere) page.html().element("p", {{"class", "kicker"}}, insight_type_name(insight.type));
    Line line = insight.line;
    for (const Quantity& quantity : insight.quantities) line.marks.push_back(quantity.span);
    if (insight.horizon) line.marks.push_back(*insight.horizon);
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
