#include "transcript/mend.h"

#include <algorithm>

#include "transcript/build.h"

namespace earwitness::transcript {
namespace {

constexpr std::int64_t kLongestAudioMs = 7LL * 24 * 3600 * 1000;
constexpr std::int64_t kLongCueMs = 15LL * 60 * 1000;
constexpr std::int64_t kSlowestMsPerByte = 2000;

void mend_times(Cue& cue, Oddities& odd) {
    const auto absurd = [](const std::optional<std::int64_t>& time) {
        return time && (*time > kLongestAudioMs || *time < -kLongestAudioMs);
    };
    if (absurd(cue.start_ms)) {
        odd.add("cue_time_absurd", cue.line);
        cue.start_ms.reset();
        cue.end_ms.reset();
    }
    if (absurd(cue.end_ms)) {
        odd.add("cue_end_absurd", cue.line);
        cue.end_ms.reset();
    }
    if (!cue.start_ms) {
        cue.end_ms.reset();
        return;
    }
    if (*cue.start_ms < 0) {
        odd.add("cue_negative", cue.line);
        cue.start_ms = 0;
        if (cue.end_ms && *cue.end_ms < 0) cue.end_ms = 0;
    }
    if (cue.end_ms && *cue.end_ms - *cue.start_ms > kLongCueMs &&
        *cue.end_ms - *cue.start_ms > kSlowestMsPerByte * static_cast<std::int64_t>(cue.text.size())) {
        odd.add("cue_end_absurd", cue.line);
        cue.end_ms.reset();
    }
}

bool ends_sentence(std::string_view text) {
    while (!text.empty() && (text.back() == '"' || text.back() == '\'' || text.back() == ')')) text.remove_suffix(1);
    if (text.empty()) return false;
    return text.back() == '.' || text.back() == '?' || text.back() == '!' || text.ends_with("…") ||
           text.ends_with("。");
}

// The rest of a sentence that the cue before began: it must not be sorted away from it by a typing error in a time.
bool goes_on(const Cue& before, const Cue& now) {
    constexpr std::int64_t kTouchMs = 2;
    return before.end_ms && now.start_ms && before.speaker == now.speaker && !ends_sentence(before.text) &&
           *now.start_ms - *before.end_ms <= kTouchMs && *before.end_ms - *now.start_ms <= kTouchMs;
}

// Where each cue sorts to: its start; a cue without one, or one that goes on a sentence, sorts with the one before.
std::vector<std::int64_t> sort_keys(const std::vector<Cue>& cues) {
    constexpr int kLongestRun = 4;
    std::vector<std::int64_t> keys;
    keys.reserve(cues.size());
    int run = 0;
    for (std::size_t i = 0; i < cues.size(); ++i) {
        const std::int64_t before = keys.empty() ? 0 : keys.back();
        run = i > 0 && goes_on(cues[i - 1], cues[i]) && run < kLongestRun ? run + 1 : 0;
        keys.push_back(run > 0 ? before : cues[i].start_ms.value_or(before));
    }
    return keys;
}

void sort_by_start(std::vector<Cue>& cues, Oddities& odd) {
    std::int64_t last = 0;
    bool sorted = true;
    for (const auto& cue : cues) {
        if (cue.start_ms && *cue.start_ms < last) {
            odd.add("cue_unordered", cue.line);
            sorted = false;
        }
        last = cue.start_ms ? std::max(last, *cue.start_ms) : last;
    }
    if (sorted) return;
    const auto keys = sort_keys(cues);
    std::vector<std::size_t> order(cues.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    std::vector<Cue> out;
    out.reserve(cues.size());
    for (const std::size_t i : order) out.push_back(std::move(cues[i]));
    // What was kept beside its sentence begins no later than what follows.
    std::optional<std::int64_t> next;
    for (auto cue = out.rbegin(); cue != out.rend(); ++cue) {
        if (cue->start_ms && next && *cue->start_ms > *next) cue->start_ms = next;
        if (cue->start_ms) next = cue->start_ms;
    }
    cues = std::move(out);
}

void join_same_times(std::vector<Cue>& cues) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < cues.size(); ++i) {
        Cue& cue = cues[i];
        Cue* before = kept > 0 ? &cues[kept - 1] : nullptr;
        // A caption has two lines, three at most: longer runs with one time are not lines of a caption.
        const bool joins = before != nullptr && cue.start_ms && cue.end_ms && *cue.end_ms > *cue.start_ms &&
                           cue.start_ms == before->start_ms && cue.end_ms == before->end_ms &&
                           cue.speaker == before->speaker && before->text.size() < 160;
        if (joins) {
            before->text += ' ' + cue.text;
            before->words.insert(before->words.end(), cue.words.begin(), cue.words.end());
        } else {
            if (kept != i) cues[kept] = std::move(cue);
            ++kept;
        }
    }
    cues.resize(kept);
}

bool same_voice(const Cue& a, const Cue& b) { return a.speaker == b.speaker || a.speaker.empty() || b.speaker.empty(); }

// How long the words may take at most: slow talk and a pause.
std::int64_t longest_for(const Cue& cue) { return 30'000 + 200 * static_cast<std::int64_t>(cue.text.size()); }

void mend_ends(std::vector<Cue>& cues, Oddities& odd) {
    for (std::size_t i = 0; i < cues.size(); ++i) {
        Cue& cue = cues[i];
        if (!cue.start_ms) continue;
        std::optional<std::int64_t> next = i + 1 < cues.size() ? cues[i + 1].start_ms : std::nullopt;
        const bool next_is_near = next && *next > *cue.start_ms && *next - *cue.start_ms <= longest_for(cue);
        if (cue.end_ms && *cue.end_ms < *cue.start_ms) {
            odd.add("cue_reversed", cue.line);
            cue.end_ms = next_is_near ? *next : *cue.start_ms;
        }
        if (!cue.end_ms && next_is_near) cue.end_ms = *next;
        if (cue.end_ms && next && *cue.end_ms > *next && *next > *cue.start_ms && same_voice(cue, cues[i + 1])) {
            odd.add("cue_overlap", cue.line);
            cue.end_ms = *next;
        }
    }
}

bool begins_with_mark(std::string_view text) {
    return !text.empty() &&
           (text[0] == ',' || text[0] == '.' || text[0] == '?' || text[0] == '!' || text[0] == ';' || text[0] == ':');
}

}  // namespace

void mend_cues(CueList& list, Oddities& odd) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.cues.size(); ++i) {
        Cue& cue = list.cues[i];
        cue.text = clean_text(cue.text);
        if (!cue.speaker.empty()) cue.speaker = clean_text(cue.speaker);
        if (cue.text.empty()) {
            odd.add("cue_empty", cue.line);
            continue;
        }
        if (!cue.start_ms && !cue.words.empty()) cue.start_ms = cue.words.front().start_ms;
        mend_times(cue, odd);
        if (!cue.start_ms) cue.words.clear();
        if (kept != i) list.cues[kept] = std::move(cue);
        ++kept;
    }
    list.cues.resize(kept);
    sort_by_start(list.cues, odd);
    join_same_times(list.cues);
    mend_ends(list.cues, odd);
}

void group_single_words(CueList& list) {
    constexpr std::int64_t kPauseMs = 2000;
    constexpr std::size_t kLongest = 400;
    std::size_t single = 0, all = 0;
    for (const auto& cue : list.cues) {
        if (!has_word(cue.text)) continue;
        ++all;
        single += cue.words.size() <= 1 && cue.text.find_first_of(" \n\t") == std::string::npos;
    }
    if (!list.words_only && (all < 4 || single * 10 < all * 7)) return;
    std::vector<Cue> out;
    for (auto& cue : list.cues) {
        CueWord word{cue.text, cue.start_ms, cue.end_ms, -1};
        // Without a start of its own a sentence could not keep the times of what joins it.
        bool joins = !out.empty() && out.back().speaker == cue.speaker && (out.back().start_ms || !cue.start_ms);
        if (joins && !begins_with_mark(cue.text)) {
            const Cue& last = out.back();
            const auto end = last.end_ms ? last.end_ms : last.start_ms;
            joins = !ends_sentence(last.text) && last.text.size() < kLongest &&
                    (!cue.start_ms || !end || *cue.start_ms - *end < kPauseMs);
        }
        if (joins) {
            Cue& last = out.back();
            if (!begins_with_mark(cue.text)) last.text += ' ';
            last.text += cue.text;
            if (cue.end_ms && (!last.end_ms || *cue.end_ms > *last.end_ms)) last.end_ms = cue.end_ms;
            if (cue.words.empty() && cue.start_ms)
                last.words.push_back(std::move(word));
            else
                last.words.insert(last.words.end(), cue.words.begin(), cue.words.end());
        } else {
            if (cue.words.empty() && cue.start_ms) cue.words.push_back(std::move(word));
            out.push_back(std::move(cue));
        }
    }
    list.cues = std::move(out);
}

}  // namespace earwitness::transcript
