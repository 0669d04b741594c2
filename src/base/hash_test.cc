#include "base/hash.h"

#include <gtest/gtest.h>

namespace earwitness::base {
namespace {

TEST(Sha256Test, KnownValues) {  // FIPS 180-2, appendix B
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256Test, FieldsDoNotRunTogether) {
    Sha256 left, right;
    left.add_field("ab");
    left.add_field("c");
    right.add_field("a");
    right.add_field("bc");
    EXPECT_NE(left.hex(), right.hex());
}

}  // namespace
}  // namespace earwitness::base
