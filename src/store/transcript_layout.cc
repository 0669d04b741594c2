#include "store/transcript_layout.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/brief.h"
#include "base/hash.h"

namespace earwitness::store {
namespace {

using nlohmann::json;

json time_json(const std::optional<std::int64_t>& value) { return value ? json(*value) : json(nullptr); }

std::optional<std::int64_t> time_of(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<std::int64_t>());
}

bool inside(const Span& span, const Transcript& transcript) {
    return span.begin <= span.end && span.end <= transcript.text.size();
}

Span span_of(const json& item) { return {item.at(0).get<std::uint32_t>(), item.at(1).get<std::uint32_t>()}; }

Error damaged(const std::string& why) {
    return make_error(ErrorCode::kCorrupt,
                      "a transcript in the archive cannot be read (" + why + "); run `earwitness doctor`");
}

json hearing_json(const Hearing& h) {
    json warnings = json::array();
    for (const auto& w : h.warnings) warnings.push_back({w.kind, w.start_ms, w.end_ms});
    json all = {{"engine", h.engine},       {"model", h.model},         {"version", h.version}, {"draft", h.draft},
                {"speech_ms", h.speech_ms}, {"worded_ms", h.worded_ms}, {"warnings", warnings}};
    if (h.times_only) all["times_only"] = {h.words, h.words_matched};
    return all;
}

Hearing hearing_of(const json& all) {
    Hearing h{all.at("engine"),
              all.at("model"),
              all.at("version"),
              all.at("draft").get<bool>(),
              all.at("speech_ms").get<std::int64_t>(),
              all.at("worded_ms").get<std::int64_t>(),
              {}};
    for (const auto& w : all.at("warnings"))
        h.warnings.push_back({w.at(0), w.at(1).get<std::int64_t>(), w.at(2).get<std::int64_t>()});
    if (const auto lent = all.find("times_only"); lent != all.end()) {
        h.times_only = true;
        h.words = lent->at(0).get<std::int64_t>();
        h.words_matched = lent->at(1).get<std::int64_t>();
    }
    return h;
}

}  // namespace

std::string layout_to_json(const Transcript& t) {
    json speakers = json::array(), segments = json::array(), words = json::array();
    for (const auto& s : t.speakers) speakers.push_back({s.id, s.name});
    for (const auto& s : t.segments) {
        segments.push_back({s.span.begin, s.span.end, time_json(s.start_ms), time_json(s.end_ms), s.speaker});
        if (s.time_heard) segments.back().push_back(1);
    }
    // Confidence in thousandths, -1 where there is none: whole numbers print the same everywhere.
    for (const auto& w : t.words)
        words.push_back({w.span.begin, w.span.end, w.start_ms, w.end_ms,
                         w.confidence < 0 ? -1 : static_cast<int>(std::lround(w.confidence * 1000))});
    json all = {{"speakers", speakers}, {"segments", segments}, {"words", words}};
    if (t.hearing) all["hearing"] = hearing_json(*t.hearing);
    return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

Status layout_from_json(std::string_view text, Transcript& t) {
    try {
        const json all = json::parse(text);
        for (const auto& s : all.at("speakers")) t.speakers.push_back({s.at(0), s.at(1)});
        for (const auto& s : all.at("segments"))
            t.segments.push_back({span_of(s), time_of(s.at(2)), time_of(s.at(3)), s.at(4).get<int>(), s.size() > 5});
        for (const auto& w : all.at("words")) {
            const int confidence = w.at(4).get<int>();
            t.words.push_back({span_of(w), w.at(2).get<std::int64_t>(), w.at(3).get<std::int64_t>(),
                               confidence < 0 ? -1.0f : static_cast<float>(confidence) / 1000});
        }
        if (const auto found = all.find("hearing"); found != all.end()) t.hearing = hearing_of(*found);
    } catch (const json::exception& error) {
        return damaged(base::brief(error.what()));
    }
    const int speakers = static_cast<int>(t.speakers.size());
    for (const auto& s : t.segments)
        if (!inside(s.span, t) || s.speaker < kNoSpeaker || s.speaker >= speakers)
            return damaged("a segment lies outside the text");
    for (const auto& w : t.words)
        if (!inside(w.span, t)) return damaged("a word lies outside the text");
    return {};
}

std::string transcript_key(const Transcript& t) {
    base::Sha256 hash;
    hash.add_field("transcript/1");
    hash.add_field(t.text);
    hash.add_field(t.language);
    hash.add_field(layout_to_json(t));
    return hash.hex();
}

}  // namespace earwitness::store
