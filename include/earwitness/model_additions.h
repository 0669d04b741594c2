// What a language model added to an episode's findings, after it was held to the transcript (docs/llm.md): quotations
// are spans like every finding; sentences, titles and remarks are the model's own words, each with the spans that bear
// it out. Shown only with the model's name. What was refused is not here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "earwitness/span.h"

namespace earwitness {

struct ModelQuote {
    Span span;
    std::string match;       // "exact", "normalised" or "aligned": how near the model's words came
    std::string why, topic;  // the model's words, borne out by the span; "" where there are none
};

struct ModelSentence {
    std::string text;         // the model's words
    std::vector<Span> cites;  // findings that bear them out, never empty
};

// Sentences of the summary on one chapter.
struct ModelSection {
    std::optional<std::size_t> chapter;  // index into Analysis::chapters; absent where there are none
    std::vector<ModelSentence> sentences;
};

struct ModelChapterTitle {
    std::size_t chapter = 0;  // index into Analysis::chapters, one whose title is not the publisher's
    ModelSentence title;
};

// Another category than the built-in one, of the closed list of the entity's type.
struct ModelCategory {
    std::string entity;  // id
    std::string category;
};

struct ModelAdditions {
    std::string provider, model;
    std::size_t parts = 0, parts_read = 0;  // requests that the episode needs, those answered
    std::size_t refused = 0;                // answers that the transcript does not bear out
    std::optional<ModelSentence> title;     // of the episode
    std::vector<ModelSection> sections;     // in the order of the talk
    std::vector<ModelChapterTitle> chapters;
    std::vector<ModelQuote> quotes;  // by place, not overlapping
    std::vector<ModelCategory> categories;

    bool empty() const {
        return !title && sections.empty() && chapters.empty() && quotes.empty() && categories.empty();
    }
};

}  // namespace earwitness
