// The texts of the episodes that a search shows, each read once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "search/index.h"

namespace earwitness::search {

class EpisodeReader {
  public:
    explicit EpisodeReader(const Index& index) : index_(index) {}

    // Both stay valid as long as the reader.
    Result<const IndexedDocument*> document(std::int64_t row);
    Result<const Transcript*> transcript(const store::Archive::SearchRow& row);

  private:
    const Index& index_;
    std::map<std::int64_t, IndexedDocument> documents_;
    std::map<std::int64_t, std::shared_ptr<const Transcript>> transcripts_;
};

// The bytes from the first to the last word of a range; empty for an empty one.
Span bytes_of(const IndexedDocument& document, WordRange words);
// The words that touch a span.
WordRange words_of(const IndexedDocument& document, Span span);

// Stems of a name as they were asked for, and whether a speaker is meant by them ("ada" means "Ada Lovelace").
std::vector<std::string> name_stems(std::string_view name);
bool is_named(const std::string& speaker, const std::vector<std::string>& stems);

}  // namespace earwitness::search
