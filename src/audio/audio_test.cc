#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "audio/decode.h"
#include "audio/probe.h"
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
