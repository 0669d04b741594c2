#include "base/deflate.h"

#include <gtest/gtest.h>

#include "base/inflate.h"

namespace earwitness::base {
namespace {

TEST(Deflate, ComesBackWhole) {
    for (const std::string& bytes :
         {std::string(), std::string("a"), std::string(100000, 'x'), std::string("\0\1\2\xff", 4)}) {
        const std::string packed = deflate_bytes(bytes);
        const auto back = inflate_bytes(packed, 1 << 20);
        ASSERT_TRUE(back) << bytes.size() << " bytes: " << back.error().message;
        EXPECT_EQ(*back, bytes);
    }
    EXPECT_LT(deflate_bytes(std::string(100000, 'x')).size(), 1000u);
}

}  // namespace
}  // namespace earwitness::base
