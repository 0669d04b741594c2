// Archive: lists over many episodes.
#include <charconv>
#include <cmath>

#include "store/archive.h"
#include "store/parts.h"

namespace earwitness::store {
namespace {

// The conditions that all lists share; ?1..?6 are show, episode, speaker, since, until, limit. A date is compared
// before it is asked for: PostgreSQL takes the type of a value from its first use.
constexpr std::string_view kWhere =
    " (?1 = '' OR s.id = ?1) AND (?2 = '' OR e.id = ?2) AND (e.published >= ?4 OR ?4 IS NULL) AND (e.published < ?5 OR "
    "?5 IS NULL) ";

// A sum over episodes, without the last digits, which depend on the order in which they were added up: equal archives
// give equal lists, whoever wrote their rows first.
double summed(double value) { return std::round(value * 1e9) / 1e9; }

std::int64_t limit_of(const FindingFilter& filter) {
    return filter.limit > 1000000 ? 1000000 : static_cast<std::int64_t>(filter.limit);
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        out.emplace_back(text.substr(0, space));
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    }
    return out;
}

std::vector<Span> spans_of(std::string_view text) {
    std::vector<Span> out;
    const char *at = text.data(), *end = at + text.size();
    while (at < end) {
        Span span;
        auto first = std::from_chars(at, end, span.begin);
        if (first.ec != std::errc() || first.ptr >= end) break;
        auto second = std::from_chars(first.ptr + 1, end, span.end);
        if (second.ec != std::errc()) break;
        out.push_back(span);
        at = second.ptr + 1;
    }
    return out;
}

}  // namespace

Result<std::vector<FindingRecord>> Archive::findings(const FindingFilter& filter) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        "SELECT e.id, e.title, s.title, e.published, f.kind, f.type, f.byte_begin, f.byte_end, f.start_ms, f.end_ms, "
        "f.speaker, f.score, "
        "f.label, f.words, f.entities FROM finding f JOIN episode e ON e.row = f.episode JOIN show s ON s.row = e.show "
        "WHERE" +
        std::string(kWhere) +
        "AND (?3 = '' OR lower(f.speaker) = lower(?3) OR instr(lower(f.speaker), lower(?3)) > 0) AND (?7 = '' OR "
        "f.kind = ?7) "
        "AND (?8 = '' OR f.type = ?8) AND (?9 = '' OR instr(' ' || f.entities || ' ', ' ' || ?9 || ' ') > 0) "
        "ORDER BY f.score DESC, e.id, f.kind, f.number LIMIT ?6");
    query.with(filter.show, filter.episode, filter.speaker, filter.since, filter.until, limit_of(filter), filter.kind,
               filter.type, filter.entity);
    std::vector<FindingRecord> out;
    while (query.next()) {
        FindingRecord r;
        r.episode_id = query.text(0);
        r.episode_title = query.text(1);
        r.show_title = query.text(2);
        r.published_at = query.maybe_integer(3);
        r.kind = query.text(4);
        r.type = query.text(5);
        r.span = {static_cast<std::uint32_t>(query.integer(6)), static_cast<std::uint32_t>(query.integer(7))};
        r.start_ms = query.maybe_integer(8);
        r.end_ms = query.maybe_integer(9);
        r.speaker = query.text(10);
        r.score = query.real(11);
        r.label = query.text(12);
        r.words = query.text(13);
        r.entities = split(query.view(14));
        out.push_back(std::move(r));
    }
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

Status Archive::each_finding(const std::function<void(const FindingPlace&)>& each) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        "SELECT episode, kind, type, label, speaker, byte_begin, byte_end, score FROM finding ORDER BY episode, kind, "
        "number");
    while (query.next())
        each({query.integer(0),
              query.view(1),
              query.view(2),
              query.view(3),
              query.view(4),
              {static_cast<std::uint32_t>(query.integer(5)), static_cast<std::uint32_t>(query.integer(6))},
              query.real(7)});
    return query.finish();
}

Result<std::vector<EntityRecord>> Archive::entities(const FindingFilter& filter) const {
    EARWITNESS_ARCHIVE_CALL;
    // An entity's name, type and category are those of the episode where it is most salient.
    auto query = parts_->database.prepare(
        "WITH g AS (SELECT n.id, count(*) AS episodes, sum(n.mentions) AS mentions, sum(n.salience) AS salience, "
        "min(n.sponsor_only) AS sponsor "
        "FROM entity n JOIN episode e ON e.row = n.episode JOIN show s ON s.row = e.show WHERE" +
        std::string(kWhere) +
        "AND ?3 = ?3 AND (?7 = '' OR n.type = ?7) AND (?8 = '' OR n.id = ?8) GROUP BY n.id "
        "ORDER BY sum(n.salience) DESC, sum(n.mentions) DESC, n.id LIMIT ?6) "
        "SELECT g.id, b.name, b.type, b.category, g.episodes, g.mentions, g.salience, g.sponsor FROM g JOIN entity b "
        "ON b.id = g.id "
        "AND b.episode = (SELECT n.episode FROM entity n JOIN episode e ON e.row = n.episode WHERE n.id = g.id ORDER "
        "BY n.salience DESC, e.id LIMIT 1) "
        "ORDER BY g.salience DESC, g.mentions DESC, g.id");
    query.with(filter.show, filter.episode, filter.speaker, filter.since, filter.until, limit_of(filter), filter.type,
               filter.entity);
    std::vector<EntityRecord> out;
    while (query.next()) {
        EntityRecord r;
        r.id = query.text(0);
        r.name = query.text(1);
        r.type = entity_type_from(query.view(2)).value_or(EntityType::kOrg);
        r.category = query.text(3);
        r.episodes = static_cast<std::size_t>(query.integer(4));
        r.mentions = static_cast<std::size_t>(query.integer(5));
        r.salience = summed(query.real(6));
        r.in_sponsor_only = query.integer(7) != 0;
        out.push_back(std::move(r));
    }
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

Result<std::vector<EntityEpisode>> Archive::entity_episodes(std::string_view entity_id) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        "SELECT e.id, e.title, e.published, n.salience, n.mentions, n.first_ms, n.spans FROM entity n JOIN episode e "
        "ON e.row = n.episode "
        "WHERE n.id=? ORDER BY n.salience DESC, e.id");
    query.with(entity_id);
    std::vector<EntityEpisode> out;
    while (query.next()) {
        const auto spans = spans_of(query.view(6));
        out.push_back({query.text(0), query.text(1), query.maybe_integer(2), query.real(3),
                       static_cast<std::size_t>(query.integer(4)), query.maybe_integer(5),
                       spans.empty() ? Span{} : spans.front()});
    }
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

Result<std::vector<Span>> Archive::entity_mentions(std::int64_t episode_row, std::string_view entity_id) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare("SELECT spans FROM entity WHERE episode=? AND id=?");
    query.with(episode_row, entity_id);
    std::vector<Span> out;
    if (query.next()) out = spans_of(query.view(0));
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

Result<std::vector<TopicRecord>> Archive::topics(const FindingFilter& filter) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        "SELECT f.type, min(f.label), count(*), sum(f.score) FROM finding f JOIN episode e ON e.row = f.episode JOIN "
        "show s ON s.row = e.show WHERE" +
        std::string(kWhere) +
        "AND ?3 = ?3 AND f.kind = 'topic' GROUP BY f.type ORDER BY sum(f.score) DESC, f.type LIMIT ?6");
    query.with(filter.show, filter.episode, filter.speaker, filter.since, filter.until, limit_of(filter));
    std::vector<TopicRecord> out;
    while (query.next())
        out.push_back(
            {query.text(0), query.text(1), static_cast<std::size_t>(query.integer(2)), summed(query.real(3))});
    if (auto done = query.finish(); !done) return done.error();
    return out;
}

}  // namespace earwitness::store
