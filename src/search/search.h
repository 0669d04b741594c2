// The front door: a query in, ranked passages out, each with the exact words, their span, their second and who said
// them. Used by `earwitness search` and by serve/. Reads an index, or an archive as it is; any number of searches may
// run at once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "earwitness/result.h"
#include "search/index.h"
#include "search/query.h"
#include "search/suggest.h"

namespace earwitness::search {

struct Hit {
    std::string episode_id, episode_title, show_id, show_title;
    std::optional<std::int64_t> published_at;
    double score = 0;
    std::string kind;                              // "passage", or the kind of finding that was asked for
    std::string type;                              // of an insight
    Span passage;                                  // the window that was ranked, whole
    Span span;                                     // the words that are shown, of one speaker
    std::optional<std::int64_t> start_ms, end_ms;  // of the span
    std::string speaker;                           // as labelled, "" where unknown
    std::string words;                             // the span's bytes
    std::vector<Span> matches;  // matched words inside the span, offsets into the transcript's text, sorted
    std::string transcript_sha256;
};

enum class Order {
    kBest,    // those that answer best first
    kNewest,  // the newest episodes first, in each the best
};

struct SearchOptions {
    std::size_t limit = 20;
    Order order = Order::kBest;
};

// What the filters left to look through, whether or not anything was found there.
struct Searched {
    std::size_t episodes = 0;
    std::int64_t words = 0;
    std::int64_t duration_ms = 0;  // of those whose duration is known
};

struct SearchAnswer {
    std::vector<Hit> hits;     // best first; passages of one episode never overlap
    std::size_t episodes = 0;  // how many hold any of it
    Searched searched;
    std::vector<Suggestion> suggestions;  // for words that nobody said there
};

// kInvalidArgument where there is nothing to look for; kNotFound where nothing was found and a filter names
// nobody (search/known_filters.h).
Result<SearchAnswer> search(const Index& index, const Query& query, const SearchOptions& options = {});

}  // namespace earwitness::search
