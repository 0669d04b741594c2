// Rolling captions: two lines on the screen, the upper one being the lower one of the cue before. YouTube's automatic
// captions alternate a cue that adds a line with one of a few milliseconds that adds nothing.
#include <algorithm>

#include "transcript/build.h"
#include "transcript/cue_labels.h"

namespace earwitness::transcript {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
    Lines out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = clean_text(std::string_view(text).substr(at, end - at));
        if (!line.empty()) out.push_back(std::move(line));
        at = end + 1;
    }
    return out;
}

// How many lines at the end of `before` are the first ones of `now`.
std::size_t shared_lines(const Lines& before, const Lines& now) {
    for (std::size_t count = std::min(before.size(), now.size()); count > 0; --count)
        if (std::equal(now.begin(), now.begin() + static_cast<std::ptrdiff_t>(count),
                       before.end() - static_cast<std::ptrdiff_t>(count)))
            return count;
    return 0;
}

bool grows(const Lines& before, const Lines& now) {
    if (before.size() != 1 || now.size() != 1) return false;
    return now[0].size() > before[0].size() && now[0].starts_with(before[0]) && now[0][before[0].size()] == ' ';
}

bool follows(const Cue& before, const Cue& now) {
    constexpr std::int64_t kNearMs = 1500;
    if (!before.end_ms || !now.start_ms) return false;
    return *now.start_ms - *before.end_ms <= kNearMs;
}

// The share of a file's cues that repeat lines and add some: talk repeats itself too, but not like that.
bool is_rolling(const std::vector<Cue>& cues, const std::vector<Lines>& lines) {
    std::size_t rolling = 0;
    for (std::size_t i = 1; i < cues.size(); ++i) {
        if (!follows(cues[i - 1], cues[i])) continue;
        const std::size_t shared = shared_lines(lines[i - 1], lines[i]);
        rolling += (shared > 0 && lines[i].size() > shared) || grows(lines[i - 1], lines[i]);
    }
    return rolling >= 3 && rolling * 5 >= cues.size();
}

void keep_last_lines(Cue& cue, const Lines& lines, std::size_t dropped) {
    std::string repeated, rest;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string& to = i < dropped ? repeated : rest;
        if (!to.empty()) to += '\n';
        to += lines[i];
    }
    cue.text = std::move(rest);
    // Word times of the repeated lines go as well: they are those at the front that spell them.
    std::string spelt;
    std::size_t words = 0;
    while (words < cue.words.size() && spelt.size() < repeated.size())
        spelt += clean_text(cue.words[words++].text) + ' ';
    const bool same = clean_text(spelt) == clean_text(repeated);
    if (same) cue.words.erase(cue.words.begin(), cue.words.begin() + static_cast<std::ptrdiff_t>(words));
}

}  // namespace

void merge_rolling_cues(CueList& list, Oddities& odd) {
    // Cheap look first: does a cue begin with words that the one before has?
    std::size_t suspects = 0;
    for (std::size_t i = 1; i < list.cues.size(); ++i) {
        const std::string_view now = list.cues[i].text;
        const std::size_t begin = std::min(now.find_first_not_of(" \n"), now.size());
        const std::string_view head = now.substr(begin, 6);
        suspects += head.size() == 6 && list.cues[i - 1].text.find(head) != std::string::npos;
    }
    if (suspects < 3 || suspects * 5 < list.cues.size()) return;
    std::vector<Lines> lines;
    lines.reserve(list.cues.size());
    for (const auto& cue : list.cues) lines.push_back(lines_of(cue.text));
    if (!is_rolling(list.cues, lines)) return;
    std::vector<char> near(list.cues.size(), 0);
    for (std::size_t i = 1; i < list.cues.size(); ++i) near[i] = follows(list.cues[i - 1], list.cues[i]);
    std::vector<Cue> out;
    for (std::size_t i = 0; i < list.cues.size(); ++i) {
        Cue& cue = list.cues[i];
        const std::size_t shared = near[i] ? shared_lines(lines[i - 1], lines[i]) : 0;
        if (near[i] && !out.empty() && grows(lines[i - 1], lines[i])) {
            odd.add("cue_rolling", cue.line);
            out.back().text = lines[i][0];
            out.back().words.clear();
            out.back().end_ms = cue.end_ms;
            continue;
        }
        if (shared > 0) odd.add("cue_rolling", cue.line);
        if (shared > 0 && shared == lines[i].size()) {
            if (!out.empty() && cue.end_ms && out.back().end_ms < cue.end_ms) out.back().end_ms = cue.end_ms;
            continue;
        }
        if (shared > 0) keep_last_lines(cue, lines[i], shared);
        out.push_back(std::move(cue));
    }
    list.cues = std::move(out);
}

}  // namespace earwitness::transcript
