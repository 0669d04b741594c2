#include "search/indexer.h"

#include <gtest/gtest.h>

#include "search/codec.h"

namespace earwitness::search {
namespace {

TEST(Indexer, ComesBack) {
    Transcript t;
    t.text = "The lamps burn.\nYes, lamps.\nAnd lamps";
    t.speakers = {{"s0", "Ada Lovelace"}, {"s1", "Bob"}};
    t.segments = {{{0, 15}, {}, {}, 0}, {{16, 27}, {}, {}, 1}, {{28, 37}, {}, {}, 1}};
    const auto entry = index_transcript(t);
    EXPECT_EQ(entry.words, 7);
    const auto document = read_document(entry.document);
    ASSERT_EQ(document.words.size(), 7u);
    EXPECT_EQ(document.words[4].in(t.text), "lamps");
    EXPECT_EQ(document.speakers, (std::vector<std::string>{"Ada Lovelace", "Bob"}));
    ASSERT_EQ(document.turns.size(), 2u);
    EXPECT_EQ(document.speaker_at(2), 0);
    EXPECT_EQ(document.speaker_at(6), 1);
    std::string rows;
    for (const auto& posting : entry.postings) {
        rows += posting.term;
        std::vector<std::uint32_t> positions;
        append_positions(posting.data, positions);
        for (const auto position : positions) rows += " " + std::to_string(position);
        rows += ";";
    }
    EXPECT_EQ(rows, "@ada 0;@bob 3;@lovelac 0;and 5;burn 2;lamp 1 4 6;the 0;yes 3;");
}

TEST(Indexer, DamagedBytesEnd) {
    const std::string bytes(40, '\xff');
    EXPECT_LE(read_document(bytes).words.size(), 40u);
    std::vector<std::uint32_t> positions;
    append_positions(bytes, positions);
    EXPECT_LE(positions.size(), 40u);
    EXPECT_TRUE(read_document("").words.empty());
}

TEST(Codec, Numbers) {
    for (const std::uint64_t value : {0ull, 1ull, 127ull, 128ull, 300ull, 4294967295ull}) {
        std::string bytes;
        append_number(value, bytes);
        EXPECT_EQ(NumberReader(bytes).next(), value) << value;
    }
}

}  // namespace
}  // namespace earwitness::search
