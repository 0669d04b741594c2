#include "transcript/build.h"

#include <algorithm>
#include <limits>

#include "base/hash.h"
#include "text/plain_line.h"
#include "text/utf8.h"
#include "transcript/mend.h"
#include "transcript/read.h"

namespace earwitness::transcript {
namespace {

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }
bool is_invisible(char32_t c) { return c == 0x200B || c == 0xFEFF || c == 0x2060; }

// Looks the words up in the segment's line, in order; a word that is not where it should be is left without a time.
void place_words(const Cue& cue, std::uint32_t base, Transcript& out) {
    constexpr std::size_t kWindow = 160;
    constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
    const std::string_view line = cue.text;
    std::size_t cursor = 0;
    std::int64_t floor = 0;
    for (const auto& word : cue.words) {
        if (!word.start_ms) continue;
        const std::string clean = clean_text(word.text);
        if (clean.empty() || !has_word(clean)) continue;
        const std::size_t at =
            line.substr(0, std::min(line.size(), cursor + kWindow + clean.size())).find(clean, cursor);
        if (at == std::string_view::npos) continue;
        cursor = at + clean.size();
        TimedWord timed;
        timed.span = {static_cast<std::uint32_t>(base + at), static_cast<std::uint32_t>(base + cursor)};
        // A word is said inside its segment, whatever the recogniser's rounding says.
        const std::int64_t first = cue.start_ms.value_or(0), last = std::max(first, cue.end_ms.value_or(kNever));
        timed.start_ms = std::clamp(std::max(floor, *word.start_ms), first, last);
        timed.end_ms = std::clamp(word.end_ms.value_or(timed.start_ms), timed.start_ms, last);
        timed.confidence = word.confidence;
        floor = timed.start_ms;
        out.words.push_back(timed);
    }
}

}  // namespace

std::string clean_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte > 0x20 && byte < 0x7F) {
            if (space && !out.empty()) out += ' ';
            space = false;
            out += text[at++];
            continue;
        }
        const std::size_t from = at;
        const char32_t c = text::next_code_point(text, at);
        if (text::is_space(c)) {
            space = true;
            continue;
        }
        if (is_control(c) || is_invisible(c)) continue;
        if (space && !out.empty()) out += ' ';
        space = false;
        out.append(text.substr(from, at - from));
    }
    return out;
}

bool has_word(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::next_code_point(text, at);
        if (c >= 0x80 ? !text::is_space(c) && !(c >= 0x2010 && c <= 0x205E) && !is_invisible(c) && !is_control(c)
                      : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return true;
    }
    return false;
}

int SpeakerTable::index_of(std::string_view name) {
    // Every line of a page repeats it: a label of a megabyte would make a gigabyte of them.
    constexpr std::size_t kMostBytes = 200;
    std::string cut;
    if (name.size() > kMostBytes) name = cut = text::plain_line(name, kMostBytes);
    if (name.empty()) return kNoSpeaker;
    const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), name,
                                        [](const auto& entry, std::string_view key) { return entry.first < key; });
    if (found != sorted_.end() && found->first == name) return found->second;
    const int index = static_cast<int>(speakers_.size());
    sorted_.insert(found, {std::string(name), index});
    speakers_.push_back({"s" + std::to_string(index), std::string(name)});
    return index;
}

Transcript build_transcript(CueList&& list) {
    Transcript out;
    out.format = std::move(list.format);
    out.language = std::move(list.language);
    SpeakerTable speakers(out.speakers);
    std::size_t size = 0;
    for (const auto& cue : list.cues) size += cue.text.size() + 1;
    out.text.reserve(size);
    out.segments.reserve(list.cues.size());
    for (const auto& cue : list.cues) {
        if (cue.text.empty()) continue;
        if (!out.text.empty()) out.text += '\n';
        const auto begin = static_cast<std::uint32_t>(out.text.size());
        out.text += cue.text;
        out.segments.push_back({{begin, static_cast<std::uint32_t>(out.text.size())},
                                cue.start_ms,
                                cue.end_ms,
                                speakers.index_of(cue.speaker)});
        place_words(cue, begin, out);
    }
    out.sha256 = base::sha256_hex(out.text);
    return out;
}

Transcript transcript_from_segments(const std::vector<GivenSegment>& segments) {
    CueList list;
    list.format = "segments";
    for (const auto& given : segments) {
        Cue cue;
        cue.speaker = clean_text(text::repair_utf8(given.speaker));
        std::string words = text::repair_utf8(given.text);
        for (char& c : words)
            if (is_control(static_cast<unsigned char>(c)) && c != '\n' && c != '\t' &&
                static_cast<unsigned char>(c) < 0x80)
                c = ' ';
        cue.text = std::string(text::trimmed(words));
        if (given.start_ms && *given.start_ms >= 0) cue.start_ms = given.start_ms;
        if (given.end_ms && *given.end_ms >= 0) cue.end_ms = given.end_ms;
        list.cues.push_back(std::move(cue));
    }
    return build_transcript(std::move(list));
}

Transcript transcript_from_recogniser(const std::vector<GivenSegment>& segments) {
    CueList list;
    list.format = "recogniser";
    for (const auto& given : segments) {
        Cue cue;
        cue.speaker = text::repair_utf8(given.speaker);
        cue.text = text::repair_utf8(given.text);
        cue.start_ms = given.start_ms;
        cue.end_ms = given.end_ms;
        for (const auto& word : given.words)
            cue.words.push_back({text::repair_utf8(word.text), word.start_ms, word.end_ms, word.confidence});
        list.cues.push_back(std::move(cue));
    }
    Oddities odd;
    mend_cues(list, odd);
    return build_transcript(std::move(list));
}

Transcript transcript_from_text(std::string text) {
    Transcript out;
    out.format = "text";
    out.text = text::is_valid_utf8(text) ? std::move(text) : text::repair_utf8(text);
    const std::string_view all = out.text;
    std::size_t from = 0;
    while (from < all.size()) {
        // A paragraph ends at a line break that another one follows, white space between them or not.
        std::size_t end = from, next = all.size();
        for (std::size_t line = from;;) {
            const std::size_t stop = std::min(all.find('\n', line), all.size());
            const bool blank = text::trimmed(all.substr(line, stop - line)).empty();
            if (!blank) end = stop;
            if (stop == all.size()) break;
            line = stop + 1;
            if (blank) {
                next = line;
                break;
            }
        }
        const std::string_view paragraph = text::trimmed(all.substr(from, end - from));
        if (!paragraph.empty()) {
            const auto begin = static_cast<std::uint32_t>(paragraph.data() - all.data());
            out.segments.push_back({{begin, begin + static_cast<std::uint32_t>(paragraph.size())}, {}, {}, kNoSpeaker});
        }
        from = next;
    }
    out.sha256 = base::sha256_hex(out.text);
    return out;
}

}  // namespace earwitness::transcript
