// Archive: the analysis of an episode, kept whole as JSON and spread out as rows of findings and entities, which
// lists over many episodes read.
#include <cstdio>
#include <set>

#include "base/analysis_json.h"
#include "base/deflate.h"
#include "base/inflate.h"
#include "store/archive.h"
#include "store/parts.h"
#include "store/row_writer.h"
#include "store/transcript_layout.h"

namespace earwitness::store {
namespace {

std::string joined(const std::vector<std::string>& ids) {
    std::string out;
    for (const auto& id : ids) out += (out.empty() ? "" : " ") + id;
    return out;
}

std::string spans_text(const std::vector<Mention>& mentions) {
    std::string out;
    for (const auto& m : mentions)
        out += (out.empty() ? "" : " ") + std::to_string(m.span.begin) + "-" + std::to_string(m.span.end);
    return out;
}

class Spreader {
  public:
    Spreader(const Database& database, std::int64_t episode, const Analysis& analysis)
        : analysis_(analysis),
          episode_(episode),
          findings_(
              database,
              "finding(episode, kind, number, type, byte_begin, byte_end, start_ms, end_ms, speaker, score, label, "
              "words, entities)",
              13),
          entities_(database,
                    "entity(id, episode, name, type, category, salience, sponsor_only, mentions, first_ms, spans)",
                    10) {}

    Status all() {
        for (const auto& q : analysis_.quotes)
            put("quote", "", q.span, q.start_ms, q.end_ms, q.speaker, q.score, "", q.entities);
        for (const auto& i : analysis_.insights)
            put("insight", insight_type_name(i.type), i.span, i.start_ms, {}, i.speaker, i.confidence, "", i.entities);
        for (const auto& t : analysis_.topics)
            put("topic", t.id, t.mentions.empty() ? Span{} : t.mentions.front(), {}, {}, kNoSpeaker, t.prominence,
                t.label, {});
        for (const auto& c : analysis_.chapters)
            put("chapter", "", c.span, c.start_ms, c.end_ms, kNoSpeaker, 0, c.title, {});
        for (const auto& s : analysis_.sponsors)
            put("sponsor", "", s.span, s.start_ms, s.end_ms, kNoSpeaker, 0, s.name, {});
        for (const auto& s : analysis_.summary.sentences) put("summary", "", s, {}, {}, kNoSpeaker, 0, "", {});
        for (const auto& e : analysis_.entities) entity(e);
        for (RowWriter* rows : {&findings_, &entities_})
            if (status_) status_ = rows->finish();
        return status_;
    }

  private:
    void put(std::string_view kind, std::string_view type, Span span, const std::optional<std::int64_t>& start,
             const std::optional<std::int64_t>& end, int speaker, double score, std::string_view label,
             const std::vector<std::string>& entities) {
        if (!status_) return;
        if (kind != kind_) number_ = 0;
        kind_ = kind;
        const auto& t = analysis_.transcript;
        const std::string name(speaker_name(analysis_, speaker));
        // Chapters are kept without their words: together they are the whole transcript.
        const bool with_words = kind == "quote" || kind == "insight" || kind == "summary" || kind == "sponsor";
        status_ = findings_.add({episode_, value_of(kind), number_++, value_of(type), std::int64_t{span.begin},
                                 std::int64_t{span.end}, value_of(start), value_of(end), name, score, value_of(label),
                                 value_of(with_words ? span.in(t.text) : std::string_view()), joined(entities)});
    }

    void entity(const Entity& e) {
        if (!status_) return;
        const std::optional<std::int64_t> first = e.mentions.empty() ? std::nullopt : e.mentions.front().start_ms;
        status_ =
            entities_.add({e.id, episode_, e.name, value_of(entity_type_name(e.type)), e.category,
                           static_cast<double>(e.salience), std::int64_t{e.in_sponsor_only},
                           static_cast<std::int64_t>(e.mentions.size()), value_of(first), spans_text(e.mentions)});
    }

    const Analysis& analysis_;
    std::int64_t episode_;
    RowWriter findings_, entities_;
    Status status_;
    std::string_view kind_;
    std::int64_t number_ = 0;
};

}  // namespace

Status Archive::finish_analysis(std::int64_t episode_row, std::string_view key, const Analysis& analysis) {
    std::string json;
    base::append_analysis_json(analysis, base::JsonLayout::kCompact, json);
    const std::string packed = base::deflate_bytes(json), transcript = transcript_key(analysis.transcript);
    EARWITNESS_ARCHIVE_CALL;
    const auto& database = parts_->database;
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun();
    for (const char* table : {"DELETE FROM finding WHERE episode=?", "DELETE FROM entity WHERE episode=?"}) {
        auto remove = database.prepare(table);
        if (auto done = remove.with(episode_row).run(); !done) return done;
    }
    auto insert = database.prepare(
        "INSERT INTO analysis(episode, key, transcript, json) VALUES (?,?,?,?) ON CONFLICT (episode) DO UPDATE SET "
        "key=excluded.key, transcript=excluded.transcript, json=excluded.json");
    insert.with(episode_row, key, transcript).bind_blob(4, packed);
    if (auto done = insert.run(); !done) return done;
    if (auto done = Spreader(database, episode_row, analysis).all(); !done) return done;
    if (auto done = drop_additions_to_another(database, episode_row, key); !done) return done;
    if (auto done = put_done(database, episode_row, Stage::kAnalysis, key); !done) return done;
    return transaction.commit();
}

Result<std::optional<std::string>> Archive::analysis_json(std::int64_t episode_row) const {
    auto packed = packed_analysis(episode_row);
    if (!packed) return packed.error();
    if (!*packed) return std::optional<std::string>();
    // Outside the call to the database, so that threads unpack beside one another.
    const auto unpacked = [](const std::string& bytes) -> Result<std::string> {
        auto text = base::inflate_bytes(bytes, std::size_t{1} << 30);
        if (text) return text;
        return make_error(ErrorCode::kCorrupt,
                          "an analysis in the archive cannot be unpacked; run `earwitness doctor`");
    };
    auto text = unpacked((*packed)->json);
    if (!text) return text.error();
    if ((*packed)->additions.empty()) return std::optional<std::string>(std::move(*text));
    const auto added = unpacked((*packed)->additions);
    if (!added) return added.error();
    text->pop_back();  // the closing brace; "llm" is the last member
    return std::optional<std::string>(*text + ",\"llm\":" + *added + "}");
}

Result<std::optional<Archive::PackedAnalysis>> Archive::packed_analysis(std::int64_t episode_row) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        "SELECT a.json, m.json FROM analysis a LEFT JOIN addition m ON m.episode=a.episode AND m.analysis=a.key AND "
        "m.added > 0 WHERE a.episode=?");
    query.with(episode_row);
    std::optional<PackedAnalysis> found;
    if (query.next()) found = {query.text(0), query.is_null(1) ? std::string() : query.text(1)};
    if (auto done = query.finish(); !done) return done.error();
    return found;
}

Result<std::optional<Analysis>> Archive::analysis(std::int64_t episode_row) const {
    auto json = analysis_json(episode_row);
    if (!json) return json.error();
    if (!*json) return std::optional<Analysis>();
    auto parsed = base::parse_analysis_json(**json);
    if (!parsed)
        return make_error(ErrorCode::kCorrupt, "an analysis in the archive cannot be read (" + parsed.error().message +
                                                   "); run `earwitness doctor`");
    return std::optional<Analysis>(std::move(*parsed));
}

}  // namespace earwitness::store
