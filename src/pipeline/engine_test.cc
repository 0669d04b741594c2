#include "earwitness/engine.h"

#include <gtest/gtest.h>

#include "base/hash.h"

namespace earwitness {
namespace {

TEST(Engine, KeepsWhatItWasGivenAndNamesTheTranscript) {
    const Engine engine = Engine::create().value();
    Transcript t;
    t.text = "Hello there.";
    t.segments.push_back({{0, 12}, {}, {}, kNoSpeaker});
    EpisodeMeta meta;
    meta.title = "First";
    const Analysis a = engine.analyze(t, meta);
    EXPECT_EQ(a.producer, kProducer);
    EXPECT_EQ(a.episode.title, "First");
    EXPECT_EQ(a.transcript.sha256, base::sha256_hex("Hello there."));
    EXPECT_EQ(a.transcript.segments.size(), 1u);
}

TEST(Engine, FingerprintDependsOnTheKnowledge) {
    EngineOptions with;
    with.knowledge_text = "# mine\n";
    EXPECT_EQ(Engine::create().value().fingerprint(), Engine::create().value().fingerprint());
    EXPECT_NE(Engine::create().value().fingerprint(), Engine::create(with).value().fingerprint());
}

TEST(Engine, AnEmptyTranscriptGivesEmptyLists) {
    const Analysis a = Engine::create().value().analyze({}, {});
    EXPECT_TRUE(a.topics.empty() && a.chapters.empty() && a.summary.sentences.empty() && a.sponsors.empty());
}

}  // namespace
}  // namespace earwitness
