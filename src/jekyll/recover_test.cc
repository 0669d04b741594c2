#include "jekyll/recover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jekyll/double_encoding.h"
#include "jekyll/facts.h"

namespace earwitness::jekyll {
namespace {

using testing::HasSubstr;

std::string mended(std::string_view text) { return replace_places(text, find_double_encoding(text)); }

// As a program does that takes UTF-8 for Windows-1252.
std::string encoded_again(std::string_view text) {
    std::string out;
    constexpr char32_t kHigh[] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                  0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        char32_t point = byte;
        if (byte >= 0x80 && byte < 0xA0) point = kHigh[byte - 0x80];
        if (point < 0x80)
            out += static_cast<char>(point);
        else if (point < 0x800)
            out += {static_cast<char>(0xC0 | (point >> 6)), static_cast<char>(0x80 | (point & 63))};
        else
            out += {static_cast<char>(0xE0 | (point >> 12)), static_cast<char>(0x80 | ((point >> 6) & 63)),
                    static_cast<char>(0x80 | (point & 63))};
    }
    return out;
}

TEST(DoubleEncoding, IsUndone) {
    for (const std::string text : {"China’s — and so on…", "“quoted”", "naïve café, déjà vu", "Łódź und Köln",
                                   "Привет, мир", "比特币：加密货币", "🚀 up 👨‍👩‍👧‍👦", "£5 or €6 ™",
                                   "a\u00A0b", "„Spaß“", "CAFÉ", "ÀÉ", "½ of it", "→ there"}) {
        EXPECT_EQ(mended(encoded_again(text)), text) << encoded_again(text);
        EXPECT_EQ(mended(encoded_again(encoded_again(text))), text) << "twice: " << text;
    }
    const auto places = find_double_encoding(encoded_again("a’b"));
    ASSERT_EQ(places.size(), 1u);
    EXPECT_EQ(places[0].begin, 1u);
    EXPECT_EQ(places[0].meant, "’");
    const auto twice = find_double_encoding(encoded_again(encoded_again("a’b — c")));
    ASSERT_EQ(twice.size(), 2u);
    EXPECT_EQ(twice[1].meant, "—");
}

TEST(DoubleEncoding, LeavesAloneWhatIsRightAsItStands) {
    for (const std::string text : {"plain", "China’s — and so on…", "« Été… »", "“le café…”", "“CAFÉ”",
                                   "„Spaß“ und „MÜẞ“", "“AMANHÔ", "olé… Â la carte", "São Paulo, NÃO", "Größe – ß“",
                                   "naïve", "Ã", "â€", "比特币", "Łódź", "voilà…”", "ÂÃÄ", "CAFÉ™"})
        EXPECT_EQ(mended(text), text);
}

TEST(DoubleEncoding, PlacesOfSeveralRoundsFitTogether) {
    const std::string text =
        encoded_again("x " + encoded_again("é’") + " y " + encoded_again(encoded_again("🚀")) + " z — ");
    EXPECT_EQ(mended(text), "x é’ y 🚀 z — ");
}

constexpr std::string_view kPage =
    "---\ncompanies:\n- name: One\n- name: Two\ndate: 2025-05-14 12:42:12 +0000\nsource: Unknown Source\ntitle: 'A: "
    "b'\n---\n"
    "\n<!-- Episode automatically generated from analysis data -->\n<!-- Processing completed: 2025-10-05 17:47:56 UTC "
    "-->\n";

TakenPage take(const std::string& text) {
    auto taken = take_page(text);
    if (!taken) {
        ADD_FAILURE() << taken.error().message << "\n" << text;
        return {};
    }
    return std::move(*taken);
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string out(text);
    const std::size_t at = out.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return out.replace(at, from.size(), to);
}

TEST(TakePage, LeavesASoundPageAlone) {
    const TakenPage taken = take(std::string(kPage));
    EXPECT_FALSE(taken.mended);
    EXPECT_EQ(taken.text, kPage);
    EXPECT_TRUE(taken.notes.empty());
    EXPECT_EQ(render_page(taken.page), kPage);
    const std::string by_hand = replaced(kPage, "title: 'A: b'", "title: \"A: b\"  # mine\nnotes: |\n  kept\n");
    EXPECT_EQ(take(by_hand).text, by_hand);
    const std::string windows = "---\r\ntitle: x\r\n---\r\nbody\r\n";
    EXPECT_EQ(take(windows).text, windows);
    EXPECT_EQ(take(windows).page.front.find("title")->text, "x");
    EXPECT_EQ(take("---\n---\nbody").page.body, "body");
}

TEST(TakePage, MendsCharactersAndSaysWhere) {
    const TakenPage twice = take(replaced(kPage, "One", "Chinaâ€™s"));
    EXPECT_EQ(twice.text, replaced(kPage, "One", "China’s"));
    EXPECT_TRUE(twice.mended);
    ASSERT_EQ(twice.notes.size(), 1u);
    EXPECT_EQ(twice.notes[0].code, "double_encoding");
    EXPECT_EQ(twice.notes[0].line, 3u);

    const TakenPage escaped = take(replaced(kPage, "One", "\"a\\tâ\\u20ac\\x9D\""));
    EXPECT_EQ(escaped.page.front.find("companies")->items[0].find("name")->text, "a\t”");
    EXPECT_EQ(escaped.text, replaced(kPage, "One", "\"a\\t”\""));

    const TakenPage latin = take(replaced(kPage, "One", "Caf\xE9"));
    EXPECT_EQ(latin.page.front.find("companies")->items[0].find("name")->text, "Café");
    ASSERT_EQ(latin.notes.size(), 1u);
    EXPECT_EQ(latin.notes[0].code, "not_utf8");
    EXPECT_EQ(latin.notes[0].line, 3u);

    for (const std::string& control :
         {std::string("\x01"), std::string(1, '\0'), std::string("\x7F"), std::string("\xC2\x80"),
          std::string("\xEF\xBB\xBF"), std::string("\xEF\xBF\xBF")}) {
        const TakenPage taken = take(replaced(kPage, "One", "O" + control + "ne"));
        EXPECT_EQ(taken.text, kPage);
        ASSERT_EQ(taken.notes.size(), 1u);
        EXPECT_EQ(taken.notes[0].code, "control_character");
        EXPECT_EQ(taken.notes[0].line, 3u);
    }
    const TakenPage marked = take("\xEF\xBB\xBF" + std::string(kPage));
    EXPECT_EQ(marked.text, kPage);
    EXPECT_EQ(marked.notes.at(0).code, "byte_order_mark");
    EXPECT_FALSE(take(replaced(kPage, "One", "O\xC2\xA0ne \xEF\xBF\xBD")).mended);
}

TEST(TakePage, KeepsTheLayoutOfAHandWrittenPageThatItMends) {
    const std::string by_hand = replaced(kPage, "title: 'A: b'", "title: \"Aâ€™s\"  # mine");
    EXPECT_EQ(take(by_hand).text, replaced(kPage, "title: 'A: b'", "title: \"A’s\"  # mine"));
    // What was damaged before it was dumped is folded where the right text would be.
    const std::string damaged = "---\ntitle: " + std::string(66, 'x') + " â€™ y z\n---\n";
    EXPECT_EQ(take(damaged).text, "---\ntitle: " + std::string(66, 'x') + " ’ y z\n---\n");
    const std::string folded = "---\ntitle: " + std::string(69, 'x') + " â€™â€™\n  yy z\n---\n";
    EXPECT_EQ(take(folded).text, "---\ntitle: " + std::string(69, 'x') + " ’’ yy\n  z\n---\n");
}

TEST(TakePage, RecoversWhatParses) {
    // A list item whose beginning was lost.
    const TakenPage item = take(replaced(kPage, "- name: Two\n", "- could lead: to a\n    sale: x\n- name: Three\n"));
    ASSERT_EQ(item.page.front.find("companies")->items.size(), 2u);
    EXPECT_EQ(item.page.front.find("companies")->items[1].find("name")->text, "Three");
    EXPECT_EQ(item.page.front.find("title")->text, "A: b");
    ASSERT_EQ(item.notes.size(), 2u);
    EXPECT_EQ(item.notes[0].code, "broken_yaml");
    EXPECT_EQ(item.notes[1].code, "lost_lines");
    EXPECT_EQ(item.notes[1].line, 4u);
    EXPECT_THAT(item.notes[1].message, HasSubstr("2 lines of \"companies\" left out"));
    EXPECT_THAT(item.notes[1].message, HasSubstr("\"- could lead: to a sale: x\""));
    EXPECT_TRUE(item.mended);
    EXPECT_EQ(item.text, replaced(replaced(kPage, "- name: Two\n", "- name: Three\n"), "", ""));

    // A key that is no YAML; the others stay.
    const TakenPage key = take(replaced(kPage, "source: Unknown Source", "source: a: b"));
    EXPECT_EQ(key.page.front.find("source"), nullptr);
    EXPECT_EQ(key.page.front.entries.size(), 3u);
    EXPECT_EQ(key.notes.at(1).line, 6u);

    // A field inside an item: the item keeps the others.
    const TakenPage field =
        take(replaced(kPage, "- name: Two\n", "- name: Two\n  context: x: y\n  category: z\n  name: Again\n"));
    const Value& two = field.page.front.find("companies")->items.at(1);
    EXPECT_EQ(two.find("name")->text, "Two");
    EXPECT_EQ(two.find("context"), nullptr);
    EXPECT_EQ(two.find("category")->text, "z");

    // A stray line among the items of a list of maps.
    const TakenPage stray = take(replaced(kPage, "- name: Two\n", "- the rest\n- name: [\n"));
    EXPECT_EQ(stray.page.front.find("companies")->items.size(), 1u);
    EXPECT_THAT(stray.notes.at(1).message, HasSubstr("not a map as the items before it"));

    // Of very many keys the first thousand.
    std::string many = "---\nbad: a: b\n";
    for (int i = 0; i < 1001; ++i) many += "k" + std::to_string(i) + ": 1\n";
    EXPECT_EQ(take(many + "---\n").page.front.entries.size(), 1000u);

    // The same key twice in a page that is broken elsewhere.
    const TakenPage again = take(replaced(kPage, "title: 'A: b'", "title: one\nbad: a: b\ntitle: two"));
    EXPECT_EQ(again.page.front.find("title")->text, "one");
}

TEST(TakePage, TakesAPageThatIsCutOff) {
    const TakenPage scalar = take("---\ndate: 2025-05-14\ntitle: 'It''s cut\n");
    EXPECT_EQ(scalar.page.front.find("title")->text, "It's cut");
    EXPECT_EQ(scalar.notes.at(0).code, "no_end");
    EXPECT_THAT(scalar.notes.at(2).message, HasSubstr("its end is lost"));
    EXPECT_EQ(scalar.text, "---\ndate: 2025-05-14\ntitle: It's cut\n---\n");
    const TakenPage item = take("---\ncompanies:\n- name: One\n- name: \"Two\n    and");
    EXPECT_EQ(item.page.front.find("companies")->items.at(1).find("name")->text, "Two and");
    EXPECT_EQ(take("---\ntitle: x\n").page.front.find("title")->text, "x");
}

TEST(TakePage, CutsTheEndOfASecondPage) {
    const std::string tail =
        "eywords:\n  - ipo\n  topic: investment\n---\n" + std::string(kPage.substr(kPage.find("\n<!-- Ep")));
    const TakenPage taken = take(std::string(kPage) + tail);
    EXPECT_EQ(taken.text, kPage);
    ASSERT_EQ(taken.notes.size(), 1u);
    EXPECT_EQ(taken.notes[0].code, "spliced");
    EXPECT_EQ(taken.notes[0].line, 12u);
    EXPECT_THAT(taken.notes[0].message, HasSubstr("7 lines left out, from \"eywords:\" on"));
    for (const std::string body : {"My own words.\n\n---\n\nMore.\n", "x\n---\n<!-- another -->\n"})
        EXPECT_FALSE(take(std::string(kPage) + body).mended) << body;
}

TEST(TakePage, RefusesWhatNothingCanBeMadeOf) {
    for (const auto& [text, reason] : std::vector<std::pair<std::string, std::string>>{
             {"", "no front matter"},
             {"# A title\n", "no front matter"},
             {"---", "no front matter"},
             {"---\n- a\n---\n", "not a map"},
             {"---\n'a\n---\n", "none of its keys can be read"},
             {std::string(kMaxPageBytes + 1, 'x'), "larger than 32 MiB"}}) {
        const auto taken = take_page(text);
        ASSERT_FALSE(taken) << text.substr(0, 100);
        EXPECT_THAT(taken.error().message, HasSubstr(reason));
    }
}

TEST(Facts, TellsKnownFromUnknown) {
    for (const auto& [text, seconds] :
         std::vector<std::pair<std::string, std::int64_t>>{{"2025-05-14 12:42:12 +0000", 1747226532},
                                                           {"2009-10-25 00:00:00 ", 1256428800},
                                                           {"2025-05-14", 1747180800},
                                                           {"2025-09-25T05:11:42.873019", 1758777102},
                                                           {"2025-05-14 12:42:12 +02:00", 1747219332},
                                                           {"2025-05-14 12:42:12 -0530", 1747246332},
                                                           {"2025-05-14T12:42:12Z", 1747226532},
                                                           {"2025-05-14 12:42:12 UTC", 1747226532}})
        EXPECT_EQ(parse_date(text), seconds) << text;
    for (const std::string text : {"", "May 14", "2025", "2025-05", "2025-05-1", "2025-13-01", "2025-05-14x",
                                   "2025-05-14 1", "2025-05-14 12:42", "2025-05-14 12:42:xx", "2025-05-14 12:4:00",
                                   "2025-05-14 12:42:12 PST", "2025-05-14 12:42:12 +1", "2025-05-14 25:00:00"})
        EXPECT_EQ(parse_date(text), std::nullopt) << text;
    EXPECT_TRUE(is_unknown_source(" unknown SOURCE"));
    EXPECT_FALSE(is_unknown_source("The Unknown"));
    EXPECT_TRUE(is_channel_number("AI/Tech Channel UCKelCK4ZaO6HeEI1KQjqzWA"));
    EXPECT_TRUE(is_channel_number("UCKelCK4ZaO6HeEI1KQjqzWA"));
    for (const std::string name :
         {"AI Chat", "A Channel XCKelCK4ZaO6HeEI1KQjqzWA", "xUCKelCK4ZaO6HeEI1KQjqzWA", "UCKelCK4Za.6HeEI1KQjqzWA"})
        EXPECT_FALSE(is_channel_number(name)) << name;
    EXPECT_TRUE(is_processing_time("2025-10-03 20:46:14 +0000", "2025-10-03 20:46:44 +0000"));
    EXPECT_FALSE(is_processing_time("2025-10-03 20:46:14 +0000", "2025-10-04 20:46:14 +0000"));
    EXPECT_FALSE(is_processing_time("", ""));
}

TEST(Facts, GoToTheEpisodeOnlyWhereThePageKnowsThem) {
    const auto facts = [](std::string_view front) {
        auto page = parse_page("---\n" + std::string(front) + "---\n");
        return facts_of(std::get<Page>(page).front);
    };
    const PageFacts full = facts(
        "date: 2025-05-14 12:42:12 +0000\nduration: 49\noriginal_url: https://x.org/a.mp3\n"
        "processing_date: 2025-10-05 17:47:56 +0000\nsource: The Show\ntitle: ' A title'\n");
    EXPECT_EQ(full.episode.title, "A title");
    EXPECT_EQ(full.episode.published_at, 1747226532);
    EXPECT_EQ(full.episode.duration_ms, 49 * 60'000);
    EXPECT_EQ(full.episode.enclosure->url, "https://x.org/a.mp3");
    EXPECT_EQ(full.show_title, "The Show");
    const PageFacts none = facts(
        "date: 2025-10-05 17:47:56 +0000\nduration: 1\nprocessing_date: 2025-10-05 17:47:56 +0000\n"
        "original_url: https://www.youtube.com/watch?v=x\nsource: Unknown\ntitle: null\n");
    EXPECT_EQ(none.episode.title, "");
    EXPECT_EQ(none.episode.published_at, std::nullopt);
    EXPECT_EQ(none.episode.duration_ms, std::nullopt);
    EXPECT_FALSE(none.episode.enclosure);
    EXPECT_EQ(none.episode.link, "https://www.youtube.com/watch?v=x");
    EXPECT_EQ(none.show_title, "");
    const auto is_episode = [](std::string_view front) {
        auto page = parse_page("---\n" + std::string(front) + "---\n");
        return is_episode_page(std::get<Page>(page).front);
    };
    EXPECT_TRUE(is_episode("layout: episode\n"));
    EXPECT_TRUE(is_episode("quotes: []\n"));
    EXPECT_FALSE(is_episode("layout: page\nquotes: []\n"));
    EXPECT_FALSE(is_episode("title: About\n"));
}

}  // namespace
}  // namespace earwitness::jekyll
