// Findings: everything that is said about an episode. Each is one or more spans of the transcript's
// text; words, speaker and time follow from the span. No span, no finding.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "earwitness/episode.h"
#include "earwitness/model_additions.h"
#include "earwitness/span.h"
#include "earwitness/transcript.h"

namespace earwitness {

enum class EntityType { kPerson, kOrg, kProduct, kPlace, kGroup, kEvent, kWork };
inline constexpr int kEntityTypes = 7;
// "PERSON", "ORG", ... as JSON has it.
std::string_view entity_type_name(EntityType type);
std::optional<EntityType> entity_type_from(std::string_view name);

struct Mention {
    Span span;
    std::optional<std::int64_t> start_ms;
    int speaker = kNoSpeaker;
    float confidence = 0;  // 0..1
};

struct Entity {
    std::string id;    // stable within an analysis: slug of the name and the type, "sam-altman"
    std::string name;  // canonical, as its owner spells it
    EntityType type = EntityType::kOrg;
    std::string category;              // of docs/taxonomy.md, "" where unknown
    std::vector<std::string> aliases;  // other surface forms, as said in this episode
    double salience = 0;               // 0..1; entities are ordered by it, falling
    bool in_sponsor_only = false;
    std::vector<Mention> mentions;  // sorted; the mentions of all entities never overlap
};

// Who speaks under a label that names nobody ("SPEAKER_00"), and the words that say so. The label stays as it is in the
// transcript; speaker_name() is what is shown.
struct Naming {
    int speaker = kNoSpeaker;  // index into Transcript::speakers; each at most once
    std::string name;
    Span span;
    std::optional<std::int64_t> start_ms;
    std::string how;        // "says_own_name", "introduced" or "addressed" (by somebody else)
    double confidence = 0;  // 0..1
};

struct Quote {
    Span span;
    std::optional<std::int64_t> start_ms, end_ms;
    int speaker = kNoSpeaker;
    double score = 0;                   // 0..1; quotes are ordered by it, falling
    std::vector<std::string> why;       // stable words: "figure", "contrast", "first_person_stance"
    std::vector<std::string> entities;  // ids
    std::vector<std::string> topics;    // ids
};

enum class InsightType { kPrediction, kRecommendation, kProblem, kTrend, kOpportunity, kStatistic, kDefinition };
inline constexpr int kInsightTypes = 7;
std::string_view insight_type_name(InsightType type);  // "prediction", ...
std::optional<InsightType> insight_type_from(std::string_view name);

// "ten to twenty", "more than 300": what a quantity lies between, an end that nobody said is open.
struct QuantityRange {
    std::optional<double> from, to;
};

// A quantity that something rose or fell by or to ("grew 40 percent in two years", "from ten minutes to two").
struct QuantityChange {
    bool is_increase = true;
    std::optional<double> from;  // what it was before, in the quantity's unit
    std::string over;            // "year", "6 months": the time that it takes, "" where nobody said
};

struct Quantity {
    Span span;
    double value = 0;  // of a range its lower end, of a change from one value to another the later value
    std::string unit;  // "USD", "percent", "people", "minutes", ""
    std::string what;  // what it measures, words of the sentence; may be ""
    std::string per;   // "month", "2 weeks", "user"; "" where it is no rate
    std::optional<QuantityRange> range;
    std::optional<QuantityChange> change;
};

struct DueDate {  // when a prediction falls due; ISO dates, "" where open
    std::string from;
    std::string to;
};

// How far a speaker steps back from a claim: "I think", "might", "who knows".
enum class HedgeStrength { kSlight, kModerate, kStrong };
inline constexpr int kHedgeStrengths = 3;
std::string_view hedge_strength_name(HedgeStrength strength);  // "slight", "moderate", "strong"
std::optional<HedgeStrength> hedge_strength_from(std::string_view name);

struct Hedge {
    Span span;
    HedgeStrength strength = HedgeStrength::kSlight;
};

struct Insight {
    InsightType type = InsightType::kPrediction;
    Span span;
    std::optional<std::int64_t> start_ms;
    int speaker = kNoSpeaker;
    double confidence = 0;  // 0..1
    bool actionable = false;
    std::vector<std::string> entities;
    std::vector<Quantity> quantities;
    // Of a prediction, each where it is said: the words that say when, and the dates that follow from them; the
    // strongest hedge; the clause that says on what condition. The spans lie inside the insight's.
    std::optional<DueDate> due;
    std::optional<Span> horizon;
    std::optional<Hedge> hedge;
    std::optional<Span> condition;
};

struct Topic {
    std::string id;
    std::string label;
    std::vector<std::string> keyphrases;
    double prominence = 0;  // 0..1; topics are ordered by it, falling
    std::vector<Span> mentions;
};

struct Chapter {
    Span span;
    std::optional<std::int64_t> start_ms, end_ms;
    std::string title;
    bool given = false;  // boundary and title are the publisher's; else the title is made of words said in it
};

struct SponsorRead {
    Span span;
    std::optional<std::int64_t> start_ms, end_ms;
    std::string name;  // who advertises, "" where unknown
};

// A heading of the summary and the spans that stand under it.
struct SummarySection {
    std::string heading;
    std::vector<Span> sentences;
};

struct Summary {
    std::vector<Span> sentences;
    std::vector<SummarySection> sections;
};

struct TimeRange {
    std::int64_t start_ms = 0, end_ms = 0;
};

// Which part of the audio has words.
struct Coverage {
    std::int64_t audio_ms = 0;    // how long the audio is known to be
    double share = 0;             // 0..1 of it that is not in a gap
    std::vector<TimeRange> gaps;  // without words, rising, never overlapping
};

// The whole of `earwitness analyze --format json`.
struct Analysis {
    std::string producer;  // "earwitness 0.1.0"
    EpisodeMeta episode;
    Transcript transcript;
    std::vector<Naming> namings;  // in the order of the speakers
    std::vector<Entity> entities;
    std::vector<Quote> quotes;
    std::vector<Insight> insights;
    std::vector<Topic> topics;
    std::vector<Chapter> chapters;
    std::vector<SponsorRead> sponsors;
    Summary summary;
    std::vector<std::string> tags;
    std::optional<Coverage> coverage;   // absent where the transcript has no times
    std::optional<ModelAdditions> llm;  // never made by analysis; the archive joins it
};

// The name that a naming gives the speaker, else the label; "" for kNoSpeaker.
std::string_view speaker_name(const Analysis& analysis, int speaker);

}  // namespace earwitness
