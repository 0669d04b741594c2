#include "store/recognise.h"

#include <gtest/gtest.h>

namespace earwitness::store {
namespace {

using Ids = std::vector<Identity>;

// The result as text: the known index or '-' for each incoming one.
std::string matched(const Ids& known, const Ids& incoming) {
    std::string out;
    for (const auto& match : recognise(known, incoming)) out += match ? std::to_string(*match) : "-";
    return out;
}

TEST(Recognise, Table) {
    const Identity a{"g1", "http://x/1.mp3", "http://x/1", "One", 100},
        b{"g2", "http://x/2.mp3", "http://x/2", "Two", 200};
    const auto with = [](Identity base, auto change) {
        change(base);
        return base;
    };
    const struct {
        const char* what;
        Ids known, incoming;
        const char* expected;
    } cases[] = {{"nothing known", {}, {a}, "-"},
                 {"same, other order", {a, b}, {b, a}, "10"},
                 {"title and url changed",
                  {a, b},
                  {with(a,
                        [](auto& i) {
                            i.title = "1";
                            i.enclosure = "http://y/1.mp3";
                            i.link = "";
                        })},
                  "0"},
                 {"guid changed", {a, b}, {with(b, [](auto& i) { i.guid = "new"; })}, "1"},
                 {"guid and enclosure changed",
                  {a, b},
                  {with(b,
                        [](auto& i) {
                            i.guid = "new";
                            i.enclosure = "http://cdn/2";
                        })},
                  "1"},
                 {"guid, enclosure and link changed",
                  {a, b},
                  {with(b,
                        [](auto& i) {
                            i.guid = "n";
                            i.enclosure = "e";
                            i.link = "l";
                        })},
                  "1"},
                 {"only link and date left",
                  {a, b},
                  {with(b,
                        [](auto& i) {
                            i.guid = "n";
                            i.enclosure = "e";
                            i.title = "2!";
                        })},
                  "1"},
                 {"all changed", {a, b}, {{"n", "e", "l", "t", 1}}, "-"},
                 {"one guid for all items",
                  {with(a, [](auto& i) { i.guid = "same"; }), with(b, [](auto& i) { i.guid = "same"; })},
                  {{"same", "http://x/3.mp3", "", "Three", 300}, with(b, [](auto& i) { i.guid = "same"; })},
                  "-1"},
                 {"home page as every link, an old one dropped",
                  {{"g1", "e1", "home", "One", 1}, {"g2", "e2", "home", "Two", 2}},
                  {{"g3", "e3", "home", "Three", 3}, {"g2", "e2", "home", "Two", 2}},
                  "-1"},
                 {"one url for the newest recording",
                  {{"g1", "latest.mp3", "", "Monday", 1}},
                  {{"g2", "latest.mp3", "", "Tuesday", 2}},
                  "-"},
                 {"exact duplicates stay two", {a, a}, {a, a}, "01"},
                 {"a duplicate is new", {a}, {a, a}, "0-"},
                 {"no keys at all", {{"", "", "", "", {}}}, {{"", "", "", "", {}}}, "0"},
                 {"empty guids do not match", {{"", "e1", "", "One", 1}}, {{"", "e2", "", "Two", 2}}, "-"},
                 {"title alone is not enough", {{"g1", "e1", "", "Bonus", 1}}, {{"g2", "e2", "", "Bonus", 2}}, "-"}};
    for (const auto& c : cases) EXPECT_EQ(matched(c.known, c.incoming), c.expected) << c.what;
}

}  // namespace
}  // namespace earwitness::store
