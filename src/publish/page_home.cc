// The home page, the list of shows and the page of a show.
#include <algorithm>
#include <map>

#include "publish/names.h"
#include "publish/pages.h"
#include "text/html.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kNewEpisodes = 8;
constexpr std::size_t kBestQuotes = 6;
constexpr std::size_t kMostNamed = 10;
constexpr std::size_t kPredictions = 5;
constexpr std::size_t kOftenNamed = 20;

// What the archive holds, in a sentence.
std::string holdings(const SiteContext& site) {
    std::int64_t milliseconds = 0;
    std::size_t waiting = 0;
    for (const SiteEpisode& episode : site.model.episodes) {
        if (episode.state == EpisodeState::kAnalysed)
            milliseconds += episode.about.duration_ms.value_or(0);
        else
            ++waiting;
    }
    std::string text = counted(site.index.episodes.size(), "episode", "episodes") + " of " +
                       counted(site.model.shows.size(), "show", "shows");
    if (milliseconds > 0) text += ", " + duration_text(milliseconds) + " of talk";
    std::vector<std::string> found;
    if (const auto n = site.index.entities.size(); n > 0) found.push_back(counted(n, "name", "names"));
    if (const auto n = site.index.quotes.size(); n > 0) found.push_back(counted(n, "quote", "quotes"));
    if (const auto n = site.index.insights.size(); n > 0) found.push_back(counted(n, "insight", "insights"));
    for (std::size_t i = 0; i < found.size(); ++i)
        text += (i == 0 ? ": " : i + 1 == found.size() ? " and " : ", ") + found[i];
    const auto timed = [](const InsightLine& insight) { return insight.line.start_ms.has_value(); };
    const bool seconds = std::any_of(site.index.insights.begin(), site.index.insights.end(), timed);
    text += found.empty() ? "." : seconds ? ", each one with its words and its second." : ", each one with its words.";
    if (waiting > 0) text += " " + counted(waiting, "episode waits.", "episodes wait.");
    return text;
}

void write_most_named(Page& page) {
    const SiteContext& site = page.site();
    Html& html = page.html();
    for (const EntityType type :
         {EntityType::kPerson, EntityType::kOrg, EntityType::kProduct, EntityType::kPlace, EntityType::kWork}) {
        std::vector<const EntityPage*> entities;
        for (const auto& [id, entity] : site.index.entities)
            if (entity.type == type && !entity.in_sponsor_only) entities.push_back(&entity);
        if (entities.empty()) continue;
        std::stable_sort(entities.begin(), entities.end(), [](const EntityPage* a, const EntityPage* b) {
            return a->episodes.size() != b->episodes.size() ? a->episodes.size() > b->episodes.size()
                                                            : a->mentions > b->mentions;
        });
        entities.resize(std::min(entities.size(), kMostNamed));
        html.element("h3", type_heading(type)).open("ul", {{"class", "namelist"}});
        for (const EntityPage* entity : entities) {
            html.open("li").element("a", {{"href", page.to(site.links.name(entity->id))}}, entity->name);
            html.text(" ").element("span", {{"class", "n"}}, std::to_string(entity->mentions)).close();
        }
        html.close().newline();
    }
}

// The best, but no more than one of an episode while there are others.
std::vector<const QuoteLine*> pick_quotes(const std::vector<QuoteLine>& quotes) {
    std::vector<const QuoteLine*> picked;
    for (std::size_t limit = 1; limit <= 3 && picked.size() < kBestQuotes; ++limit) {
        std::map<std::uint32_t, std::size_t> of_episode;
        picked.clear();
        for (const QuoteLine& quote : quotes) {
            if (picked.size() == kBestQuotes) break;
            if (++of_episode[quote.line.episode] <= limit) picked.push_back(&quote);
        }
    }
    return picked;
}

void write_predictions(Page& page) {
    std::vector<const InsightLine*> lines;
    for (const InsightLine& insight : page.site().index.insights)
        if (insight.type == InsightType::kPrediction && lines.size() < kPredictions) lines.push_back(&insight);
    if (lines.empty()) return;
    Html& html = page.html();
    html.open("section").element("h2", "Predicted").open("ul", {{"class", "lines"}}).newline();
    for (const InsightLine* line : lines) write_insight(page, *line, Origin::kEverywhere);
    html.close()
        .open("p")
        .element("a", {{"class", "more"}, {"href", "predictions.html"}}, "The ledger of predictions")
        .close()
        .close()
        .newline();
}

// The names that are weighty in most of these episodes.
void write_often_named(Page& page, const std::vector<std::uint32_t>& episodes) {
    std::map<std::string, std::pair<std::size_t, const NameRef*>> counts;
    for (const std::uint32_t episode : episodes) {
        const auto digest = page.site().index.episodes.find(episode);
        if (digest == page.site().index.episodes.end()) continue;
        for (const NameRef& name : digest->second.names) {
            auto& [count, ref] = counts[name.id];
            ++count;
            ref = &name;
        }
    }
    std::vector<std::pair<std::size_t, const NameRef*>> order;
    for (const auto& [id, entry] : counts) order.push_back(entry);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (order.empty()) return;
    Html& html = page.html();
    html.open("section", {{"class", "often"}})
        .element("h2", "Most often about")
        .open("ul", {{"class", "namelist wide-list"}});
    for (std::size_t i = 0; i < std::min(kOftenNamed, order.size()); ++i) {
        html.open("li").element("a", {{"href", page.to(page.site().links.name(order[i].second->id))}},
                                order[i].second->name);
        html.text(" ").element("span", {{"class", "n"}}, std::to_string(order[i].first)).close();
    }
    html.close().close().newline();
}

void write_show_entry(Page& page, std::size_t number) {
    const SiteContext& site = page.site();
    const Show& about = site.model.shows[number].about;
    std::size_t episodes = 0, analysed = 0;
    std::optional<std::int64_t> first, last;
    for (const SiteEpisode& episode : site.model.episodes) {
        if (episode.show != number) continue;
        ++episodes;
        if (episode.state == EpisodeState::kAnalysed) ++analysed;
        if (const auto at = episode.about.published_at) {
            first = first ? std::min(*first, *at) : *at;
            last = last ? std::max(*last, *at) : *at;
        }
    }
    Html& html = page.html();
    html.open("li", {{"class", "show-entry"}}).open("h2");
    html.element("a", {{"href", page.to(site.links.show(number))}}, about.title).close();
    html.open("p", {{"class", "kicker"}}).text(counted(episodes, "episode", "episodes"));
    if (analysed < episodes) html.text(", " + std::to_string(episodes - analysed) + " waiting");
    if (first) {
        html.text(" ");
        page.date(first);
        if (*last - *first > 86400) {
            html.text(" – ");
            page.date(last);
        }
    }
    html.close();
    if (!about.description.empty())
        html.element("p", {{"class", "notes"}}, shortened(text::html_to_text(about.description), 400));
    html.close().newline();
}

}  // namespace

std::string render_home(const SiteContext& site, const std::vector<std::uint32_t>& newest) {
    Page page(site, "index.html", "");
    page.begin(site.model.title, "");
    Html& html = page.html();
    html.open("header", {{"class", "title"}}).element("h1", site.model.title);
    html.element("p", {{"class", "holdings"}}, holdings(site)).close().newline();
    html.open("div", {{"class", "columns"}}).open("div", {{"class", "column-main"}}).newline();
    html.open("section").element("h2", "New").newline();
    std::vector<std::uint32_t> fresh(
        newest.begin(), newest.begin() + static_cast<std::ptrdiff_t>(std::min(kNewEpisodes, newest.size())));
    write_episode_list(page, fresh, EntryDetail::kWithShow);
    if (newest.size() > fresh.size())
        html.open("p").element("a", {{"class", "more"}, {"href", "shows.html"}}, "All episodes by show").close();
    html.close().newline();
    if (const auto quotes = pick_quotes(site.index.quotes); !quotes.empty()) {
        html.open("section").element("h2", "Said").open("ul", {{"class", "lines big"}}).newline();
        for (const QuoteLine* quote : quotes) write_quote(page, *quote, Origin::kEverywhere);
        html.close()
            .open("p")
            .element("a", {{"class", "more"}, {"href", "quotes.html"}}, "All quotes")
            .close()
            .close()
            .newline();
    }
    write_predictions(page);
    html.close().newline().open("aside", {{"class", "column-side"}, {"aria-label", "Most named"}}).newline();
    if (!site.index.entities.empty()) {
        html.open("section").element("h2", "Most named").newline();
        write_most_named(page);
        html.open("p").element("a", {{"class", "more"}, {"href", "names.html"}}, "All names").close().close();
    }
    html.close().close();
    return page.end();
}

std::string render_shows(const SiteContext& site) {
    Page page(site, "shows.html", "shows.html");
    page.begin("Shows", "");
    page.html().open("header", {{"class", "title"}}).element("h1", "Shows").close().newline();
    page.html().open("ul", {{"class", "shows"}}).newline();
    for (std::size_t show = 0; show < site.model.shows.size(); ++show) write_show_entry(page, show);
    page.html().close();
    return page.end();
}

std::string render_show(const SiteContext& site, std::size_t number, const std::vector<std::uint32_t>& newest) {
    const Show& about = site.model.shows[number].about;
    Page page(site, site.links.show(number), "shows.html");
    const std::string description = text::html_to_text(about.description);
    page.begin(about.title, shortened(description, 200), about.blocked);
    Html& html = page.html();
    html.open("header", {{"class", "title"}}).element("h1", about.title);
    html.open("p", {{"class", "facts-line"}});
    if (!about.author.empty()) html.element("span", about.author).text(" ");
    if (const std::string url = safe_url(about.link); !url.empty())
        html.element("a", {{"href", url}, {"rel", "noopener nofollow"}}, host_of(url)).text(" ");
    if (const std::string url = safe_url(about.feed_url); !url.empty())
        html.element("a", {{"href", url}, {"rel", "noopener nofollow"}}, "feed");
    html.close();
    if (!description.empty()) html.element("p", {{"class", "holdings"}}, shortened(description, 900));
    html.close().newline();
    std::vector<std::uint32_t> episodes;
    for (const std::uint32_t episode : newest)
        if (site.model.episodes[episode].show == number) episodes.push_back(episode);
    write_often_named(page, episodes);
    html.element("h2", "Episodes").newline();
    write_episode_list(page, episodes, EntryDetail::kWithinShow);
    return page.end();
}

std::string render_search(const SiteContext& site) {
    Page page(site, "search.html", "search.html");
    page.begin("Search", "", true);
    Html& html = page.html();
    html.open("header", {{"class", "title"}}).element("h1", "Search");
    html.open("form", {{"class", "find big"}, {"role", "search"}, {"id", "search-form"}, {"action", "search.html"}});
    html.open("input", {{"type", "search"},
                        {"name", "q"},
                        {"id", "q"},
                        {"aria-label", "Search every word"},
                        {"autocomplete", "off"},
                        {"autofocus", "autofocus"}});
    html.element("button", {{"type", "submit"}}, "Search").close();
    html.element(
        "p", {{"class", "hint"}},
        "Words, \"words in this order\", begin*, -without; speaker:ada, show:lamps, kind:prediction, entity:openai, "
        "since:2024-05, until:2025.");
    html.close().newline();
    html.open("noscript").open("p").text("Searching needs JavaScript. Everything can be reached through ");
    html.element("a", {{"href", "names.html"}}, "names")
        .text(", ")
        .element("a", {{"href", "topics.html"}}, "topics")
        .text(" and ");
    html.element("a", {{"href", "shows.html"}}, "shows").text(" as well.").close().close().newline();
    html.element("p", {{"id", "status"}, {"role", "status"}, {"aria-live", "polite"}}, "").newline();
    html.element("p", {{"id", "meant"}}, "").newline();
    html.element("div", {{"id", "found-names"}}, "").newline();
    html.element("ol", {{"id", "results"}, {"class", "lines"}}, "").newline();
    html.element("script", {{"src", "assets/search.js"}, {"defer", "defer"}}, "");
    html.element("script", {{"src", "search/index.js"}, {"defer", "defer"}}, "");
    return page.end();
}

}  // namespace earwitness::publish
