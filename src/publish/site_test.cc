#include "publish/site.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "publish/pages.h"
#include "publish/site_fixture.h"

namespace earwitness::publish {
namespace {

using Files = std::map<std::string, std::string>;

Files all_files(std::size_t jobs) {
    Files files;
    Diagnostics problems;
    const auto sink = [&](std::string_view path, std::string_view bytes) {
        files[std::string(path)] = bytes;
        return true;
    };
    const auto site = Site::build(testing::model(), testing::load, jobs, sink, problems);
    for (const std::string& path : site->paths()) files[path] = site->render(path).value();
    EXPECT_TRUE(problems.empty());
    return files;
}

bool is_page(const std::string& path) { return path.size() > 5 && path.substr(path.size() - 5) == ".html"; }

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) found.insert((*at)[1]);
    return found;
}

// "episodes/a/b.html" + "../../names/x.html" -> "names/x.html"
std::string resolve(const std::string& from, std::string to) {
    std::string folder = from.substr(0, from.rfind('/') == std::string::npos ? 0 : from.rfind('/'));
    while (to.rfind("../", 0) == 0) {
        to = to.substr(3);
        folder = folder.substr(0, folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
    }
    return folder.empty() ? to : folder + "/" + to;
}

TEST(SiteTest, IsTheSameWithAnyNumberOfThreads) {
    const Files one = all_files(1);
    EXPECT_EQ(one, all_files(3));
    EXPECT_GT(one.size(), 30u);
}

TEST(SiteTest, RendersOnDemandWhatPublishingWrites) {
    const Files files = all_files(1);
    Diagnostics problems;
    const auto site = Site::build(testing::model(), testing::load, 1, {}, problems);
    for (const auto& [path, bytes] : files) {
        if (path.rfind("search/p/", 0) == 0) continue;
        const auto rendered = site->render(path);
        ASSERT_TRUE(rendered) << rendered.error().message;
        EXPECT_EQ(*rendered, bytes) << path;
    }
    EXPECT_EQ(site->render("../verify.json").error().code, ErrorCode::kNotFound);
}

TEST(SiteTest, EveryInternalLinkAndAnchorResolves) {
    const Files files = all_files(1);
    std::map<std::string, std::set<std::string>> ids;
    for (const auto& [path, bytes] : files) ids[path] = matches(bytes, std::regex("\\bid=\"([^\"]*)\""));
    std::size_t checked = 0;
    for (const auto& [path, bytes] : files) {
        if (!is_page(path)) continue;
        for (const std::string& link : matches(bytes, std::regex("(?:href|src|action)=\"([^\"]*)\""))) {
            if (link.rfind("https://", 0) == 0) continue;
            const auto hash = link.find('#');
            const std::string target = hash == 0 ? path : resolve(path, link.substr(0, hash));
            ASSERT_TRUE(files.count(target)) << path << " links to " << link;
            EXPECT_TRUE(hash == std::string::npos || ids[target].count(link.substr(hash + 1)) > 0)
                << path << " links to " << link;
            ++checked;
        }
    }
    EXPECT_GT(checked, 300u);
}

TEST(SiteTest, HostileNamesStayInert) {
    for (const auto& [path, bytes] : all_files(1)) {
        EXPECT_EQ(path.find(".."), std::string::npos) << path;
        EXPECT_EQ(path.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_./"), std::string::npos) << path;
        if (is_page(path)) {
            for (const char* never : {"<script>", "<img", "javascript:", "onerror=alert(2)>\"", "onclick"})
                EXPECT_EQ(bytes.find(never), std::string::npos) << path << " has " << never;
            EXPECT_NE(bytes.find("Content-Security-Policy"), std::string::npos) << path;
        } else if (path.ends_with(".js") && path.rfind("search/", 0) == 0) {
            EXPECT_EQ(bytes.find('<'), std::string::npos) << path;
        }
    }
}

TEST(SiteTest, UnknownThingsStayUnsaid) {
    const Files files = all_files(1);
    const std::string& undated = files.at("episodes/the-lamp-room/episode-1.html");
    EXPECT_EQ(undated.find("<time"), std::string::npos);
    EXPECT_EQ(undated.find("Unknown"), std::string::npos);
    EXPECT_NE(files.at("episodes/the-lamp-room/episode-0.html").find("14 November 2023"), std::string::npos);
}

TEST(SiteTest, BlockedShowsAreNotForSearchEngines) {
    const Files files = all_files(1);
    for (const auto& [path, bytes] : files) {
        const bool evil = path.rfind("episodes/", 0) == 0 && path.rfind("episodes/the-lamp-room", 0) != 0;
        EXPECT_TRUE(!evil || !is_page(path) || bytes.find("noindex") != std::string::npos) << path;
    }
    EXPECT_EQ(files.at("episodes/the-lamp-room/episode-0.html").find("noindex"), std::string::npos);
    EXPECT_EQ(files.at("sitemap.xml").find("evil"), std::string::npos);
    EXPECT_NE(files.at("sitemap.xml").find("https://example.org/lamps/episodes/the-lamp-room/episode-0.html"),
              std::string::npos);
}

TEST(SiteTest, AnUnreadableAnalysisFailsItsEpisodeOnly) {
    Diagnostics problems;
    const auto load = [](std::size_t episode) -> Result<std::shared_ptr<const Analysis>> {
        if (episode == 0) return make_error(ErrorCode::kCorrupt, "the row is damaged");
        return testing::load(episode);
    };
    const auto site = Site::build(testing::model(), load, 2, {}, problems);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_NE(site->render("episodes/the-lamp-room/episode-0.html").value().find("the row is damaged"),
              std::string::npos);
    EXPECT_TRUE(site->render("episodes/the-lamp-room/episode-1.html"));
}

TEST(SiteTest, ASummarySentenceIsShownOnceWithItsSpeaker) {
    Analysis analysis = testing::lamp_analysis(0);
    const Span ada = testing::span_of(analysis, "It ran for twelve years."),
               other = testing::span_of(analysis, "That is what \"everyone\" says.");
    analysis.summary = {{ada, other}, {{"What it is about", {ada, other}}}};
    const SiteModel model = testing::model();
    const Links links(model);
    const SiteIndex index;
    const std::string page = render_episode({model, links, index}, 0, analysis, build_reading(analysis.transcript, {}));
    const auto begin = page.find("id=\"summary\""), end = page.find("</section>", begin);
    ASSERT_NE(begin, std::string::npos);
    const std::string section = page.substr(begin, end - begin);
    const auto once = section.find("It ran for twelve years.");
    ASSERT_NE(once, std::string::npos) << section;
    EXPECT_EQ(section.find("It ran for twelve years.", once + 1), std::string::npos) << section;
    EXPECT_EQ(section.find("What it is about"), std::string::npos) << section;
    EXPECT_NE(section.find("Ada Vale</span>"), std::string::npos) << section;
}

TEST(SiteTest, TheLedgerSaysHowSureASpeakerIs) {
    const auto load = [](std::size_t episode) -> Result<std::shared_ptr<const Analysis>> {
        auto analysis = std::make_shared<Analysis>(testing::lamp_analysis(static_cast<int>(episode)));
        if (episode == 0) {
            analysis->insights[0].hedge = Hedge{testing::span_of(*analysis, "I think"), HedgeStrength::kStrong};
            analysis->insights[0].condition = testing::span_of(*analysis, "by 2030");
        }
        return std::shared_ptr<const Analysis>(std::move(analysis));
    };
    Diagnostics problems;
    const auto site = Site::build(testing::model(), load, 1, {}, problems);
    const std::string page = site->render("predictions.html").value();
    EXPECT_NE(page.find("<th scope=\"col\">How sure</th>"), std::string::npos);
    EXPECT_NE(page.find("<td>strongly hedged, on a condition</td>"), std::string::npos) << page;
    EXPECT_NE(page.find("<td>not hedged</td>"), std::string::npos) << page;
}

// What a reader must fetch for an episode beside what was said in it (the bar is 150 KB).
TEST(SiteTest, AnEpisodePageIsLightWithoutItsTranscript) {
    std::vector<std::string> lines;
    for (int i = 0; i < 1500; ++i)
        lines.push_back("Ada Vale said in sentence " + std::to_string(i) + " that lamps cost " + std::to_string(i) +
                        " pounds, and nobody at Acme minded.");
    Analysis analysis = testing::analysis_of(lines);
    const auto at = [&](int line) { return analysis.transcript.segments[static_cast<std::size_t>(line)].span; };
    for (int i = 0; i < 60; ++i)
        analysis.quotes.push_back({at(i * 20), i * 5000, i * 5000 + 4800, 0, 0.5, {"figure"}, {}, {}});
    for (int i = 0; i < 300; ++i) {
        Insight insight;
        insight.type = static_cast<InsightType>(i % kInsightTypes);
        insight.span = at(i * 4 + 1);
        insight.confidence = 0.01 * (i % 50);
        insight.start_ms = i * 5000;
        insight.speaker = 1;
        analysis.insights.push_back(insight);
    }
    for (int i = 0; i < 150; ++i) {
        Entity entity;
        entity.id = "name-" + std::to_string(i);
        entity.name = "A Name of Many Words " + std::to_string(i);
        entity.mentions = {{{at(i).begin, at(i).begin + 8}, i * 5000, 0, 0.9F}};
        analysis.entities.push_back(entity);
    }
    SiteModel model = testing::model();
    const Links links(model);
    const SiteIndex index;
    const std::string page = render_episode({model, links, index}, 0, analysis, build_reading(analysis.transcript, {}));
    const auto begin = page.find("id=\"transcript\""), end = page.find("</section>", begin);
    ASSERT_NE(begin, std::string::npos);
    ASSERT_NE(end, std::string::npos);
    const std::size_t rest = page.size() - (end - begin);
    EXPECT_GT(end - begin, analysis.transcript.text.size());
    EXPECT_LT(rest, 150'000u) << "of " << page.size();
    EXPECT_NE(page.find("The surest are listed; 200 others are marked in the transcript."), std::string::npos);
}

}  // namespace
}  // namespace earwitness::publish
