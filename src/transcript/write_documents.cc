// Podcasting 2.0 JSON (https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md)
// and plain text.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdio>

#include "transcript/build.h"
#include "transcript/write.h"

namespace earwitness::transcript {
namespace {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

void write_field(JsonWriter& writer, std::string_view key, std::string_view value) {
    writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
    writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

// Seconds with three decimals, written from the whole number so that no rounding can differ.
void write_seconds(JsonWriter& writer, std::string_view key, const std::optional<std::int64_t>& ms) {
    if (!ms || *ms < 0) return;
    char buffer[40];
    const int size = std::snprintf(buffer, sizeof buffer, "%lld.%03d", static_cast<long long>(*ms / 1000),
                                   static_cast<int>(*ms % 1000));
    writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
    writer.RawValue(buffer, static_cast<std::size_t>(size), rapidjson::kNumberType);
}

const std::string* speaker_name(const Transcript& transcript, int speaker) {
    if (speaker < 0 || static_cast<std::size_t>(speaker) >= transcript.speakers.size()) return nullptr;
    return &transcript.speakers[static_cast<std::size_t>(speaker)].name;
}

std::string stamp(std::int64_t ms) {
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, "[%lld:%02d:%02d] ", static_cast<long long>(ms / 3'600'000),
                  static_cast<int>(ms / 60'000 % 60), static_cast<int>(ms / 1000 % 60));
    return buffer;
}

// A new paragraph: another speaker, or enough said by one.
bool begins_paragraph(const Segment& before, const Segment& now, std::size_t paragraph_bytes) {
    constexpr std::size_t kParagraphBytes = 600;
    constexpr std::int64_t kPauseMs = 3000;
    if (before.speaker != now.speaker) return true;
    if (paragraph_bytes > kParagraphBytes) return true;
    return before.end_ms && now.start_ms && *now.start_ms - *before.end_ms > kPauseMs;
}

}  // namespace

std::string write_podcast_json(const Transcript& transcript) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_field(writer, "version", "1.0.0");
    writer.Key("segments");
    writer.StartArray();
    for (const auto& segment : transcript.segments) {
        writer.StartObject();
        if (const auto* name = speaker_name(transcript, segment.speaker)) write_field(writer, "speaker", *name);
        write_seconds(writer, "startTime", segment.start_ms);
        write_seconds(writer, "endTime", segment.end_ms);
        write_field(writer, "body", segment.span.in(transcript.text));
        writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

std::string write_text(const Transcript& transcript) {
    std::string out;
    const Segment* before = nullptr;
    std::size_t paragraph_from = 0;
    for (const auto& segment : transcript.segments) {
        const std::string words = clean_text(segment.span.in(transcript.text));
        if (words.empty()) continue;
        if (before != nullptr && !begins_paragraph(*before, segment, out.size() - paragraph_from)) {
            out += ' ';
        } else {
            if (before != nullptr) out += "\n\n";
            paragraph_from = out.size();
            if (segment.start_ms) out += stamp(*segment.start_ms);
            if (const auto* name = speaker_name(transcript, segment.speaker)) out += *name + ": ";
        }
        out += words;
        before = &segment;
    }
    if (!out.empty()) out += '\n';
    return out;
}

}  // namespace earwitness::transcript
