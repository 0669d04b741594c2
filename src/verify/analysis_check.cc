#include "verify/analysis_check.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "text/utf8.h"
#include "transcript/json_value.h"
#include "verify/evidence_reader.h"
#include "verify/model_part.h"

namespace earwitness::verify {
namespace {

using transcript::array_member;
using transcript::JsonValue;
using transcript::member;
using transcript::string_of;

class AnalysisChecker {
  public:
    AnalysisChecker(const JsonValue& root, const Evidence& evidence, std::string_view file, std::string prefix,
                    Report& report)
        : root_(root), evidence_(evidence), file_(file), prefix_(std::move(prefix)), report_(report) {}

    void check() {
        if (base::sha256_hex(evidence_.text) != evidence_.sha256)
            add("transcript.sha256", base::sha256_hex(evidence_.text) + " (of the text)", evidence_.sha256);
        check_segments();
        check_entities();
        check_namings();
        each("topics", [&](const JsonValue& topic, const std::string& where) { check_topic(topic, where); });
        each("quotes", [&](const JsonValue& quote, const std::string& where) {
            check_finding(quote, where, Speaks::kOne);
            check_share(quote, where, "score");
            check_references(quote, where);
        });
        each("insights", [&](const JsonValue& insight, const std::string& where) { check_insight(insight, where); });
        each("chapters",
             [&](const JsonValue& chapter, const std::string& where) { check_finding(chapter, where, Speaks::kMany); });
        each("sponsors",
             [&](const JsonValue& read, const std::string& where) { check_finding(read, where, Speaks::kMany); });
        check_order("chapters");
        check_summary();
        check_strings(root_, "", "tags");
        check_coverage();
    }

  private:
    enum class Speaks { kOne, kMany };

    void add(const std::string& where, std::string expected, std::string found) {
        report_.add(file_, prefix_ + where, std::move(expected), std::move(found));
    }

    template <typename Check>
    void each(const char* key, Check check) {
        each_of(root_, key, key, check);
    }
    template <typename Check>
    void each_of(const JsonValue& owner, const char* key, const std::string& where, Check check) {
        each_in(member(owner, key), where, check);
    }
    template <typename Check>
    void each_in(const JsonValue* list, const std::string& where, Check check) {
        if (list == nullptr || !list->IsArray()) {
            add(where, "a list", "none");
            return;
        }
        rapidjson::SizeType number = 0;
        for (const auto& item : list->GetArray()) check(item, where + "[" + std::to_string(number++) + "]");
    }

    // The span of an item, checked; absent where it is no evidence.
    std::optional<Span> check_span(const JsonValue& item, const std::string& where) {
        const auto span = read_span(item);
        if (!span) {
            add(where, "whole numbers \"begin\" and \"end\"", "none");
            return {};
        }
        const std::string wrong = evidence_.why_not(span->first, span->second);
        if (!wrong.empty()) {
            add(where, "a span of words of the transcript",
                std::to_string(span->first) + ".." + std::to_string(span->second) + ", which is " + wrong);
            return {};
        }
        const Span checked{static_cast<std::uint32_t>(span->first), static_cast<std::uint32_t>(span->second)};
        if (const auto* text = member(item, "text"); text != nullptr && string_of(text) != checked.in(evidence_.text))
            add(where + ".text", "\"" + excerpt(checked.in(evidence_.text)) + "\"",
                "\"" + excerpt(string_of(text)) + "\"");
        ++report_.findings;
        return checked;
    }

    void check_time(const JsonValue& item, const std::string& where, const char* key, std::uint32_t byte) {
        if (!item.HasMember(key)) return;
        const auto* value = member(item, key);
        if (value == nullptr) return;
        const auto window = evidence_.window_at(byte);
        if (!value->IsInt64() || value->GetInt64() < 0) {
            add(where + "." + key, "whole milliseconds", shown(*value));
        } else if (!window) {
            add(where + "." + key, "null, as the transcript has no time there", shown(*value));
        } else if (!window->holds(value->GetInt64())) {
            add(where + "." + key, "a time inside its segment, " + window->text(), shown(*value));
        }
    }

    void check_finding(const JsonValue& item, const std::string& where, Speaks speaks) {
        const auto span = check_span(item, where);
        if (!span) return;
        check_time(item, where, "start_ms", span->begin);
        check_time(item, where, "end_ms", span->end - 1);
        if (speaks == Speaks::kMany) return;
        const auto* segment = evidence_.segment_at(span->begin);
        const std::string_view speaker = string_of(member(item, "speaker"));
        const std::string_view said_by = segment == nullptr ? std::string_view() : std::string_view(segment->speaker);
        if (speaker != said_by)
            add(where + ".speaker", said_by.empty() ? "null" : std::string(said_by),
                speaker.empty() ? "null" : std::string(speaker));
    }

    void check_segments() {
        std::uint32_t end = 0;
        for (std::size_t i = 0; i < evidence_.segments.size(); ++i) {
            const auto& segment = evidence_.segments[i];
            const std::string where = "transcript.segments[" + std::to_string(i) + "]";
            if (const auto wrong = evidence_.why_not(segment.span.begin, segment.span.end); !wrong.empty())
                add(where, "a span of words of the transcript",
                    std::to_string(segment.span.begin) + ".." + std::to_string(segment.span.end) + ", which is " +
                        wrong);
            if (segment.span.begin < end)
                add(where, "segments in order, at " + std::to_string(end) + " or later",
                    std::to_string(segment.span.begin));
            end = segment.span.end;
            const auto known = [&](const EvidenceSpeaker& speaker) { return speaker.id == segment.speaker; };
            if (!segment.speaker.empty() && std::none_of(evidence_.speakers.begin(), evidence_.speakers.end(), known))
                add(where + ".speaker", "a speaker of the transcript", segment.speaker);
        }
    }

    void check_entities() {
        std::vector<std::pair<Span, std::string>> mentions;
        each("entities", [&](const JsonValue& entity, const std::string& where) {
            const std::string id(string_of(member(entity, "id")));
            if (id.empty() || !entities_.insert(id).second) add(where + ".id", "an id of its own", id);
            check_choice(entity, where, "type", {"PERSON", "ORG", "PRODUCT", "PLACE", "GROUP", "EVENT", "WORK"});
            check_share(entity, where, "salience");
            check_strings(entity, where, "aliases");
            if (string_of(member(entity, "name")).empty()) add(where + ".name", "a name", "none");
            if (const auto* list = array_member(entity, "mentions"); list != nullptr && list->Empty())
                add(where + ".mentions", "at least one", "none");
            each_of(entity, "mentions", where + ".mentions", [&](const JsonValue& mention, const std::string& place) {
                check_finding(mention, place, Speaks::kOne);
                check_share(mention, place, "confidence");
                if (const auto span = read_span(mention); span && evidence_.why_not(span->first, span->second).empty())
                    mentions.push_back(
                        {{static_cast<std::uint32_t>(span->first), static_cast<std::uint32_t>(span->second)}, place});
            });
        });
        std::sort(mentions.begin(), mentions.end());
        for (std::size_t i = 1; i < mentions.size(); ++i)
            if (mentions[i].first.overlaps(mentions[i - 1].first))
                add(mentions[i].second, "mentions that do not overlap", "the words of " + mentions[i - 1].second);
        // Topics are named by findings before their own turn comes.
        if (const auto* topics = array_member(root_, "topics"))
            for (const auto& topic : topics->GetArray()) topics_.insert(std::string(string_of(member(topic, "id"))));
    }

    // The words that name a speaker are somebody else's as often as his own.
    void check_namings() {
        if (member(root_, "namings") == nullptr) return;  // an analysis from before there were any
        std::set<std::string> named;
        each("namings", [&](const JsonValue& naming, const std::string& where) {
            check_finding(naming, where, Speaks::kMany);
            check_choice(naming, where, "how", {"says_own_name", "introduced", "addressed"});
            check_share(naming, where, "confidence");
            if (string_of(member(naming, "name")).empty()) add(where + ".name", "a name", "none");
            const std::string id(string_of(member(naming, "speaker")));
            const auto& speakers = evidence_.speakers;
            const bool known = std::any_of(speakers.begin(), speakers.end(), [&](const auto& s) { return s.id == id; });
            if (!known || !named.insert(id).second)
                add(where + ".speaker", "a speaker of the transcript, once", id.empty() ? "null" : id);
        });
    }

    void check_topic(const JsonValue& topic, const std::string& where) {
        if (string_of(member(topic, "id")).empty()) add(where + ".id", "an id", "none");
        check_share(topic, where, "prominence");
        check_strings(topic, where, "keyphrases");
        each_of(topic, "mentions", where + ".mentions",
                [&](const JsonValue& mention, const std::string& place) { check_span(mention, place); });
    }

    void check_insight(const JsonValue& insight, const std::string& where) {
        check_finding(insight, where, Speaks::kOne);
        check_choice(insight, where, "type",
                     {"prediction", "recommendation", "problem", "trend", "opportunity", "statistic", "definition"});
        check_share(insight, where, "confidence");
        check_references(insight, where);
        each_of(insight, "quantities", where + ".quantities",
                [&](const JsonValue& quantity, const std::string& place) { check_span(quantity, place); });
        for (const char* key : {"horizon", "hedge", "condition"}) check_part(insight, where, key);
    }

    // A span inside the finding's own, where the finding has it (those of earlier programs have none).
    void check_part(const JsonValue& item, const std::string& where, const char* key) {
        const auto* part = member(item, key);
        if (part == nullptr || part->IsNull()) return;
        check_span(*part, where + "." + key);
        const auto whole = read_span(item), inside = read_span(*part);
        if (whole && inside && (inside->first < whole->first || inside->second > whole->second))
            add(where + "." + key, "a span inside the finding's", std::to_string(inside->first));
    }

    void check_summary() {
        const auto* summary = member(root_, "summary");
        if (summary == nullptr) return add("summary", "an object", "none");
        each_of(*summary, "sentences", "summary.sentences",
                [&](const JsonValue& s, const std::string& where) { check_span(s, where); });
        const auto* sections = member(*summary, "sections");
        if (sections == nullptr || !sections->IsObject()) return add("summary.sections", "an object", "none");
        for (const auto& section : sections->GetObject())
            each_in(&section.value, "summary.sections",
                    [&](const JsonValue& s, const std::string& where) { check_span(s, where); });
    }

    // A gap has no words: no segment lies in it.
    void check_coverage() {
        const auto* coverage = member(root_, "coverage");
        if (coverage == nullptr || !coverage->IsObject()) return;  // of an older version, or without times
        check_share(*coverage, "coverage", "share");
        const auto* audio = member(*coverage, "audio_ms");
        if (audio == nullptr || !audio->IsInt64()) return add("coverage.audio_ms", "whole milliseconds", "none");
        const auto said = times_said();
        std::int64_t end = 0, said_until = 0;
        std::size_t at = 0;
        each_of(*coverage, "gaps", "coverage.gaps", [&](const JsonValue& gap, const std::string& where) {
            const auto *from = member(gap, "start_ms"), *to = member(gap, "end_ms");
            if (from == nullptr || to == nullptr || !from->IsInt64() || !to->IsInt64())
                return add(where, "start_ms and end_ms", "none");
            if (from->GetInt64() < end || to->GetInt64() <= from->GetInt64() || to->GetInt64() > audio->GetInt64())
                return add(where, "gaps in order inside the audio", shown(*from) + " to " + shown(*to));
            end = to->GetInt64();
            for (; at < said.size() && said[at].first < end; ++at) said_until = std::max(said_until, said[at].second);
            if (said_until > from->GetInt64()) add(where, "no words", shown(*from) + " to " + shown(*to));
        });
    }

    // From when to when words are said, by start.
    std::vector<std::pair<std::int64_t, std::int64_t>> times_said() const {
        std::vector<std::pair<std::int64_t, std::int64_t>> times;
        for (const auto& segment : evidence_.segments)
            if (segment.start_ms && segment.end_ms && segment.span.begin < segment.span.end)
                times.emplace_back(*segment.start_ms, *segment.end_ms);
        std::sort(times.begin(), times.end());
        return times;
    }

    void check_order(const char* key) {
        const auto* list = array_member(root_, key);
        std::int64_t end = 0;
        if (list == nullptr) return;
        for (const auto& item : list->GetArray()) {
            const auto span = read_span(item);
            if (span && span->first < end)
                add(key, "spans in order, at " + std::to_string(end) + " or later", std::to_string(span->first));
            if (span) end = span->second;
        }
    }
    void check_references(const JsonValue& item, const std::string& where) {
        for (const char* key : {"entities", "topics"}) {
            const auto* list = array_member(item, key);
            if (list == nullptr) continue;
            const auto& known = std::string_view(key) == "entities" ? entities_ : topics_;
            for (const auto& id : list->GetArray())
                if (known.count(std::string(string_of(&id))) == 0)
                    add(where + "." + key, "an id of this analysis", shown(id));
        }
    }
    void check_choice(const JsonValue& item, const std::string& where, const char* key,
                      std::initializer_list<std::string_view> choices) {
        const std::string_view value = string_of(member(item, key));
        if (std::find(choices.begin(), choices.end(), value) == choices.end())
            add(where + "." + key, "one of the closed list", std::string(value));
    }
    void check_share(const JsonValue& item, const std::string& where, const char* key) {
        const auto* value = member(item, key);
        if (value == nullptr || !value->IsNumber() || value->GetDouble() < 0 || value->GetDouble() > 1)
            add(where + "." + key, "a number between 0 and 1", value == nullptr ? "none" : shown(*value));
    }
    void check_strings(const JsonValue& item, const std::string& where, const char* key) {
        each_of(item, key, where.empty() ? key : where + "." + key,
                [&](const JsonValue& value, const std::string& place) {
                    if (!value.IsString()) add(place, "a text", shown(value));
                });
    }

    const JsonValue& root_;
    const Evidence& evidence_;
    std::string_view file_;
    std::string prefix_;
    Report& report_;
    std::set<std::string> entities_, topics_;
};

std::optional<Evidence> check_object(std::string_view json, std::string_view file, const std::string& prefix,
                                     Report& report) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(json.data(), json.size());
    if (document.HasParseError()) {
        // A broken last character is reported behind the end.
        const std::size_t at = std::min(document.GetErrorOffset(), json.size());
        report.add(file, prefix + "byte " + std::to_string(at), "JSON", "\"" + excerpt(json.substr(at, 40)) + "\"");
        return {};
    }
    if (!prefix.empty() && member(document, "error") != nullptr && member(document, "transcript") == nullptr) {
        ++report.not_analysed;
        return {};
    }
    std::string why;
    auto evidence = read_evidence(document, why);
    if (!evidence) {
        report.add(file, prefix, "an analysis, schema \"earwitness/analysis/1\"", why);
        return {};
    }
    AnalysisChecker(document, *evidence, file, prefix, report).check();
    check_model_part(document, *evidence, file, prefix, report);
    ++report.analyses;
    return evidence;
}

}  // namespace

std::optional<Evidence> check_analysis(std::string_view json, std::string_view file, Report& report) {
    return check_object(json, file, "", report);
}

void check_analysis_lines(std::string_view lines, std::string_view file, Report& report) {
    if (!text::is_valid_utf8(lines)) {
        report.add(file, "byte " + std::to_string(text::valid_utf8_prefix(lines)), "UTF-8", "a broken character");
        return;
    }
    std::size_t number = 0;
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size());
        const std::string_view line = text::trimmed(lines.substr(at, end - at));
        ++number;
        if (!line.empty()) check_object(line, file, "line " + std::to_string(number) + ": ", report);
        at = end + 1;
    }
}

}  // namespace earwitness::verify
