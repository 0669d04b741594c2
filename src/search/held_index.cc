#include "search/held_index.h"

#include <algorithm>
#include <utility>

#include "search/episode_reader.h"
#include "text/utf8.h"

namespace earwitness::search {
namespace {

// Transcripts are held up to so many bytes of text; the others are read when a hit is in one.
constexpr std::size_t kTranscriptBytes = std::size_t{256} << 20;

std::size_t bytes_of(const Transcript& t) {
    return t.text.size() + t.segments.size() * sizeof(Segment) + t.words.size() * sizeof(TimedWord);
}

}  // namespace

Result<std::unique_ptr<const HeldIndex>> HeldIndex::read(const store::Archive& archive) {
    auto index = std::make_unique<HeldIndex>();
    auto rows = archive.search_rows();
    if (!rows) return rows.error();
    index->rows_ = std::make_shared<const Index::Rows>(std::move(*rows));
    for (std::size_t i = 0; i < index->rows_->size(); ++i)
        index->index_of_[(*index->rows_)[i].row] = static_cast<std::uint32_t>(i);
    for (const auto step : {&HeldIndex::read_postings, &HeldIndex::read_documents, &HeldIndex::read_findings,
                            &HeldIndex::read_transcripts})
        if (auto done = (index.get()->*step)(archive); !done) return done.error();
    return std::unique_ptr<const HeldIndex>(std::move(index));
}

Status HeldIndex::read_postings(const store::Archive& archive) {
    // "\xff" stands behind every term, as no UTF-8 has it.
    auto done = archive.each_posting("", "\xff", [&](std::string_view term, std::int64_t row, std::string_view data) {
        const auto at = index_of_.find(row);
        if (at == index_of_.end()) return true;  // taken in since the rows were read
        if (terms_.empty() || terms_.back().text != term) terms_.push_back({std::string(term), 0});
        data_.append(data);
        postings_.push_back({at->second, data_.size()});
        terms_.back().postings_end = postings_.size();
        return true;
    });
    data_.shrink_to_fit();
    postings_.shrink_to_fit();
    return done;
}

Status HeldIndex::read_documents(const store::Archive& archive) {
    for (const auto& row : *rows_) {
        auto bytes = archive.search_document(row.row);
        if (!bytes) return bytes.error();
        documents_.push_back(*bytes ? std::move(**bytes) : std::string());
    }
    return {};
}

const std::string* HeldIndex::pooled(std::string_view text) { return &*pool_.emplace(text).first; }

Status HeldIndex::read_findings(const store::Archive& archive) {
    std::int64_t row_before = -1;
    IndexedDocument document;
    auto done = archive.each_finding([&](const store::Archive::FindingPlace& f) {
        const auto row = index_of_.find(f.episode_row);
        if (row == index_of_.end()) return;
        if (std::exchange(row_before, f.episode_row) != f.episode_row)
            document = read_document(documents_[row->second]);
        auto list = findings_.find(f.kind);
        if (list == findings_.end()) list = findings_.emplace(f.kind, std::vector<Finding>()).first;
        list->second.push_back({row->second, f.span, words_of(document, f.span), f.score, pooled(f.type),
                                pooled(f.label), pooled(text::lower(f.speaker))});
    });
    for (auto& [kind, list] : findings_)
        std::stable_sort(list.begin(), list.end(), [](const Finding& a, const Finding& b) {
            return a.score != b.score ? a.score > b.score : a.row < b.row;
        });
    return done;
}

Status HeldIndex::read_transcripts(const store::Archive& archive) {
    std::size_t bytes = 0;
    transcripts_.resize(rows_->size());
    for (std::size_t i = 0; i < rows_->size() && bytes < kTranscriptBytes; ++i) {
        auto transcript = archive.transcript((*rows_)[i].transcript_key);
        if (!transcript) return transcript.error();
        if (!*transcript) continue;  // told when somebody's hit is in it
        bytes += bytes_of(**transcript);
        transcripts_[i] = std::make_shared<const Transcript>(std::move(**transcript));
    }
    return {};
}

void HeldIndex::each_posting(std::string_view first, std::string_view last,
                             const std::function<bool(std::string_view, std::int64_t, std::string_view)>& each) const {
    auto term = std::partition_point(terms_.begin(), terms_.end(), [&](const Term& t) { return t.text < first; });
    for (; term != terms_.end() && term->text <= last; ++term) {
        const std::size_t from = term == terms_.begin() ? 0 : std::prev(term)->postings_end;
        for (std::size_t p = from; p < term->postings_end; ++p) {
            const std::uint64_t begin = p == 0 ? 0 : postings_[p - 1].end;
            const std::string_view data(data_.data() + begin, postings_[p].end - begin);
            if (!each(term->text, (*rows_)[postings_[p].row].row, data)) return;
        }
    }
}

std::string_view HeldIndex::document(std::int64_t episode_row) const {
    const auto at = index_of_.find(episode_row);
    return at == index_of_.end() ? std::string_view() : std::string_view(documents_[at->second]);
}

std::shared_ptr<const Transcript> HeldIndex::transcript(std::int64_t episode_row) const {
    const auto at = index_of_.find(episode_row);
    return at == index_of_.end() ? nullptr : transcripts_[at->second];
}

void HeldIndex::each_finding(const store::FindingFilter& filter,
                             const std::function<void(const IndexedFinding&)>& each) const {
    const std::string speaker = text::lower(filter.speaker);
    for (const auto& [kind, list] : findings_) {
        if (!filter.kind.empty() && kind != filter.kind) continue;
        for (const Finding& f : list) {
            if (!filter.type.empty() && *f.type != filter.type) continue;
            if (!speaker.empty() && f.speaker->find(speaker) == std::string::npos) continue;
            each({(*rows_)[f.row].row, kind, *f.type, *f.label, f.span, f.words, f.score});
        }
    }
}

}  // namespace earwitness::search
