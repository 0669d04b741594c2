// Queries over a small archive of three talks.
#include "search/search.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/hash.h"
#include "search/indexer.h"
#include "search/ranking.h"

namespace earwitness::search {
namespace {

namespace fs = std::filesystem;

class SearchTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("ew_search_" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        auto archive = store::Archive::open(folder_, store::OpenMode::kCreate);
        ASSERT_TRUE(archive);
        archive_.emplace(std::move(*archive));
        Show show;
        show.title = "Talks";
        const auto added = archive_->add_show(store::ShowSource::kFolder, "x", "x", show, 1);
        std::vector<store::IncomingEpisode> episodes(3);
        for (int i = 0; i < 3; ++i) {
            episodes[static_cast<std::size_t>(i)].episode.title = std::string(1, static_cast<char>('A' + i));
            episodes[static_cast<std::size_t>(i)].episode.published_at = 100'000 * (i + 1);
        }
        ASSERT_TRUE(archive_->take_in(added->row, show, episodes, true, {}, 1));
        talk("talks/a", {"Ada Lovelace: The lamp burns with whale oil.", "Bob: Whales are rare now. Gas is cheap."});
        talk("talks/b",
             {"Bob: Oil from whales, I mean the whale and its oil.", "Cleo: The caf\xC3\xA9 has GPT-4 lamps."});
        talk("talks/c", {"Ada Lovelace: Railways need steel.", "Bob: Nobody mentions lamps of gas here."});
    }
    void TearDown() override {
        archive_.reset();
        fs::remove_all(folder_);
    }

    // Lines "Speaker: words", ten seconds each; Ada's sentences become predictions.
    void talk(const std::string& id, const std::vector<std::string>& lines) {
        Analysis a;
        auto& t = a.transcript;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::size_t colon = lines[i].find(':');
            const std::string name = lines[i].substr(0, colon);
            int speaker = kNoSpeaker;
            for (std::size_t s = 0; s < t.speakers.size(); ++s)
                if (t.speakers[s].name == name) speaker = static_cast<int>(s);
            if (speaker == kNoSpeaker) {
                speaker = static_cast<int>(t.speakers.size());
                t.speakers.push_back({"s" + std::to_string(speaker), name});
            }
            if (!t.text.empty()) t.text += '\n';
            const auto begin = static_cast<std::uint32_t>(t.text.size());
            t.text += lines[i].substr(colon + 2);
            t.segments.push_back({{begin, static_cast<std::uint32_t>(t.text.size())},
                                  static_cast<std::int64_t>(i) * 10000,
                                  static_cast<std::int64_t>(i + 1) * 10000,
                                  speaker});
            if (name[0] != 'A') continue;
            Insight insight;
            insight.span = t.segments.back().span;
            insight.speaker = speaker;
            insight.confidence = 0.5;
            a.insights.push_back(insight);
        }
        t.sha256 = base::sha256_hex(t.text);
        if (const std::size_t at = t.text.find("lamp"); at != std::string::npos) {
            Entity lamp;
            lamp.id = "lamp";
            lamp.salience = id == "talks/c" ? 0.9 : 0.1;
            lamp.mentions = {{{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 4)}, {}, kNoSpeaker, 1}};
            a.entities = {lamp};
        }
        const auto row = archive_->find_episode(id).value()->row;
        ASSERT_TRUE(archive_->finish_transcript(row, "k", t, "u"));
        ASSERT_TRUE(archive_->finish_analysis(row, "k", a));
        ASSERT_TRUE(archive_->finish_index(row, "k", index_transcript(t)));
    }

    // Episodes found, best first: "b a".
    std::string found(const std::string& text) {
        const auto query = parse_query(text);
        if (!query) return query.error().message;
        const auto answer = search(*archive_, *query);
        if (!answer) return answer.error().message;
        std::string out;
        for (const auto& hit : answer->hits) out += (out.empty() ? "" : " ") + hit.episode_id.substr(6);
        return out;
    }

    fs::path folder_;
    std::optional<store::Archive> archive_;
};

TEST_F(SearchTest, Table) {
    const struct {
        const char *query, *episodes;
    } cases[] = {
        {"railway", "c"},
        {"whale", "a b"},
        {"\"whale oil\"", "a"},
        {"lamps -gas", "b"},
        {"whale +steel", "c"},
        {"cafe", "b"},
        {"gpt-4", "b"},
        {"steel OR cheap", "c a"},
        {"rail*", "c"},
        {"nothing", ""},
        {"unheard", ""},
        {"whale speaker:ada", "a"},
        {"lamp speaker:\"bob\" \"lamps of gas\"", "c"},
        {"lamp entity:lamp since:1970-01-03", "c b"},
        {"entity:lamp", "c a b"},
        {"kind:prediction", "a c"},
        {"kind:prediction steel", "c"},
        {"kind:prediction gas", ""},
        {"kind:quote", ""},
        {"lamp until:1970-01-02", "a"},
        {"lamp show:talks episode:talks/b", "b"},
    };
    for (const auto& c : cases) EXPECT_EQ(found(c.query), c.episodes) << c.query;
}

// What a server holds in memory answers as the archive does, to the last byte.
TEST_F(SearchTest, AHeldIndexAnswersAsTheArchive) {
    const auto held = Index::held(*archive_);
    ASSERT_TRUE(held) << held.error().message;
    std::size_t hits = 0;
    for (const char* text : {"whale",
                             "\"whale oil\"",
                             "lamps -gas",
                             "whale +steel",
                             "steel OR cheap",
                             "rail*",
                             "l*",
                             "unheard",
                             "railwey",
                             "whale speaker:ada",
                             "ada",
                             "lamp entity:lamp",
                             "entity:lamp",
                             "kind:prediction",
                             "kind:prediction steel",
                             "kind:prediction speaker:ADA",
                             "kind:insight entity:lamp",
                             "kind:quote",
                             "lamp until:1970-01-02",
                             "show:talks gas"}) {
        const auto query = parse_query(text);
        ASSERT_TRUE(query) << text;
        for (const Order order : {Order::kBest, Order::kNewest}) {
            SearchOptions options;
            options.order = order;
            const auto one = search(*archive_, *query, options), other = search(*held, *query, options);
            ASSERT_EQ(one.has_value(), other.has_value()) << text;
            if (!one) continue;
            EXPECT_EQ(one->episodes, other->episodes) << text;
            EXPECT_EQ(one->searched.words, other->searched.words) << text;
            ASSERT_EQ(one->suggestions.size(), other->suggestions.size()) << text;
            for (std::size_t i = 0; i < one->suggestions.size(); ++i)
                EXPECT_EQ(one->suggestions[i].meant, other->suggestions[i].meant) << text;
            ASSERT_EQ(one->hits.size(), other->hits.size()) << text;
            hits += one->hits.size();
            for (std::size_t i = 0; i < one->hits.size(); ++i) {
                const Hit &a = one->hits[i], &b = other->hits[i];
                EXPECT_EQ(
                    std::tie(a.episode_id, a.kind, a.type, a.score, a.span, a.passage, a.speaker, a.words, a.matches),
                    std::tie(b.episode_id, b.kind, b.type, b.score, b.span, b.passage, b.speaker, b.words, b.matches))
                    << text;
            }
        }
    }
    EXPECT_GT(hits, 30u);
}

TEST_F(SearchTest, Refusals) {
    EXPECT_NE(found("").find("nothing to look for"), std::string::npos);
    EXPECT_NE(found("-lamp").find("nothing to look for"), std::string::npos);
    EXPECT_NE(found("lamp show:other").find("show other: no show has this id"), std::string::npos);
}

TEST_F(SearchTest, AFilterThatNamesNobodySaysSo) {
    const struct {
        const char *query, *says;
    } cases[] = {
        {"lamp show:talk", "show talk: no show has this id; did you mean talks?"},
        {"lamp episode:a", "episode a: no episode has this id; did you mean talks/a?"},
        {"entity:lmap",
         "entity lmap: nobody and nothing that is named has this id; did you mean lamp? `earwitness entities`"},
        {"lamp entity:lamps", "entity lamps: "},
        {"lamp speaker:cloe", "speaker cloe: nobody of this name speaks in the archive; did you mean Cleo?"},
        {"lamp speaker:\"Ada Bob\"", "; did you mean Ada Lovelace or Bob?"},
        {"kind:prediction speaker:zebra", "speaker zebra: nobody of this name speaks in the archive; `earwitness"},
    };
    const auto held = Index::held(*archive_);
    ASSERT_TRUE(held);
    for (const auto& c : cases)
        for (const bool from_memory : {false, true}) {
            const auto answer =
                from_memory ? search(*held, *parse_query(c.query)) : search(*archive_, *parse_query(c.query));
            ASSERT_FALSE(answer) << c.query;
            EXPECT_EQ(answer.error().code, ErrorCode::kNotFound) << c.query;
            EXPECT_NE(answer.error().message.find(c.says), std::string::npos) << answer.error().message;
        }
    // Somebody who is there and says nothing of it is an empty answer.
    EXPECT_EQ(found("steel speaker:cleo"), "");
    EXPECT_EQ(found("steel speaker:cleo show:talks since:2030"), "");
}

TEST_F(SearchTest, AHitIsEvidence) {
    const auto answer = search(*archive_, *parse_query("gas is cheap"));
    ASSERT_TRUE(answer);
    const Hit& hit = answer->hits.at(0);
    const std::string text =
        archive_->transcript_text(archive_->find_episode("talks/a").value()->transcript_key).value();
    EXPECT_EQ(hit.words, hit.span.in(text));
    EXPECT_EQ(hit.words, "Whales are rare now. Gas is cheap.");
    EXPECT_EQ(hit.speaker, "Bob");
    EXPECT_EQ(hit.start_ms, 10000);
    ASSERT_EQ(hit.matches.size(), 2u) << "'is' carries no subject";
    EXPECT_EQ(hit.matches[0].in(text), "Gas");
    EXPECT_TRUE(hit.passage.contains(hit.span));
    EXPECT_EQ(hit.transcript_sha256, base::sha256_hex(text));
}

TEST_F(SearchTest, TheWantedSpeakersWordsAreShown) {
    const auto answer = search(*archive_, *parse_query("whale speaker:bob"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->hits.size(), 2u);
    for (const auto& hit : answer->hits) {
        EXPECT_EQ(hit.speaker, "Bob") << hit.words;
        EXPECT_FALSE(hit.matches.empty()) << hit.words;
    }
    EXPECT_TRUE(search(*archive_, *parse_query("\"whale oil\" speaker:bob"))->hits.empty()) << "Ada says that";
    // What others say in between is not put into her mouth.
    talk("talks/c", {"Ada Lovelace: Steel rails.", "Bob: Indeed.", "Ada Lovelace: Steel bridges."});
    const auto parted = search(*archive_, *parse_query("steel speaker:ada"));
    ASSERT_TRUE(parted && parted->hits.size() == 1u);
    EXPECT_EQ(parted->hits[0].words, "Steel rails.");
}

TEST_F(SearchTest, SaysWhatWasSearchedAndHowManyEpisodesHoldIt) {
    const struct {
        const char* query;
        std::size_t searched, episodes;
    } cases[] = {{"lamp", 3, 3},
                 {"unheard", 3, 0},
                 {"lamp speaker:ada", 2, 2},
                 {"lamp entity:lamp", 3, 3},
                 {"kind:prediction", 3, 2},
                 {"kind:prediction steel", 3, 1},
                 {"kind:sponsor", 3, 0},
                 {"lamp speaker:cleo until:1970-01-02", 0, 0},
                 {"oil entity:lamp since:1971", 0, 0},
                 {"lamp until:1970-01-02", 1, 1}};
    for (const auto& c : cases) {
        const auto answer = search(*archive_, *parse_query(c.query));
        ASSERT_TRUE(answer) << c.query << ": " << answer.error().message;
        EXPECT_EQ(answer->searched.episodes, c.searched) << c.query;
        EXPECT_EQ(answer->searched.words > 0, c.searched > 0) << c.query;
        EXPECT_EQ(answer->episodes, c.episodes) << c.query;
    }
}

TEST_F(SearchTest, SuggestsWhatWasSaidForWhatNobodySaid) {
    const struct {
        const char *query, *meant;
    } cases[] = {{"raliways", "railways"}, {"railwys steel", "railways"},
                 {"whael", "whales"},      {"lamp", ""},
                 {"zzzzzz", ""},           {"gsa", ""},
                 {"\"whael oil\"", ""},    {"whael speaker:cleo", "whales"}};
    for (const auto& c : cases) {
        const auto answer = search(*archive_, *parse_query(c.query));
        ASSERT_TRUE(answer) << c.query;
        const std::string meant = answer->suggestions.empty() ? "" : answer->suggestions.front().meant;
        EXPECT_EQ(meant.substr(0, 4), std::string(c.meant).substr(0, 4)) << c.query << " gave " << meant;
    }
}

TEST(Suggest, EditDistance) {
    const struct {
        const char *a, *b;
        std::size_t most, distance;
    } cases[] = {{"whale", "whale", 2, 0},    {"whael", "whale", 2, 1}, {"wale", "whale", 2, 1},
                 {"whales", "whale", 2, 1},   {"steel", "steal", 1, 1}, {"kitten", "sitting", 3, 3},
                 {"kitten", "sitting", 2, 3}, {"", "ab", 2, 2}};
    for (const auto& c : cases) EXPECT_EQ(edit_distance(c.a, c.b, c.most), c.distance) << c.a << " " << c.b;
}

TEST(Windows, HalfOverlapping) {
    EXPECT_EQ(window_count(0), 1u);
    EXPECT_EQ(window_count(250), 1u);
    EXPECT_EQ(window_count(251), 2u);
    EXPECT_EQ(window_count(375), 2u);
    EXPECT_EQ(window_count(376), 3u);
    for (const std::uint32_t words : {1u, 250u, 251u, 400u, 1000u})
        for (std::uint32_t word = 0; word < words; ++word)
            for (std::uint32_t w = 0; w < window_count(words); ++w) {
                const auto range = window_range(w, words), holding = windows_of(word, words);
                const bool inside = range.begin <= word && word < range.end,
                           said = holding.begin <= w && w < holding.end;
                ASSERT_EQ(inside, said) << words << " words, word " << word << ", window " << w;
            }
}

}  // namespace
}  // namespace earwitness::search
