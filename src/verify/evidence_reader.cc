#include "verify/evidence_reader.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "verify/report.h"

namespace earwitness::verify {

using transcript::array_member;
using transcript::JsonValue;
using transcript::member;
using transcript::string_of;

namespace {

// Absent or null is no time; anything but a whole number is an error.
bool read_time(const JsonValue& item, const char* key, std::optional<std::int64_t>& out) {
    const auto* value = member(item, key);
    if (value == nullptr) return item.IsObject() && item.HasMember(key);
    if (!value->IsInt64()) return false;
    out = value->GetInt64();
    return *out >= 0;
}

std::optional<EvidenceSegment> read_segment(const JsonValue& item) {
    EvidenceSegment segment;
    const auto span = read_span(item);
    if (!span) return {};
    constexpr std::int64_t kMax = 0xFFFFFFFF;
    if (span->first >= 0 && span->second >= 0 && span->first <= kMax && span->second <= kMax)
        segment.span = {static_cast<std::uint32_t>(span->first), static_cast<std::uint32_t>(span->second)};
    if (!read_time(item, "start_ms", segment.start_ms) || !read_time(item, "end_ms", segment.end_ms)) return {};
    if (!item.HasMember("speaker")) return {};
    if (const auto* speaker = member(item, "speaker")) {
        if (!speaker->IsString()) return {};
        segment.speaker = std::string(string_of(speaker));
    }
    return segment;
}

}  // namespace

std::optional<std::pair<std::int64_t, std::int64_t>> read_span(const JsonValue& item) {
    const auto *begin = member(item, "begin"), *end = member(item, "end");
    if (begin == nullptr || end == nullptr || !begin->IsInt64() || !end->IsInt64()) return {};
    return std::pair{begin->GetInt64(), end->GetInt64()};
}

std::string shown(const JsonValue& value) {
    // Lists and objects may be of any depth: they are only named.
    if (value.IsObject()) return "an object";
    if (value.IsArray()) return "a list";
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return excerpt({buffer.GetString(), buffer.GetSize()});
}

std::optional<Evidence> read_evidence(const JsonValue& root, std::string& why) {
    const std::string_view schema = transcript::string_member(root, "schema");
    if (schema != "earwitness/analysis/1") {
        why = schema.empty() ? "no schema" : "schema \"" + excerpt(schema) + "\"";
        return {};
    }
    const auto* transcript = member(root, "transcript");
    const auto* text = transcript != nullptr ? member(*transcript, "text") : nullptr;
    const auto* speakers = transcript != nullptr ? array_member(*transcript, "speakers") : nullptr;
    const auto* segments = transcript != nullptr ? array_member(*transcript, "segments") : nullptr;
    if (text == nullptr || !text->IsString() || speakers == nullptr || segments == nullptr) {
        why = "no transcript with text, speakers and segments";
        return {};
    }
    Evidence out;
    out.text = std::string(string_of(text));
    out.sha256 = std::string(transcript::string_member(*transcript, "sha256"));
    out.producer = std::string(transcript::string_member(root, "producer"));
    for (const auto& speaker : speakers->GetArray()) {
        const auto *id = member(speaker, "id"), *name = member(speaker, "name");
        if (id == nullptr || name == nullptr || !id->IsString() || !name->IsString()) {
            why = "a speaker without id and name";
            return {};
        }
        out.speakers.push_back({std::string(string_of(id)), std::string(string_of(name))});
    }
    if (const auto* namings = array_member(root, "namings"))
        for (const auto& naming : namings->GetArray())
            for (auto& speaker : out.speakers)
                if (speaker.id == string_of(member(naming, "speaker")))
                    speaker.name = string_of(member(naming, "name"));
    rapidjson::SizeType number = 0;
    for (const auto& item : segments->GetArray()) {
        auto segment = read_segment(item);
        if (!segment) {
            why =
                "transcript.segments[" + std::to_string(number) + "] without begin, end, start_ms, end_ms and speaker";
            return {};
        }
        out.segments.push_back(std::move(*segment));
        ++number;
    }
    return out;
}

}  // namespace earwitness::verify
