// The old pipeline's own heuristics for quotes, topics and tags, as `publish jekyll --compat` gives them to those whose
// pages must go on as they were: fixed keyword lists, found as parts of words ("rag" in "leverage"), as they did. They
// are measurably worse than ours (docs/jekyll.md); nothing else uses them. Every quote is still a span of the
// transcript.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "earwitness/findings.h"
#include "publish/reading.h"

namespace earwitness::publish::jekyll {

struct CompatQuote {
    Span span;
    int score = 0;
    std::vector<std::string> topics;
};

// Runs between '.', '!' and '?' of 20 to 300 characters with a score of 3 or more, best first, at most 30.
std::vector<CompatQuote> compat_quotes(const Reading& reading);
// 2 for each business or AI keyword, 1 for each company, 3 for each stock phrase in it; `topics` are the business ones.
CompatQuote compat_score(std::string_view sentence);

struct CompatTopic {
    std::string_view name;
    std::vector<std::string_view> keywords;
    std::size_t mentions = 0;
    double prominence = 0;  // min(1, mentions / 10)
};

// Those of the nine that are mentioned, by mentions, falling.
std::vector<CompatTopic> compat_topics(std::string_view transcript);

// The first five topics, hyphenated, then which of seven companies are among `entities`; eight at most.
std::vector<std::string> compat_tags(const std::vector<CompatTopic>& topics, const std::vector<Entity>& entities);

}  // namespace earwitness::publish::jekyll
