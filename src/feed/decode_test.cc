#include "feed/decode.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace earwitness::feed {
namespace {

struct Case {
    std::string bytes;
    const char* content_type;
    const char* encoding;
    const char* contains;
    bool recovered;
};

std::string utf16(std::string_view ascii, bool little) {
    std::string out;
    for (const char c : ascii) {
        if (!little) out += '\0';
        out += c;
        if (little) out += '\0';
    }
    return out;
}

TEST(DecodeTest, FindsTheEncoding) {
    const Case kTable[] = {
        {"<?xml version='1.0'?><a>caf\u00E9</a>", "", "UTF-8", "caf\u00E9", false},
        {"\xEF\xBB\xBF<a>caf\u00E9</a>", "", "UTF-8", "<a>caf\u00E9", false},
        {"<?xml version='1.0' encoding='iso-8859-1'?><a>caf\xE9</a>", "", "ISO-8859-1", "caf\u00E9", false},
        {"<?xml version='1.0' encoding='iso-8859-1'?><a>it\x92s</a>", "", "ISO-8859-1", "it\u2019s", false},
        {"<?xml version='1.0' encoding='windows-1251'?><a>\xCF\xF0</a>", "", "WINDOWS-1251", "\u041F\u0440", false},
        {"<?xml version='1.0' encoding='utf-8'?><a>caf\xE9</a>", "", "WINDOWS-1252", "caf\u00E9", true},
        {"<a>caf\xE9</a>", "", "WINDOWS-1252", "caf\u00E9", true},
        {"<?xml version='1.0' encoding='utf-8'?><a>\u00E4\u00F6\u00FC \u00DF \x93x\x94</a>", "", "UTF-8",
         "\u00DF \u201Cx\u201D", true},
        {"<?xml version='1.0' encoding='no-such'?><a>caf\u00E9</a>", "", "UTF-8", "caf\u00E9", true},
        {"<?xml version='1.0' encoding='iso-8859-1'?><a>\xC3\xA9</a>", "text/xml; charset=utf-8", "UTF-8", "\u00E9",
         false},
        {"<?xml version='1.0' encoding='iso-8859-1'?><a>\u00E4\u00F6\u00FC</a>", "", "UTF-8", "\u00E4\u00F6\u00FC",
         true},
        {"<a>plain</a>", "text/xml", "US-ASCII", "plain", false},
        {"<a>caf\u00E9</a>", "application/rss+xml", "UTF-8", "caf\u00E9", false},
        {"<a>plain</a>", "text/plain", "US-ASCII", "plain", true},
        {"\xFF\xFE" + utf16("<a>x</a>", true), "", "UTF-16LE", "<a>x</a>", false},
        {utf16("<a>x</a>", false), "", "UTF-16BE", "<a>x</a>", false},
        {"<a>x\x01y\r\nz</a>", "", "UTF-8", "xy\nz", true},
        {"<a>don\xC2\x92t</a>", "", "UTF-8", "don\u2019t", false},
    };
    for (const Case& row : kTable) {
        Report report;
        DecodedText decoded;
        ASSERT_TRUE(decode_document(row.bytes, row.content_type, 1 << 20, report, decoded)) << row.bytes;
        EXPECT_EQ(decoded.encoding, row.encoding) << row.bytes;
        EXPECT_NE(decoded.text.find(row.contains), std::string_view::npos) << row.bytes << " gave " << decoded.text;
        EXPECT_EQ(report.recovered(), row.recovered) << row.bytes;
        EXPECT_TRUE(text::is_valid_utf8(decoded.text)) << row.bytes;
    }
}

TEST(DecodeTest, KeepsItsLimit) {
    Report report;
    DecodedText decoded;
    const auto done = decode_document(std::string(2000, 'x'), "", 1000, report, decoded);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace earwitness::feed
