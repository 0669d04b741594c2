#include "search/episode_reader.h"

#include <algorithm>

#include "search/terms.h"

namespace earwitness::search {

Result<const IndexedDocument*> EpisodeReader::document(std::int64_t row) {
    if (const auto found = documents_.find(row); found != documents_.end()) return &found->second;
    auto document = index_.document(row);
    if (!document) return document.error();
    return &documents_.emplace(row, std::move(*document)).first->second;
}

Result<const Transcript*> EpisodeReader::transcript(const store::Archive::SearchRow& row) {
    if (const auto found = transcripts_.find(row.row); found != transcripts_.end()) return found->second.get();
    auto transcript = index_.transcript(row);
    if (!transcript) return transcript.error();
    return transcripts_.emplace(row.row, std::move(*transcript)).first->second.get();
}

Span bytes_of(const IndexedDocument& document, WordRange range) {
    const auto count = static_cast<std::uint32_t>(document.words.size());
    range.end = std::min(range.end, count);
    if (range.begin >= range.end) return {};
    return {document.words[range.begin].begin, document.words[range.end - 1].end};
}

WordRange words_of(const IndexedDocument& document, Span span) {
    const auto& words = document.words;
    const auto first =
        std::partition_point(words.begin(), words.end(), [&](const Span& w) { return w.end <= span.begin; });
    const auto last = std::partition_point(first, words.end(), [&](const Span& w) { return w.begin < span.end; });
    return {static_cast<std::uint32_t>(first - words.begin()), static_cast<std::uint32_t>(last - words.begin())};
}

std::vector<std::string> name_stems(std::string_view name) {
    const Stemmer stemmer;
    std::vector<Word> words;
    find_words(name, {0, static_cast<std::uint32_t>(name.size())}, words);
    std::vector<std::string> out;
    for (const auto& word : words) out.push_back(stemmer.stem(word.folded));
    return out;
}

bool is_named(const std::string& speaker, const std::vector<std::string>& stems) {
    const auto own = name_stems(speaker);
    return !stems.empty() && std::all_of(stems.begin(), stems.end(), [&](const auto& stem) {
        return std::find(own.begin(), own.end(), stem) != own.end();
    });
}

}  // namespace earwitness::search
