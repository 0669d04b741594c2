// Archive: the rows of shows.
#include <algorithm>

#include "base/hash.h"
#include "base/slug.h"
#include "store/archive.h"
#include "store/metadata_json.h"
#include "store/parts.h"

namespace earwitness::store {
namespace {

constexpr std::string_view kColumns =
    "SELECT row, id, source, location, added_as, meta, etag, last_modified, body_sha256, gone, failures, last_error, "
    "fetched_at, next_due_at FROM show ";

ShowSource source_from(std::string_view name) {
    for (int i = 0; i < kShowSources; ++i)
        if (show_source_name(static_cast<ShowSource>(i)) == name) return static_cast<ShowSource>(i);
    return ShowSource::kFeed;
}

Result<ShowRecord> read_row(const Statement& row) {
    ShowRecord record;
    record.row = row.integer(0);
    record.id = row.text(1);
    record.source = source_from(row.view(2));
    record.location = row.text(3);
    record.added_as = row.text(4);
    auto show = show_from_json(row.view(5));
    if (!show) return in_context(record.id, show.error());
    record.show = std::move(*show);
    record.fetch = {row.text(6),
                    row.text(7),
                    row.text(8),
                    row.integer(9) != 0,
                    static_cast<int>(row.integer(10)),
                    row.text(11),
                    row.maybe_integer(12),
                    row.maybe_integer(13)};
    return record;
}

// A URL's or path's last telling part, for a show that has no title: "https://x.org/feeds/lamp.xml" is "lamp".
std::string name_of(std::string_view location) {
    const std::size_t end = location.find_first_of("?#");
    location = location.substr(0, end);
    while (!location.empty() && location.back() == '/') location.remove_suffix(1);
    const std::size_t slash = location.rfind('/');
    std::string_view name = slash == std::string_view::npos ? location : location.substr(slash + 1);
    if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos && dot > 0 && slash > 8)
        name = name.substr(0, dot);
    return std::string(name);
}

}  // namespace

Result<std::vector<ShowRecord>> Archive::shows() const {
    EARWITNESS_ARCHIVE_CALL;
    std::vector<ShowRecord> out;
    auto query = parts_->database.prepare(std::string(kColumns) + "ORDER BY id");
    while (query.next()) {
        auto record = read_row(query);
        if (!record) return record.error();
        out.push_back(std::move(*record));
    }
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

Result<std::optional<ShowRecord>> Archive::find_show(std::string_view id) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(std::string(kColumns) + "WHERE id = ?");
    query.with(id);
    return first_row(query, read_row);
}

Result<std::optional<ShowRecord>> Archive::find_show_by_location(std::string_view location) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query =
        parts_->database.prepare(std::string(kColumns) + "WHERE location = ?1 OR added_as = ?1 ORDER BY id LIMIT 1");
    query.with(location);
    return first_row(query, read_row);
}

Result<std::string> insert_show(const Database& database, ShowSource source, std::string_view location,
                                std::string_view added_as, const Show& show, std::int64_t now) {
    // Two shows of one title are not to find the same id free.
    if (auto held = hold_until_commit(database, {"ids of shows"}); !held) return held.error();
    const std::string unique = base::sha256_hex(location);
    std::string id = base::make_slug(show.title);
    if (id.empty()) id = base::make_slug(name_of(location));
    if (id.empty()) id = "show-" + unique.substr(0, 6);
    auto taken = database.prepare("SELECT 1 FROM show WHERE id=?");
    taken.with(id);
    if (taken.next()) id += "-" + unique.substr(0, 6);
    if (auto done = taken.finish(); !done) return done.error();
    auto insert = database.prepare(
        "INSERT INTO show(id, source, location, added_as, title, meta, added_at) VALUES (?,?,?,?,?,?,?)");
    insert.with(id, show_source_name(source), location, added_as, show.title, show_to_json(show), now);
    if (auto done = insert.run(); !done) return in_context("adding " + id, done.error());
    return id;
}

Result<ShowRecord> Archive::add_show(ShowSource source, std::string_view location, std::string_view added_as,
                                     const Show& show, std::int64_t now) {
    EARWITNESS_ARCHIVE_CALL;
    Transaction transaction(parts_->database);
    if (!transaction.begun()) return transaction.begun().error();
    if (auto held = hold_until_commit(parts_->database, {"ids of shows"}); !held) return held.error();
    auto query = parts_->database.prepare(std::string(kColumns) + "WHERE source=? AND location=? ORDER BY id LIMIT 1");
    query.with(show_source_name(source), location);
    auto there = first_row(query, read_row);
    if (!there) return there.error();
    if (*there) return std::move(**there);
    auto id = insert_show(parts_->database, source, location, added_as, show, now);
    if (!id) return id.error();
    auto record = find_show(*id);
    if (!record) return record.error();
    if (auto done = transaction.commit(); !done) return done.error();
    return std::move(**record);
}

Status Archive::set_fetch_state(std::int64_t show_row, const FetchState& f) {
    EARWITNESS_ARCHIVE_CALL;
    auto update = parts_->database.prepare(
        "UPDATE show SET etag=?, last_modified=?, body_sha256=?, gone=?, failures=?, last_error=?, fetched_at=?, "
        "next_due_at=? WHERE row=?");
    update.with(f.etag, f.last_modified, f.body_sha256, static_cast<int>(f.gone), f.failures, f.last_error,
                f.fetched_at, f.next_due_at, show_row);
    return update.run();
}

Status Archive::set_location(std::int64_t show_row, std::string_view location) {
    EARWITNESS_ARCHIVE_CALL;
    auto update = parts_->database.prepare("UPDATE show SET location=? WHERE row=?");
    return update.with(location, show_row).run();
}

}  // namespace earwitness::store
