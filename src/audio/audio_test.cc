#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "audio/clip.h"
#include "audio/decode.h"
#include "audio/probe.h"
#include "audio/tags.h"
#include "audio/test_mp3.h"
#include "audio/test_wav.h"
#include "base/files.h"

namespace earwitness::audio {
namespace {

class AudioTest : public ::testing::Test {
  protected:
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path file(const std::string& name, const std::string& bytes) {
        const auto path = folder_ / name;
        EXPECT_TRUE(base::write_file_atomic(path, bytes));
        return path;
    }
    const std::filesystem::path folder_ =
        std::filesystem::path(::testing::TempDir()) / ("audio_" + std::to_string(::getpid()));
};

TEST_F(AudioTest, ProbesByBytesNotByName) {
    const struct {
        const char* name;
        int rate, channels, ms;
    } kTable[] = {
        {"a.wav", 48000, 1, 1500},
        {"b.mp3", 16000, 2, 3000},
        {"no extension: odd?name", 8000, 1, 250},
    };
    for (const auto& row : kTable) {
        const auto info = probe(file(row.name, test_wav(row.rate, row.channels, row.ms)));
        ASSERT_TRUE(info) << row.name << ": " << info.error().message;
        EXPECT_EQ(info->container, "wav") << row.name;
        EXPECT_EQ(info->codec, "pcm_s16le") << row.name;
        EXPECT_EQ(info->duration_ms, row.ms) << row.name;
        EXPECT_EQ(info->channels, row.channels) << row.name;
        EXPECT_EQ(info->sample_rate, row.rate) << row.name;
    }
}

TEST_F(AudioTest, ReadsTagsAndChaptersOfMp3) {
    const auto path =
        file("tagged.mp3",
             id3(id3_text("TIT2", "Caf\xE9\n at  the\tquay") + id3_text("TPE1", "Ada Vale") +
                 id3_text("TALB", "The Lamp Room") + id3_text("TDRC", "2024-05-14") + id3_chapter("c2", 90'000, "Oil") +
                 id3_chapter("c1", 0, "Wicks") + id3_chapter("c3", 120'000, "") + id3_chapter("c4", 90'000, "Again")) +
                 silent_mp3(40));
    const auto info = probe(path);
    ASSERT_TRUE(info) << info.error().message;
    EXPECT_EQ(info->codec, "mp3");
    const auto head = read_tags(path);
    ASSERT_TRUE(head) << head.error().message;
    // A chapter without a title is called by its element's name.
    for (const AudioTags& tags : {info->tags, *head}) {
        EXPECT_EQ(tags.title, "Caf\xC3\xA9 at the quay");
        EXPECT_EQ(tags.artist, "Ada Vale");
        EXPECT_EQ(tags.album, "The Lamp Room");
        EXPECT_EQ(tags.date, "2024-05-14");
        ASSERT_EQ(tags.chapters.size(), 3u);
        EXPECT_EQ(tags.chapters[0].title, "Wicks");
        EXPECT_EQ(tags.chapters[1].start_ms, 90'000);
        EXPECT_EQ(tags.chapters[1].title, "Oil");
        EXPECT_EQ(tags.chapters[2].title, "c3");
    }
}

std::string flac_with(const std::vector<std::string>& comments) {
    const auto little = [](std::size_t value) {
        std::string out;
        for (int i = 0; i < 4; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
        return out;
    };
    std::string body = little(0) + little(comments.size());
    for (const auto& comment : comments) body += little(comment.size()) + comment;
    // STREAMINFO: blocks of 4,096 samples, 44.1 kHz, one channel, 16 bits.
    const std::string info = std::string("\x10\0\x10\0", 4) + std::string(6, '\0') +
                             std::string("\x0A\xC4\x40\xF0", 4) + std::string(20, '\0');
    return "fLaC" + std::string("\0\0\0\x22", 4) + info + '\x84' +
           big_endian(static_cast<std::uint32_t>(body.size())).substr(1) + body;
}

TEST_F(AudioTest, TagsAreHostile) {
    std::vector<std::string> comments = {"TITLE=" + std::string(100'000, 'x'), "ARTIST=broken \xFF\xFE bytes",
                                         "ALBUM=  \x01 ", "DATE=" + std::string(799, ' ') + "\xC3\xA9"};
    for (int i = 0; i < 5'000; ++i) {
        char name[32];
        std::snprintf(name, sizeof name, "CHAPTER%03d", i % 1000);
        comments.push_back(std::string(name) + "=00:" + std::to_string(10 + i % 50) + ":" +
                           std::to_string(10 + i / 100) + ".000");
        comments.push_back(std::string(name) + "NAME=part " + std::to_string(i));
    }
    const auto tags = read_tags(file("hostile.flac", flac_with(comments)));
    ASSERT_TRUE(tags) << tags.error().message;
    EXPECT_EQ(tags->title, std::string(400, 'x'));
    EXPECT_EQ(tags->artist, "broken \xEF\xBF\xBD\xEF\xBF\xBD bytes");
    EXPECT_EQ(tags->album, "");
    EXPECT_GT(tags->chapters.size(), 1u);
    EXPECT_LE(tags->chapters.size(), 1'000u);
    for (std::size_t i = 1; i < tags->chapters.size(); ++i)
        EXPECT_LT(tags->chapters[i - 1].start_ms, tags->chapters[i].start_ms);
    const auto one = read_tags(file("one.flac", flac_with({"CHAPTER001=00:00:00.000", "CHAPTER001NAME=All of it"})));
    ASSERT_TRUE(one);
    EXPECT_TRUE(one->chapters.empty()) << "one chapter divides nothing";
    EXPECT_EQ(read_tags(folder_ / "missing.mp3").error().code, ErrorCode::kNotFound);
    EXPECT_EQ(read_tags(file("page.mp3", "<html>no audio</html>")).error().code, ErrorCode::kMalformed);
}

TEST_F(AudioTest, CutsClipsOfWholePackets) {
    const std::string wav = test_wav(16000, 1, 5000, 333.3);
    const auto path = file("tone.wav", wav);
    // In no order, two that overlap, one that is empty, one beyond the end, one that begins before the start.
    const auto cut =
        cut_clips(path, {{3000, 4000}, {3500, 4200}, {2000, 2000}, {6000, 7000}, {-500, 300}, {4800, 90'000}});
    ASSERT_TRUE(cut) << cut.error().message;
    EXPECT_EQ(cut->ending, ".wav");
    ASSERT_EQ(cut->files.size(), 6u);
    const struct {
        std::size_t clip;
        int begin_ms, end_ms;
    } kTable[] = {{0, 3000, 4000}, {1, 3500, 4200}, {4, 0, 300}, {5, 4800, 5000}};
    for (const auto& row : kTable) {
        const std::string& clip = cut->files[row.clip];
        ASSERT_GT(clip.size(), 44u) << row.clip;
        const auto info = probe(file("clip.wav", clip));
        ASSERT_TRUE(info) << row.clip << ": " << info.error().message;
        EXPECT_GE(info->duration_ms, row.end_ms - row.begin_ms) << row.clip;
        EXPECT_LE(info->duration_ms, row.end_ms - row.begin_ms + 256) << row.clip << ": two packets of 128 ms";
        // The very samples of the source, from a place at most one packet before the range.
        const std::string sound = clip.substr(clip.find("data") + 8);
        const auto at = wav.find(sound);
        ASSERT_NE(at, std::string::npos) << row.clip;
        const int begins_ms = static_cast<int>((at - 44) / 32);
        EXPECT_LE(begins_ms, row.begin_ms) << row.clip;
        EXPECT_GE(begins_ms, row.begin_ms - 128) << row.clip;
    }
    EXPECT_EQ(cut->files[2], "");
    EXPECT_EQ(cut->files[3], "");
    EXPECT_EQ(cut_clips(path, {{3000, 4000}})->files[0], cut->files[0]) << "whatever else is asked for";
    EXPECT_EQ(cut_clips(folder_ / "missing.wav", {{0, 1}}).error().code, ErrorCode::kNotFound);
}

TEST_F(AudioTest, SaysWhatIsNoAudio) {
    const std::string wav = test_wav(16000, 1, 100);
    std::string no_rate = wav;
    no_rate.replace(24, 4, std::string(4, '\0'));
    const struct {
        const char* name;
        std::string bytes;
    } kTable[] = {
        {"page.mp3", "<!DOCTYPE html><html><head><title>404</title></head><body>Not here</body></html>"},
        {"empty.mp3", ""},
        {"zeros.mp3", std::string(4096, '\0')},
        {"head.wav", wav.substr(0, 20)},
        {"no_rate.wav", no_rate},
        {"list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"},
        {"list.ffconcat", "ffconcat version 1.0\nfile a.wav\n"},
    };
    for (const auto& row : kTable) {
        const auto path = file(row.name, row.bytes);
        const auto info = probe(path);
        ASSERT_FALSE(info) << row.name;
        EXPECT_EQ(info.error().code, ErrorCode::kMalformed) << row.name << ": " << info.error().message;
        EXPECT_FALSE(decode_mono_16k(path, {}, [](auto) { return true; })) << row.name;
    }
    EXPECT_EQ(probe(folder_ / "missing.mp3").error().code, ErrorCode::kNotFound);
    EXPECT_EQ(probe(folder_).error().code, ErrorCode::kInvalidArgument);
}

TEST_F(AudioTest, DecodesToMono16k) {
    const struct { int rate, channels; } kTable[] = {{48000, 2}, {44100, 1}, {16000, 1}, {8000, 1}, {22050, 6}};
    for (const auto& row : kTable) {
        const auto path = file("tone.wav", test_wav(row.rate, row.channels, 2500, 500));
        std::size_t total = 0, largest = 0;
        int crossings = 0;
        float before = 0, loudest = 0;
        const auto given = decode_mono_16k(path, {}, [&](std::span<const float> samples) {
            total += samples.size();
            largest = std::max(largest, samples.size());
            for (const float sample : samples) {
                crossings += before < 0 && sample >= 0;
                before = sample;
                loudest = std::max(loudest, std::abs(sample));
            }
            return true;
        });
        ASSERT_TRUE(given) << row.rate << ": " << given.error().message;
        EXPECT_EQ(*given, static_cast<std::int64_t>(total)) << row.rate;
        EXPECT_NEAR(static_cast<double>(total), 2.5 * kSampleRate, 32)
            << row.rate << " Hz, " << row.channels << " channels";
        EXPECT_NEAR(crossings, 1250, 2) << row.rate << " Hz: the tone changed its pitch";
        EXPECT_NEAR(loudest, 0.5, 0.05) << row.rate << " Hz, " << row.channels << " channels";
        EXPECT_LE(largest, static_cast<std::size_t>(kSampleRate)) << row.rate;
    }
}

TEST_F(AudioTest, DecodesARangeAndStopsWhenTold) {
    const auto path = file("tone.wav", test_wav(48000, 1, 5000));
    const auto all = [](std::span<const float>) { return true; };
    EXPECT_NEAR(static_cast<double>(decode_mono_16k(path, {1000, 3000}, all).value()), 32000, 32);
    EXPECT_NEAR(static_cast<double>(decode_mono_16k(path, {4500, -1}, all).value()), 8000, 32);
    EXPECT_EQ(decode_mono_16k(path, {9000, -1}, all).value_or(-1), 0);
    int calls = 0;
    EXPECT_TRUE(decode_mono_16k(path, {}, [&](std::span<const float>) { return ++calls < 2; }));
    EXPECT_EQ(calls, 2);
}

TEST_F(AudioTest, ReadsWhatACutFileStillHas) {
    const std::string wav = test_wav(16000, 1, 4000);
    const auto given = decode_mono_16k(file("cut.wav", wav.substr(0, wav.size() / 2)), {}, [](auto) { return true; });
    ASSERT_TRUE(given) << given.error().message;
    EXPECT_NEAR(static_cast<double>(*given), 32000, 1024);
}

}  // namespace
}  // namespace earwitness::audio
