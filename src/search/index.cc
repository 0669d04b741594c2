#include "search/index.h"

#include <map>

#include "search/held_index.h"

namespace earwitness::search {

Index::Index(const store::Archive& archive) : archive_(archive) {}
Index::Index(const store::Archive& archive, std::unique_ptr<const HeldIndex> held)
    : archive_(archive), held_(std::move(held)) {}
Index::Index(Index&&) noexcept = default;
Index::~Index() = default;

Result<Index> Index::held(const store::Archive& archive) {
    auto held = HeldIndex::read(archive);
    if (!held) return held.error();
    return Index(archive, std::move(*held));
}

Result<std::shared_ptr<const Index::Rows>> Index::rows() const {
    if (held_) return held_->rows();
    auto rows = archive_.search_rows();
    if (!rows) return rows.error();
    return std::make_shared<const Rows>(std::move(*rows));
}

Status Index::each_posting(std::string_view first, std::string_view last,
                           const std::function<bool(std::string_view, std::int64_t, std::string_view)>& each) const {
    if (!held_) return archive_.each_posting(first, last, each);
    held_->each_posting(first, last, each);
    return {};
}

Result<IndexedDocument> Index::document(std::int64_t episode_row) const {
    if (held_) return read_document(held_->document(episode_row));
    auto bytes = archive_.search_document(episode_row);
    if (!bytes) return bytes.error();
    return read_document(*bytes ? std::string_view(**bytes) : std::string_view());
}

Result<std::shared_ptr<const Transcript>> Index::transcript(const store::Archive::SearchRow& row) const {
    if (held_)
        if (auto known = held_->transcript(row.row)) return known;
    auto transcript = archive_.transcript(row.transcript_key);
    if (!transcript) return transcript.error();
    if (!*transcript)
        return make_error(ErrorCode::kCorrupt,
                          row.episode_id + ": its transcript is missing from the archive; run `earwitness doctor`");
    return std::make_shared<const Transcript>(std::move(**transcript));
}

Status Index::each_finding(const store::FindingFilter& filter,
                           const std::function<void(const IndexedFinding&)>& each) const {
    // Which findings name an entity only the archive knows.
    if (held_ && filter.entity.empty()) {
        held_->each_finding(filter, each);
        return {};
    }
    const auto findings = archive_.findings(filter);
    if (!findings) return findings.error();
    const auto rows = this->rows();
    if (!rows) return rows.error();
    std::map<std::string_view, std::int64_t> row_of;
    for (const auto& row : **rows) row_of[row.episode_id] = row.row;
    for (const auto& finding : *findings)
        if (const auto row = row_of.find(finding.episode_id); row != row_of.end())
            each({row->second, finding.kind, finding.type, finding.label, finding.span, std::nullopt, finding.score});
    return {};
}

}  // namespace earwitness::search
