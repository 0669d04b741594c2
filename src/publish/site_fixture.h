// A small site for tests: two shows, four episodes (one waits), names and titles as hostile as feeds can be.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "publish/site_model.h"

namespace earwitness::publish::testing {

inline constexpr const char* kHostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

inline Span span_of(const Analysis& analysis, std::string_view words) {
    const auto at = static_cast<std::uint32_t>(analysis.transcript.text.find(words));
    return {at, at + static_cast<std::uint32_t>(words.size())};
}

// Each line is a segment of five seconds; speakers take turns.
inline Analysis analysis_of(const std::vector<std::string>& lines) {
    Analysis analysis;
    analysis.producer = "earwitness test";
    Transcript& t = analysis.transcript;
    t.speakers = {{"s0", "Ada Vale"}, {"s1", kHostile}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) t.text += "\n";
        const auto begin = static_cast<std::uint32_t>(t.text.size());
        t.text += lines[i];
        t.segments.push_back({{begin, static_cast<std::uint32_t>(t.text.size())},
                              static_cast<std::int64_t>(i) * 5000,
                              static_cast<std::int64_t>(i) * 5000 + 4800,
                              static_cast<int>(i % 2)});
    }
    t.sha256 = base::sha256_hex(t.text);
    return analysis;
}

inline Analysis lamp_analysis(int number) {
    Analysis a = analysis_of(
        {"Ada Vale built the first tide clock in 1999. It ran for twelve years.",
         "I think that lamps & clocks will cost <b>half</b> by 2030. That is what \"everyone\" says.",
         "Caf\xC3\xA9 N\xC3\xA9ro in Z\xC3\xBCrich sold 12 percent more \xE2\x80\x9Clamps\xE2\x80\x9D\r in episode " +
             std::to_string(number) + ".",
         "You should read The Lamp Book before you buy a lamp from Acme."});
    const auto mention = [&](std::string_view words) { return Mention{span_of(a, words), 0, 0, 0.9F}; };
    a.entities = {
        {"ada-vale", "Ada Vale", EntityType::kPerson, "", {}, 0.9, false, {mention("Ada Vale")}},
        {"script-org", kHostile, EntityType::kOrg, kHostile, {}, 0.5, false, {mention("Caf\xC3\xA9 N\xC3\xA9ro")}},
        {"../../etc/passwd", "../../etc/passwd", EntityType::kWork, "", {}, 0.4, false, {mention("The Lamp Book")}},
        {"acme", "Acme", EntityType::kOrg, "software", {}, 0.2, true, {mention("Acme")}}};
    a.quotes = {{span_of(a, "It ran for twelve years."), 2000, 4800, 0, 0.8, {"figure"}, {"ada-vale"}, {}}};
    Insight insight;
    insight.type = InsightType::kPrediction;
    insight.span = span_of(a, "I think that lamps & clocks will cost <b>half</b> by 2030.");
    insight.start_ms = 5000;
    insight.speaker = 1;
    insight.quantities = {{span_of(a, "half"), 0.5, "", kHostile}};
    insight.due = DueDate{"", "2030-12-31"};
    a.insights = {insight};
    insight.type = InsightType::kStatistic;
    insight.span = span_of(a, "12 percent more");
    insight.quantities = {{span_of(a, "12 percent"), 12, "percent", "lamps"}};
    insight.due.reset();
    a.insights.push_back(insight);
    a.topics = {{"lamps", "lamps <3", {"tide clock"}, 1, {span_of(a, "lamps"), span_of(a, "tide clock")}}};
    a.chapters = {{{0, span_of(a, "Caf").begin - 1}, 0, 9800, kHostile},
                  {{span_of(a, "Caf").begin, span_of(a, "Acme.").end}, 10000, 19800, "Sales"}};
    a.sponsors = {{span_of(a, "You should read The Lamp Book before you buy a lamp from Acme."), 15000, 19800, "Acme"}};
    a.summary = {{span_of(a, "Ada Vale built the first tide clock in 1999.")},
                 {{kHostile, {span_of(a, "It ran for twelve years.")}}}};
    return a;
}

inline SiteModel model() {
    SiteModel model;
    model.title = "Lamps & <Clocks>";
    model.base_url = "https://example.org/lamps/";
    model.shows = {{"the-lamp-room", {}}, {"../evil", {}}};
    model.shows[0].about.title = "The Lamp Room";
    model.shows[1].about.title = kHostile;
    model.shows[1].about.link = "javascript:alert(3)";
    model.shows[1].about.description = kHostile;
    model.shows[1].about.blocked = true;
    for (int i = 0; i < 4; ++i) {
        SiteEpisode episode;
        episode.show = i < 2 ? 0 : 1;
        episode.key = i < 2 ? "the-lamp-room/episode-" + std::to_string(i) : "../evil/<script>" + std::to_string(i);
        episode.about.title = i == 2 ? kHostile : "Episode " + std::to_string(i);
        episode.about.link = i == 2 ? "javascript:alert(4)" : "https://example.org/" + std::to_string(i);
        episode.about.content_html = "<p onclick=\"alert(5)\">Notes <script>alert(6)</script></p>";
        episode.about.persons = {{kHostile, "guest", "", "javascript:alert(7)", ""}};
        episode.about.enclosure = Enclosure{i == 2 ? "javascript:alert(8)" : "https://example.org/a b.mp3",
                                            "audio/mpeg", std::nullopt, std::nullopt};
        if (i != 1) episode.about.published_at = 1700000000 + i * 86400;
        episode.state = i == 3 ? EpisodeState::kWaiting : EpisodeState::kAnalysed;
        episode.waits_for = i == 3 ? std::string("a transcript ") + kHostile : "";
        model.episodes.push_back(episode);
    }
    return model;
}

inline Result<std::shared_ptr<const Analysis>> load(std::size_t episode) {
    return std::make_shared<const Analysis>(lamp_analysis(static_cast<int>(episode)));
}

}  // namespace earwitness::publish::testing
