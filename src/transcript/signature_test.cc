#include "transcript/signature.h"

#include <gtest/gtest.h>

#include <string>

namespace earwitness::transcript {
namespace {

using namespace std::string_literals;

TEST(Signature, NamesWhatIsNoText) {
    const struct {
        std::string bytes;
        std::string_view what;
        bool is_audio;
    } cases[] = {
        {"ID3\3\0\0"s, "audio (MP3)", true},
        {"\xFF\xFB\x90\x64"s, "audio (MP3)", true},
        {"RIFF\x24\0\0\0WAVEfmt "s, "audio (WAV)", true},
        {"RIFF\x24\0\0\0WEBPVP8 "s, "a picture (WebP)", false},
        {"\0\0\0\x20"
         "ftypM4A "s,
         "audio or video (MP4)", true},
        {"OggS\0\2"s, "audio (Ogg)", true},
        {"\x7F"
         "ELF\2\1"s,
         "a program (ELF)", false},
        {"%PDF-1.7"s, "a PDF", false},
        {"\x1F\x8B\x08\0"s, "compressed (gzip)", false},
        {std::string(257, '\0') + "ustar", "a tar archive", false},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(find_signature(c.bytes).what, c.what);
        EXPECT_EQ(find_signature(c.bytes).is_audio, c.is_audio) << c.what;
    }
}

TEST(Signature, TextIsNone) {
    for (const std::string& text :
         {""s, "ID3 tags are what we talk about."s, "RIFF of guitars, a WAVE."s, "OggSpeaks"s, "PK is short for park."s,
          "\xFF\xFEH\0i\0"s, "\xEF\xBB\xBFWEBVTT"s, "Rar! he said"s})
        EXPECT_EQ(find_signature(text).what, "") << text;
}

}  // namespace
}  // namespace earwitness::transcript
