#include "publish/jekyll/merge.h"

#include <gtest/gtest.h>

#include "jekyll/page.h"
#include "publish/jekyll/page_text.h"

namespace earwitness::publish::jekyll {
namespace {

constexpr std::string_view kFirst =
    "---\ncompanies:\n- name: Acme\n  position: 3\n- name: Globex\n  position: 9\ndate: 2025-01-02 00:00:00 +0000\n"
    "summary: 'one\n\n  # not a comment\n\n\n  two'\ntags:\n- lamps\ntitle: The lamp\n---\n\n<!-- generated -->\n";
// Globex has gone, Initech is new; so is `topics`; the title is mended.
constexpr std::string_view kSecond =
    "---\ncompanies:\n- name: Acme\n  position: 3\n- name: Initech\n  position: 20\ndate: 2025-01-02 00:00:00 +0000\n"
    "tags:\n- lamps\n- clocks\ntitle: The Lamp\ntopics:\n- light\n---\n\n<!-- generated -->\n";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

// The page that was published first, edited, and published again.
std::string after(const std::string& edited) {
    const auto merged = merge_page(edited, kSecond, Takeover::kNo);
    EXPECT_TRUE(merged) << merged.error().message;
    if (!merged) return {};
    const auto again = merge_page(merged->text, kSecond, Takeover::kNo);
    EXPECT_TRUE(again && again->text == merged->text) << "a second publish changes it again:\n" << again->text;
    return merged->text;
}

std::string without_state(const std::string& page) {
    auto split = split_page(page);
    EXPECT_TRUE(split);
    std::erase_if(split->blocks, [](const Block& block) { return block.key == kStateKey; });
    return join_page(*split);
}

TEST(MergeTest, AnUntouchedPageBecomesTheNewOne) {
    const std::string signed_page = sign_page(kFirst);
    EXPECT_TRUE(is_untouched(signed_page));
    EXPECT_EQ(after(signed_page), sign_page(kSecond));
    EXPECT_FALSE(merge_page(signed_page, kSecond, Takeover::kNo)->edited);
}

TEST(MergeTest, TheSignatureIsAKeyThatYamlReads) {
    const auto page = earwitness::jekyll::parse_page(sign_page(kFirst));
    const auto* sound = std::get_if<earwitness::jekyll::Page>(&page);
    ASSERT_NE(sound, nullptr);
    EXPECT_EQ(earwitness::jekyll::render_page(*sound), sign_page(kFirst)) << "written as PyYAML would";
}

TEST(MergeTest, WhatTheUserWroteStays) {
    const struct {
        const char* what;
        std::string before, edit;
        std::vector<std::string> there, not_there;
    } cases[] = {
        {"a key of their own", "tags:", "rating: 5\ntags:", {"\nrating: 5\n", "- clocks", "title: The Lamp\n"}, {}},
        {"a key with a list of their own",
         "date:",
         "hosts:\n  - Ada\n  - Bob\ndate:",
         {"hosts:\n  - Ada\n  - Bob\n", "Initech"},
         {}},
        {"a comment above a key", "tags:", "# see the wiki\ntags:", {"# see the wiki\ntags:\n- lamps\n- clocks\n"}, {}},
        {"a comment at the end", "title: The lamp\n", "title: The lamp\n# fin\n", {"# fin\n---"}, {}},
        {"a title put right",
         "title: The lamp",
         "title: The Great Lamp",
         {"title: The Great Lamp\n", "Initech"},
         {"title: The Lamp\n"}},
        {"an item of their own",
         "- name: Globex\n  position: 9\n",
         "- name: Globex\n  position: 9\n- name: Own Ltd\n",
         {"- name: Own Ltd\n", "- name: Initech"},
         {"Globex"}},
        {"an item of their own at the begin",
         "companies:\n",
         "companies:\n- name: Own Ltd\n",
         {"companies:\n- name: Own Ltd\n- name: Acme"},
         {}},
        {"an item that they changed",
         "- name: Acme\n",
         "- name: ACME Corp.\n",
         {"- name: ACME Corp.\n", "Initech"},
         {"- name: Acme\n"}},
        {"an item that they took out", "- name: Acme\n  position: 3\n", "", {"- name: Initech"}, {"Acme"}},
        {"a key that they took out", "title: The lamp\n", "", {"Initech"}, {"title:"}},
        {"a list that they wrote anew",
         "companies:\n- name: Acme\n  position: 3\n- name: Globex\n  position: 9\n",
         "companies:\n- name: Mine\n",
         {"companies:\n- name: Mine\ndate"},
         {"Initech"}},
        {"a summary of their own",
         "summary: 'one",
         "summary: 'none",
         {"summary: 'none\n\n  # not a comment\n\n\n  two'\n"},
         {}},
        {"words above our body",
         "---\n\n<!-- generated",
         "---\nMy notes.\n\n<!-- generated",
         {"---\nMy notes.\n\n<!-- generated -->\n"},
         {}},
        {"words below our body",
         "<!-- generated -->\n",
         "<!-- generated -->\n\nMy notes\n---\n more.\n",
         {"My notes\n---\n more.\n"},
         {}},
        {"no body", "\n<!-- generated -->\n", "", {}, {"generated"}},
    };
    for (const auto& c : cases) {
        const std::string edited = replaced(sign_page(kFirst), c.before, c.edit);
        EXPECT_FALSE(is_untouched(edited)) << c.what;
        const std::string page = after(edited);
        EXPECT_TRUE(merge_page(edited, kSecond, Takeover::kNo)->edited) << c.what;
        for (const std::string& words : c.there)
            EXPECT_NE(page.find(words), std::string::npos) << c.what << ": " << words << "\n" << page;
        for (const std::string& words : c.not_there)
            EXPECT_EQ(without_state(page).find(words), std::string::npos) << c.what << ": " << words << "\n" << page;
    }
}

TEST(MergeTest, SeveralEditsAtOnceStay) {
    std::string edited = sign_page(kFirst);
    edited = replaced(edited, "title: The lamp", "title: Mine");
    edited = replaced(edited, "- lamps\n", "- lamps\n- own-tag\n");
    edited = replaced(edited, "-->\n", "-->\nNotes.\n");
    const std::string page = after(edited);
    for (const char* words : {"title: Mine\n", "- lamps\n- own-tag\n- clocks\n", "-->\nNotes.\n", "Initech"})
        EXPECT_NE(page.find(words), std::string::npos) << words << "\n" << page;
}

TEST(MergeTest, ACheckoutWithOtherLineEndsIsNoEdit) {
    std::string page = sign_page(kFirst), dos;
    for (const char c : page) dos += c == '\n' ? "\r\n" : std::string(1, c);
    EXPECT_EQ(after(dos), sign_page(kSecond));
}

TEST(MergeTest, PagesOfOthersAreLeftAlone) {
    const auto merged = merge_page(kFirst, kSecond, Takeover::kNo);
    ASSERT_FALSE(merged);
    EXPECT_EQ(merged.error().code, ErrorCode::kRefused);
    for (const char* broken : {"", "no front matter", "---\ntitle: x\n", "---\nno key\n---\n", "---\n: x\n---\n"})
        EXPECT_EQ(merge_page(broken, kSecond, Takeover::kYes).error().code, ErrorCode::kMalformed) << broken;
}

TEST(MergeTest, TakingOverReplacesWhatTheOldPipelineWroteOnly) {
    const std::string old = replaced(std::string(kFirst), "tags:", "rating: 5\ntags:");
    const auto merged = merge_page(old, kSecond, Takeover::kYes);
    ASSERT_TRUE(merged) << merged.error().message;
    for (const char* words : {"rating: 5\n", "Initech", "title: The Lamp\n", "<!-- generated -->"})
        EXPECT_NE(merged->text.find(words), std::string::npos) << words << merged->text;
    EXPECT_EQ(without_state(merged->text).find("Globex"), std::string::npos);
}

TEST(PageTextTest, IsTheSameWhenJoinedAgain) {
    for (const std::string& page : {std::string(kFirst), std::string("---\n---\n"),
                                    std::string("---\n# c\na: 1\n\n# d\n\"b c\": |\n  x\n\n  y\n---\nbody\n---\n")}) {
        const auto split = split_page(page);
        ASSERT_TRUE(split) << split.error().message;
        EXPECT_EQ(join_page(*split), page);
    }
}

}  // namespace
}  // namespace earwitness::publish::jekyll
