// Episodes without a transcript: their audio fetched, checked, heard within a budget, and dropped again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/hearing_stage.h"
#include "pipeline/test_archive.h"
#include "speech/test_voice.h"
#include "speech/wav.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kFeed =
    "<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>The Lamp "
    "Room</title><item><title>Oil</title><guid>g1</guid><itunes:duration>9</itunes:duration><enclosure "
    "url=\"https://x.test/1.wav\" type=\"audio/wav\" length=\"1\"/></item></channel></rss>";

class SaysOneThing : public speech::SpeechEngine {
  public:
    explicit SaysOneThing(int& asked) : asked_(asked) {
        identity_.engine = "one-thing";
        identity_.draft = true;
        identity_.piece_ms = 5'000;
    }
    const speech::EngineIdentity& identity() const override { return identity_; }
    Result<speech::Heard> hear(const speech::Piece& piece) override {
        ++asked_;
        const auto ms = static_cast<std::int64_t>(piece.samples.size()) * 1000 / speech::kRate;
        speech::Heard heard{"en", {{"The lamp burns with whale oil.", 0, ms, "", {}}}};
        for (const std::string word : {"The", "lamp", "burns", "with", "whale", "oil."}) {
            const auto at = static_cast<std::int64_t>(heard.segments[0].words.size());
            heard.segments[0].words.push_back({word, ms * at / 6, ms * (at + 1) / 6, 0.9f});
        }
        return heard;
    }

  private:
    int& asked_;
    speech::EngineIdentity identity_;
};

class HearingTest : public PipelineTest {
  protected:
    void SetUp() override {
        PipelineTest::SetUp();
        settings_.speech.engine = "one-thing";
        http_.answer("https://x.test/feed", kFeed);
        std::vector<float> samples;
        for (const auto& part : {speech::voice(4'000), speech::silence(1'000), speech::voice(4'000)})
            samples.insert(samples.end(), part.begin(), part.end());
        wav_ = speech::wav_16k(samples);
    }
    RunSummary run_all() {
        SpeechBudget budget(settings_.speech);
        Services services{*archive_, http_, clock_, settings_};  // with settings of its own
        services.engine = &*engine_;
        services.speech_budget = &budget;
        services.make_speech_engine = [this]() -> Result<std::unique_ptr<speech::SpeechEngine>> {
            return std::unique_ptr<speech::SpeechEngine>(std::make_unique<SaysOneThing>(asked_));
        };
        if (!added_) {
            EXPECT_TRUE(add(services, feed_url_));
            added_ = true;
        }
        const auto plan = plan_hearing(services, {});
        EXPECT_TRUE(plan);
        if (plan) plan_ = *plan;
        auto summary = run(services, {});
        EXPECT_TRUE(summary) << summary.error().message;
        return summary ? *summary : RunSummary();
    }
    std::size_t downloads() const {
        std::size_t count = 0;
        for (const auto& request : http_.requests()) count += request.url == "https://x.test/1.wav";
        return count;
    }
    std::size_t files_in(const char* name) const {
        std::size_t count = 0;
        std::error_code code;
        for (fs::recursive_directory_iterator at(archive_->folder() / name, code), end; !code && at != end;
             at.increment(code))
            count += at->is_regular_file();
        return count;
    }

    Settings settings_;
    HearingPlan plan_;
    std::string wav_, feed_url_ = "https://x.test/feed";
    int asked_ = 0;
    bool added_ = false;
};

TEST_F(HearingTest, FromAudioToFindingsAndTheAudioGoes) {
    http_.answer("https://x.test/1.wav", wav_, "audio/wav");
    const auto first = run_all();
    EXPECT_EQ(first.heard, 1u);
    EXPECT_EQ(first.analysed, 1u);
    EXPECT_TRUE(first.failures.empty());
    EXPECT_EQ(plan_.episodes, 1u);
    EXPECT_EQ(plan_.ms, 9'000);
    const auto episode = archive_->find_episode("the-lamp-room/oil");
    ASSERT_TRUE(episode && *episode);
    const auto analysis = archive_->analysis((*episode)->row);
    ASSERT_TRUE(analysis && *analysis);
    ASSERT_TRUE((*analysis)->transcript.hearing) << "who heard it goes all the way to what is published";
    EXPECT_EQ((*analysis)->transcript.hearing->engine, "one-thing");
    EXPECT_TRUE((*analysis)->transcript.hearing->draft);
    EXPECT_EQ(files_in("media"), 0u);
    EXPECT_EQ(files_in("work"), 0u);
    EXPECT_TRUE((*episode)->audio_sha256.empty());

    asked_ = 0;
    const auto second = run_all();
    EXPECT_EQ(second.up_to_date, 1u);
    EXPECT_EQ(asked_, 0);
    EXPECT_EQ(downloads(), 1u);
    EXPECT_EQ(plan_.episodes, 0u);
}

TEST_F(HearingTest, APublishersTranscriptWithoutTimesIsLentThem) {
    std::string feed = kFeed;
    feed.insert(feed.find("<enclosure"), "<podcast:transcript url=\"https://x.test/1.txt\" type=\"text/plain\"/>");
    feed.insert(feed.find("xmlns:itunes"), "xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" ");
    feed_url_ = "https://x.test/with-words";
    http_.answer(feed_url_, feed);
    http_.answer("https://x.test/1.txt",
                 "Ada: The lamp burns with whale oil!\n\nBen: The lamp burns with, um, whale oil.\n", "text/plain");
    http_.answer("https://x.test/1.wav", wav_, "audio/wav");
    settings_.speech.fill_times = false;
    EXPECT_EQ(run_all().timed, 0u);
    EXPECT_EQ(asked_, 0);
    settings_.speech.fill_times = true;
    const auto summary = run_all();
    EXPECT_TRUE(summary.failures.empty());
    EXPECT_EQ(plan_.for_times, 1u);
    EXPECT_EQ(plan_.episodes, 0u);
    EXPECT_EQ(plan_.ms, 9'000);
    EXPECT_EQ(summary.timed, 1u);
    EXPECT_EQ(summary.heard, 0u);
    EXPECT_EQ(summary.analysed, 1u) << "findings have times now";
    const auto episode = archive_->find_episode("the-lamp-room/oil");
    ASSERT_TRUE(episode && *episode);
    const auto analysis = archive_->analysis((*episode)->row);
    ASSERT_TRUE(analysis && *analysis);
    const Transcript& transcript = (*analysis)->transcript;
    ASSERT_EQ(transcript.segments.size(), 2u);
    EXPECT_THAT(transcript.text, HasSubstr("with, um, whale"));
    EXPECT_TRUE(transcript.segments[1].time_heard);
    ASSERT_TRUE(transcript.segments[1].start_ms);
    EXPECT_NEAR(static_cast<double>(*transcript.segments[1].start_ms), 4'500, 600);
    ASSERT_TRUE(transcript.hearing);
    EXPECT_TRUE(transcript.hearing->times_only);
    EXPECT_FALSE(transcript.hearing->draft);
    EXPECT_EQ(transcript.hearing->words, 13);
    EXPECT_EQ(transcript.hearing->words_matched, 12);
    EXPECT_EQ(files_in("media") + files_in("work"), 0u);
    asked_ = 0;
    EXPECT_EQ(run_all().up_to_date, 1u);
    EXPECT_EQ(asked_, 0);
    EXPECT_EQ(plan_.for_times, 0u);
    EXPECT_EQ(downloads(), 1u);
}

TEST_F(HearingTest, TimesThatAreLentLetADiariserSayWhoSpoke) {
    write("talks/oil.wav", wav_);
    write("talks/oil.txt", "The lamp burns with whale oil!\n\nThe lamp burns with whale oil.\n");
    write("talks/oil.rttm",
          "SPEAKER oil 1 0.0 4.5 <NA> <NA> Ada <NA> <NA>\nSPEAKER oil 1 4.5 4.5 <NA> <NA> Ben <NA> <NA>\n");
    feed_url_ = (folder_ / "talks").string();
    const auto summary = run_all();
    EXPECT_TRUE(summary.failures.empty());
    EXPECT_EQ(summary.timed, 1u);
    const auto episode = archive_->find_episode("talks/oil");
    ASSERT_TRUE(episode && *episode);
    const auto analysis = archive_->analysis((*episode)->row);
    ASSERT_TRUE(analysis && *analysis);
    const Transcript& transcript = (*analysis)->transcript;
    ASSERT_EQ(transcript.segments.size(), 2u);
    EXPECT_EQ(speaker_name(**analysis, transcript.segments[0].speaker), "Ada");
    EXPECT_EQ(speaker_name(**analysis, transcript.segments[1].speaker), "Ben");
    EXPECT_THAT(transcript.text, HasSubstr("whale oil!")) << "the words stay";
}

TEST_F(HearingTest, TheAudioStaysWhereItIsWanted) {
    http_.answer("https://x.test/1.wav", wav_, "audio/wav");
    settings_.keep_audio = true;
    EXPECT_EQ(run_all().heard, 1u);
    EXPECT_EQ(files_in("media"), 1u);
    EXPECT_EQ(downloads(), 1u);
    EXPECT_EQ(run_all().up_to_date, 1u);
}

TEST_F(HearingTest, APageInPlaceOfAudioIsRefused) {
    http_.answer("https://x.test/1.wav", "<html><body>Please log in</body></html>", "text/html");
    const auto summary = run_all();
    ASSERT_EQ(summary.failures.size(), 1u);
    EXPECT_EQ(summary.failures[0].stage, "audio");
    EXPECT_THAT(summary.failures[0].reason, HasSubstr("https://x.test/1.wav"));
    EXPECT_THAT(summary.failures[0].reason, HasSubstr("text/html"));
    EXPECT_EQ(asked_, 0);
    EXPECT_EQ(files_in("media"), 0u);
}

TEST_F(HearingTest, TheDiskBudgetIsKept) {
    http_.answer("https://x.test/1.wav", wav_, "audio/wav");
    settings_.max_media_mb = 1;
    settings_.keep_audio = true;
    EXPECT_EQ(run_all().heard, 1u);
    ASSERT_TRUE(archive_->media_bytes());
    EXPECT_EQ(*archive_->media_bytes(), static_cast<std::int64_t>(wav_.size()));

    std::string larger = kFeed;
    larger.replace(larger.find("1.wav"), 5, "2.wav");
    larger.replace(larger.find("length=\"1\""), 10, "length=\"5000000\"");
    larger.replace(larger.find("g1"), 2, "g2");
    larger.replace(larger.find("Oil"), 3, "Gas");
    http_.answer("https://x.test/larger", larger);
    Services services{*archive_, http_, clock_, settings_};
    ASSERT_TRUE(add(services, "https://x.test/larger"));
    const auto summary = run_all();
    ASSERT_EQ(summary.failures.size(), 1u);
    EXPECT_THAT(summary.failures[0].reason, HasSubstr("max_media_mb"));
    EXPECT_EQ(downloads(), 1u) << "what cannot fit is not begun";
}

TEST_F(HearingTest, TheTimeBudgetEndsARunAndTheNextGoesOn) {
    http_.answer("https://x.test/1.wav", wav_, "audio/wav");
    settings_.speech.price_per_hour = 3'600;  // one a second
    settings_.speech.max_cost = 6;
    const auto first = run_all();
    EXPECT_EQ(first.heard, 0u);
    EXPECT_TRUE(first.failures.empty());
    ASSERT_EQ(first.waiting.size(), 1u);
    EXPECT_THAT(first.waiting[0].reason, HasSubstr("speech.max_cost"));
    EXPECT_EQ(asked_, 1);
    const auto second = run_all();
    EXPECT_EQ(second.heard, 1u) << "the piece that was paid for is not paid for again";
    EXPECT_EQ(asked_, 2);
    EXPECT_EQ(downloads(), 1u);
}

TEST(SpeechBudgetTest, SaysWhatItComesTo) {
    SpeechSettings settings;
    settings.price_per_hour = 0.36;
    settings.max_cost = 5;
    EXPECT_EQ(SpeechBudget::estimate(7'800'000, settings), "2 h 10 min of audio, about 0.78 (at most 5.00 a run)");
}

}  // namespace
}  // namespace earwitness::pipeline
