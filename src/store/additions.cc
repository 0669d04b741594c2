// Archive: what a language model added to an episode's findings. One row an episode, bound to the analysis that it was
// held to: where that goes, it goes.
#include <nlohmann/json.hpp>

#include "base/analysis_json.h"
#include "base/deflate.h"
#include "base/hash.h"
#include "base/inflate.h"
#include "store/archive.h"
#include "store/parts.h"

namespace earwitness::store {
namespace {

using nlohmann::json;

std::size_t number_of(const ModelAdditions& a) {
    std::size_t sentences = 0;
    for (const auto& section : a.sections) sentences += section.sentences.size();
    return a.quotes.size() + sentences + a.chapters.size() + a.categories.size() + (a.title ? 1 : 0);
}

std::string refused_json(const std::vector<RefusedAddition>& refused) {
    json out = json::array();
    for (const auto& one : refused) out.push_back({one.kind, one.reason, one.text, one.detail});
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<std::vector<RefusedAddition>> read_refused(std::string_view packed) {
    const auto corrupt = [] {
        return make_error(ErrorCode::kCorrupt,
                          "what was refused of a language model cannot be read; run `earwitness doctor`");
    };
    const auto text = base::inflate_bytes(packed, std::size_t{1} << 30);
    const json list = json::parse(text ? *text : "", nullptr, false);
    if (!list.is_array()) return corrupt();
    std::vector<RefusedAddition> out;
    for (const json& one : list) {
        if (!one.is_array() || one.size() != 4 ||
            !std::all_of(one.begin(), one.end(), [](const json& v) { return v.is_string(); }))
            return corrupt();
        out.push_back({one[0], one[1], one[2], one[3]});
    }
    return out;
}

}  // namespace

Status drop_additions_to_another(const Database& database, std::int64_t episode_row, std::string_view analysis_key) {
    auto remove = database.prepare("DELETE FROM addition WHERE episode=? AND analysis<>?");
    return remove.with(episode_row, analysis_key).run();
}

Status Archive::finish_additions(std::int64_t episode_row, std::string_view key, std::string_view analysis_key,
                                 const ModelAdditions& additions, const std::vector<RefusedAddition>& refused) {
    const std::string text = base::model_additions_json(additions);
    const std::string packed = base::deflate_bytes(text), packed_refused = base::deflate_bytes(refused_json(refused));
    EARWITNESS_ARCHIVE_CALL;
    const auto& database = parts_->database;
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun();
    auto current = database.prepare("SELECT 1 FROM analysis WHERE episode=? AND key=?");
    const bool is_current = current.with(episode_row, analysis_key).next();
    if (auto done = current.finish(); !done) return done;
    if (!is_current) return {};
    auto insert = database.prepare(
        "INSERT INTO addition(episode, analysis, sha256, provider, model, added, json, refused) VALUES "
        "(?,?,?,?,?,?,?,?) ON CONFLICT (episode) DO UPDATE SET analysis=excluded.analysis, sha256=excluded.sha256, "
        "provider=excluded.provider, model=excluded.model, added=excluded.added, json=excluded.json, "
        "refused=excluded.refused");
    insert.with(episode_row, analysis_key, base::sha256_hex(text), additions.provider, additions.model,
                static_cast<std::int64_t>(number_of(additions)));
    insert.bind_blob(7, packed).bind_blob(8, packed_refused);
    if (auto done = insert.run(); !done) return done;
    if (!key.empty())
        if (auto done = put_done(database, episode_row, Stage::kLlm, key); !done) return done;
    return transaction.commit();
}

Result<std::size_t> Archive::remove_additions(const std::vector<std::int64_t>& episode_rows) {
    EARWITNESS_ARCHIVE_CALL;
    const auto& database = parts_->database;
    Transaction transaction(database);
    if (!transaction.begun()) return transaction.begun().error();
    auto find = database.prepare("SELECT 1 FROM addition WHERE episode=? AND added > 0");
    auto remove = database.prepare("DELETE FROM addition WHERE episode=?");
    std::size_t removed = 0;
    for (const std::int64_t row : episode_rows) {
        removed += find.with(row).next();
        if (auto done = find.finish(); !done) return done.error();
        if (auto done = remove.with(row).run(); !done) return done.error();
        if (auto done = put_done(database, row, Stage::kLlm, kNoModelKey); !done) return done.error();
    }
    if (auto done = transaction.commit(); !done) return done.error();
    return removed;
}

Result<std::optional<AdditionsRecord>> Archive::additions(std::int64_t episode_row) const {
    EARWITNESS_ARCHIVE_CALL;
    auto query = parts_->database.prepare(
        "SELECT m.provider, m.model, m.added, m.refused FROM addition m JOIN analysis a ON a.episode=m.episode AND "
        "a.key=m.analysis WHERE m.episode=?");
    std::optional<AdditionsRecord> out;
    std::string packed;
    if (query.with(episode_row).next()) {
        out = {query.text(0), query.text(1), static_cast<std::size_t>(query.integer(2)), {}};
        packed = query.text(3);
    }
    if (auto done = query.finish(); !done) return done.error();
    if (!out) return out;
    auto refused = read_refused(packed);
    if (!refused) return refused.error();
    out->refused = std::move(*refused);
    return out;
}

}  // namespace earwitness::store
