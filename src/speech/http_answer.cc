#include "speech/http_answer.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/brief.h"
#include "text/utf8.h"
#include "transcript/join_tokens.h"

namespace earwitness::speech {
namespace {

using nlohmann::json;

// Servers name languages in English words; BCP 47 wants tags. The languages that Whisper knows best.
// clang-format off
constexpr std::pair<std::string_view, std::string_view> kLanguages[] = {
    {"arabic", "ar"}, {"bulgarian", "bg"}, {"catalan", "ca"}, {"chinese", "zh"}, {"croatian", "hr"}, {"czech", "cs"},
    {"danish", "da"}, {"dutch", "nl"}, {"english", "en"}, {"estonian", "et"}, {"finnish", "fi"}, {"french", "fr"},
    {"german", "de"}, {"greek", "el"}, {"hebrew", "he"}, {"hindi", "hi"}, {"hungarian", "hu"}, {"indonesian", "id"},
    {"italian", "it"}, {"japanese", "ja"}, {"korean", "ko"}, {"latvian", "lv"}, {"lithuanian", "lt"},
    {"malay", "ms"}, {"norwegian", "no"}, {"persian", "fa"}, {"polish", "pl"}, {"portuguese", "pt"},
    {"romanian", "ro"}, {"russian", "ru"}, {"serbian", "sr"}, {"slovak", "sk"}, {"slovenian", "sl"},
    {"spanish", "es"}, {"swedish", "sv"}, {"tamil", "ta"}, {"thai", "th"}, {"turkish", "tr"}, {"ukrainian", "uk"},
    {"urdu", "ur"}, {"vietnamese", "vi"}, {"welsh", "cy"},
};
// clang-format on

// Seconds as a number, or as text ("12.5"); nothing for what no recording has.
std::optional<std::int64_t> milliseconds(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    double seconds = NAN;
    if (found->is_number()) seconds = found->get<double>();
    if (found->is_string()) {
        const auto text = found->get<std::string>();
        char* end = nullptr;
        seconds = std::strtod(text.c_str(), &end);
        if (end == text.c_str()) seconds = NAN;
    }
    if (!std::isfinite(seconds) || std::abs(seconds) > 1e7) return {};
    return std::llround(seconds * 1000);
}

std::string string_at(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A word as its server spells it, spaces and all: under OpenAI's name for it, or the other.
std::string spelling(const json& item) {
    const std::string word = string_at(item, "word");
    return word.empty() ? string_at(item, "text") : word;
}

float confidence(const json& word) {
    for (const char* name : {"probability", "confidence", "score"}) {
        const auto found = word.find(name);
        if (found != word.end() && found->is_number()) {
            const double value = found->get<double>();
            if (value >= 0 && value <= 1) return static_cast<float>(value);
        }
    }
    return -1;
}

const json* list_at(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_array() ? &*found : nullptr;
}

// Words as they come: whole ones, or tokens, where one that begins with a space begins a word. Which of both, the list
// as a whole says: among whole words none begins with a space, or all do.
std::vector<HeardWord> read_words(const json& list) {
    std::size_t spaced = 0, named = 0;
    for (const auto& item : list) {
        if (!item.is_object()) continue;
        const std::string text = spelling(item);
        named += !text.empty();
        spaced += text.starts_with(' ');
    }
    const bool tokens = spaced > 0 && spaced < named;
    std::vector<HeardWord> out;
    transcript::TokenJoiner<HeardWord> joiner(out);
    for (const auto& item : list) {
        if (!item.is_object()) continue;
        const std::string text = spelling(item);
        if (text.empty() || text.starts_with("[_") || text.starts_with("<|")) continue;
        const bool begins = !tokens || text.starts_with(' ') || out.empty();
        HeardWord word{std::string(text::trimmed(text)), milliseconds(item, "start"), milliseconds(item, "end"),
                       confidence(item)};
        if (begins && word.text.empty()) continue;
        joiner.add(std::move(word), begins);
    }
    return out;
}

// OpenAI gives the words of all segments in one list: each goes to the segment in whose time its middle lies.
void hand_out_words(std::vector<HeardWord>&& words, std::vector<HeardSegment>& segments) {
    std::size_t at = 0;
    for (auto& word : words) {
        if (!word.start_ms) continue;
        const std::int64_t middle = (*word.start_ms + word.end_ms.value_or(*word.start_ms)) / 2;
        while (at + 1 < segments.size() && segments[at + 1].start_ms && middle >= *segments[at + 1].start_ms) ++at;
        segments[at].words.push_back(std::move(word));
    }
}

HeardSegment segment_of_words(std::vector<HeardWord>&& words, std::string text) {
    HeardSegment out;
    out.text = std::move(text);
    if (out.text.empty())
        for (const auto& word : words) out.text += (out.text.empty() ? "" : " ") + word.text;
    for (const auto& word : words) {
        if (word.start_ms && (!out.start_ms || *word.start_ms < *out.start_ms)) out.start_ms = word.start_ms;
        if (word.end_ms && (!out.end_ms || *word.end_ms > *out.end_ms)) out.end_ms = word.end_ms;
    }
    out.words = std::move(words);
    return out;
}

Error malformed(const std::string& why) {
    return make_error(ErrorCode::kMalformed, "the server's answer is no transcription: " + why);
}

Result<Heard> read_object(const json& root) {
    if (const auto error = root.find("error"); error != root.end()) {
        const std::string said = error->is_string() ? error->get<std::string>() : string_at(*error, "message");
        return malformed(said.empty() ? "an error without words" : base::brief(said));
    }
    Heard out;
    out.language = language_tag(string_at(root, "language"));
    const json* segments = list_at(root, "segments");
    const json* words = list_at(root, "words");
    const std::string text = string_at(root, "text");
    if (segments == nullptr && words == nullptr && root.find("text") == root.end())
        return malformed("it has neither text nor segments nor words");
    if (segments != nullptr)
        for (const auto& item : *segments) {
            if (!item.is_object()) continue;
            HeardSegment segment;
            segment.text = string_at(item, "text");
            segment.start_ms = milliseconds(item, "start");
            segment.end_ms = milliseconds(item, "end");
            segment.speaker = string_at(item, "speaker");
            if (const json* own = list_at(item, "words")) segment.words = read_words(*own);
            if (!text::trimmed(segment.text).empty() || !segment.words.empty())
                out.segments.push_back(std::move(segment));
        }
    if (words != nullptr) {
        auto all = read_words(*words);
        if (out.segments.empty() && !all.empty())
            out.segments.push_back(segment_of_words(std::move(all), text));
        else if (!out.segments.empty() &&
                 std::all_of(out.segments.begin(), out.segments.end(), [](const auto& s) { return s.words.empty(); }))
            hand_out_words(std::move(all), out.segments);
    }
    if (out.segments.empty() && !text::trimmed(text).empty()) out.segments.push_back({text, {}, {}, "", {}});
    return out;
}

}  // namespace

std::string language_tag(std::string_view name) {
    const std::string low = text::lower(name);
    for (const auto& [word, tag] : kLanguages)
        if (low == word) return std::string(tag);
    const std::size_t primary = low.find_first_of("-_");
    const std::string_view head = std::string_view(low).substr(0, primary);
    const bool is_tag = (head.size() == 2 || head.size() == 3) &&
                        std::all_of(head.begin(), head.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return is_tag && name.size() <= 16 ? std::string(name) : std::string();
}

Result<Heard> read_http_answer(std::string_view body) {
    const std::string clean = text::is_valid_utf8(body) ? std::string(body) : text::repair_utf8(body);
    const std::string_view trimmed = text::trimmed(clean);
    if (trimmed.starts_with("<")) return malformed("it is a web page");
    if (!trimmed.starts_with("{")) {
        if (trimmed.starts_with("[") || trimmed.starts_with("\"")) return malformed("it is JSON of another kind");
        if (!text::is_valid_utf8(body) || body.find('\0') != std::string_view::npos)
            return malformed("it is neither JSON nor text");
        // Plain text: the server knows no better.
        Heard out;
        if (!trimmed.empty()) out.segments.push_back({std::string(trimmed), {}, {}, "", {}});
        return out;
    }
    const json root = json::parse(clean, nullptr, false);
    if (root.is_discarded()) return malformed("it is JSON that breaks off or is damaged");
    return read_object(root);
}

}  // namespace earwitness::speech
