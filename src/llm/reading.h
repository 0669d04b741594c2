// What a language model adds to an episode's findings: more quotations with why they matter and their topic, a summary
// in its own words of which every sentence cites findings, titles that cite them, and categories of names. All of it is
// held to the transcript (grounding.h) before it is anything; what is refused is kept apart with its reason. The
// transcript is data: whatever it says, the model's answer is only ever read as the fields of a schema.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "earwitness/findings.h"
#include "llm/grounding.h"
#include "llm/model.h"

namespace earwitness::llm {

struct AddedQuote {
    Span span;
    Match match = Match::kExact;
    std::string why, topic;  // the model's words, "" where they were refused
};

using AddedSentence = ModelSentence;

struct Refused {
    std::string kind;    // "quote", "why", "topic", "sentence", "title", "chapter", "category"
    std::string reason;  // a refusal's name, "no_citation", "unknown_citation", "unrelated", "unsupported", "markup",
                         // "sponsor_read", "unknown_name", "unknown_chapter", "unknown_category"
    std::string text, detail;
};

struct Additions {
    std::string provider, model;
    std::vector<AddedQuote> quotes;  // by place
    std::vector<AddedSentence> summary;
    std::optional<ModelSentence> title;       // read_overview adds these three
    std::vector<ModelChapterTitle> chapters;  // by chapter, each at most once
    std::vector<ModelCategory> categories;    // likewise by entity, in the order of Analysis::entities
    std::vector<Refused> refused;
    std::size_t pieces = 0, read = 0, kept = 0;  // requests that the talk needs, those answered, of them from the cache
    std::int64_t tokens_in = 0, tokens_out = 0;  // of this run, as the server counts
    std::vector<Error> failures;                 // pieces that the model could not be had for
};

// One request's share of the talk.
struct TalkPiece {
    Span span;
    std::string prompt;
    std::vector<Span> findings;  // that it lists, in order
    std::int64_t tokens = 0;     // estimate of the whole question
};

// Cut between sentences, the speaker before each turn, to what the model's context leaves beside its answer.
std::vector<TalkPiece> cut_talk(const Analysis& analysis, const ModelOptions& options);

// The categories of each type of entity, by the type's number; docs/taxonomy.md.
using CategoryLists = std::array<std::vector<std::string_view>, kEntityTypes>;

struct ReadingOptions {
    ModelOptions model;
    CategoryLists categories;    // that may be given; all empty: none is asked for
    std::filesystem::path work;  // answers by what was asked, "" = keep none
    std::size_t jobs = 1;        // requests at once
    // Asked before each request that is not in `work`, with an estimate of its tokens; a failure ends the work there
    // with what was had. Any thread. May be empty.
    std::function<Status(std::int64_t tokens_in, std::int64_t tokens_out)> allow;
    const std::atomic<bool>* cancelled = nullptr;
};

// Never fails as a whole: what could not be had stands in Additions::failures, everything else is there.
Additions read_talk(const Analysis& analysis, LanguageModel& model, const ReadingOptions& options);

// One more question, of the episode as a whole: better titles and categories, into `additions`, of which it is one more
// piece. Asks nothing where there are no findings to cite.
void read_overview(const Analysis& analysis, LanguageModel& model, const ReadingOptions& options, Additions& additions);

// What both would ask for that is not kept in options.work.
struct ReadingEstimate {
    std::size_t requests = 0;
    std::int64_t tokens_in = 0, tokens_out = 0;  // at most
};
ReadingEstimate estimate_reading(const Analysis& analysis, const ReadingOptions& options);

// As the archive and pages have it: the summary in sections by chapter, the refused as a number.
ModelAdditions model_additions(const Analysis& analysis, const Additions& additions);

// Another one when another question is asked of the same episode.
std::string questions_version();

}  // namespace earwitness::llm
