#include "analysis/entities/reading.h"

#include <algorithm>

#include "analysis/entities/cues.h"
#include "analysis/interner.h"

namespace earwitness::analysis::entities {
namespace {

const std::uint64_t kComma = word_hash(",");

bool is_wordlike(Form form) { return form != Form::kMark && form != Form::kBoundary; }
int capital_ratio(const Word& word) { return word.usage >> 4; }
int frequency_class(const Word& word) { return word.usage & 15; }

}  // namespace

Reading::Reading(std::string_view text, const std::vector<text::Token>& tokens, const Vocabulary& vocabulary,
                 std::vector<TokenRange> sentence_ranges, const Lexicon& lexicon)
    : word_of(vocabulary.of_token), sentences(std::move(sentence_ranges)) {
    casing = casing_of(text, tokens);
    describe(text, vocabulary, lexicon);
    count_writing();
    phrases.resize(tokens.size());
    find_phrases(lexicon);
    candidate.resize(tokens.size());
    find_candidates();
    gather_cues();
}

void Reading::describe(std::string_view text, const Vocabulary& vocabulary, const Lexicon& lexicon) {
    words.reserve(vocabulary.size());
    Interner by_lower(std::min<std::size_t>(vocabulary.size(), 8192));
    std::uint32_t lowers = 0;
    for (std::size_t i = 0; i < vocabulary.size(); ++i) {
        const text::Token& first = vocabulary.words[i];
        Word& word = words.emplace_back(describe_word(first.span.in(text), vocabulary.lower[i], first.kind, casing));
        lexicon.prefetch(word.lower);
        lexicon.prefetch(word.surface);
        word.lower_id = by_lower.find_or_add(word.lower, lowers);
        if (word.lower_id == lowers) ++lowers;
    }
    for (Word& word : words)
        if (word.form != Form::kNumber) look_up(lexicon, word);
    writing.resize(lowers);
}

void Reading::count_writing() {
    for (const TokenRange& sentence : sentences) {
        bool at_start = true;
        for (std::uint32_t t = sentence.first; t < sentence.first + sentence.count; ++t) {
            const Word& here = word(t);
            if (!is_wordlike(here.form)) continue;
            Writing& count = writing[here.lower_id];
            if (here.form == Form::kLower)
                ++count.small;
            else if (at_start)
                ++count.at_start;
            else
                ++count.capital;
            at_start = false;
        }
    }
}

void Reading::find_phrases(const Lexicon& lexicon) {
    for (const TokenRange& sentence : sentences) {
        const std::uint32_t end = sentence.first + sentence.count;
        for (std::uint32_t t = sentence.first; t < end; ++t) {
            if ((word(t).flags & kStartsPhrase) == 0) continue;
            std::uint64_t hash = word(t).lower;
            std::uint32_t best = 0;
            std::uint32_t lists = 0;
            for (std::uint32_t n = 1; n < Lexicon::kMaxPhraseWords && t + n < end; ++n) {
                hash = phrase_hash(hash, word(t + n).lower);
                if (const Lexicon::Entry* entry = lexicon.find_phrase(hash)) best = n, lists = entry->lists;
            }
            if (best == 0) continue;
            for (std::uint32_t n = 0; n <= best; ++n)
                phrases[t + n] = {lists, static_cast<std::uint8_t>(n == 0 ? 1 : n == best ? 3 : 2)};
            t += best;
        }
    }
}

// "bin Laden", "al Qaeda": written small, but a listed name with a capital behind it.
bool Reading::begins_known_name(const TokenRange& sentence, std::uint32_t t) const {
    constexpr std::uint32_t kKnown = 0x7Fu * kKnownPerson;
    return phrases[t].position == 1 && (phrases[t].lists & kKnown) != 0 && t + 1 < sentence.first + sentence.count &&
           is_capitalised(word(t + 1).form);
}

// May begin a name, or be one.
bool Reading::stands_alone(const TokenRange& sentence, std::uint32_t t) const {
    const Word& here = word(t);
    if (casing == Casing::kUncased) {
        if (here.form == Form::kLower) return (here.flags & kLowStart) != 0 || !here.known || phrases[t].position == 1;
        return here.form == Form::kAlnum || here.form == Form::kOther;
    }
    switch (here.form) {
        case Form::kTitle: {
            // "But", "So": capitalised only because the sentence begins there, and nothing capitalised follows.
            const bool plain = t == sentence.first && capital_ratio(here) == 1 && frequency_class(here) >= 6;
            const bool followed = t + 1 < sentence.first + sentence.count && is_capitalised(word(t + 1).form);
            return !plain || followed;
        }
        case Form::kUpper:
        case Form::kMixed:
        case Form::kInitial:
        case Form::kAlnum:
            return true;
        case Form::kNumber:
            return t + 1 < sentence.first + sentence.count && is_capitalised(word(t + 1).form);
        case Form::kLower:
            return (here.flags & kMayStart) != 0 || begins_known_name(sentence, t);
        default:
            return false;
    }
}

// May go on with a name that the token before is part of.
bool Reading::continues(const TokenRange& sentence, std::uint32_t t) const {
    const Word& here = word(t);
    if (here.form == Form::kNumber || here.form == Form::kPronoun || here.form == Form::kInitial) return true;
    if (phrases[t].position >= 2) return true;
    if ((here.flags & kMayContinue) == 0) return false;
    if (casing == Casing::kUncased) return true;
    const std::uint32_t end = std::min(sentence.first + sentence.count, t + 4);
    for (std::uint32_t next = t + 1; next < end; ++next) {
        const Form form = word(next).form;
        if (is_capitalised(form) || form == Form::kAlnum || form == Form::kNumber) return true;
    }
    return here.form == Form::kLower;
}

void Reading::find_candidates() {
    for (const TokenRange& sentence : sentences)
        for (std::uint32_t t = sentence.first; t < sentence.first + sentence.count; ++t) {
            const bool after = t > sentence.first && candidate[t - 1] != 0;
            candidate[t] = stands_alone(sentence, t) || (after && continues(sentence, t));
        }
}

constexpr std::uint32_t kHeads = kOrgHead | kProductHead | kWorkHead | kPlaceHead | kEventHead | kPersonHead | kRole;

// "X, an annual festival of ...", "X is a company": the first noun with a meaning for us behind comma or "is", and an
// article.
std::uint32_t Reading::heads_after(std::uint32_t t, std::uint32_t end) const {
    if (t >= end) return 0;
    const bool comma = word(t).form == Form::kMark && word(t).lower == kComma;
    if (!comma && (word(t).cues & kCopula) == 0) return 0;
    if (++t >= end || (word(t).cues & (kIndefinite | kArticle)) == 0) return 0;
    for (std::uint32_t last = std::min(end, t + 6); ++t < last;) {
        if (word(t).form == Form::kMark || is_capitalised(word(t).form)) return 0;
        if (const std::uint32_t heads = word(t).cues & kHeads; heads != 0) return heads;
    }
    return 0;
}

// "a company called X", "the language X".
std::uint32_t Reading::heads_before(std::uint32_t t, std::uint32_t begin) const {
    if (t < begin + 2) return 0;
    std::uint32_t at = t - 1;
    if ((word(at).cues & kNaming) != 0) --at;
    for (std::uint32_t n = 0; n < 2 && at > begin; ++n, --at)
        if (const std::uint32_t heads = word(at).cues & kHeads; heads != 0 && word(at).form == Form::kLower)
            return heads;
    return 0;
}

// One mention that says plainly what a name is ("Dr. Okafor", "the Lattice app") speaks for all others.
void Reading::gather_cues() {
    for (const TokenRange& sentence : sentences) {
        const std::uint32_t end = sentence.first + sentence.count;
        for (std::uint32_t t = sentence.first; t < end; ++t) {
            if (!candidate[t]) continue;
            Writing& about = writing[word(t).lower_id];
            if (t > sentence.first) {
                const Word& before = word(t - 1);
                about.cues_before |= before.cues;
                if (is_capitalised(before.form)) about.company |= (before.lists & kFirstName) != 0 ? 3 : 2;
            }
            if (t + 1 < end) {
                const Word& after = word(t + 1);
                about.cues_after |= after.cues;
                if (is_capitalised(after.form)) about.company |= 4;
            }
            if (t > sentence.first && candidate[t - 1]) continue;  // once a run, for all its words
            std::uint32_t stop = t + 1;
            while (stop < end && candidate[stop] && stop - t < 6) ++stop;
            const std::uint32_t heads = heads_after(stop, end) | heads_before(t, sentence.first);
            if (heads == 0) continue;
            for (std::uint32_t part = t; part < stop; ++part) writing[word(part).lower_id].heads |= heads;
        }
    }
}

}  // namespace earwitness::analysis::entities
