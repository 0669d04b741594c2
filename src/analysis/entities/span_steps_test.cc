// The steps between tagging and grouping, on spans made by hand: boundaries, repeats, list votes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "analysis/entities/boundaries.h"
#include "analysis/entities/entities.h"
#include "analysis/entities/list_votes.h"
#include "analysis/entities/listed_places.h"
#include "analysis/entities/repeats.h"

namespace earwitness::analysis::entities {
namespace {

const Tagger& tagger() {
    static const ModelFile kFile = *ModelFile::parse(EntityModel::builtin_bytes());
    static const Tagger kTagger = *Tagger::load(kFile);
    return kTagger;
}

// A text in which [names] stand in brackets, read as if the tagger had found just those, of one type.
struct Marked {
    Marked(const std::string& marked, EntityType type) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
        for (const char c : marked) {
            if (c == '[')
                places.emplace_back(transcript.text.size(), 0);
            else if (c == ']')
                places.back().second = static_cast<std::uint32_t>(transcript.text.size());
            else
                transcript.text += c;
        }
        transcript.segments.push_back({{0, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, kNoSpeaker});
        document = build_document(transcript);
        for (const auto& [begin, end] : places) {
            TypedSpan span;
            span.span = {begin, end};
            span.type = type;
            span.probability.fill(0.1f);
            span.probability[static_cast<std::size_t>(type)] = 0.4f;
            for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
                if (!span.span.contains(document.tokens[t].span)) continue;
                if (span.token_count++ == 0) span.first_token = t;
            }
            spans.push_back(span);
        }
    }
    std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const TypedSpan& span : spans) out.emplace_back(document.of(span.span));
        return out;
    }
    Transcript transcript;
    Document document;
    std::vector<TypedSpan> spans;
};

TEST(Boundaries, CutsAndTrims) {
    const struct {
        const char* text;
        EntityType type;
        std::vector<std::string> names;
    } kCases[] = {
        {"with [Tom Martin Scott Neal] today", EntityType::kPerson, {"Tom Martin", "Scott Neal"}},
        {"thanks [Renee Renee] so much", EntityType::kPerson, {"Renee", "Renee"}},
        {"[Mary Jones] and then [Mary Jones Kathleen] said",
         EntityType::kPerson,
         {"Mary Jones", "Mary Jones", "Kathleen"}},
        {"[Martin Luther King] and [Martin Luther King] again",
         EntityType::kPerson,
         {"Martin Luther King", "Martin Luther King"}},
        {"[Dr. Susan Lee] is here", EntityType::kPerson, {"Susan Lee"}},
        {"thank you Mr. [President] for that", EntityType::kPerson, {}},
        {"oh my [God] no", EntityType::kPerson, {}},
        {"the [Association for Widgets (AFW]) met", EntityType::kOrg, {"Association for Widgets", "AFW"}},
        {"few storage drivers, [CSIs], that support it", EntityType::kOrg, {}},
        {"I think [ZQRT] is coming with a car", EntityType::kOrg, {"ZQRT"}},
        {"They talk of [quantum computing] all day", EntityType::kOrg, {}},
        {"[the Beatles'] songs", EntityType::kOrg, {"Beatles"}},
        {"so [Harlow]'s law says", EntityType::kPerson, {}},
        {"so [Harlow's Paradox] says", EntityType::kOrg, {}},
        {"so [Harlow]'s lawyer says", EntityType::kPerson, {"Harlow"}},
        {"she sponsored [Harlow's Law] then", EntityType::kWork, {"Harlow's Law"}},
        {"were there an [Oracle] in the future", EntityType::kOrg, {}},
        {"were there an [Oracle] database", EntityType::kOrg, {"Oracle"}},
        {"I wrote the blog post AI and [Compute] then", EntityType::kWork, {"AI and Compute"}},
        {"I wrote with Ada and [Compute] then", EntityType::kWork, {"Compute"}},
        {"see [https://example.org/Page] or [www.example.org] for [v2.1]", EntityType::kWork, {}},
        {"ARGUMENT OF [HARLOW] ON [BEHALF OF THE BOARD]. Then Ms. [Harlow] spoke to us.",
         EntityType::kPerson,
         {"HARLOW", "Harlow"}},
        {"so Typhoon [Marlena] came and [Marlena] went", EntityType::kPerson, {"Typhoon Marlena", "Marlena"}},
        {"a typhoon [Marlena] wrote of", EntityType::kPerson, {"Marlena"}},
        {"a [V] of geese in [V2X] talk", EntityType::kProduct, {"V", "V2X"}},
    };
    for (const auto& c : kCases) {
        Marked marked(c.text, c.type);
        const Reading reading = tagger().read(marked.document);
        mend_boundaries(marked.document.text(), marked.document.tokens, reading, marked.spans);
        EXPECT_EQ(marked.names(), c.names) << c.text;
    }
}

TEST(ListedPlaces, AreOneWhereTheirNameHasAnAnd) {
    const struct {
        const char* text;
        EntityType type;
        std::vector<std::string> names;
        EntityType is;
    } kCases[] = {
        {"in [Trinidad] and [Tobago] they", EntityType::kOrg, {"Trinidad and Tobago"}, EntityType::kPlace},
        {"in Antigua and [Barbuda] they", EntityType::kOrg, {"Antigua and Barbuda"}, EntityType::kPlace},
        {"the [Trinidad] and [Tobago Court of Appeal] ruled",
         EntityType::kOrg,
         {"Trinidad and Tobago Court of Appeal"},
         EntityType::kOrg},
        {"in [Canada] and [Mexico] they", EntityType::kOrg, {"Canada", "Mexico"}, EntityType::kOrg},
        {"in [Trinidad] they and [Tobago] too", EntityType::kOrg, {"Trinidad", "Tobago"}, EntityType::kOrg},
    };
    for (const auto& c : kCases) {
        Marked marked(c.text, c.type);
        join_listed_places(marked.document.tokens, tagger().read(marked.document), marked.spans);
        EXPECT_EQ(marked.names(), c.names) << c.text;
        EXPECT_EQ(marked.spans.front().type, c.is) << c.text;
    }
}

TEST(Repeats, AddsWhatWasOverlooked) {
    const struct {
        const char* text;
        std::size_t names;
    } kCases[] = {
        {"So [Zorbatek] won. I like Zorbatek. And Zorbatek lost.", 3},
        {"I saw [Tim Cook]. Then Tim Cook left.", 2},
        {"[Will] came. Will you stay? He will. We will.", 1},      // a plain word too
        {"[Zorbatek] won. The Zorbatek Prize is new.", 1},         // part of a longer name
        {"i like [zorbatek]. well zorbatek is good. and the", 1},  // capitals mean nothing here
    };
    for (const auto& c : kCases) {
        Marked marked(c.text, EntityType::kOrg);
        add_repeats(marked.document.tokens, tagger().read(marked.document), marked.spans);
        EXPECT_EQ(marked.spans.size(), c.names) << c.text;
        EXPECT_TRUE(std::is_sorted(marked.spans.begin(), marked.spans.end(), [](const auto& a, const auto& b) {
            return a.span < b.span;
        })) << c.text;
    }
}

TEST(ListVotes, SettleTheTypeOfWellKnownNames) {
    const struct {
        const char* text;
        EntityType tagged, voted;
    } kCases[] = {
        {"They went to [North Korea] once", EntityType::kOrg, EntityType::kPlace},
        {"I watched [Star Wars] again", EntityType::kOrg, EntityType::kWork},
        {"The [Zorbatek] said so", EntityType::kOrg, EntityType::kOrg},
        {"We heard [Zorbatek Zum], an annual festival of ours", EntityType::kOrg, EntityType::kEvent},
    };
    for (const auto& c : kCases) {
        Marked marked(c.text, c.tagged);
        apply_list_votes(tagger().read(marked.document), marked.spans);
        EXPECT_EQ(entity_type_name(marked.spans[0].type), entity_type_name(c.voted)) << c.text;
        float sum = 0;
        for (const float p : marked.spans[0].probability) sum += p;
        EXPECT_NEAR(sum, 1, 1e-3) << c.text;
    }
}

}  // namespace
}  // namespace earwitness::analysis::entities
