// What searches read: straight from the archive, which suits one search; or held in memory, which suits a server (a
// quarter of a gigabyte for a thousand hours of talk). Both give the same answers. Any number of threads may read.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "search/indexer.h"
#include "search/ranking.h"
#include "store/archive.h"

namespace earwitness::search {

class HeldIndex;

// A finding that may answer a search for findings.
struct IndexedFinding {
    std::int64_t row = 0;  // of its episode
    std::string_view kind, type, label;
    Span span;
    std::optional<WordRange> words;  // of its episode's words; absent where nobody has looked
    double score = 0;
};

class Index {
  public:
    using Rows = std::vector<store::Archive::SearchRow>;

    // Reads from the archive what is asked for, when it is asked for. The archive must outlive it. Not explicit: an
    // archive can be searched as it is.
    Index(const store::Archive& archive);
    // Reads all of the archive's index, findings and (within bounds) transcripts once; what the archive takes in later
    // is not in it.
    static Result<Index> held(const store::Archive& archive);
    Index(Index&&) noexcept;
    ~Index();

    const store::Archive& archive() const { return archive_; }
    Result<std::shared_ptr<const Rows>> rows() const;  // by episode id
    // Terms from `first` to `last` in the order of their bytes, of each the episodes by row; false ends it.
    Status each_posting(
        std::string_view first, std::string_view last,
        const std::function<bool(std::string_view term, std::int64_t episode_row, std::string_view data)>& each) const;
    Result<IndexedDocument> document(std::int64_t episode_row) const;
    Result<std::shared_ptr<const Transcript>> transcript(const store::Archive::SearchRow& row) const;
    // By kind, type, entity and speaker, the best first; the filter's other fields are left to the caller.
    Status each_finding(const store::FindingFilter& filter,
                        const std::function<void(const IndexedFinding&)>& each) const;

  private:
    Index(const store::Archive& archive, std::unique_ptr<const HeldIndex> held);
    const store::Archive& archive_;
    std::unique_ptr<const HeldIndex> held_;  // null: read from the archive
};

}  // namespace earwitness::search
