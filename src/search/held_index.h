// The search index in memory: the postings as they lie in the archive, in one piece, and beside them what a hit needs.
// Immutable once read. Used by Index alone.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/index.h"

namespace earwitness::search {

class HeldIndex {
  public:
    static Result<std::unique_ptr<const HeldIndex>> read(const store::Archive& archive);

    std::shared_ptr<const Index::Rows> rows() const { return rows_; }
    void each_posting(std::string_view first, std::string_view last,
                      const std::function<bool(std::string_view, std::int64_t, std::string_view)>& each) const;
    std::string_view document(std::int64_t episode_row) const;
    // Null where it is not held: see kTranscriptBytes.
    std::shared_ptr<const Transcript> transcript(std::int64_t episode_row) const;
    void each_finding(const store::FindingFilter& filter, const std::function<void(const IndexedFinding&)>& each) const;

  private:
    // Where in data_ a term's positions in one episode end; they begin where those before end.
    struct Posting {
        std::uint32_t row = 0;  // index into rows_
        std::uint64_t end = 0;
    };
    struct Term {
        std::string text;
        std::size_t postings_end = 0;  // in postings_; they begin where the term's before end
    };
    struct Finding {
        std::uint32_t row = 0;
        Span span;
        WordRange words;
        double score = 0;
        const std::string *type = nullptr, *label = nullptr, *speaker = nullptr;  // in pool_
    };

    Status read_postings(const store::Archive& archive);
    Status read_documents(const store::Archive& archive);
    Status read_findings(const store::Archive& archive);
    Status read_transcripts(const store::Archive& archive);
    const std::string* pooled(std::string_view text);

    std::shared_ptr<const Index::Rows> rows_;
    std::unordered_map<std::int64_t, std::uint32_t> index_of_;  // of an episode's row in rows_
    std::vector<Term> terms_;                                   // by text
    std::vector<Posting> postings_;
    std::string data_;
    std::vector<std::string> documents_;                                 // as rows_
    std::vector<std::shared_ptr<const Transcript>> transcripts_;         // as rows_, null where not held
    std::map<std::string, std::vector<Finding>, std::less<>> findings_;  // by kind, the best first
    std::set<std::string, std::less<>> pool_;
};

}  // namespace earwitness::search
