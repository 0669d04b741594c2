#include "text/align.h"

#include <algorithm>
#include <limits>

#include "text/sound_alike.h"
#include "text/stop_words.h"
#include "text/utf8.h"

namespace earwitness::text {
namespace {

constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kUnknown = kEnd - 1;
constexpr std::uint32_t kFrequentPair = 48, kRareWord = 12;
constexpr std::size_t kTries = 4;
constexpr std::int64_t kGrain = 6;  // words by which one quotation's matches may drift apart and still vote together

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) { return (std::uint64_t{a} << 32) | b; }

// A word of the quotation that nobody said is worse than a word that it leaves out.
constexpr std::uint32_t kAlikeCost = 1, kOtherCost = 3, kDroppedCost = 3, kPutInCost = 2;

// A word of grammar, which carries little.
bool is_light(const SpokenWord& word) { return !word.number && word_class(word.text) == WordClass::kStop; }

enum Step : unsigned char { kEqual, kOther, kDropped, kPutIn, kNone };

}  // namespace

struct QuotationIndex::Diagonal {
    std::int64_t diagonal = 0;
    std::size_t stretch = 0;
    std::uint32_t votes = 0;
    std::uint32_t first = 0;
};

QuotationIndex::QuotationIndex(std::string_view text, std::span<const Span> stretches)
    : text_(text), stretches_(stretches.begin(), stretches.end()) {
    std::size_t bytes = 0;
    for (const Span& stretch : stretches) bytes += stretch.size();
    words_.reserve(bytes / 5 + 8);
    for (const Span& stretch : stretches) {
        stretch_begin_.push_back(words_.size());
        spoken_words(text, stretch, words_);
    }
    stretch_begin_.push_back(words_.size());
    ids_.reserve(words_.size() / 4 + 8);
    word_ids_.reserve(words_.size());
    for (const SpokenWord& word : words_) {
        auto [found, fresh] = ids_.try_emplace(word.text);
        if (fresh) {
            found->second.id = static_cast<std::uint32_t>(places_.size());
            places_.emplace_back(kEnd, 0);
            sounds_.push_back(sound_of(word));
        }
        ++found->second.count;
        found->second.capitals += word.capital;
        word_ids_.push_back(found->second.id);
    }
    pair_next_.assign(words_.size(), kEnd);
    word_next_.assign(words_.size(), kEnd);
    pairs_.reserve(words_.size());
    // Backwards, so that chains run forwards.
    for (std::size_t i = words_.size(); i-- > 0;) {
        auto& [first, count] = places_[word_ids_[i]];
        word_next_[i] = first;
        first = static_cast<std::uint32_t>(i);
        ++count;
        if (i + 1 == words_.size()) continue;
        auto& pair = pairs_.try_emplace(pair_key(word_ids_[i], word_ids_[i + 1]), kEnd, 0).first->second;
        pair_next_[i] = pair.first;
        pair.first = static_cast<std::uint32_t>(i);
        ++pair.second;
    }
}

std::uint64_t QuotationIndex::sound_of(const SpokenWord& word) {
    const std::string key = word.number ? std::string() : sound_key(word.text);
    return key.size() < 3 ? 0 : std::hash<std::string>{}(key) | 1;
}

bool QuotationIndex::is_name(std::string_view folded) const {
    const auto found = ids_.find(folded);
    return found != ids_.end() && 2 * found->second.capitals >= found->second.count && found->second.capitals > 0;
}

std::vector<std::uint32_t> QuotationIndex::ids_of(const std::vector<SpokenWord>& words) const {
    std::vector<std::uint32_t> out;
    for (const SpokenWord& word : words) {
        const auto found = ids_.find(word.text);
        out.push_back(found == ids_.end() ? kUnknown : found->second.id);
    }
    return out;
}

std::vector<QuotationIndex::Diagonal> QuotationIndex::diagonals(const std::vector<std::uint32_t>& ids) const {
    struct Hit {
        std::uint32_t stretch;
        std::int64_t diagonal;
        std::uint32_t at, weight;
        std::size_t voter;  // twice the quotation's word, and 1 for a pair
    };
    std::vector<Hit> hits;
    const auto vote = [&](std::uint32_t place, std::size_t i, std::uint32_t weight) {
        const auto stretch = static_cast<std::uint32_t>(
            std::upper_bound(stretch_begin_.begin(), stretch_begin_.end(), place) - stretch_begin_.begin() - 1);
        hits.push_back({stretch, static_cast<std::int64_t>(place) - static_cast<std::int64_t>(i), place, weight,
                        2 * i + weight - 1});
    };
    for (const bool frequent : {false, true}) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (ids[i] == kUnknown) continue;
            if (!frequent && places_[ids[i]].second <= kRareWord)
                for (std::uint32_t at = places_[ids[i]].first; at != kEnd; at = word_next_[at]) vote(at, i, 1);
            if (i + 1 == ids.size() || ids[i + 1] == kUnknown) continue;
            const auto pair = pairs_.find(pair_key(ids[i], ids[i + 1]));
            if (pair == pairs_.end() || (pair->second.second > kFrequentPair) != frequent) continue;
            for (std::uint32_t at = pair->second.first; at != kEnd; at = pair_next_[at]) vote(at, i, 2);
        }
        if (!hits.empty()) break;  // frequent pairs only where nothing else is there
    }
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
        return a.stretch != b.stretch ? a.stretch < b.stretch : a.diagonal < b.diagonal;
    });
    std::vector<Diagonal> out;
    std::size_t last = 0;                               // of the hits in the current cluster
    std::vector<std::size_t> voted(2 * ids.size(), 0);  // the cluster that a voter voted for last
    for (std::size_t i = 0; i < hits.size(); ++i) {
        const bool joins =
            !out.empty() && out.back().stretch == hits[i].stretch && hits[i].diagonal - hits[last].diagonal <= kGrain;
        if (!joins) {
            out.push_back({hits[i].diagonal, hits[i].stretch, 0, hits[i].at});
            last = i;
        }
        // Once for a place, however often the place repeats itself.
        if (voted[hits[i].voter] == out.size()) continue;
        voted[hits[i].voter] = out.size();
        out.back().votes += hits[i].weight;
    }
    // The middle of each cluster would do; its first diagonal with the band around it does, too.
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.votes > b.votes; });
    return out;
}

Placement QuotationIndex::align(const std::vector<std::uint32_t>& ids, const std::vector<SpokenWord>& words,
                                std::int64_t diagonal, std::size_t stretch, std::uint32_t& cost) const {
    const std::int64_t n = static_cast<std::int64_t>(ids.size());
    const std::int64_t pad = 5 + n / 4;
    const std::int64_t from = static_cast<std::int64_t>(stretch_begin_[stretch]);
    const std::int64_t to = static_cast<std::int64_t>(stretch_begin_[stretch + 1]);
    const std::int64_t width = 2 * pad + kGrain + 1;
    std::vector<std::uint64_t> sounds;
    for (const SpokenWord& word : words) sounds.push_back(sound_of(word));
    // Cell (i, k): i words of the quotation, text up to word i + diagonal - pad + k.
    const auto place = [&](std::int64_t i, std::int64_t k) { return i + diagonal - pad + k; };
    constexpr std::uint32_t kFar = 1u << 28;
    std::vector<std::uint32_t> before(static_cast<std::size_t>(width), kFar), now(before.size());
    std::vector<unsigned char> steps(static_cast<std::size_t>((n + 1) * width), kNone);
    for (std::int64_t k = 0; k < width; ++k)
        if (place(0, k) >= from && place(0, k) <= to) before[static_cast<std::size_t>(k)] = 0;
    for (std::int64_t i = 1; i <= n; ++i) {
        std::fill(now.begin(), now.end(), kFar);
        for (std::int64_t k = 0; k < width; ++k) {
            const std::int64_t j = place(i, k);
            if (j < from || j > to) continue;
            std::uint32_t best = kFar;
            Step step = kNone;
            if (j - 1 >= from && before[static_cast<std::size_t>(k)] < kFar) {
                const std::uint32_t said = word_ids_[static_cast<std::size_t>(j - 1)];
                const bool equal = said == ids[static_cast<std::size_t>(i - 1)];
                const std::uint64_t sound = sounds[static_cast<std::size_t>(i - 1)];
                const bool alike = sound != 0 && sounds_[said] == sound;
                best = before[static_cast<std::size_t>(k)] + (equal ? 0 : alike ? kAlikeCost : kOtherCost);
                step = equal ? kEqual : kOther;
            }
            if (k + 1 < width && before[static_cast<std::size_t>(k + 1)] + kDroppedCost < best) {
                best = before[static_cast<std::size_t>(k + 1)] + kDroppedCost;
                step = kDropped;
            }
            if (k > 0 && now[static_cast<std::size_t>(k - 1)] + kPutInCost < best) {
                best = now[static_cast<std::size_t>(k - 1)] + kPutInCost;
                step = kPutIn;
            }
            now[static_cast<std::size_t>(k)] = best;
            steps[static_cast<std::size_t>(i * width + k)] = step;
        }
        std::swap(before, now);
    }
    Placement out;
    std::int64_t k = 0;
    for (std::int64_t other = 0; other < width; ++other) {
        const auto a = before[static_cast<std::size_t>(other)], b = before[static_cast<std::size_t>(k)];
        if (a < b || (a == b && steps[static_cast<std::size_t>(n * width + other)] <= kOther)) k = other;
    }
    cost = before[static_cast<std::size_t>(k)];
    if (cost >= kFar) return out;
    struct Op {
        Step step;
        std::size_t i, j;
    };
    std::vector<Op> ops;
    for (std::int64_t i = n; i > 0;) {
        const auto step = static_cast<Step>(steps[static_cast<std::size_t>(i * width + k)]);
        const std::int64_t j = place(i, k);
        ops.push_back({step, static_cast<std::size_t>(step == kPutIn ? i : i - 1),
                       static_cast<std::size_t>(step == kDropped ? j : j - 1)});
        if (step == kPutIn) {
            --k;
        } else {
            --i;
            if (step == kDropped) ++k;
        }
    }
    std::reverse(ops.begin(), ops.end());
    bool open = false;
    for (const Op& op : ops) {
        if (op.step == kEqual) {
            ++out.equal;
            open = false;
            continue;
        }
        // A mishearing of one word stands for itself; anything else grows to the next equal word.
        const bool alike = op.step == kOther && sound_alike(words[op.i].text, words_[op.j].text);
        if (!open || alike) out.differences.push_back({op.i, op.i, op.j, op.j});
        if (op.step != kPutIn) out.differences.back().quotation_end = op.i + 1;
        if (op.step != kDropped) out.differences.back().text_end = op.j + 1;
        open = !alike;
    }
    if (out.equal == 0) return out;
    // Bounds without the ends' differences, which settle_ends() adds where they belong to it.
    std::size_t first = kEnd, last = 0;
    for (const Op& op : ops)
        if (op.step == kEqual) {
            first = std::min(first, op.j);
            last = op.j + 1;
        }
    for (const auto& d : out.differences) {
        if (d.quotation_begin > 0 && d.text_begin < first) first = d.text_begin;
        if (d.quotation_end < words.size() && d.text_end > last) last = d.text_end;
    }
    out.words_begin = first;
    out.words_end = last;
    settle_ends(words, out, stretch);
    out.span = {words_[out.words_begin].span.begin, words_[out.words_end - 1].span.end};
    return out;
}

// The text's words beside a placement that sound like the quotation's words there, the `skipped` ones between them
// and the placement left out by the quotation. No words: none do.
struct QuotationIndex::End {
    std::size_t words = 0, skipped = 0;
};

QuotationIndex::End QuotationIndex::end_of(const std::vector<SpokenWord>& words, const Difference& d, bool at_front,
                                           const Placement& out, std::size_t stretch) const {
    constexpr std::size_t kMostGiven = 4, kMostJoined = 8, kMostSkipped = 2;
    const std::size_t count = d.quotation_end - d.quotation_begin;
    if (count == 0 || count > kMostGiven) return {};
    const auto joined = [](const std::vector<SpokenWord>& list, std::size_t a, std::size_t b) {
        std::string s;
        for (; a < b; ++a) s += list[a].text;
        return s;
    };
    const std::string given = joined(words, d.quotation_begin, d.quotation_end);
    const std::size_t room =
        at_front ? out.words_begin - stretch_begin_[stretch] : stretch_begin_[stretch + 1] - out.words_end;
    for (std::size_t skip = 0; skip <= kMostSkipped && skip < room; ++skip) {
        if (skip > 0 && !is_light(words_[at_front ? out.words_begin - skip : out.words_end + skip - 1])) break;
        // The number of words whose letters come nearest to those given.
        End best;
        std::size_t least = kEnd;
        for (std::size_t n = 1; n <= kMostJoined && skip + n <= room; ++n) {
            const std::size_t from = at_front ? out.words_begin - skip - n : out.words_end + skip;
            const std::string said = joined(words_, from, from + n);
            if (said.size() > 2 * given.size() + 2) break;
            const std::size_t edits = edit_distance(given, said);
            if (edits >= least || !sound_alike(given, said)) continue;
            least = edits;
            best = {n, skip};
        }
        if (best.words > 0) return best;
    }
    // "This whole time" where "The whole time" was said.
    if (count == 1 && room > 0 && is_light(words[d.quotation_begin])) {
        const std::size_t inner = at_front ? out.words_begin - 1 : out.words_end - 1;  // and the word behind it
        const Span gap = {words_[inner].span.end, words_[inner + 1].span.begin};
        if (is_light(words_[at_front ? inner : inner + 1]) && gap.begin <= gap.end &&
            gap.in(text_).find_first_of(".?!") == std::string_view::npos)
            return {1, 0};
    }
    return {};
}

// At the ends only what could be the same sound belongs to the quotation.
void QuotationIndex::settle_ends(const std::vector<SpokenWord>& words, Placement& out, std::size_t stretch) const {
    std::vector<Difference> skipped;  // said between the quotation's misheard end and the rest of it
    // Differences at an end may be several: one a mishearing. The inner ones come first.
    std::size_t front = 0;
    while (front < out.differences.size() && out.differences[front].text_begin < out.words_begin) ++front;
    if (front == 0 && !out.differences.empty() && out.differences[0].quotation_begin == 0 &&
        out.differences[0].text_end <= out.words_begin)
        front = 1;
    for (std::size_t i = front; i-- > 0;) {
        Difference& d = out.differences[i];
        const End end = end_of(words, d, true, out, stretch);
        const std::size_t to = out.words_begin - end.skipped;
        if (end.skipped > 0) skipped.push_back({d.quotation_end, d.quotation_end, to, out.words_begin});
        d.text_begin = to - end.words;
        d.text_end = to;
        out.words_begin = d.text_begin;
    }
    for (std::size_t i = front; i < out.differences.size(); ++i) {
        Difference& d = out.differences[i];
        if (d.text_end <= out.words_end && d.quotation_end < words.size()) continue;
        if (d.text_begin < out.words_end && d.text_end <= out.words_end && d.text_begin != d.text_end) continue;
        const End end = end_of(words, d, false, out, stretch);
        const std::size_t from = out.words_end + end.skipped;
        if (end.skipped > 0) skipped.push_back({d.quotation_begin, d.quotation_begin, out.words_end, from});
        d.text_begin = from;
        d.text_end = from + end.words;
        out.words_end = d.text_end;
    }
    out.differences.insert(out.differences.end(), skipped.begin(), skipped.end());
    std::erase_if(out.differences, [](const Difference& d) {
        return d.text_begin == d.text_end && d.quotation_begin == d.quotation_end;
    });
    std::stable_sort(out.differences.begin(), out.differences.end(), [](const Difference& a, const Difference& b) {
        return a.text_begin != b.text_begin ? a.text_begin < b.text_begin : a.quotation_begin < b.quotation_begin;
    });
}

void QuotationIndex::close(std::string_view quotation, Placement& placement) const {
    // The stretch that it lies in: the last that begins no later.
    const auto behind = std::upper_bound(stretches_.begin(), stretches_.end(), placement.span.begin,
                                         [](std::uint32_t at, const Span& one) { return at < one.begin; });
    if (behind == stretches_.begin()) return;
    const Span* stretch = &*(behind - 1);
    const std::string_view bare = trimmed(quotation);
    // The quotation's own bytes, its marks included, are right where they stand around the words.
    const std::size_t reach = 8;
    const std::size_t from = placement.span.begin - std::min<std::size_t>(reach, placement.span.begin - stretch->begin);
    const std::size_t at =
        text_.substr(0, std::min<std::size_t>(stretch->end, from + reach + bare.size())).find(bare, from);
    if (at != std::string_view::npos && at <= placement.span.begin && at + bare.size() >= placement.span.end) {
        placement.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + bare.size())};
        placement.exact = placement.differences.empty();
        return;
    }
    // Otherwise the marks that end the sentence.
    std::size_t end = placement.span.end;
    while (end < stretch->end) {
        std::size_t next = end;
        const char32_t c = next_code_point(text_, next);
        if (c != '.' && c != '?' && c != '!' && c != 0x2026) break;
        end = next;
    }
    placement.span.end = static_cast<std::uint32_t>(end);
}

std::optional<Placement> QuotationIndex::find(std::string_view quotation, const std::vector<SpokenWord>& words,
                                              Span near) const {
    if (words.empty() || words_.empty()) return {};
    const auto ids = ids_of(words);
    const auto candidates = diagonals(ids);
    std::optional<Placement> best;
    std::uint32_t least = kEnd;
    std::size_t tried = 0;
    for (const Diagonal& candidate : candidates) {
        if (candidate.votes * 2 < candidates.front().votes) break;
        // Of places that look alike those that lie near are looked at first, as far as they go.
        const bool is_near = near.contains(words_[candidate.first].span);
        if (tried >= kTries && !is_near) continue;
        if (++tried > 4 * kTries) break;
        std::uint32_t cost = kEnd;
        Placement placement = align(ids, words, candidate.diagonal, candidate.stretch, cost);
        if (placement.equal == 0) continue;
        const bool better = cost < least ||
                            (cost == least && best && near.contains(placement.span) && !near.contains(best->span)) ||
                            (cost == least && best && near.contains(placement.span) == near.contains(best->span) &&
                             placement.span.begin < best->span.begin);
        if (!better) continue;
        least = cost;
        best = std::move(placement);
    }
    if (best) close(quotation, *best);
    return best;
}

}  // namespace earwitness::text
