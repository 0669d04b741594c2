// Organisations, products of the same name and technical terms, told apart by what is said around them.
#include "analysis/entities/organisations.h"

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

// "TYPE" of the entity of that name, "" where there is none.
std::string type_of(const std::string& text, std::string_view name) {
    Transcript transcript;
    transcript.text = text;
    transcript.segments.push_back({{0, static_cast<std::uint32_t>(text.size())}, {}, {}, kNoSpeaker});
    const Document document = build_document(transcript);
    for (const Entity& entity : extract_entities(document, {}, model(), {}))
        if (entity.name == name) return std::string(entity_type_name(entity.type));
    return "";
}

TEST(Organisations, AreToldFromTheirProductsByWhatIsSaidOfThem) {
    const struct {
        std::string text, name, type;
    } kCases[] = {
        {"I saw it on Twitter yesterday. Follow us on Twitter, and you can post it on Twitter too.", "Twitter",
         "PRODUCT"},
        {"She works at Twitter now. The CEO of Twitter said that Twitter hired her as an engineer.", "Twitter", "ORG"},
        {"You can push it to Netlify, or deploy your app on Netlify with a plugin.", "Netlify", "PRODUCT"},
        {"My guest is the founder and CEO of Netlify. He founded Netlify and hired the team at Netlify.", "Netlify",
         "ORG"},
    };
    for (const auto& c : kCases) EXPECT_EQ(type_of(c.text, c.name), c.type) << c.text;
}

TEST(Organisations, KnownToSellNothingUnderTheirNameStayOrganisations) {
    EXPECT_EQ(type_of("You can push it to Intel, or deploy your app on Intel with a plugin.", "Intel"), "ORG");
}

TEST(Organisations, AreNoWordsThatAreAsOftenWrittenSmall) {
    EXPECT_EQ(type_of("She sold shoes on the web. If you go to an eCommerce site, all eCommerce queries are slow.",
                      "eCommerce"),
              "");
    EXPECT_NE(type_of("She sold shoes on the web. If you go to eBay, all queries are slow.", "eBay"), "");
}

TEST(Organisations, AreNotMadeOfTermsInTechnicalTalk) {
    const std::string technical = "We write Python and some Rust, on Linux, with Postgres. ";
    const std::string term =
        "So the QTBX is slow. You put the data in your QTBX, and a QTBX array helps with QTBX latency.";
    EXPECT_EQ(type_of(technical + term, "QTBX"), "");
}

TEST(Organisations, StrangersTakenForPlacesAreRetypedOnlyWhereTheirWordsSayIt) {
    const std::string technical = "We write Python and some Rust, on Linux, with Postgres. ";
    EXPECT_EQ(type_of(technical + "You can install Zorvik and then deploy it with Zorvik, using the Zorvik plugin.",
                      "Zorvik"),
              "PRODUCT");
    EXPECT_EQ(type_of(technical + "I was born in Chicago. She lives in Chicago.", "Chicago"), "PLACE");
}

TEST(Organisations, NamesThatTheEpisodeGivesAreNotDoubted) {
    Transcript transcript;
    transcript.text =
        "We write Python and some Rust, on Linux, with Postgres. So the QTBX is slow. You put the data in your QTBX, "
        "and "
        "a QTBX "
        "array helps with QTBX latency.";
    transcript.segments.push_back({{0, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, kNoSpeaker});
    const auto has_it = [&](const EpisodeMeta& meta) {
        const std::vector<Entity> entities = extract_entities(build_document(transcript), meta, model(), {});
        return std::any_of(entities.begin(), entities.end(),
                           [](const Entity& entity) { return entity.name == "QTBX"; });
    };
    EXPECT_FALSE(has_it({}));
    EpisodeMeta meta;
    meta.known_names = {"QTBX"};
    EXPECT_TRUE(has_it(meta));
}

TEST(Organisations, AreOnlyDoubtedInTechnicalTalkWhereNobodyKnowsThem) {
    Group group;
    group.name = "Rust";
    std::vector<Group> groups(2, group);
    groups[1].name = "PostgreSQL";
    EXPECT_TRUE(is_technical_talk(groups, Knowledge::builtin()));
    groups.resize(1);
    EXPECT_FALSE(is_technical_talk(groups, Knowledge::builtin())) << "one in passing";
    group.name = "Ohio";
    groups.assign(39, group);
    groups.push_back({"Rust", {}, EntityType::kProduct, 0});
    groups.push_back({"PostgreSQL", {}, EntityType::kProduct, 0});
    EXPECT_FALSE(is_technical_talk(groups, Knowledge::builtin())) << "two of 41";
}

TEST(Organisations, WeightsOfAnotherSizeAreRefused) {
    ModelWriter writer;
    writer.add("orgs", "abc");
    const std::string bytes = writer.finish();
    const auto loaded = OrganisationJudge::load_weights(*ModelFile::parse(bytes));
    ASSERT_FALSE(loaded.has_value());
    EXPECT_EQ(loaded.error().code, ErrorCode::kCorrupt);
    EXPECT_THAT(loaded.error().message, testing::HasSubstr("3 bytes"));
}

TEST(Contexts, AreRefusedWhereTheirTableIsNoPowerOfTwo) {
    ModelWriter writer;
    writer.add("contexts", std::string(4 + 8 * 3, '\0'));
    const std::string bytes = writer.finish();
    const auto loaded = ContextTyper::load(*ModelFile::parse(bytes));
    ASSERT_FALSE(loaded.has_value());
    EXPECT_THAT(loaded.error().message, testing::HasSubstr("28 bytes"));
}

}  // namespace
}  // namespace earwitness::analysis::entities
