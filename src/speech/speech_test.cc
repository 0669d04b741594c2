// What the room does without an engine of its own: reading servers' answers, cutting, putting together, taking out what
// recognisers invent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/files.h"
#include "fetch/fake.h"
#include "speech/channel_turns.h"
#include "speech/doubtful.h"
#include "speech/engines.h"
#include "speech/heard_words.h"
#include "speech/http_answer.h"
#include "speech/multipart.h"
#include "speech/pieces.h"
#include "speech/stitch.h"
#include "speech/test_voice.h"
#include "speech/transcribe.h"
#include "speech/wav.h"

namespace earwitness::speech {
namespace {

using ::testing::HasSubstr;

HeardSegment said(const std::string& text, std::int64_t start, std::int64_t end) { return {text, start, end, "", {}}; }

// A segment whose words share its time evenly.
HeardSegment worded(const std::string& text, std::int64_t start, std::int64_t end) {
    HeardSegment out = said(text, start, end);
    const auto words = text_words(text);
    const auto count = static_cast<std::int64_t>(words.size());
    for (std::int64_t i = 0; i < count; ++i) {
        const auto& word = words[static_cast<std::size_t>(i)];
        out.words.push_back({text.substr(word.begin, word.end - word.begin), start + (end - start) * i / count,
                             start + (end - start) * (i + 1) / count, 0.9f});
    }
    return out;
}

std::string all_text(const std::vector<HeardSegment>& segments) {
    std::string out;
    for (const auto& segment : segments) out += (out.empty() ? "" : " ") + segment.text;
    return out;
}

// Sound on one channel, and so much of it on the other.
void add_stereo(ChannelLoudness& loudness, const std::vector<float>& sound, int channel, float gain, float bleed) {
    std::vector<float> pairs(sound.size() * 2);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        pairs[2 * i + static_cast<std::size_t>(channel)] = gain * sound[i];
        pairs[2 * i + 1 - static_cast<std::size_t>(channel)] = bleed * sound[i];
    }
    // In odd pieces, as a decoder gives them.
    for (std::size_t at = 0; at < pairs.size(); at += 998)
        loudness.add(std::span<const float>(pairs).subspan(at, std::min<std::size_t>(998, pairs.size() - at)));
}

std::string shown(const std::vector<transcript::SpeakerTurn>& turns) {
    std::string out;
    for (const auto& turn : turns)
        out += std::to_string((turn.start_ms + 50) / 100) + "-" + std::to_string((turn.end_ms + 50) / 100) + " " +
               turn.speaker.substr(turn.speaker.size() - 1) + ";";
    return out;
}

TEST(ChannelTurnsTest, TheLouderChannelSpeaksWhateverTheGain) {
    const struct {
        const char* what;
        float left, left_bleed, right, right_bleed;
        const char* expected;
    } cases[] = {
        {"alike", 1, 0.1F, 1, 0.1F, "0-20 1;25-45 2;50-70 1;"},
        {"no bleeding", 1, 0, 1, 0, "0-20 1;25-45 2;50-70 1;"},
        {"the right one is 14 dB softer, and the left one is heard on it almost as loud", 1, 0.1F, 0.2F, 0.05F,
         "0-20 1;25-45 2;50-70 1;"},
        {"the same on both: mono", 1, 1, 1, 1, ""},
        {"mono, softer on the right", 1, 0.5F, 0.5F, 1, ""},
        {"nobody on the right", 1, 0, 0, 1, ""},
        {"nobody on the right, who is heard a little", 1, 0.1F, 0.1F, 1, ""},
        {"4 dB are not clear", 1, 0.63F, 1, 0.63F, ""},
        {"the left microphone hears both alike", 1, 0.06F, 0.25F, 0.25F, "0-20 1;25-45 2;50-70 1;"},
    };
    for (const auto& c : cases) {
        ChannelLoudness loudness;
        add_stereo(loudness, voice(2000), 0, c.left, c.left_bleed);
        add_stereo(loudness, silence(500), 0, 1, 1);
        add_stereo(loudness, voice(2000), 1, c.right, c.right_bleed);
        add_stereo(loudness, silence(500), 0, 1, 1);
        add_stereo(loudness, voice(2000), 0, c.left, c.left_bleed);
        EXPECT_EQ(shown(loudness.turns()), c.expected) << c.what;
    }
    EXPECT_TRUE(ChannelLoudness().turns().empty());
}

TEST(HttpAnswerTest, ReadsOpenAisWordsAtTheTop) {
    const auto heard = read_http_answer(
        R"({"task":"transcribe","language":"english","duration":"4.2","text":"Hello there. Bye.","segments":[
            {"id":0,"start":0.0,"end":1.5,"text":" Hello there."},{"id":1,"start":2.0,"end":2.6,"text":" Bye."}],
            "words":[{"word":"Hello","start":0.0,"end":0.6},{"word":"there","start":0.7,"end":1.4},{"word":"Bye","start":2.0,"end":2.5}]})");
    ASSERT_TRUE(heard) << heard.error().message;
    EXPECT_EQ(heard->language, "en");
    ASSERT_EQ(heard->segments.size(), 2u);
    EXPECT_EQ(heard->segments[0].words.size(), 2u);
    ASSERT_EQ(heard->segments[1].words.size(), 1u);
    EXPECT_EQ(heard->segments[1].words[0].start_ms, 2000);
}

TEST(HttpAnswerTest, MergesWhisperCppsTokensAndKeepsNegativeTimesForTheStitcher) {
    const auto heard = read_http_answer(
        R"({"language":"german","segments":[{"text":" Phillmbol ist da.","start":-1007.26,"end":2,"words":[
            {"word":" Phill","start":0.1,"end":0.3,"probability":0.5},{"word":"mbol","start":0.3,"end":0.5,"probability":1.0},
            {"word":" ist","start":0.6,"end":0.7,"probability":0.9},{"word":" da","start":0.8,"end":0.9,"probability":0.9},
            {"word":".","start":0.9,"end":0.9,"probability":0.9}]}]})");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->language, "de");
    ASSERT_EQ(heard->segments.size(), 1u);
    ASSERT_EQ(heard->segments[0].words.size(), 3u);
    EXPECT_EQ(heard->segments[0].words[0].text, "Phillmbol");
    EXPECT_EQ(heard->segments[0].words[0].end_ms, 500);
    EXPECT_FLOAT_EQ(heard->segments[0].words[0].confidence, 0.75f);
    EXPECT_EQ(heard->segments[0].words[2].text, "da.");
    std::vector<HeardSegment> out;
    stitch({10'000, 15'000, 0, *heard}, out);
    EXPECT_EQ(out[0].start_ms, 10'100) << "the impossible start gives way to the first word's";
}

TEST(HttpAnswerTest, TakesTheTextAlone) {
    for (const char* body : {R"({"text":"One two."})", "One two.\n"}) {
        const auto heard = read_http_answer(body);
        ASSERT_TRUE(heard);
        ASSERT_EQ(heard->segments.size(), 1u);
        std::vector<HeardSegment> out;
        stitch({2'000, 5'000, 0, *heard}, out);
        EXPECT_EQ(out[0].start_ms, 2'000);
        EXPECT_EQ(out[0].end_ms, 5'000);
    }
    EXPECT_TRUE(read_http_answer(R"({"text":""})")->segments.empty());
    EXPECT_TRUE(read_http_answer("")->segments.empty());
}

TEST(HttpAnswerTest, RefusesWhatIsNoTranscription) {
    for (const char* body : {"<html><body>Log in</body></html>", R"({"error":{"message":"quota","code":1}})",
                             R"({"segments":[{"te)", R"({"ok":true})", "[1,2]", "\xff\xfe{{"}) {
        const auto heard = read_http_answer(body);
        ASSERT_FALSE(heard) << body;
        EXPECT_EQ(heard.error().code, ErrorCode::kMalformed);
    }
    EXPECT_THAT(read_http_answer(R"({"error":{"message":"quota"}})").error().message, HasSubstr("quota"));
    // Hostile shapes of a good answer do no harm.
    for (const char* body :
         {R"({"segments":[1,null,"x",{"text":5,"start":"soon","end":1e300,"words":[3,{"word":[]}]}],"text":"a"})",
          R"({"text":{"a":1}})", R"({"words":[{"word":"a","start":null}],"text":null})"})
        EXPECT_TRUE(read_http_answer(body)) << body;
}

TEST(HttpAnswerTest, KnowsLanguages) {
    EXPECT_EQ(language_tag("English"), "en");
    EXPECT_EQ(language_tag("pt-BR"), "pt-BR");
    EXPECT_EQ(language_tag("auto detected"), "");
    EXPECT_EQ(language_tag(""), "");
}

TEST(FormTest, ChoosesABoundaryThatNoValueHolds) {
    const Form form = encode_form(
        {{"file", "earwitness-form-0 and earwitness-form-1", "a.wav", "audio/wav"}, {"model", "m", "", ""}});
    EXPECT_THAT(form.media_type, HasSubstr("earwitness-form-2"));
    EXPECT_EQ(
        form.body,
        "--earwitness-form-2\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: "
        "audio/wav\r\n\r\nearwitness-form-0 and earwitness-form-1\r\n--earwitness-form-2\r\nContent-Disposition: "
        "form-data; name=\"model\"\r\n\r\nm\r\n--earwitness-form-2--\r\n");
}

TEST(WavTest, IsWhatFfmpegReadsBack) {
    const std::vector<float> samples = {0, 0.5f, -0.5f, 2.0f, -2.0f};
    const std::string wav = wav_16k(samples);
    EXPECT_EQ(wav.size(), 44 + 10u);
    EXPECT_EQ(wav.substr(0, 4), "RIFF");
    EXPECT_EQ(static_cast<unsigned char>(wav[44 + 6]) | static_cast<unsigned char>(wav[44 + 7]) << 8, 32767);
}

TEST(StitchTest, KeepsOnceWhatTwoPiecesHeard) {
    std::vector<HeardSegment> out;
    stitch({0, 10'000, 0, {"en", {worded("We met in the old harbour and then", 0, 10'000)}}}, out);
    stitch({8'000, 20'000, 2'000, {"en", {worded("harbour and then we sailed away.", 0, 12'000)}}}, out);
    EXPECT_EQ(all_text(out), "We met in the old harbour and then we sailed away.");
    EXPECT_GE(*out[1].start_ms, *out[0].start_ms);
}

TEST(StitchTest, PartsByTimeWhereTheTwoHeardDifferently) {
    std::vector<HeardSegment> out;
    stitch({0, 10'000, 0, {"en", {worded("one two three four five six seven ate nine wren", 0, 10'000)}}}, out);
    stitch(
        {8'000, 18'000, 2'000, {"en", {worded("line ten eleven twelve thirteen fourteen fifteen sixteen", 0, 8'000)}}},
        out);
    // The middle of the shared stretch is at 9 s: "wren" goes, and so does "line".
    EXPECT_EQ(all_text(out),
              "one two three four five six seven ate nine ten eleven twelve thirteen fourteen fifteen sixteen");
}

TEST(StitchTest, KeepsTextOnlyAnswersOnce) {
    std::vector<HeardSegment> out;
    stitch({0, 10'000, 0, {"", {{"and so the ship sank near the coast", {}, {}, "", {}}}}}, out);
    stitch({8'000, 18'000, 2'000, {"", {{"near the coast of Ireland", {}, {}, "", {}}}}}, out);
    EXPECT_EQ(all_text(out), "and so the ship sank near the coast of Ireland");
}

TEST(DoubtfulTest, LeavesOneRoundOfAStuckLoop) {
    std::vector<HeardSegment> segments = {said("It began well.", 0, 1'000)};
    for (int i = 0; i < 6; ++i) segments.push_back(said("Thank you for watching.", 1'000 + i * 500, 1'500 + i * 500));
    segments.push_back(said("It ended well.", 5'000, 6'000));
    std::vector<HearingWarning> warnings;
    drop_loops(segments, warnings);
    EXPECT_EQ(all_text(segments), "It began well. Thank you for watching. It ended well.");
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_EQ(warnings[0].kind, "loop");
    EXPECT_EQ(warnings[0].start_ms, 1'500);
    EXPECT_EQ(warnings[0].end_ms, 4'000);
}

TEST(DoubtfulTest, LetsPeopleRepeatThemselves) {
    std::vector<HeardSegment> segments = {said("No, no, no, no, no.", 0, 1'000),
                                          said("Very, very, very good.", 1'000, 2'000)};
    std::vector<HearingWarning> warnings;
    drop_loops(segments, warnings);
    EXPECT_EQ(all_text(segments), "No, no, no, no, no. Very, very, very good.");
    EXPECT_TRUE(warnings.empty());
}

TEST(DoubtfulTest, DropsWordsWhereNobodySpeaksAndNotesGaps) {
    std::vector<HeardSegment> segments = {said("Hello.", 0, 2'000), said("Thanks for watching!", 10'000, 12'000)};
    const std::vector<Interval> speech = {{0, 8'000}};
    std::vector<HearingWarning> warnings;
    drop_words_in_silence(segments, speech, warnings);
    EXPECT_EQ(all_text(segments), "Hello.");
    note_gaps(speech, worded_intervals(segments), warnings);
    ASSERT_EQ(warnings.size(), 2u);
    EXPECT_EQ(warnings[0].kind, "silence");
    EXPECT_EQ(warnings[1].kind, "gap");
    EXPECT_EQ(warnings[1].start_ms, 2'000);
    EXPECT_EQ(warnings[1].end_ms, 8'000);
    EXPECT_EQ(overlap_ms(speech, worded_intervals(segments)), 2'000);
}

TEST(PiecesTest, CutsInPausesAndSharesWhereThereIsNone) {
    std::vector<CutPiece> pieces;
    PieceCutter cutter(6'000, [&](CutPiece&& piece) { return pieces.push_back(std::move(piece)), true; });
    for (const auto& part : {voice(4'000), silence(1'000), voice(12'000), silence(400)}) EXPECT_TRUE(cutter.add(part));
    EXPECT_TRUE(cutter.finish());
    ASSERT_GE(pieces.size(), 3u);
    EXPECT_NEAR(static_cast<double>(pieces[0].end_ms), 4'500, 450) << "in the pause";
    EXPECT_EQ(pieces[1].shared_ms, 0);
    EXPECT_EQ(pieces[1].begin_ms, pieces[0].end_ms);
    EXPECT_EQ(pieces[2].shared_ms, 2'000) << "nobody pauses there";
    EXPECT_EQ(pieces[2].begin_ms, pieces[1].end_ms - 2'000);
    EXPECT_EQ(pieces.back().end_ms, 17'400);
    for (const auto& piece : pieces)
        EXPECT_EQ(static_cast<std::int64_t>(piece.samples.size()) * 1000 / kRate, piece.end_ms - piece.begin_ms);
}

TEST(PiecesTest, SilenceHasNoVoice) {
    std::vector<CutPiece> pieces;
    PieceCutter cutter(5'000, [&](CutPiece&& piece) { return pieces.push_back(std::move(piece)), true; });
    cutter.add(silence(11'000));
    cutter.finish();
    ASSERT_FALSE(pieces.empty());
    for (const auto& piece : pieces) EXPECT_FALSE(piece.has_voice);
}

// Says which piece it was given; fails when told to.
class CountingEngine : public SpeechEngine {
  public:
    CountingEngine() {
        identity_.engine = "counting";
        identity_.model = "m";
        identity_.piece_ms = 6'000;
    }
    const EngineIdentity& identity() const override { return identity_; }
    Result<Heard> hear(const Piece& piece) override {
        if (++asked == fail_at) return make_error(ErrorCode::kUnavailable, "busy");
        const auto ms = static_cast<std::int64_t>(piece.samples.size()) * 1000 / kRate;
        return Heard{"en", {worded("Piece of " + std::to_string(ms) + ".", 0, ms)}};
    }
    int asked = 0, fail_at = 0;

  private:
    EngineIdentity identity_;
};

class TranscribeTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("ew_speech_" + std::to_string(::getpid()));
        std::filesystem::remove_all(folder_);
        std::vector<float> samples;
        for (const auto& part : {voice(4'000), silence(1'000), voice(4'000), silence(1'000), voice(4'000)})
            samples.insert(samples.end(), part.begin(), part.end());
        ASSERT_TRUE(base::write_file_atomic(folder_ / "a.wav", wav_16k(samples)));
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path folder_;
};

TEST_F(TranscribeTest, GoesOnWhereItWas) {
    CountingEngine whole;
    const auto expected = transcribe(folder_ / "a.wav", whole, {});
    ASSERT_TRUE(expected) << expected.error().message;
    EXPECT_EQ(whole.asked, 3);
    EXPECT_EQ(expected->segments.size(), 3u);
    ASSERT_TRUE(expected->hearing);
    EXPECT_EQ(expected->hearing->engine, "counting");
    EXPECT_NEAR(static_cast<double>(expected->hearing->speech_ms), 12'000, 1'500);
    EXPECT_GT(expected->hearing->worded_ms * 10, expected->hearing->speech_ms * 9);

    TranscribeOptions options;
    options.work = folder_ / "work";
    CountingEngine engine;
    engine.fail_at = 3;
    const auto failed = transcribe(folder_ / "a.wav", engine, options);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::kUnavailable);
    EXPECT_THAT(failed.error().message, HasSubstr("a.wav"));
    engine.fail_at = 0;
    engine.asked = 0;
    const auto again = transcribe(folder_ / "a.wav", engine, options);
    ASSERT_TRUE(again);
    EXPECT_EQ(engine.asked, 1) << "the pieces that were had are not asked for again";
    EXPECT_EQ(again->sha256, expected->sha256);
    EXPECT_EQ(again->words.size(), expected->words.size());
    for (std::size_t i = 0; i < again->words.size(); ++i)
        EXPECT_EQ(again->words[i].start_ms, expected->words[i].start_ms);
}

TEST_F(TranscribeTest, AsksBeforeItSpends) {
    std::int64_t asked_for = 0;
    TranscribeOptions options;
    options.allow = [&](std::int64_t ms) -> Status {
        asked_for += ms;
        return asked_for > 8'000 ? Status(make_error(ErrorCode::kRefused, "spent")) : Status();
    };
    CountingEngine engine;
    const auto transcript = transcribe(folder_ / "a.wav", engine, options);
    ASSERT_FALSE(transcript);
    EXPECT_EQ(transcript.error().code, ErrorCode::kRefused);
    EXPECT_EQ(engine.asked, 1);
}

TEST_F(TranscribeTest, FindsNoWordsInATone) {
    ASSERT_TRUE(base::write_file_atomic(folder_ / "quiet.wav", wav_16k(silence(3'000))));
    CountingEngine engine;
    const auto transcript = transcribe(folder_ / "quiet.wav", engine, {});
    ASSERT_FALSE(transcript);
    EXPECT_EQ(engine.asked, 0) << "silence is sent to nobody";
}

TEST(HttpEngineTest, AsksForTimesAndTakesNoForAnAnswer) {
    fetch::FakeHttpClient http;
    const std::string url = "https://api.test/v1/audio/transcriptions";
    http.fail(url, make_error(ErrorCode::kRefused,
                              url + ": the server answers 400: response_format 'verbose_json' is not supported"));
    http.answer(url, R"({"text":"One two."})");
    EngineOptions options;
    options.engine = "http";
    options.url = url;
    options.model = "some-model";
    options.authorization = "Bearer k";
    auto engine = create_engine(options, http);
    ASSERT_TRUE(engine);
    const auto samples = voice(1'000);
    const auto heard = (*engine)->hear({samples, "en-GB", nullptr});
    ASSERT_TRUE(heard) << heard.error().message;
    EXPECT_EQ(heard->segments[0].text, "One two.");
    const auto requests = http.requests();
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_THAT(requests[0].body, HasSubstr("verbose_json"));
    EXPECT_THAT(requests[0].body, HasSubstr("name=\"timestamp_granularities[]\"\r\n\r\nword"));
    EXPECT_THAT(requests[0].body, HasSubstr("name=\"language\"\r\n\r\nen\r\n"));
    EXPECT_THAT(requests[0].body, HasSubstr("some-model"));
    EXPECT_EQ(requests[0].authorization, "Bearer k");
    EXPECT_THAT(requests[1].body, ::testing::Not(HasSubstr("verbose_json")));
}

TEST(HttpEngineTest, TellsWhisperCppToFindTheLanguage) {
    fetch::FakeHttpClient http;
    http.answer("http://127.0.0.1:8080/inference", R"({"text":""})");
    EngineOptions options;
    options.engine = "http";
    options.url = "http://127.0.0.1:8080/inference";
    auto engine = create_engine(options, http);
    ASSERT_TRUE(engine);
    const auto samples = voice(100);
    ASSERT_TRUE((*engine)->hear({samples, "", nullptr}));
    EXPECT_THAT(http.requests()[0].body, HasSubstr("name=\"language\"\r\n\r\nauto"));
    EXPECT_EQ((*engine)->identity().engine, "whisper.cpp-server");
    EXPECT_EQ(http.requests()[0].private_origin, "127.0.0.1:8080");
}

TEST(EnginesTest, SayWhatIsMissing) {
    fetch::FakeHttpClient http;
    EXPECT_THAT(create_engine({}, http).error().message, HasSubstr("earwitness.toml"));
    EngineOptions options;
    options.engine = "http";
    EXPECT_THAT(create_engine(options, http).error().message, HasSubstr("--url"));
    options.engine = "shell";
    EXPECT_EQ(create_engine(options, http).error().code, ErrorCode::kInvalidArgument);
    options.engine = "whisper";
    options.model = "/nowhere.bin";
    EXPECT_FALSE(create_engine(options, http));
    EXPECT_EQ(engine_states().size(), 3u);
}

}  // namespace
}  // namespace earwitness::speech
