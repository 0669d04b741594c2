#include "speech/lend_times.h"

#include <algorithm>
#include <unordered_map>

#include "speech/heard_words.h"
#include "text/word_alignment.h"

namespace earwitness::speech {
namespace {

constexpr std::int64_t kNearMs = 30'000;      // heard words so far apart say where those between them are
constexpr std::size_t kNearWords = 5;         // beyond a heard word
constexpr std::int64_t kWordMs = 330;         // of speech at 180 words a minute
constexpr std::int64_t kShortestWordMs = 60;  // more words than this allows were not said there
constexpr std::int64_t kGapMs = 15'000;
constexpr std::size_t kGapWords = 20;
constexpr std::size_t kLeastShare = 5;  // a fifth

class Numbers {
  public:
    std::uint32_t of(std::string word) {
        return known_.emplace(std::move(word), static_cast<std::uint32_t>(known_.size())).first->second;
    }

  private:
    std::unordered_map<std::string, std::uint32_t> known_;
};

struct SaidWord {
    Span span;
    std::int64_t start_ms = -1, end_ms = -1;  // -1: it was not heard
};

class Lending {
  public:
    Lending(Transcript&& words, const Transcript& heard) : out_(std::move(words)), heard_(heard) {}

    Result<Transcript> run() {
        match();
        if (pairs_.empty() || pairs_.size() < said_.size() / kLeastShare)
            return make_error(ErrorCode::kMalformed,
                              "only " + std::to_string(pairs_.size()) + " of the transcript's " +
                                  std::to_string(said_.size()) +
                                  " words were heard in the audio; is it the same recording, in the same language?");
        out_.words.clear();
        for (const auto& pair : pairs_) {
            const TimedWord& word = heard_.words[heard_index_[pair.b]];
            said_[pair.a].start_ms = word.start_ms;
            said_[pair.a].end_ms = std::max(word.end_ms, word.start_ms);
            out_.words.push_back(
                {said_[pair.a].span, word.start_ms, std::max(word.end_ms, word.start_ms), word.confidence});
        }
        time_segments();
        note_hearing();
        return std::move(out_);
    }

  private:
    void match() {
        Numbers numbers;
        std::vector<std::uint32_t> a, b;
        for (const auto& segment : out_.segments) {
            first_word_.push_back(said_.size());
            const std::string_view text =
                std::string_view(out_.text).substr(segment.span.begin, segment.span.end - segment.span.begin);
            for (auto& word : text_words(text)) {
                said_.push_back({{segment.span.begin + static_cast<std::uint32_t>(word.begin),
                                  segment.span.begin + static_cast<std::uint32_t>(word.end)}});
                a.push_back(numbers.of(std::move(word.plain)));
            }
        }
        first_word_.push_back(said_.size());
        for (std::size_t i = 0; i < heard_.words.size(); ++i) {
            const Span& span = heard_.words[i].span;
            std::string plain = plain_word(std::string_view(heard_.text).substr(span.begin, span.end - span.begin));
            if (plain.empty()) continue;
            heard_index_.push_back(i);
            b.push_back(numbers.of(std::move(plain)));
        }
        pairs_ = text::align_words(a, b);
        // Recognisers stumble in their times; a word that would begin before the one ahead of it says nothing.
        std::int64_t latest = 0;
        std::erase_if(pairs_, [&](const text::WordPair& pair) {
            const std::int64_t start = heard_.words[heard_index_[pair.b]].start_ms;
            if (start < latest) return true;
            latest = start;
            return false;
        });
    }

    // When the word begins (or ends), as well as the heard words around it tell.
    std::optional<std::int64_t> time_of(std::size_t word, bool end) const {
        if (said_[word].start_ms >= 0) return end ? said_[word].end_ms : said_[word].start_ms;
        const auto after = std::lower_bound(pairs_.begin(), pairs_.end(), word,
                                            [](const text::WordPair& pair, std::size_t w) { return pair.a < w; });
        const SaidWord* next = after == pairs_.end() ? nullptr : &said_[after->a];
        const SaidWord* last = after == pairs_.begin() ? nullptr : &said_[(after - 1)->a];
        if (next != nullptr && last != nullptr && next->start_ms - last->end_ms <= kNearMs) {
            const auto between = static_cast<std::int64_t>(after->a - (after - 1)->a - 1);
            const auto place = static_cast<std::int64_t>(word - (after - 1)->a - 1) + (end ? 1 : 0);
            const std::int64_t room = std::max<std::int64_t>(next->start_ms - last->end_ms, 0);
            if (between > 3 && room < between * kShortestWordMs) return {};
            return last->end_ms + room * place / between;
        }
        if (next != nullptr && after->a - word <= kNearWords) {
            const std::int64_t earliest = last == nullptr ? 0 : last->end_ms;
            const auto words = static_cast<std::int64_t>(after->a - word) - (end ? 1 : 0);
            return std::max(earliest, next->start_ms - kWordMs * words);
        }
        if (last != nullptr && word - (after - 1)->a <= kNearWords) {
            const auto words = static_cast<std::int64_t>(word - (after - 1)->a) - (end ? 0 : 1);
            const std::int64_t time = last->end_ms + kWordMs * words;
            return next == nullptr ? time : std::min(time, next->start_ms);
        }
        return {};
    }

    void time_segments() {
        // What the publisher timed bounds what lies between.
        std::int64_t earliest = 0;
        for (std::size_t i = 0; i < out_.segments.size(); ++i) {
            Segment& segment = out_.segments[i];
            if (segment.start_ms) {
                earliest = std::max(earliest, *segment.start_ms);
                continue;
            }
            if (first_word_[i] == first_word_[i + 1]) continue;
            const auto start = time_of(first_word_[i], false), end = time_of(first_word_[i + 1] - 1, true);
            if (!start || *start < earliest || *start > publisher_start_after(i)) continue;
            segment.start_ms = start;
            if (end && *end >= *start) segment.end_ms = end;
            segment.time_heard = true;
            earliest = *start;
        }
    }

    std::int64_t publisher_start_after(std::size_t segment) {
        while (next_timed_ < out_.segments.size() && (next_timed_ <= segment || !out_.segments[next_timed_].start_ms ||
                                                      out_.segments[next_timed_].time_heard))
            ++next_timed_;
        return next_timed_ < out_.segments.size() ? *out_.segments[next_timed_].start_ms : INT64_MAX;
    }

    void note_hearing() {
        Hearing hearing = heard_.hearing.value_or(Hearing{});
        // The words are the publisher's, and what the recogniser made of silence or got stuck in is of no concern.
        hearing.draft = false;
        hearing.times_only = true;
        hearing.words = static_cast<std::int64_t>(said_.size());
        hearing.words_matched = static_cast<std::int64_t>(pairs_.size());
        hearing.warnings.clear();
        std::int64_t unwritten_ms = 0;
        for (std::size_t i = 0; i <= pairs_.size(); ++i) {
            const std::size_t b0 = i == 0 ? 0 : pairs_[i - 1].b + 1,
                              b1 = i == pairs_.size() ? heard_index_.size() : pairs_[i].b;
            const std::size_t a0 = i == 0 ? 0 : pairs_[i - 1].a + 1,
                              a1 = i == pairs_.size() ? said_.size() : pairs_[i].a;
            if (b1 < b0 + kGapWords || (a1 - a0) * 3 > b1 - b0) continue;
            const std::int64_t begin = heard_.words[heard_index_[b0]].start_ms,
                               end = heard_.words[heard_index_[b1 - 1]].end_ms;
            if (end - begin < kGapMs) continue;
            hearing.warnings.push_back({"gap", begin, end});
            unwritten_ms += end - begin;
        }
        hearing.worded_ms = std::max<std::int64_t>(0, hearing.worded_ms - unwritten_ms);
        out_.hearing = std::move(hearing);
    }

    Transcript out_;
    const Transcript& heard_;
    std::vector<SaidWord> said_;
    std::vector<std::size_t> first_word_;   // of each segment, and the end
    std::vector<std::size_t> heard_index_;  // of the heard words that count, their places in heard_.words
    std::vector<text::WordPair> pairs_;
    std::size_t next_timed_ = 0;
};

}  // namespace

bool lacks_times(const Transcript& transcript) {
    const auto untimed =
        static_cast<std::size_t>(std::count_if(transcript.segments.begin(), transcript.segments.end(),
                                               [](const Segment& s) { return !s.start_ms || s.time_heard; }));
    return untimed * 2 > transcript.segments.size();
}

Result<Transcript> lend_times(Transcript words, const Transcript& heard) {
    // Another hearing's times go first.
    for (auto& segment : words.segments) {
        if (!segment.time_heard) continue;
        segment.start_ms.reset();
        segment.end_ms.reset();
        segment.time_heard = false;
    }
    return Lending(std::move(words), heard).run();
}

}  // namespace earwitness::speech
