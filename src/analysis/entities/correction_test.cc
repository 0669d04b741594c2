#include "analysis/entities/correction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analysis/entities/entities.h"

namespace earwitness::analysis::entities {
namespace {

const EntityModel& model() {
    static const EntityModel kModel = *EntityModel::load(EntityModel::builtin_bytes());
    return kModel;
}

std::vector<Entity> entities_of(const std::string& text, const EpisodeMeta& meta, const std::string& knowledge = {}) {
    Transcript transcript;
    transcript.text = text;
    transcript.segments.push_back({{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
    return extract_entities(build_document(transcript), meta, model(), {}, Knowledge::create(knowledge).value());
}

// The name of the entity that has a mention of exactly these words.
std::string name_for(const std::vector<Entity>& entities, const std::string& text, const std::string& said) {
    for (const Entity& entity : entities)
        for (const Mention& mention : entity.mentions)
            if (mention.span.in(text) == said) return entity.name;
    return {};
}

EpisodeMeta meta_of(const std::string& title, std::vector<std::string> names) {
    EpisodeMeta meta;
    meta.title = title;
    meta.known_names = std::move(names);
    return meta;
}

TEST(Correction, SpellsWhatWasMisheardAndNothingElse) {
    const struct {
        std::string text, said, named;
        EpisodeMeta meta;
    } kCases[] = {
        {"We are joined by Lenard Heim. He said a lot.", "Lenard Heim", "Lennart Heim", meta_of("", {"Lennart Heim"})},
        {"We are joined by Lenard Heim. He said a lot.", "Lenard Heim", "Lenard Heim", meta_of("", {"Leonora Hale"})},
        {"We are joined by Lenard Heim. He said a lot.", "Lenard Heim", "Lenard Heim", meta_of("", {})},
        {"He wrote an essay on the China Talks substack.", "China Talks", "ChinaTalk", meta_of("", {"ChinaTalk"})},
        {"And Mark Andreessen said so.", "Mark Andreessen", "Marc Andreessen", meta_of("", {"Marc Andreessen"})},
        {"Rebecca Cuiaba will begin. Then we go on.", "Rebecca Cuiaba", "Rebecca Kujawa",
         meta_of("", {"Rebecca Kujawa"})},
        {"So Ryan Singer wrote that book.", "Ryan Singer", "Ryan Singer", meta_of("", {"Yaron Singer"})},
        {"We drove through Alberta in June.", "Alberta", "Alberta", meta_of("", {"Alberto"})},
        // A first name alone is the one of the episode's people who has it.
        {"So Lennart, tell us. I agree with Lennart.", "Lennart", "Lennart Heim",
         meta_of("Lennart Heim on compute", {})},
        {"So Lennart, tell us. I agree with Lennart.", "Lennart", "Lennart",
         meta_of("Lennart Heim meets Lennart Hale", {})},
        // A number was hardly misheard.
        {"We fly the Kestrel 757 and not that one.", "Kestrel 757", "Kestrel 757", meta_of("", {"Kestrel 737"})},
        // Another name of the list is not misheard for its neighbour.
        {"We talk with John Robertson and Jon Robertson.", "John Robertson", "John Robertson",
         meta_of("", {"Jon Robertson", "John Robertson"})},
    };
    for (const auto& c : kCases)
        EXPECT_EQ(name_for(entities_of(c.text, c.meta), c.text, c.said), c.named) << c.text << " " << c.named;
}

TEST(Correction, KeepsTheWordsAsSaid) {
    const std::string text = "We are joined by Lenard Heim. He said a lot.";
    const std::vector<Entity> entities = entities_of(text, meta_of("", {"Lennart Heim"}));
    const auto found =
        std::find_if(entities.begin(), entities.end(), [](const Entity& e) { return e.name == "Lennart Heim"; });
    ASSERT_NE(found, entities.end());
    EXPECT_THAT(found->aliases, testing::Contains("Lenard Heim"));
    EXPECT_EQ(found->id, "lennart-heim");
}

TEST(Correction, FollowsTheUser) {
    const std::string text = "We use Frobnicate at work. Then Gogle came to Seattle.";
    EXPECT_EQ(name_for(entities_of(text, {}, "correct: Gogle = Google\n"), text, "Gogle"), "Google");
    EXPECT_EQ(name_for(entities_of(text, {}, "never: Seattle\n"), text, "Seattle"), "");
    const std::vector<Entity> listed = entities_of(text, {}, "Frobnicate | PRODUCT | database\n");
    const auto found =
        std::find_if(listed.begin(), listed.end(), [](const Entity& e) { return e.name == "Frobnicate"; });
    ASSERT_NE(found, listed.end());
    EXPECT_EQ(found->category, "database");
    EXPECT_EQ(found->type, EntityType::kProduct);
}

TEST(Correction, HostileMetadataCostsLittle) {
    EpisodeMeta meta = meta_of(std::string(100000, 'A'), {});
    meta.notes = "\xFF\xFE" + std::string(100000, '\'');
    for (int i = 0; i < 20000; ++i)
        meta.known_names.push_back("Name" + std::to_string(i) + " Family" + std::to_string(i));
    meta.known_names.push_back("\xC3");
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "Nam" + std::to_string(i) + " Famly" + std::to_string(i) + " ";
    const std::vector<Entity> entities = entities_of(text, meta);
    for (const Entity& entity : entities)
        for (const Mention& mention : entity.mentions) ASSERT_LE(mention.span.end, text.size());
}

}  // namespace
}  // namespace earwitness::analysis::entities
