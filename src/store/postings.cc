// Archive: the rows of the search index. What the bytes mean is search/'s affair.
#include "base/deflate.h"
#include "base/hash.h"
#include "base/inflate.h"
#include "store/archive.h"
#include "store/parts.h"
#include "store/row_writer.h"

namespace earwitness::store {

namespace {

// A server is asked once for many terms. `terms` are lines.
Status drop_postings(const Database& database, std::int64_t episode_row, std::string_view terms) {
    constexpr std::size_t kTermsAtOnce = 256;
    while (!terms.empty()) {
        std::vector<std::string_view> some;
        while (!terms.empty() && some.size() < kTermsAtOnce) {
            const std::size_t line = terms.find('\n');
            some.push_back(terms.substr(0, line));
            terms.remove_prefix(line == std::string_view::npos ? terms.size() : line + 1);
        }
        std::string sql = "DELETE FROM posting WHERE episode=? AND term IN (?";
        for (std::size_t i = 1; i < some.size(); ++i) sql += ",?";
        auto remove = database.prepare(sql + ")");
        remove.bind(1, episode_row);
        for (std::size_t i = 0; i < some.size(); ++i) remove.bind(static_cast<int>(i) + 2, some[i]);
        if (auto done = remove.run(); !done) return done;
    }
    return {};
}

}  // namespace

Status drop_index(const Database& database, std::int64_t episode_row) {
    auto query = database.prepare("SELECT terms FROM search_document WHERE episode=?");
    query.with(episode_row);
    std::string packed;
    if (query.next()) packed = query.text(0);
    if (auto done = query.finish(); !done) return done;
    if (packed.empty()) return {};
    auto terms = base::inflate_bytes(packed, std::size_t{1} << 30);
    if (!terms)
        return make_error(ErrorCode::kCorrupt,
                          database.path() + ": the search index cannot be read; run `earwitness doctor`");
    if (auto done = drop_postings(database, episode_row, *terms); !done) return done;
    auto document = database.prepare("DELETE FROM search_document WHERE episode=?");
    return document.with(episode_row).run();
}

Status Archive::finish_index(std::int64_t episode_row, std::string_view key, const SearchEntry& entry) {
    std::string terms;
    for (const auto& posting : entry.postings) terms += posting.term + "\n";
    const std::string packed_terms = base::deflate_bytes(terms);
    EARWITNESS_ARCHIVE_CALL;
    const auto& database = parts_->database;
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun();
    if (auto done = drop_index(database, episode_row); !done) return done;
    auto document = database.prepare("INSERT INTO search_document(episode, words, data, terms) VALUES (?,?,?,?)");
    document.with(episode_row, entry.words).bind_blob(3, entry.document).bind_blob(4, packed_terms);
    if (auto done = document.run(); !done) return done;
    RowWriter insert(database, "posting(term, episode, data)", 3);
    for (const auto& posting : entry.postings)
        if (auto done = insert.add({posting.term, episode_row, Blob{posting.data}}); !done) return done;
    if (auto done = insert.finish(); !done) return done;
    if (auto done = put_done(database, episode_row, Stage::kIndex, key); !done) return done;
    return transaction.commit();
}

Status Archive::each_posting(std::string_view first, std::string_view last,
                             const std::function<bool(std::string_view, std::int64_t, std::string_view)>& each) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        "SELECT term, episode, data FROM posting WHERE term >= ? AND term <= ? ORDER BY term, episode");
    query.with(first, last);
    while (query.next())
        if (!each(query.view(0), query.integer(1), query.view(2))) return {};
    return query.finish();
}

Result<std::optional<std::string>> Archive::search_document(std::int64_t episode_row) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare("SELECT data FROM search_document WHERE episode=?");
    query.with(episode_row);
    std::optional<std::string> found;
    if (query.next()) found = query.text(0);
    if (auto done = query.finish(); !done) return done.error();
    return found;
}

Result<std::vector<Archive::SearchRow>> Archive::search_rows() const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        "SELECT d.episode, d.words, e.id, e.title, s.id, s.title, e.transcript, e.published, e.duration_ms FROM "
        "search_document d "
        "JOIN episode e ON e.row = d.episode JOIN show s ON s.row = e.show ORDER BY e.id");
    std::vector<SearchRow> out;
    while (query.next())
        out.push_back({query.integer(0), query.integer(1), query.text(2), query.text(3), query.text(4), query.text(5),
                       query.text(6), query.maybe_integer(7), query.maybe_integer(8)});
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

Result<std::string> Archive::index_state() const {
    EARWITNESS_ARCHIVE_CALL;
    auto query =
        parts_->database.prepare("SELECT episode, key FROM stage WHERE stage IN (?,?) ORDER BY episode, stage");
    query.with(static_cast<std::int64_t>(Stage::kAnalysis), static_cast<std::int64_t>(Stage::kIndex));
    base::Sha256 hash;
    while (query.next()) {
        hash.add_field(std::to_string(query.integer(0)));
        hash.add_field(query.view(1));
    }
    if (auto done = query.finish(); !done) return done.error();
    auto added = parts_->database.prepare("SELECT episode, sha256 FROM addition ORDER BY episode");
    while (added.next()) {
        hash.add_field(std::to_string(added.integer(0)));
        hash.add_field(added.view(1));
    }
    if (auto done = added.finish(); !done) return done.error();
    return hash.hex();
}

}  // namespace earwitness::store
