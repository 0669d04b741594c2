#include "base/inflate.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace earwitness::base {
namespace {

std::string deflated(const std::string& bytes) {
    uLongf size = compressBound(bytes.size());
    std::string out(size, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
              9);
    out.resize(size);
    return out;
}

TEST(InflateTest, RoundTrip) {
    const std::string text(100000, 'a');
    EXPECT_EQ(inflate_bytes(deflated(text), 1 << 20).value(), text);
}

TEST(InflateTest, ABombIsRefused) {
    const std::string bomb = deflated(std::string(50 << 20, '\0'));
    EXPECT_LT(bomb.size(), 100000u);
    EXPECT_EQ(inflate_bytes(bomb, 1 << 20).error().code, ErrorCode::kTooLarge);
}

TEST(InflateTest, ACutStreamGivesWhatItHas) {
    std::string text;
    for (int i = 0; i < 50000; ++i) text += std::to_string(i);
    const std::string whole = deflated(text);
    Diagnostics odd;
    const auto part = inflate_bytes(std::string_view(whole).substr(0, whole.size() / 2), 1 << 22, &odd);
    ASSERT_TRUE(part);
    EXPECT_EQ(*part, text.substr(0, part->size()));
    EXPECT_EQ(odd.size(), 1u);
}

TEST(InflateTest, NotCompressed) { EXPECT_EQ(inflate_bytes("plain text", 100).error().code, ErrorCode::kMalformed); }

}  // namespace
}  // namespace earwitness::base
