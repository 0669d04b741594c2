// Archive: imported pages, and the episodes that are known from nothing else.
#include <nlohmann/json.hpp>

#include "store/archive.h"
#include "store/metadata_json.h"
#include "store/page_match.h"
#include "store/parts.h"

namespace earwitness::store {
namespace {

using nlohmann::json;

std::string notes_to_json(const Diagnostics& notes) {
    json list = json::array();
    for (const Diagnostic& note : notes) list.push_back({note.code, note.message, note.line});
    return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Diagnostics> notes_from_json(std::string_view text) {
    const json list = json::parse(text, nullptr, false);
    if (!list.is_array()) return make_error(ErrorCode::kCorrupt, "the notes of an imported page are damaged");
    Diagnostics notes;
    for (const json& note : list)
        if (note.is_array() && note.size() == 3 && note[0].is_string() && note[1].is_string() && note[2].is_number())
            notes.push_back({note[0], note[1], note[2]});
    return notes;
}

// One call of take_in_pages(), inside its transaction.
class PageTaking {
  public:
    PageTaking(const Database& database, std::int64_t now) : database_(database), now_(now) {}

    Result<std::vector<PageTakeIn>> take(const std::vector<IncomingPage>& pages) {
        if (auto done = load(); !done) return done.error();
        std::vector<PageTakeIn> out;
        out.reserve(pages.size());
        for (const IncomingPage& page : pages) {
            auto taken = take_one(page);
            if (!taken) return in_context(page.file, taken.error());
            out.push_back(std::move(*taken));
        }
        if (auto done = drop_orphans(); !done) return done.error();
        return out;
    }

  private:
    struct Known {
        std::int64_t row = 0;
        std::string id;
        bool pages_only = false;  // its show is one of imported pages
    };
    struct Kept {
        std::int64_t row = 0, episode = 0;
        std::string source_sha256, joined_by;
    };

    Status load() {
        auto query = database_.prepare(
            "SELECT e.row, e.id, e.guid, e.enclosure, e.link, e.title, e.published, s.source FROM episode e "
            "JOIN show s ON s.row=e.show ORDER BY e.id");
        while (query.next())
            know({query.integer(0), query.text(1), query.view(7) == show_source_name(ShowSource::kPages)},
                 {query.text(2), query.text(3), query.text(4), query.text(5), query.maybe_integer(6)});
        return query.finish();
    }

    std::size_t know(Known known, const Identity& identity) {
        const std::size_t index = known_.size();
        matcher_.add(index, identity, !known.pages_only);
        by_row_[known.row] = index;
        known_.push_back(std::move(known));
        return index;
    }

    Result<std::optional<Kept>> kept(const IncomingPage& page) {
        // The file's own row goes before one of the same bytes under another name.
        by_name_.with(page.file, page.source_sha256);
        std::optional<Kept> found;
        if (by_name_.next()) found = Kept{by_name_.integer(0), by_name_.integer(1), by_name_.text(2), by_name_.text(3)};
        if (auto done = by_name_.finish(); !done) return done.error();
        return found;
    }

    Result<PageTakeIn> take_one(const IncomingPage& page) {
        auto before = kept(page);
        if (!before) return before.error();
        const Identity identity = identity_of(page.episode);
        auto match = matcher_.find(identity);
        std::string joined_by;
        std::size_t index = 0;
        if (match && !known_[match->episode].pages_only) {
            index = match->episode;
            joined_by = match->by;
        } else if (*before) {
            // What it was joined to stays, also where that episode's feed has changed since.
            index = by_row_.at((*before)->episode);
            joined_by = (*before)->joined_by;
        } else if (match) {
            index = match->episode;
            joined_by = match->by;
        } else {
            auto made = make_episode(page);
            if (!made) return made.error();
            index = *made;
        }
        PageTakeIn taken{PageTakeIn::Outcome::kSame, known_[index].id, joined_by};
        if (!*before) {
            taken.outcome = PageTakeIn::Outcome::kFresh;
            if (auto done = insert(page, known_[index].row, joined_by); !done) return done.error();
        } else if ((*before)->source_sha256 != page.source_sha256 || (*before)->episode != known_[index].row) {
            taken.outcome = PageTakeIn::Outcome::kChanged;
            if (auto done = update(page, (*before)->row, known_[index].row, joined_by); !done) return done.error();
            if (joined_by.empty())
                if (auto done = update_episode(page.episode, identity, known_[index].row); !done) return done.error();
        }
        return taken;
    }

    Status insert(const IncomingPage& page, std::int64_t episode, std::string_view joined_by) {
        return insert_
            .with(page.file, episode, joined_by, page.source_sha256, static_cast<int>(page.mended),
                  notes_to_json(page.notes), page.text, now_)
            .run();
    }

    Status update(const IncomingPage& page, std::int64_t row, std::int64_t episode, std::string_view joined_by) {
        auto update = database_.prepare(
            "UPDATE page SET episode=?, joined_by=?, source_sha256=?, mended=?, notes=?, text=? WHERE row=?");
        return update
            .with(episode, joined_by, page.source_sha256, static_cast<int>(page.mended), notes_to_json(page.notes),
                  page.text, row)
            .run();
    }

    Status update_episode(const Episode& episode, const Identity& identity, std::int64_t row) {
        auto update = database_.prepare(
            "UPDATE episode SET enclosure=?, link=?, title=?, published=?, duration_ms=?, meta=? WHERE row=?");
        return update
            .with(identity.enclosure, identity.link, identity.title, identity.published_at, episode.duration_ms,
                  episode_to_json(episode), row)
            .run();
    }

    Result<std::size_t> make_episode(const IncomingPage& page) {
        auto show = show_for(page.show_title);
        if (!show) return show.error();
        PageShow& place = **show;
        auto id = insert_episode(database_, place.row, place.id, {page.episode, "", ""}, place.next_position++, now_);
        if (!id) return id.error();
        return know({database_.last_row(), std::move(*id), true}, identity_of(page.episode));
    }

    struct PageShow {
        std::int64_t row = 0;
        std::string id;
        int next_position = 0;
    };

    // The show of imported pages with this title; those of pages that know none are in one of their own.
    Result<PageShow*> find_show(const std::string& title) {
        auto query = database_.prepare(
            "SELECT s.row, s.id, (SELECT coalesce(max(position) + 1, 0) FROM episode WHERE show=s.row) FROM show s "
            "WHERE s.source=? AND s.title=? ORDER BY s.id LIMIT 1");
        query.with(show_source_name(ShowSource::kPages), title);
        if (query.next()) shows_[title] = {query.integer(0), query.text(1), static_cast<int>(query.integer(2))};
        if (auto done = query.finish(); !done) return done.error();
        const auto found = shows_.find(title);
        return found == shows_.end() ? nullptr : &found->second;
    }

    Result<PageShow*> show_for(const std::string& page_title) {
        const std::string title = page_title.empty() ? std::string(kUnknownShowTitle) : page_title;
        if (const auto known = shows_.find(title); known != shows_.end()) return &known->second;
        auto found = find_show(title);
        if (!found || *found != nullptr) return found;
        Show show;
        show.title = title;
        auto made = insert_show(database_, ShowSource::kPages, "pages: " + title, "pages: " + title, show, now_);
        if (!made) return made.error();
        return &(shows_[title] = {database_.last_row(), std::move(*made), 0});
    }

    // Episodes and shows that only pages told of, and no page does any more.
    Status drop_orphans() {
        auto episodes = database_.prepare(
            "DELETE FROM episode WHERE transcript='' AND show IN (SELECT row FROM show WHERE source=?) AND row NOT IN "
            "(SELECT episode FROM page)");
        if (auto done = episodes.with(show_source_name(ShowSource::kPages)).run(); !done) return done;
        auto shows = database_.prepare("DELETE FROM show WHERE source=? AND row NOT IN (SELECT show FROM episode)");
        return shows.with(show_source_name(ShowSource::kPages)).run();
    }

    static constexpr std::string_view kUnknownShowTitle = "Imported pages";

    const Database& database_;
    std::int64_t now_;
    std::vector<Known> known_;
    std::map<std::int64_t, std::size_t> by_row_;
    PageMatcher matcher_;
    std::map<std::string, PageShow> shows_;
    Statement by_name_ = database_.prepare(
        "SELECT row, episode, source_sha256, joined_by FROM page WHERE file=?1 OR source_sha256=?2 ORDER BY file=?1 "
        "DESC, "
        "file LIMIT 1");
    Statement insert_ = database_.prepare(
        "INSERT INTO page(file, episode, joined_by, source_sha256, mended, notes, text, added_at) VALUES "
        "(?,?,?,?,?,?,?,?)");
};

}  // namespace

Result<std::vector<PageTakeIn>> Archive::take_in_pages(const std::vector<IncomingPage>& pages, std::int64_t now) {
    EARWITNESS_ARCHIVE_CALL;
    Transaction transaction(parts_->database);
    if (!transaction.begun()) return transaction.begun().error();
    if (auto held = hold_until_commit(parts_->database, {"pages"}); !held) return held.error();
    auto taken = PageTaking(parts_->database, now).take(pages);
    if (!taken) return taken.error();
    if (auto done = transaction.commit(); !done) return done.error();
    return taken;
}

namespace {

Result<PageRecord> read_page_row(const Statement& row) {
    PageRecord page;
    page.row = row.integer(0);
    page.file = row.text(1);
    page.episode_id = row.text(2);
    page.joined_by = row.text(3);
    page.mended = row.integer(4) != 0;
    auto notes = notes_from_json(row.view(5));
    if (!notes) return in_context(page.file, notes.error());
    page.notes = std::move(*notes);
    page.text = row.text(6);
    return page;
}

constexpr std::string_view kPageColumns =
    "SELECT p.row, p.file, e.id, p.joined_by, p.mended, p.notes, p.text FROM page p JOIN episode e ON e.row=p.episode ";

}  // namespace

Result<std::vector<PageRecord>> Archive::pages(std::string_view episode_id) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(std::string(kPageColumns) + "WHERE ?1='' OR e.id=?1 ORDER BY p.file");
    query.with(episode_id);
    std::vector<PageRecord> out;
    while (query.next()) {
        auto page = read_page_row(query);
        if (!page) return page.error();
        out.push_back(std::move(*page));
    }
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

Result<std::size_t> Archive::count_pages(std::int64_t show_row, std::optional<std::int64_t> episode_row) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        std::string("SELECT count(*) FROM page p JOIN episode e ON e.row=p.episode WHERE e.show=?") +
        (episode_row ? " AND e.row=?" : ""));
    query.bind(1, show_row);
    if (episode_row) query.bind(2, *episode_row);
    const auto count = query.next() ? static_cast<std::size_t>(query.integer(0)) : 0;
    if (auto done = query.finish(); !done) return done.error();
    return count;
}

Status Archive::each_page(const std::function<Status(const PageRecord&)>& each) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(std::string(kPageColumns) + "ORDER BY p.file");
    while (query.next()) {
        auto page = read_page_row(query);
        if (!page) return page.error();
        if (auto done = each(*page); !done) return done;
    }
    return query.finish();
}

}  // namespace earwitness::store
