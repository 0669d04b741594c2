// The page of one episode: what it is about, what was found, and the whole transcript.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>

#include "base/clock.h"
#include "publish/hearing_text.h"
#include "publish/names.h"
#include "publish/pages.h"
#include "publish/plot.h"
#include "publish/transcript_view.h"
#include "text/html.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kTopQuotes = 8, kGapsShown = 12;
constexpr std::size_t kNamesShown = 12;  // of a type; the others fold away

std::string episode_number(const Episode& about) {
    std::string text;
    if (about.season) text = "season " + std::to_string(*about.season);
    if (about.number && *about.number >= 0 && *about.number < 1e6) {
        char number[32];
        std::snprintf(number, sizeof number, "%g", *about.number);
        text += (text.empty() ? "episode " : ", episode ") + std::string(number);
    }
    return text;
}

void write_people(Page& page, const std::vector<Person>& persons) {
    if (persons.empty()) return;
    Html& html = page.html();
    html.open("p", {{"class", "people"}}).text("With ");
    for (std::size_t i = 0; i < persons.size(); ++i) {
        if (i > 0) html.text(", ");
        const std::string url = safe_url(persons[i].href);
        if (url.empty())
            html.text(persons[i].name);
        else
            html.element("a", {{"href", url}, {"rel", "noopener nofollow"}}, persons[i].name);
        if (!persons[i].role.empty()) html.text(" (" + persons[i].role + ")");
    }
    html.close().newline();
}

void write_title(Page& page, std::size_t number) {
    Html& html = page.html();
    const SiteContext& site = page.site();
    const SiteEpisode& episode = site.model.episodes[number];
    const Show& show = site.model.shows[episode.show].about;
    html.open("header", {{"class", "title"}});
    if (!show.title.empty())
        html.open("p", {{"class", "kicker"}})
            .element("a", {{"href", page.to(site.links.show(episode.show))}}, show.title)
            .close();
    html.element("h1", episode.about.title).newline();
    html.open("p", {{"class", "facts-line"}});
    page.date(episode.about.published_at);
    if (episode.about.duration_ms) html.text(" ").element("span", duration_text(*episode.about.duration_ms));
    if (const std::string text = episode_number(episode.about); !text.empty()) html.text(" ").element("span", text);
    if (const std::string url = safe_url(episode.about.link); !url.empty())
        html.text(" ").element("a", {{"href", url}, {"rel", "noopener nofollow"}}, host_of(url));
    html.close();
    write_people(page, episode.about.persons);
    html.close().newline();
}

void write_player(Page& page, std::size_t episode) {
    const std::string audio = page.site().links.audio(episode);
    if (audio.empty()) return;
    Html& html = page.html();
    html.open("div", {{"class", "player"}, {"id", "player"}, {"role", "region"}, {"aria-label", "Player"}});
    html.element("p", {{"class", "playing"}}, page.site().model.episodes[episode].about.title);
    html.element("audio",
                 {{"controls", "controls"},
                  {"preload", "none"},
                  {"src", page.site().links.audio_is_local(episode) ? page.to(audio) : audio}},
                 "");
    html.close().newline();
}

void write_summary_lines(Page& page, const std::vector<Line>& lines, bool several_speak) {
    Html& html = page.html();
    html.open("p", {{"class", "summary"}});
    for (const Line& line : lines) {
        write_words(page, "span", "said", line);
        if (several_speak && !line.speaker.empty()) html.text(" ").element("span", {{"class", "by"}}, line.speaker);
        html.text(" ");
        page.time_link(line.episode, line.start_ms, line.span);
        html.text(" ").newline();
    }
    html.close().newline();
}

void write_summary(Page& page, std::size_t episode, const Summary& summary, const Reading& reading) {
    // A sentence that the first lines and a section share is shown once.
    std::set<Span> shown;
    std::set<std::string> speakers;
    const auto lines_of = [&](const std::vector<Span>& spans) {
        std::vector<Line> lines;
        for (const Span& span : spans) {
            if (!shown.insert(span).second) continue;
            lines.push_back(make_line(reading, static_cast<std::uint32_t>(episode), span));
            speakers.insert(lines.back().speaker);
        }
        return lines;
    };
    const std::vector<Line> first = lines_of(summary.sentences);
    std::vector<std::pair<std::string_view, std::vector<Line>>> sections;
    for (const SummarySection& section : summary.sections)
        if (auto lines = lines_of(section.sentences); !lines.empty())
            sections.emplace_back(section.heading, std::move(lines));
    const bool several_speak = speakers.size() > 1;
    if (summary.sentences.empty() && summary.sections.empty()) return;
    Html& html = page.html();
    html.open("section", {{"id", "summary"}}).element("h2", "In their words").newline();
    if (!summary.sentences.empty()) write_summary_lines(page, first, several_speak);
    for (const auto& [heading, lines] : sections) {
        html.element("h3", heading).newline();
        write_summary_lines(page, lines, several_speak);
    }
    html.close().newline();
}

void write_quotes(Page& page, const std::vector<QuoteLine>& quotes) {
    if (quotes.empty()) return;
    Html& html = page.html();
    html.open("section", {{"id", "quotes"}}).element("h2", "Quotes").newline();
    const auto list = [&](std::size_t from, std::size_t to) {
        html.open("ul", {{"class", "lines"}}).newline();
        for (std::size_t i = from; i < to; ++i) write_quote(page, quotes[i], Origin::kThisEpisode);
        html.close().newline();
    };
    list(0, std::min(kTopQuotes, quotes.size()));
    if (quotes.size() > kTopQuotes) {
        html.open("details").element("summary", counted(quotes.size() - kTopQuotes, "more quote", "more quotes"));
        list(kTopQuotes, quotes.size());
        html.close();
    }
    html.close().newline();
}

// A page stays light however long its episode is: the surest are listed, the others are marked in the transcript and
// stand on the pages of insights.
std::vector<InsightLine> surest(const std::vector<InsightLine>& insights) {
    constexpr std::size_t kMost = 100;
    if (insights.size() <= kMost) return insights;
    std::vector<double> confidences;
    for (const InsightLine& insight : insights) confidences.push_back(insight.confidence);
    std::nth_element(confidences.begin(), confidences.begin() + kMost - 1, confidences.end(), std::greater<>());
    std::size_t above = 0;
    for (const InsightLine& insight : insights) above += insight.confidence > confidences[kMost - 1];
    std::vector<InsightLine> shown;
    for (const InsightLine& insight : insights) {
        const bool ties = insight.confidence == confidences[kMost - 1] && above < kMost;
        if (ties) ++above;
        if (ties || insight.confidence > confidences[kMost - 1]) shown.push_back(insight);
    }
    return shown;
}

void write_insights(Page& page, const std::vector<InsightLine>& all) {
    if (all.empty()) return;
    const std::vector<InsightLine> insights = surest(all);
    Html& html = page.html();
    html.open("section", {{"id", "insights"}}).element("h2", "Insights").newline();
    for (int type = 0; type < kInsightTypes; ++type) {
        const auto of_type = [&](const InsightLine& insight) { return static_cast<int>(insight.type) == type; };
        if (std::none_of(insights.begin(), insights.end(), of_type)) continue;
        html.element("h3", {{"id", insight_type_name(static_cast<InsightType>(type))}},
                     type_heading(static_cast<InsightType>(type)));
        html.newline().open("ul", {{"class", "lines"}}).newline();
        for (const InsightLine& insight : insights)
            if (of_type(insight)) write_insight(page, insight, Origin::kThisEpisode);
        html.close().newline();
    }
    if (insights.size() < all.size())
        html.element("p", {{"class", "hint"}},
                     "The surest are listed; " + counted(all.size() - insights.size(), "other is", "others are") +
                         " marked in the transcript.");
    html.close().newline();
}

void write_chapters(Page& page, std::size_t episode, const Analysis& analysis) {
    if (analysis.chapters.empty()) return;
    Html& html = page.html();
    html.open("section", {{"id", "chapters"}}).element("h2", "Chapters");
    if (analysis.chapters.front().given) html.element("p", {{"class", "by"}}, "as the publisher gives them");
    html.open("ol", {{"class", "chapters"}}).newline();
    for (std::size_t i = 0; i < analysis.chapters.size(); ++i) {
        const Chapter& chapter = analysis.chapters[i];
        html.open("li");
        page.time_link(episode, chapter.start_ms, chapter.span);
        html.text(" ").element("a", {{"href", "#chapter-" + std::to_string(i + 1)}}, chapter.title).close().newline();
    }
    html.close().close().newline();
}

void write_name_list(Page& page, const std::vector<const Entity*>& entities) {
    Html& html = page.html();
    html.open("ul", {{"class", "namelist"}});
    for (const Entity* entity : entities) {
        html.open("li").element("a", {{"href", page.to(page.site().links.name(entity->id))}}, entity->name);
        html.text(" ").element("span", {{"class", "n"}}, std::to_string(entity->mentions.size()));
        if (!entity->category.empty()) html.text(" ").element("span", {{"class", "cat"}}, entity->category);
        if (entity->in_sponsor_only) html.text(" ").element("span", {{"class", "cat"}}, "sponsor read only");
        html.close().newline();
    }
    html.close();
}

void write_entities(Page& page, const Analysis& analysis) {
    if (analysis.entities.empty()) return;
    Html& html = page.html();
    html.open("section", {{"id", "names"}}).element("h2", "Names").newline();
    for (int type = 0; type < kEntityTypes; ++type) {
        std::vector<const Entity*> entities;
        for (const Entity& entity : analysis.entities)
            if (static_cast<int>(entity.type) == type) entities.push_back(&entity);
        if (entities.empty()) continue;
        html.element("h3", type_heading(static_cast<EntityType>(type))).newline();
        const auto middle = entities.begin() + static_cast<std::ptrdiff_t>(std::min(kNamesShown, entities.size()));
        write_name_list(page, {entities.begin(), middle});
        if (middle != entities.end()) {
            html.open("details").element("summary", std::to_string(entities.end() - middle) + " more");
            write_name_list(page, {middle, entities.end()});
            html.close();
        }
    }
    html.close().newline();
}

void write_topics(Page& page, const Analysis& analysis) {
    if (analysis.topics.empty()) return;
    Html& html = page.html();
    html.open("section", {{"id", "topics"}}).element("h2", "Topics").open("ul", {{"class", "topiclist"}});
    for (const Topic& topic : analysis.topics) {
        html.open("li").element("a", {{"href", page.to(page.site().links.topic(topic.id))}}, topic.label);
        html.text(" ").element("span", {{"class", "n"}}, std::to_string(topic.mentions.size())).close().newline();
    }
    html.close().close().newline();
}

// Whose name was found for a label that is none, and the words that say so.
void write_speakers(Page& page, std::size_t episode, const Analysis& analysis, const Reading& reading) {
    if (analysis.namings.empty()) return;
    Html& html = page.html();
    html.open("section", {{"id", "speakers"}}).element("h2", "Speakers").open("ul", {{"class", "chapters"}}).newline();
    for (const Naming& naming : analysis.namings) {
        html.open("li").text(naming.name).text(": ");
        page.time_link(episode, naming.start_ms, naming.span);
        html.text(" ");
        Line line = make_line(reading, static_cast<std::uint32_t>(episode), naming.span);
        write_words(page, "span", "said", line);
        html.close().newline();
    }
    html.close().close().newline();
}

void write_sponsors(Page& page, std::size_t episode, const Analysis& analysis) {
    if (analysis.sponsors.empty()) return;
    Html& html = page.html();
    html.open("section", {{"id", "sponsors"}}).element("h2", "Sponsors").open("ul", {{"class", "chapters"}}).newline();
    for (const SponsorRead& sponsor : analysis.sponsors) {
        html.open("li");
        page.time_link(episode, sponsor.start_ms, sponsor.span);
        html.text(" ").element("a", {{"href", page.words_link(episode, sponsor.span)}},
                               sponsor.name.empty() ? "Sponsor read" : sponsor.name);
        html.close().newline();
    }
    html.close().close().newline();
}

void write_coverage(Page& page, const Analysis& analysis) {
    if (!analysis.coverage || analysis.coverage->gaps.empty()) return;
    const Coverage& coverage = *analysis.coverage;
    Html& html = page.html();
    html.open("section", {{"id", "coverage"}}).element("h2", "Without words");
    html.element("p", std::to_string(std::lround(coverage.share * 100)) + " % of " +
                          base::format_position(coverage.audio_ms) + " has words. None were heard or written down at:");
    html.open("ul", {{"class", "chapters"}}).newline();
    for (std::size_t i = 0; i < std::min(kGapsShown, coverage.gaps.size()); ++i)
        html.element("li", base::format_position(coverage.gaps[i].start_ms) + " to " +
                               base::format_position(coverage.gaps[i].end_ms))
            .newline();
    html.close();
    if (coverage.gaps.size() > kGapsShown)
        html.element("p", "and " + counted(coverage.gaps.size() - kGapsShown, "more gap", "more gaps"));
    html.close().newline();
}

void write_notes(Page& page, const Episode& about) {
    const std::string& notes = about.content_html.empty() ? about.summary : about.content_html;
    if (notes.empty()) return;
    const std::string safe = text::sanitize_html(notes);
    if (safe.empty()) return;
    page.html()
        .open("details", {{"class", "shownotes"}})
        .element("summary", "Show notes")
        .open("div")
        .trusted(safe)
        .close()
        .close()
        .newline();
}

// Where no sentence sums the episode up, its publisher's words do.
void write_publisher_words(Page& page, const Episode& about) {
    const std::string words =
        shortened(text::html_to_text(about.summary.empty() ? about.content_html : about.summary), 500);
    if (!words.empty()) page.html().element("p", {{"class", "notes from-publisher"}}, words).newline();
}

void write_files(Page& page, std::size_t episode) {
    Html& html = page.html();
    const std::string stem = page.to(page.site().links.episode_stem(episode));
    html.open("p", {{"class", "files"}}).text("Files: ");
    html.element("a", {{"href", stem + ".txt"}}, "transcript (text)").text(", ");
    html.element("a", {{"href", stem + ".json"}}, "findings with evidence (JSON)").close().newline();
}

Page& begin_episode(Page& page, std::size_t number, std::string_view description) {
    const SiteEpisode& episode = page.site().model.episodes[number];
    return page.begin(episode.about.title, description, page.site().model.shows[episode.show].about.blocked);
}

}  // namespace

std::string render_episode(const SiteContext& site, std::size_t number, const Analysis& analysis,
                           const Reading& reading) {
    Page page(site, site.links.episode(number), "shows.html");
    const EpisodeLines lines = collect_lines(analysis, reading, static_cast<std::uint32_t>(number));
    begin_episode(page, number, lines.digest.summary.empty() ? "" : shortened(lines.digest.summary.front().text, 200));
    Html& html = page.html();
    html.open("article", {{"data-episode", site.model.episodes[number].key}});
    write_title(page, number);
    const bool draft = analysis.transcript.hearing && analysis.transcript.hearing->draft;
    if (const std::string note = transcript_note(analysis.transcript); !note.empty())
        html.element("p", {{"class", draft ? "heard draft" : "heard"}}, note).newline();
    write_timeline(page, analysis, reading);
    html.open("div", {{"class", "columns"}}).open("div", {{"class", "column-main"}}).newline();
    if (analysis.summary.sentences.empty()) write_publisher_words(page, site.model.episodes[number].about);
    write_summary(page, number, analysis.summary, reading);
    write_additions(page, number, analysis, reading);
    write_quotes(page, lines.quotes);
    write_insights(page, lines.insights);
    html.close().newline().open("aside", {{"class", "column-side"}, {"aria-label", "Contents and names"}}).newline();
    write_chapters(page, number, analysis);
    write_speakers(page, number, analysis, reading);
    write_entities(page, analysis);
    write_topics(page, analysis);
    write_sponsors(page, number, analysis);
    write_coverage(page, analysis);
    html.close().close().newline();
    html.open("section", {{"id", "transcript"}, {"class", "transcript"}}).element("h2", "Transcript").newline();
    write_transcript(page, number, analysis, reading);
    html.close().newline();
    write_notes(page, site.model.episodes[number].about);
    write_files(page, number);
    html.close().newline();
    write_player(page, number);
    return page.end();
}

std::string render_waiting_episode(const SiteContext& site, std::size_t number) {
    Page page(site, site.links.episode(number), "shows.html");
    const SiteEpisode& episode = site.model.episodes[number];
    begin_episode(page, number, "");
    page.html().open("article");
    write_title(page, number);
    page.html().open("p", {{"class", "waits"}});
    page.html().text("What is said in this episode is not known yet. ");
    page.html().text(waiting_text(episode));
    page.html().close().newline();
    write_notes(page, episode.about);
    page.html().close().newline();
    write_player(page, number);
    return page.end();
}

}  // namespace earwitness::publish
