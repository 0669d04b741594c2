#include "pipeline/batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/analysis_json.h"

namespace earwitness::pipeline {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const Engine& engine() {
    static const Engine made = Engine::create().value();
    return made;
}

std::string answer(std::string_view record) { return answer_record(engine(), record, PathRecords::kRefused); }

TEST(Batch, FindsTheIdAsItIsWritten) {
    const std::pair<const char*, const char*> cases[] = {
        {R"({"id": 1.50, "text": "x"})", "1.50"},
        {R"({"text": "\"id\": 7", "id":"a\"b"})", R"("a\"b")"},
        {R"({ "x": {"id": 3, "y": [1, {"id": 4}]}, "id" : {"k": [1, 2]} })", R"({"k": [1, 2]})"},
        {R"({"id":123456789012345678901234567890})", "123456789012345678901234567890"},
        {R"({"text": "x"})", "null"},
        {R"({})", "null"},
        {R"({"id": true , "a": 1})", "true"},
        {R"([1])", "null"},
    };
    for (const auto& [record, id] : cases) EXPECT_EQ(raw_id(record), id) << record;
}

TEST(Batch, AnswersWithTheIdFirstAndTheTextAsGiven) {
    const std::string line =
        answer(R"({"id":1.50,"text":"Hello there.\n\nAnd you?","meta":{"title":"T","published_at":"2025-05-14"}})");
    EXPECT_EQ(line.rfind(R"({"id":1.50,"schema")", 0), 0u) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const json value = json::parse(line);
    EXPECT_EQ(value["transcript"]["text"], "Hello there.\n\nAnd you?");
    EXPECT_EQ(value["episode"]["published_at"], "2025-05-14T00:00:00Z");
}

TEST(Batch, SegmentsComeOutAsTheyWentIn) {
    const json value =
        json::parse(answer(R"({"id":"a","segments":[{"speaker":"Ada","text":"One.","start_ms":0,"end_ms":900},
        {"speaker":null,"text":"Two."},{"speaker":"Ada","text":"Three.","start_ms":1500.7}]})"));
    const auto& segments = value["transcript"]["segments"];
    ASSERT_EQ(segments.size(), 3u) << value;
    EXPECT_EQ(segments[0]["start_ms"], 0);
    EXPECT_EQ(segments[1]["speaker"], nullptr);
    EXPECT_EQ(segments[2]["speaker"], segments[0]["speaker"]);
    EXPECT_EQ(segments[2]["start_ms"], 1500);
}

TEST(Batch, ChaptersOfTheMetaWinAndPausesAreTold) {
    const json value = json::parse(answer(R"({"id":1,"segments":[
        {"speaker":"Ada","text":"One is here.","start_ms":0,"end_ms":9000},
        {"speaker":"Bob","text":"Two is here.","start_ms":40000,"end_ms":50000}],
        "meta":{"duration_ms":50000,"chapters":[{"start_ms":0,"title":"First"},{"start_ms":39000,"title":"Second"}]}})"));
    ASSERT_EQ(value["chapters"].size(), 2u) << value;
    EXPECT_EQ(value["chapters"][1]["title"], "Second");
    EXPECT_EQ(value["chapters"][1]["given"], true);
    EXPECT_EQ(value["chapters"][1]["start_ms"], 40000);
    EXPECT_EQ(value["coverage"],
              json::parse(R"({"audio_ms":50000,"share":0.38,"gaps":[{"start_ms":9000,"end_ms":40000}]})"));
    EXPECT_THAT(answer(R"({"id":1,"text":"x","meta":{"chapters":[{"title":"T"}]}})"), HasSubstr("start_ms"));
}

TEST(Batch, ABlankSegmentKeepsItsPlace) {
    const json value = json::parse(answer(
        R"({"id":"a","segments":[{"text":""},{"speaker":"Ada","text":"One."},{"speaker":"B","text":" \n"},{"text":"Two."}]})"));
    const auto& segments = value["transcript"]["segments"];
    ASSERT_EQ(segments.size(), 4u) << value;
    EXPECT_EQ(segments[0]["end"], 0);
    EXPECT_EQ(segments[1]["end"], 4);
    EXPECT_EQ(segments[2]["begin"], 4);
    EXPECT_EQ(segments[2]["end"], 4);
    EXPECT_EQ(segments[3]["begin"], 5);
}

TEST(Batch, ABadRecordIsAnErrorThatSaysWhat) {
    const std::pair<const char*, const char*> cases[] = {
        {"", "not JSON"},
        {"{", "not JSON"},
        {"[]", "not a JSON object"},
        {R"({"id":"k"})", "one of"},
        {R"({"id":"k","text":"a","path":"b"})", "not 2 of them"},
        {R"({"id":"k","text":7})", "\\\"text\\\" is not a string"},
        {R"({"id":"k","segments":{}})", "not a list"},
        {R"({"id":"k","segments":[7]})", "list of objects"},
        {R"({"id":"k","segments":[{"text":"a","start_ms":"0"}]})", "start_ms"},
        {R"({"id":"k","text":"a","meta":[]})", "meta"},
        {R"({"id":"k","text":"a","meta":{"published_at":"yesterday"}})", "published_at"},
        {R"({"id":"k","path":"/etc/hostname"})", "not allowed"},
        {"{\"id\":\"k\",\"text\":\"\xFF\"}", "not JSON"},
    };
    for (const auto& [record, message] : cases) {
        const std::string line = answer(record);
        const json value = json::parse(line, nullptr, false);
        ASSERT_TRUE(value.is_object()) << record << " -> " << line;
        EXPECT_THAT(line, HasSubstr(message)) << record;
        EXPECT_TRUE(value.contains("error")) << line;
        if (std::string_view(record).find("\"k\"") != std::string_view::npos &&
            std::string_view(message) != "not JSON") {
            EXPECT_EQ(value["id"], "k") << line;
        }
    }
}

TEST(Batch, AMissingFileIsAnErrorThatNamesIt) {
    EXPECT_THAT(answer_record(engine(), R"({"id":1,"path":"/no/such/file.vtt"})", PathRecords::kAllowed),
                HasSubstr("/no/such/file.vtt"));
}

TEST(Batch, DeepNestingIsNoRecursion) {
    std::string deep = R"({"id":)" + std::string(200000, '[') + std::string(200000, ']') + R"(,"text":"a"})";
    EXPECT_EQ(answer(deep).rfind(R"({"id":[[[[)", 0), 0u);
}

}  // namespace
}  // namespace earwitness::pipeline
