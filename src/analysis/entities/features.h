// The tagger's features as hashes: of a word at a distance from the token in question (kept per distinct word), and of
// the token's place (computed for each candidate). The trainer and the tagger call the same templates, each with a sink
// of its own; a sink takes a hash, and whether the feature names the very word (training drops those at random).
// docs/entities.md lists them with what each brought.
#pragma once

#include <cstdint>

#include "analysis/entities/reading.h"

namespace earwitness::analysis::entities {

inline constexpr int kReach = 2;  // words at distances -2..2 are described

inline std::uint64_t feature_hash(std::uint64_t value, std::uint32_t name) {
    std::uint64_t hash = (value ^ (name * 0x9E3779B97F4A7C15ull)) * 0xD6E8FEB86659FD93ull;
    hash ^= hash >> 32;
    return hash * 0xD6E8FEB86659FD93ull;
}

inline std::uint64_t both(std::uint64_t a, std::uint64_t b) {
    return (a ^ (b << 31 | b >> 33)) * 0x9E3779B97F4A7C15ull + b;
}

// Features of `word` standing `distance` (-2..2) from the token. `space` keeps cased and uncased text apart.
template <class Sink>
void word_features(const Word& word, int distance, std::uint32_t space, Sink&& sink) {
    const std::uint32_t base = space * 4096 + static_cast<std::uint32_t>(distance + kReach) * 64;
    const auto add = [&](std::uint32_t name, std::uint64_t value) {
        sink(feature_hash(value, base + name), name == 1 || name == 11);
    };
    const auto form = static_cast<std::uint64_t>(word.form);
    add(1, word.lower);
    add(2, both(form, word.usage));
    if (word.cluster != kNoCluster) {
        add(3, word.cluster);
        add(4, word.cluster_256);
        if (distance == 0) add(5, both(word.cluster_256, form));
        add(6, both(word.cluster_64, form));
    } else {
        add(7, both(form, word.known));
    }
    if (distance == -kReach || distance == kReach) return;
    if (word.suffix[1] != 0) add(8, word.suffix[1]);
    for (std::uint64_t lists = word.lists; lists != 0; lists &= lists - 1) {
        add(9, both(lists & (~lists + 1), form));
        if (distance == 0) add(13, both(lists & (~lists + 1), both(form, word.usage)));
    }
    add(10, word.shape);
    if (distance != 0) return;
    add(11, word.surface);
    add(12, both(word.lists, form));
    for (std::uint32_t i = 0; i < 3; ++i) {
        if (word.prefix[i] != 0) add(16 + i, word.prefix[i]);
        if (word.suffix[i] != 0) add(20 + i, both(word.suffix[i], form));
    }
    add(24, both(word.suffix[1], word.shape));
    add(25, 0);
}

// The run of capitalised words that a token stands in; empty for a word written small.
struct Run {
    std::uint32_t first = 0, end = 0;  // tokens
};

Run run_around(const Reading& reading, const TokenRange& sentence, std::uint32_t token);

// How the document writes the word elsewhere, in a few classes.
inline std::uint64_t writing_class(const Writing& writing) {
    const auto level = [](std::uint32_t n) { return n == 0 ? 0u : n == 1 ? 1u : n < 4 ? 2u : 3u; };
    return level(writing.small) | level(writing.capital) << 2 | (writing.at_start > 0 ? 16u : 0u);
}

// Features of the run of capitalised words around the token, and of what stands before and behind all of it.
template <class Sink>
void run_features(const Reading& reading, const TokenRange& sentence, std::uint32_t token, std::uint64_t first_names,
                  std::uint32_t base, Sink&& sink) {
    static const Word kOutside;
    const std::uint32_t end = sentence.first + sentence.count;
    const auto add = [&](std::uint32_t name, std::uint64_t value) { sink(feature_hash(value, base + name), false); };
    const Run run = run_around(reading, sentence, token);
    if (run.end <= run.first) return;
    const auto in_sentence = [&](std::int64_t t) -> const Word& {
        return t < sentence.first || t >= end ? kOutside : reading.word(static_cast<std::size_t>(t));
    };
    const Word &first = reading.word(run.first), &last = reading.word(run.end - 1);
    const Word &outer_before = in_sentence(static_cast<std::int64_t>(run.first) - 1),
               &outer_after = in_sentence(run.end);
    const std::uint64_t length = run.end - run.first, place = token == run.first ? 0 : token + 1 == run.end ? 2 : 1;
    add(30, both(length, place));
    add(43, both(length, token - run.first));
    add(44, both(both(length, token - run.first), first_names));
    add(31, both(last.lower, place));
    add(32, both(last.suffix[1], place));
    add(33, both(last.cluster_256, place));
    add(34, both(first.lower, place));
    add(35, both(both(first.lists, last.lists), both(length, place)));
    add(36, both(outer_before.lower, both(length, place)));
    add(37, both(outer_after.lower, both(length, place)));
    add(38, both(outer_before.cluster, place));
    add(39, both(outer_after.cluster, place));
    add(40, both(both(outer_before.cluster_64, outer_after.cluster_64), place));
    add(41, both(both(in_sentence(static_cast<std::int64_t>(run.first) - 2).lower, outer_before.lower), place));
    add(42, both(both(outer_after.lower, in_sentence(static_cast<std::int64_t>(run.end) + 1).lower), place));
}

template <class Sink>
void place_features(const Reading& reading, const TokenRange& sentence, std::uint32_t token, Sink&& sink) {
    static const Word kOutside;
    const std::uint32_t base = static_cast<std::uint32_t>(reading.casing) * 4096 + 512,
                        end = sentence.first + sentence.count;
    const auto add = [&](std::uint32_t name, std::uint64_t value) {
        sink(feature_hash(value, base + name), name <= 2);
    };
    const auto at = [&](int distance) -> const Word& {
        const std::int64_t t = static_cast<std::int64_t>(token) + distance;
        return t < sentence.first || t >= end ? kOutside : reading.word(static_cast<std::size_t>(t));
    };
    const Word &here = at(0), &before = at(-1), &after = at(1), &before2 = at(-2), &after2 = at(2);
    const auto form = [](const Word& word) { return static_cast<std::uint64_t>(word.form); };
    add(1, both(before.lower, here.lower));
    add(2, both(here.lower, after.lower));
    add(3, both(before.lower, after.lower));
    add(4, both(before2.lower, before.lower));
    add(5, both(after.lower, after2.lower));
    add(6, both(before.cluster_256, here.cluster_256));
    add(7, both(here.cluster_256, after.cluster_256));
    add(8, both(both(before.cluster_64, here.cluster_64), after.cluster_64));
    add(9, both(both(form(before), form(here)), both(form(after), form(before2))));
    add(10, both(both(form(before), form(here)), both(form(after), form(after2))));
    add(11, both(before.lower, both(here.shape, here.cluster_64)));
    add(12, both(both(here.shape, here.cluster_64), after.lower));
    add(13, both(before.lists, here.lists));
    add(14, both(here.lists, after.lists));
    add(15, both(before.cluster, form(here)));
    add(16, both(after.cluster, form(here)));
    add(17, both(at(-3).lower, 1));
    add(18, both(at(3).lower, 1));
    const bool starts = token == sentence.first || (token == sentence.first + 1 && before.form == Form::kMark);
    add(19, both(both(form(here), starts), here.usage));
    const std::uint64_t writing = writing_class(reading.writing[here.lower_id]);
    add(20, both(both(writing, form(here)), starts));
    add(21, both(both(writing, here.usage), form(here)));
    const Writing& about = reading.writing[here.lower_id];
    for (std::uint64_t cues = about.cues_before; cues != 0; cues &= cues - 1)
        add(50, both(cues & (~cues + 1), form(here)));
    for (std::uint64_t cues = about.cues_after; cues != 0; cues &= cues - 1)
        add(51, both(cues & (~cues + 1), form(here)));
    for (std::uint64_t heads = about.heads; heads != 0; heads &= heads - 1)
        add(55, both(heads & (~heads + 1), form(here)));
    add(52, both(about.company, form(here)));
    const auto names_around = [&](std::uint32_t list) {
        std::uint64_t bits = 0;
        for (int distance = -2; distance <= 2; ++distance)
            bits = bits << 1 | ((at(distance).lists & list) != 0 && is_capitalised(at(distance).form));
        return bits;
    };
    const std::uint64_t first_names = names_around(kFirstName), surnames = names_around(kSurname);
    add(53, first_names);
    add(54, both(first_names, surnames));
    const Phrase& phrase = reading.phrases[token];
    if (phrase.position != 0) {
        for (std::uint64_t lists = phrase.lists; lists != 0; lists &= lists - 1)
            add(24, both(lists & (~lists + 1), both(phrase.position, form(here))));
        add(22, both(phrase.lists, phrase.position));
        add(23, both(both(phrase.lists, phrase.position), both(form(here), here.usage)));
    }
    run_features(reading, sentence, token, first_names, base, sink);
}

}  // namespace earwitness::analysis::entities
