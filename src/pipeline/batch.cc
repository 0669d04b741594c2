#include "pipeline/batch.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/analysis_json.h"
#include "base/brief.h"
#include "base/clock.h"
#include "base/files.h"
#include "text/utf8.h"
#include "transcript/read.h"

namespace earwitness::pipeline {
namespace {

using nlohmann::json;

constexpr std::int64_t kLatestMs = std::int64_t{1} << 53;

struct Bad {
    std::string message;
};

[[noreturn]] void fail(std::string_view field, std::string_view wanted) {
    throw Bad{"\"" + std::string(field) + "\" is not " + std::string(wanted)};
}

std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    if (!found->is_string()) fail(key, "a string");
    return found->get<std::string>();
}

// Whole milliseconds; a fraction is cut. Absent where the field is absent, null, or beyond any audio.
std::optional<std::int64_t> time_of(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    if (!found->is_number()) fail(key, "a number of milliseconds");
    const double value = found->get<double>();
    if (!(value >= 0 && value < static_cast<double>(kLatestMs))) return {};
    return static_cast<std::int64_t>(value);
}

const json& list_of(const json& object, const char* key) {
    static const json empty = json::array();
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return empty;
    if (!found->is_array()) fail(key, "a list");
    return *found;
}

std::optional<std::int64_t> date_of(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    if (found->is_number_integer()) return found->get<std::int64_t>();
    if (!found->is_string()) fail(key, "a date like 2025-05-14 or a number of seconds");
    const auto date = base::parse_utc(found->get_ref<const std::string&>());
    if (!date) fail(key, "a date like 2025-05-14 or 2025-05-14T12:42:12Z");
    return date;
}

EpisodeMeta meta_of(const json& object) {
    if (!object.is_object()) fail("meta", "an object");
    EpisodeMeta meta;
    meta.title = text_of(object, "title");
    meta.show = text_of(object, "show");
    meta.notes = text_of(object, "notes");
    meta.link = text_of(object, "link");
    meta.published_at = date_of(object, "published_at");
    meta.duration_ms = time_of(object, "duration_ms");
    for (const auto& item : list_of(object, "persons")) {
        if (item.is_string()) {
            meta.persons.push_back({item.get<std::string>(), "", "", "", ""});
            continue;
        }
        if (!item.is_object()) fail("persons", "a list of objects or names");
        meta.persons.push_back({text_of(item, "name"), text_of(item, "role"), "", "", ""});
    }
    for (const auto& item : list_of(object, "chapters")) {
        if (!item.is_object()) fail("chapters", "a list of objects");
        const auto start_ms = time_of(item, "start_ms");
        if (!start_ms) fail("chapters", "a list of objects with a \"start_ms\"");
        meta.chapters.push_back({*start_ms, text_of(item, "title"), "", ""});
    }
    for (const auto& item : list_of(object, "known_names")) {
        if (!item.is_string()) fail("known_names", "a list of strings");
        meta.known_names.push_back(item.get<std::string>());
    }
    return meta;
}

std::vector<transcript::GivenSegment> segments_of(const json& segments) {
    std::vector<transcript::GivenSegment> given;
    given.reserve(segments.size());
    for (const auto& item : segments) {
        if (!item.is_object()) fail("segments", "a list of objects");
        given.push_back(
            {text_of(item, "speaker"), text_of(item, "text"), time_of(item, "start_ms"), time_of(item, "end_ms")});
    }
    return given;
}

bool is_blank(std::string text) {
    for (char& c : text)
        if ((c >= 0 && c < 0x20) || c == 0x7F) c = ' ';
    return text::trimmed(text).empty();
}

// Segments come out as they went in: one without any text, which no transcript keeps, is put back as an empty span
// behind the one before it, so that the caller's numbering holds.
void restore_blank_segments(const std::vector<transcript::GivenSegment>& given, Transcript& transcript) {
    const auto blanks = static_cast<std::size_t>(
        std::count_if(given.begin(), given.end(), [](const auto& s) { return is_blank(s.text); }));
    if (blanks == 0 || transcript.segments.size() + blanks != given.size()) return;
    std::vector<Segment> all;
    std::uint32_t end = 0;
    auto next = transcript.segments.begin();
    for (const auto& segment : given) {
        all.push_back(is_blank(segment.text) ? Segment{{end, end}, segment.start_ms, segment.end_ms, kNoSpeaker}
                                             : *next++);
        end = all.back().span.end;
    }
    transcript.segments = std::move(all);
}

Result<Transcript> transcript_of(const json& record, PathRecords paths) {
    const int given = record.contains("text") + record.contains("segments") + record.contains("path");
    if (given != 1)
        throw Bad{"a record has one of \"text\", \"segments\" and \"path\", not " + std::to_string(given) + " of them"};
    if (record.contains("segments"))
        return transcript::transcript_from_segments(segments_of(list_of(record, "segments")));
    if (record.contains("text")) return transcript::transcript_from_text(text_of(record, "text"));
    if (paths == PathRecords::kRefused) throw Bad{"\"path\" is not allowed here; send \"text\" or \"segments\""};
    return transcript::read_transcript_file(text_of(record, "path"));
}

std::string error_line(std::string_view id, std::string_view message) {
    const json text = std::string(message);
    return "{\"id\":" + std::string(id) + ",\"error\":" + text.dump(-1, ' ', false, json::error_handler_t::replace) +
           "}";
}

std::string answer(const Engine& engine, const json& record, std::string_view id, PathRecords paths) {
    auto transcript = transcript_of(record, paths);
    if (!transcript) return error_line(id, transcript.error().message);
    EpisodeMeta meta;
    if (const auto found = record.find("meta"); found != record.end() && !found->is_null()) meta = meta_of(*found);
    std::string line;
    Analysis analysis = engine.analyze(std::move(*transcript), std::move(meta));
    if (record.contains("segments"))
        restore_blank_segments(segments_of(list_of(record, "segments")), analysis.transcript);
    base::append_analysis_json(analysis, base::JsonLayout::kCompact, line, id);
    return line;
}

// ---- the raw text of "id". Runs over JSON that is known to be valid, so it only counts brackets and strings.

std::size_t behind_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return at + 1;
}

std::size_t behind_space(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) ++at;
    return at;
}

std::size_t behind_value(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = behind_string(text, at);
            if (depth == 0) return at;
            continue;
        }
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']' || c == ',') && depth == 0) return at;
        if (c == '}' || c == ']') --depth;
        ++at;
        if (depth == 0 && (c == '}' || c == ']')) return at;
    }
    return at;
}

}  // namespace

std::string_view raw_id(std::string_view record) {
    std::string_view id = "null";
    std::size_t at = behind_space(record, 0);
    if (at >= record.size() || record[at] != '{') return id;
    at = behind_space(record, at + 1);
    while (at < record.size() && record[at] == '"') {
        const std::size_t key_end = behind_string(record, at);
        const bool is_id = record.substr(at, key_end - at) == "\"id\"";
        const std::size_t colon = behind_space(record, key_end);
        const std::size_t value = behind_space(record, colon + 1);
        std::size_t end = behind_value(record, value);
        if (is_id) {
            id = record.substr(value, end - value);
            while (!id.empty() && behind_space(id, id.size() - 1) == id.size()) id.remove_suffix(1);
        }
        at = behind_space(record, end);
        if (at >= record.size() || record[at] != ',') break;
        at = behind_space(record, at + 1);
    }
    return id;
}

Result<EpisodeMeta> parse_meta(std::string_view text) {
    try {
        return meta_of(json::parse(text));
    } catch (const Bad& bad) {
        return make_error(ErrorCode::kMalformed, bad.message);
    } catch (const json::exception& error) {
        return make_error(ErrorCode::kMalformed, "not JSON: " + base::brief(error.what()));
    }
}

std::string answer_record(const Engine& engine, std::string_view record, PathRecords paths) {
    std::string_view id = "null";
    try {
        const json value = json::parse(record);
        if (!value.is_object()) return error_line(id, "the record is not a JSON object");
        id = raw_id(record);
        return answer(engine, value, id, paths);
    } catch (const Bad& bad) {
        return error_line(id, bad.message);
    } catch (const json::exception& error) {
        return error_line(id, "not JSON: " + base::brief(error.what()));
    }
}

}  // namespace earwitness::pipeline
