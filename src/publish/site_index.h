// Everything that the pages over many episodes show, gathered from one analysis at a time, so that a site of a
// thousand episodes is built without holding a thousand analyses. Each line keeps its evidence: episode, span, second,
// words. Reads findings; makes none.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "earwitness/findings.h"
#include "publish/reading.h"

namespace earwitness::publish {

// Words of a transcript that a page shows.
struct Line {
    std::uint32_t episode = 0;  // index into SiteModel::episodes
    Span span;
    std::optional<std::int64_t> start_ms;
    std::string speaker;      // as labelled, "" where unknown
    std::string text;         // the transcript's bytes of the span
    std::vector<Span> marks;  // spans of the transcript inside `span` to highlight, sorted
};

struct NameRef {
    std::string id;
    std::string name;
    EntityType type = EntityType::kOrg;
};

struct QuoteLine {
    Line line;
    double score = 0;
    std::vector<std::string> why;
    std::vector<NameRef> names;
};

struct InsightLine {
    Line line;
    InsightType type = InsightType::kPrediction;
    double confidence = 0;
    bool actionable = false;
    std::vector<Quantity> quantities;
    std::optional<DueDate> due;
    std::optional<Span> horizon;
    std::optional<Hedge> hedge;
    std::optional<Span> condition;
    std::vector<NameRef> names;
};

// A sentence in which a name or topic occurs.
struct EntityPage {
    std::string id, name, category;
    EntityType type = EntityType::kOrg;
    double salience = 0;  // sum over episodes
    std::size_t mentions = 0;
    bool in_sponsor_only = true;
    // What episodes say of it, by mentions, until finish() lets the most decide.
    std::map<std::string, std::size_t> names, categories;
    std::map<EntityType, std::size_t> types;
    std::map<std::string, std::size_t> forms;  // as said, by count
    std::vector<std::uint32_t> episodes;       // ascending
    std::vector<Line> lines;                   // by episode, then place
};

struct TopicPage {
    std::string id, label;
    double prominence = 0;
    std::map<std::string, double> keyphrases;
    std::vector<std::uint32_t> episodes;
    std::vector<Line> lines;
};

// What lists of episodes say of one.
struct EpisodeDigest {
    std::vector<Line> summary;
    std::vector<NameRef> names;  // the most salient ones
    std::size_t quotes = 0, insights = 0, entities = 0;
    std::string transcript_sha256;
};

// Of one episode; made on any thread, merged in order.
struct EpisodeLines {
    std::uint32_t episode = 0;
    EpisodeDigest digest;
    std::vector<QuoteLine> quotes;
    std::vector<InsightLine> insights;
    std::vector<EntityPage> entities;
    std::vector<TopicPage> topics;
};

struct SiteIndex {
    std::map<std::uint32_t, EpisodeDigest> episodes;
    std::vector<QuoteLine> quotes;      // best first
    std::vector<InsightLine> insights;  // newest episode first, then in the order they are said
    std::map<std::string, EntityPage> entities;
    std::map<std::string, TopicPage> topics;
    // Numbers of quotes and insights, in their order: by id of an entity that they name, and by speaker as labelled.
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> quotes_naming, insights_naming, quotes_by,
        insights_by;
};

// Paragraph breaks that pages want: chapters and sponsor reads.
std::vector<std::uint32_t> page_breaks(const Analysis& analysis);

Line make_line(const Reading& reading, std::uint32_t episode, Span span);
EpisodeLines collect_lines(const Analysis& analysis, const Reading& reading, std::uint32_t episode);

// Call in ascending order of episodes, then finish once.
void merge(EpisodeLines lines, SiteIndex& index);
// `rank[episode]` orders episodes, newest = 0; quotes and insights are sorted by it.
void finish(SiteIndex& index, const std::vector<std::uint32_t>& rank);

}  // namespace earwitness::publish
