#include "transcript/speaker_turns.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "transcript/build.h"

namespace earwitness::transcript {
namespace {

constexpr int kNobody = -1;
constexpr std::int64_t kLongestWordMs =
    2'000;                          // of a word's time that is looked at; recognisers stretch words over pauses
constexpr std::size_t kJoined = 2;  // undecided words that join the words before them

// A stretch in which one speaker alone speaks.
struct Stretch {
    std::int64_t start_ms, end_ms;
    int speaker;
};

// Turns as stretches of one speaker each, by time, without overlaps; what two share is in none.
std::vector<Stretch> stretches_of(const std::vector<SpeakerTurn>& turns, std::vector<std::string>& names) {
    std::map<std::string_view, int> number_of;
    struct Change {
        std::int64_t ms;
        int speaker, step;
    };
    std::vector<Change> changes;
    for (const SpeakerTurn& turn : turns) {
        if (turn.end_ms <= turn.start_ms || turn.speaker.empty()) continue;
        const auto [at, fresh] = number_of.try_emplace(turn.speaker, static_cast<int>(names.size()));
        if (fresh) names.push_back(turn.speaker);
        changes.push_back({turn.start_ms, at->second, 1});
        changes.push_back({turn.end_ms, at->second, -1});
    }
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.ms < b.ms; });
    std::map<int, int> active;  // speaker -> turns
    std::vector<Stretch> out;
    std::int64_t since = 0;
    for (const Change& change : changes) {
        if (active.size() == 1 && change.ms > since) {
            const int speaker = active.begin()->first;
            if (!out.empty() && out.back().end_ms == since && out.back().speaker == speaker)
                out.back().end_ms = change.ms;
            else
                out.push_back({since, change.ms, speaker});
        }
        since = change.ms;
        // Within one instant an end may come before its beginning: counts may be negative for a while.
        if ((active[change.speaker] += change.step) == 0) active.erase(change.speaker);
    }
    return out;
}

int speaker_of(const std::vector<Stretch>& stretches, std::int64_t start_ms, std::int64_t end_ms) {
    end_ms = std::max(end_ms, start_ms + 1);
    auto at = std::upper_bound(stretches.begin(), stretches.end(), start_ms,
                               [](std::int64_t ms, const Stretch& stretch) { return ms < stretch.end_ms; });
    std::map<int, std::int64_t> shares;
    std::int64_t all = 0;
    for (; at != stretches.end() && at->start_ms < end_ms; ++at) {
        const std::int64_t ms = std::min(end_ms, at->end_ms) - std::max(start_ms, at->start_ms);
        shares[at->speaker] += ms;
        all += ms;
    }
    for (const auto& [speaker, ms] : shares)
        if (ms * 5 > all * 3) return speaker;
    return kNobody;
}

// Undecided words take the speaker of those around them (speaker_turns.h says which).
void join_undecided(std::vector<int>& speakers) {
    for (std::size_t i = 0; i < speakers.size();) {
        if (speakers[i] != kNobody) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < speakers.size() && speakers[end] == kNobody) ++end;
        const int before = i > 0 ? speakers[i - 1] : kNobody, after = end < speakers.size() ? speakers[end] : kNobody;
        int taken = kNobody;
        if (before == after || (end - i <= kJoined && before != kNobody)) taken = before;
        if (before == kNobody && end - i <= kJoined) taken = after;
        std::fill(speakers.begin() + static_cast<std::ptrdiff_t>(i),
                  speakers.begin() + static_cast<std::ptrdiff_t>(end), taken);
        i = end;
    }
}

bool is_white(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

class Labelling {
  public:
    Labelling(const std::vector<SpeakerTurn>& turns, Transcript& transcript) : transcript_(transcript) {
        stretches_ = stretches_of(turns, names_);
    }

    void run();

  private:
    void label(const Segment& segment);
    void add(Segment segment, std::string_view speaker);

    Transcript& transcript_;
    std::vector<std::string> names_;  // of the turns
    std::vector<Stretch> stretches_;
    std::size_t word_ = 0;  // the first one that is not before the segment
    std::vector<Segment> segments_;
    std::vector<Speaker> speakers_;
    SpeakerTable table_{speakers_};
};

void Labelling::add(Segment segment, std::string_view speaker) {
    segment.speaker = table_.index_of(speaker);
    segments_.push_back(segment);
}

void Labelling::label(const Segment& segment) {
    const auto& words = transcript_.words;
    while (word_ < words.size() && words[word_].span.begin < segment.span.begin) ++word_;
    const std::size_t first = word_;
    while (word_ < words.size() && words[word_].span.end <= segment.span.end) ++word_;
    const auto name_of = [&](int speaker) {
        return speaker == kNobody ? std::string_view() : std::string_view(names_[static_cast<std::size_t>(speaker)]);
    };
    if (first == word_) {
        const bool timed = segment.start_ms && segment.end_ms;
        return add(segment, timed ? name_of(speaker_of(stretches_, *segment.start_ms, *segment.end_ms)) : "");
    }
    std::vector<int> speakers;
    for (std::size_t i = first; i < word_; ++i)
        speakers.push_back(
            speaker_of(stretches_, words[i].start_ms, std::min(words[i].end_ms, words[i].start_ms + kLongestWordMs)));
    join_undecided(speakers);
    const std::string_view text = transcript_.text;
    Segment rest = segment;
    for (std::size_t i = first + 1; i < word_; ++i) {
        if (speakers[i - first] == speakers[i - first - 1]) continue;
        // The cut goes where white space is; words that are written as one stay with one speaker.
        std::size_t begin = words[i].span.begin;
        while (begin > words[i - 1].span.end && !is_white(text[begin - 1])) --begin;
        std::size_t end = begin;
        while (end > words[i - 1].span.end && is_white(text[end - 1])) --end;
        if (end == begin) {
            speakers[i - first] = speakers[i - first - 1];
            continue;
        }
        Segment said = rest;
        said.span.end = static_cast<std::uint32_t>(end);
        said.end_ms = words[i - 1].end_ms;
        add(said, name_of(speakers[i - first - 1]));
        rest.span.begin = static_cast<std::uint32_t>(begin);
        rest.start_ms = words[i].start_ms;
    }
    add(rest, name_of(speakers.back()));
}

void Labelling::run() {
    for (const Segment& segment : transcript_.segments) {
        if (segment.speaker == kNoSpeaker)
            label(segment);
        else
            add(segment, transcript_.speakers[static_cast<std::size_t>(segment.speaker)].name);
    }
    transcript_.segments = std::move(segments_);
    transcript_.speakers = std::move(speakers_);
}

}  // namespace

void apply_speaker_turns(const std::vector<SpeakerTurn>& turns, Transcript& transcript) {
    Labelling(turns, transcript).run();
}

}  // namespace earwitness::transcript
