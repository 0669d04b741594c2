#include "transcript/sniff.h"

#include <algorithm>

#include "text/utf8.h"
#include "transcript/cue_timing.h"
#include "transcript/lines.h"

namespace earwitness::transcript {
namespace {

constexpr std::size_t kLook = 16384;

bool contains(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

bool is_binary(std::string_view head) {
    const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1B';
    });
    return static_cast<std::size_t>(controls) * 20 > head.size();
}

// "SPEAKER file 1 0.37 1.39 <NA> <NA> name <NA> <NA>": NIST's rich transcription time marks.
bool is_rttm(std::string_view head) {
    LineReader lines(head);
    std::string_view line;
    std::size_t seen = 0;
    while (seen < 5 && lines.next(line)) {
        if (text::trimmed(line).empty() || line.starts_with(";;")) continue;
        if (!line.starts_with("SPEAKER ") && !line.starts_with("SPKR-INFO ") && !line.starts_with("LEXEME "))
            return false;
        if (std::count(line.begin(), line.end(), ' ') < 7 || !contains(line, "<NA>")) return false;
        ++seen;
    }
    return seen > 0;
}

// A timing line near the top, with nothing but a number or blank lines in front of the first one; or several of them.
bool is_srt(std::string_view head) {
    LineReader lines(head);
    std::string_view line;
    std::size_t timings = 0, words_before = 0;
    while (lines.next(line)) {
        if (has_arrow(line) && parse_cue_timing(line, TimingRules::kSrt))
            ++timings;
        else if (timings == 0 && line.find_first_not_of("0123456789 \t") != std::string_view::npos)
            ++words_before;
    }
    return timings > 0 && (words_before <= 1 || timings >= 3);
}

bool begins_with_tag(std::string_view head) {
    return head.size() > 2 && head[0] == '<' &&
           ((head[1] >= 'a' && head[1] <= 'z') || (head[1] >= 'A' && head[1] <= 'Z') || head[1] == '!' ||
            head[1] == '?');
}

FileKind sniff_markup(std::string_view head) {
    if (contains(head, "podlove.org/simple-transcripts") || contains(head, "http://www.w3.org/ns/ttml") ||
        contains(head, "/ttaf1"))
        return FileKind::kTimedXml;
    return FileKind::kHtml;
}

bool has_html_tags(std::string_view head) {
    for (const std::string_view tag :
         {"<html", "<HTML", "<body", "<cite>", "<p>", "<div", "</p>", "<!DOCTYPE", "<!doctype"})
        if (contains(head, tag)) return true;
    return false;
}

}  // namespace

FileKind sniff(std::string_view text, std::string_view name, std::string_view media_type) {
    std::size_t look = std::min(kLook, text.size());
    while (!text::is_boundary(text, look)) --look;
    const std::string_view head = text::trimmed(text.substr(0, look));
    if (is_binary(head)) return FileKind::kBinary;
    if (head.starts_with("WEBVTT")) return FileKind::kVtt;
    // "[Music] ..." and "[00:12] ..." are text: JSON's lists begin with an object, a list, a string or nothing.
    if (!head.empty() && head[0] == '{') return FileKind::kJson;
    if (!head.empty() && head[0] == '[') {
        const std::size_t next = head.find_first_not_of(" \t\r\n", 1);
        if (next == std::string_view::npos || head[next] == '{' || head[next] == '[' || head[next] == ']')
            return FileKind::kJson;
    }
    if (is_rttm(head)) return FileKind::kRttm;
    // An autolink of Markdown ("<https://...>") begins like a tag.
    if (begins_with_tag(head) && !head.starts_with("<http")) {
        const bool says_html = name.ends_with(".html") || name.ends_with(".htm") || media_type.starts_with("text/html");
        if (head.starts_with("<?xml") || says_html || has_html_tags(head)) return sniff_markup(head);
    }
    if (is_srt(head)) return FileKind::kSrt;
    return FileKind::kText;
}

}  // namespace earwitness::transcript
