// Names and topics: the lists, and the page of one with every line that it occurs in.
#include <algorithm>
#include <map>

#include "publish/pages.h"
#include "publish/plot.h"
#include "text/utf8.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kNamesOnOverview = 40;
constexpr std::size_t kTopicsShown = 400;
constexpr std::size_t kForms = 12;
constexpr std::size_t kCompany = 12;
constexpr std::size_t kBestLines = 4;

std::string lower_name(EntityType type) { return text::lower(type_heading(type)); }

void write_entity_items(Page& page, const std::vector<const EntityPage*>& entities, std::size_t from, std::size_t to) {
    Html& html = page.html();
    html.open("ul", {{"class", "namelist wide-list"}}).newline();
    for (std::size_t i = from; i < to; ++i) {
        const EntityPage& entity = *entities[i];
        html.open("li").element("a", {{"href", page.to(page.site().links.name(entity.id))}}, entity.name);
        html.text(" ").element("span", {{"class", "n"}}, std::to_string(entity.mentions));
        if (!entity.category.empty()) html.text(" ").element("span", {{"class", "cat"}}, entity.category);
        html.close().newline();
    }
    html.close().newline();
}

std::vector<const EntityPage*> most_named(const SiteIndex& index, EntityType type) {
    std::vector<const EntityPage*> entities;
    for (const auto& [id, entity] : index.entities)
        if (entity.type == type) entities.push_back(&entity);
    std::stable_sort(entities.begin(), entities.end(), [](const EntityPage* a, const EntityPage* b) {
        return a->episodes.size() != b->episodes.size() ? a->episodes.size() > b->episodes.size()
                                                        : a->mentions > b->mentions;
    });
    return entities;
}

std::vector<std::string> pages_of(const SiteContext& site, std::string_view id, std::size_t count, bool topic) {
    std::vector<std::string> paths;
    for (std::size_t n = 1; n <= count; ++n) paths.push_back(topic ? site.links.topic(id, n) : site.links.name(id, n));
    return paths;
}

// How else it was said, the most usual first; the name itself and mere differences of case are left out.
std::vector<std::string> other_forms(const EntityPage& entity) {
    std::vector<std::pair<std::size_t, std::string>> forms;
    for (const auto& [form, count] : entity.forms)
        if (text::lower(form) != text::lower(entity.name)) forms.emplace_back(count, form);
    std::stable_sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> result;
    for (const auto& [count, form] : forms)
        if (result.size() < kForms) result.push_back(form);
    return result;
}

// Mentions by episode as a plot, first and last date beside it.
void write_over_time(Page& page, const std::vector<Line>& lines) {
    const SiteContext& site = page.site();
    const auto dates = archive_dates(site);
    if (!dates) return;
    std::vector<Dated> events;
    const Line *first = nullptr, *last = nullptr;
    const auto at_of = [&](const Line& line) { return site.model.episodes[line.episode].about.published_at; };
    for (const Line& line : lines) {
        const auto at = at_of(line);
        if (!at) continue;
        events.push_back({*at, line.marks.size()});
        if (first == nullptr || *at < *at_of(*first)) first = &line;
        if (last == nullptr || *at > *at_of(*last)) last = &line;
    }
    if (first == nullptr) return;
    Html& html = page.html();
    write_plot(page, events, dates->first, dates->second, "mention", "mentions");
    html.open("p", {{"class", "forms"}}).text(first->episode == last->episode ? "Only on " : "First on ");
    const auto place = [&](const Line& line) {
        page.date(at_of(line));
        html.text(" in ").element("a", {{"href", page.words_link(line.episode, line.marks.front())}},
                                  site.model.episodes[line.episode].about.title);
    };
    place(*first);
    if (first->episode != last->episode) {
        html.text(", last on ");
        place(*last);
    }
    html.text(".").close().newline();
}

// Names that are weighty in the same episodes.
void write_company(Page& page, const EntityPage& entity) {
    const SiteIndex& index = page.site().index;
    std::map<std::string, std::pair<std::size_t, const NameRef*>> company;
    for (const std::uint32_t episode : entity.episodes) {
        const auto digest = index.episodes.find(episode);
        if (digest == index.episodes.end()) continue;
        for (const NameRef& name : digest->second.names)
            if (name.id != entity.id) {
                auto& [count, ref] = company[name.id];
                ++count;
                ref = &name;
            }
    }
    std::vector<std::pair<std::size_t, const NameRef*>> order;
    for (const auto& [id, entry] : company) order.push_back(entry);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (order.empty()) return;
    Html& html = page.html();
    html.open("p", {{"class", "forms"}}).text("In the same episodes: ");
    for (std::size_t i = 0; i < std::min(kCompany, order.size()); ++i)
        html.text(i == 0 ? "" : ", ")
            .element("a", {{"href", page.to(page.site().links.name(order[i].second->id))}}, order[i].second->name);
    html.text(".").close().newline();
}

const std::vector<std::uint32_t>* numbers(const std::map<std::string, std::vector<std::uint32_t>, std::less<>>& map,
                                          std::string_view key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

// What was said of it and, where it is a speaker, by it: the best quotes, the newest insights.
void write_best_lines(Page& page, std::string_view heading, const std::vector<std::uint32_t>* quotes,
                      const std::vector<std::uint32_t>* insights) {
    if (quotes == nullptr && insights == nullptr) return;
    const SiteIndex& index = page.site().index;
    Html& html = page.html();
    html.open("section").element("h2", heading).open("ul", {{"class", "lines"}}).newline();
    for (std::size_t i = 0; quotes != nullptr && i < std::min(kBestLines, quotes->size()); ++i)
        write_quote(page, index.quotes[(*quotes)[i]], Origin::kEverywhere);
    for (std::size_t i = 0; insights != nullptr && i < std::min(kBestLines, insights->size()); ++i)
        write_insight(page, index.insights[(*insights)[i]], Origin::kEverywhere);
    html.close().close().newline();
}

}  // namespace

std::string render_names(const SiteContext& site) {
    Page page(site, "names.html", "names.html");
    page.begin("Names", "");
    Html& html = page.html();
    html.open("header", {{"class", "title"}}).element("h1", "Names");
    html.element("p", {{"class", "holdings"}},
                 "Who and what was named, with the number of mentions; those named in most episodes first.");
    html.open("p")
        .element("a", {{"class", "more"}, {"href", "trends.html"}}, "What is rising, falling and new")
        .close();
    html.close().newline();
    for (int i = 0; i < kEntityTypes; ++i) {
        const auto type = static_cast<EntityType>(i);
        const auto entities = most_named(site.index, type);
        if (entities.empty()) continue;
        html.open("section", {{"id", lower_name(type)}}).element("h2", type_heading(type)).newline();
        write_entity_items(page, entities, 0, std::min(kNamesOnOverview, entities.size()));
        if (entities.size() > kNamesOnOverview)
            html.open("p")
                .element("a", {{"class", "more"}, {"href", page.to(names_path(type, 1))}},
                         "All " + std::to_string(entities.size()))
                .close();
        html.close().newline();
    }
    return page.end();
}

std::string names_path(EntityType type, std::size_t page) {
    return "names-" + lower_name(type) + (page == 1 ? "" : "-" + std::to_string(page)) + ".html";
}

std::string render_names_of_type(const SiteContext& site, EntityType type,
                                 const std::vector<const EntityPage*>& entities, PageOf of) {
    Page page(site, names_path(type, of.number), "names.html");
    page.begin(type_heading(type), "");
    page.html().open("header", {{"class", "title"}}).element("h1", type_heading(type)).close().newline();
    write_entity_items(page, entities, of.first, of.last);
    std::vector<std::string> paths;
    for (std::size_t n = 1; n <= of.count; ++n) paths.push_back(names_path(type, n));
    write_pager(page, of, paths);
    return page.end();
}

std::string render_name(const SiteContext& site, const EntityPage& entity, PageOf of) {
    Page page(site, site.links.name(entity.id, of.number), "names.html");
    page.begin(entity.name, "");
    Html& html = page.html();
    html.open("header", {{"class", "title"}}).open("p", {{"class", "kicker"}});
    html.element("a", {{"href", page.to("names.html") + "#" + lower_name(entity.type)}}, type_heading(entity.type));
    if (!entity.category.empty()) html.text(" ").element("span", entity.category);
    html.close().element("h1", entity.name);
    html.open("p", {{"class", "holdings"}})
        .text("Named " + counted(entity.mentions, "time", "times") + " in " +
              counted(entity.episodes.size(), "episode", "episodes"));
    html.text(entity.in_sponsor_only ? ", only in sponsor reads." : ".").close();
    if (const auto forms = other_forms(entity); !forms.empty()) {
        html.open("p", {{"class", "forms"}}).text("Also said as ");
        for (std::size_t i = 0; i < forms.size(); ++i) html.text(i == 0 ? "" : ", ").element("q", forms[i]);
        html.close();
    }
    html.close().newline();
    if (of.number == 1) {
        write_over_time(page, entity.lines);
        write_company(page, entity);
        const SiteIndex& index = site.index;
        if (entity.type == EntityType::kPerson)
            write_best_lines(page, "Said by " + entity.name, numbers(index.quotes_by, entity.name),
                             numbers(index.insights_by, entity.name));
        write_best_lines(page, "Said of " + entity.name, numbers(index.quotes_naming, entity.id),
                         numbers(index.insights_naming, entity.id));
        html.open("div", {{"class", "every"}}).element("h2", "Every mention").newline();
    }
    write_lines_by_episode(page, entity.lines, of);
    if (of.number == 1) html.close();
    write_pager(page, of, pages_of(site, entity.id, of.count, false));
    return page.end();
}

std::string render_topics(const SiteContext& site) {
    Page page(site, "topics.html", "topics.html");
    page.begin("Topics", "");
    Html& html = page.html();
    std::vector<const TopicPage*> topics;
    for (const auto& [id, topic] : site.index.topics) topics.push_back(&topic);
    std::stable_sort(topics.begin(), topics.end(), [](const TopicPage* a, const TopicPage* b) {
        return a->episodes.size() != b->episodes.size() ? a->episodes.size() > b->episodes.size()
                                                        : a->prominence > b->prominence;
    });
    html.open("header", {{"class", "title"}}).element("h1", "Topics");
    html.element("p", {{"class", "holdings"}}, "What was talked about, with the number of episodes.").close().newline();
    const auto list = [&](std::size_t from, std::size_t to) {
        html.open("ul", {{"class", "namelist wide-list"}}).newline();
        for (std::size_t i = from; i < to; ++i) {
            html.open("li").element("a", {{"href", page.to(site.links.topic(topics[i]->id))}}, topics[i]->label);
            html.text(" ")
                .element("span", {{"class", "n"}}, std::to_string(topics[i]->episodes.size()))
                .close()
                .newline();
        }
        html.close().newline();
    };
    list(0, std::min(kTopicsShown, topics.size()));
    if (topics.size() > kTopicsShown) {
        html.open("details").element("summary", std::to_string(topics.size() - kTopicsShown) + " more");
        list(kTopicsShown, topics.size());
        html.close();
    }
    return page.end();
}

std::string render_topic(const SiteContext& site, const TopicPage& topic, PageOf of) {
    Page page(site, site.links.topic(topic.id, of.number), "topics.html");
    page.begin(topic.label, "");
    Html& html = page.html();
    html.open("header", {{"class", "title"}}).open("p", {{"class", "kicker"}});
    html.element("a", {{"href", page.to("topics.html")}}, "Topics").close().element("h1", topic.label);
    html.element("p", {{"class", "holdings"}}, "In " + counted(topic.episodes.size(), "episode", "episodes") + ".");
    std::vector<std::pair<double, std::string>> phrases;
    for (const auto& [phrase, weight] : topic.keyphrases)
        if (text::lower(phrase) != text::lower(topic.label)) phrases.emplace_back(weight, phrase);
    std::stable_sort(phrases.begin(), phrases.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (!phrases.empty()) {
        html.open("p", {{"class", "forms"}}).text("With ");
        for (std::size_t i = 0; i < std::min(kForms, phrases.size()); ++i)
            html.text(i == 0 ? "" : ", ").text(phrases[i].second);
        html.close();
    }
    html.close().newline();
    if (of.number == 1) write_over_time(page, topic.lines);
    write_lines_by_episode(page, topic.lines, of);
    write_pager(page, of, pages_of(site, topic.id, of.count, true));
    return page.end();
}

}  // namespace earwitness::publish
