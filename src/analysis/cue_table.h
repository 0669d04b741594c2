// The phrase table of cue_phrases.cc compiled into a trie over word ids whose edges are words, classes of words or "any
// word", and the words that it knows. Made once, shared by any number of threads. Only cues.cc uses it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/cues.h"

namespace earwitness::analysis {

// Lower case (of ASCII; cues are English) with a straight apostrophe, as the table spells words. Cut at 31 bytes.
struct CueSpelling {
    char bytes[32];
    std::size_t size = 0;
    bool has_mark = false;  // an apostrophe
    std::string_view view() const { return {bytes, size}; }
};
CueSpelling spell_for_cues(std::string_view token);

// Where a contraction so spelt parts: "we'll" at 2, "don't" at 2; 0 where the word is whole.
std::size_t contraction_at(std::string_view word);

// Of a word so spelt; figures are not told apart.
std::uint32_t cue_hash(std::string_view word);

class CueTable {
  public:
    struct WordEntry {
        std::uint16_t id = 0;       // 0: no phrase uses the word
        std::uint16_t classes = 0;  // see WordClass
    };

    static const CueTable& builtin();

    // By the word's hash alone: a foreign word is taken for a known one about once in a million different words.
    WordEntry look_up(std::uint32_t hash) const {
        for (std::uint32_t at = hash & (kSlots - 1);; at = (at + 1) & (kSlots - 1)) {
            if (hashes_[at] == hash) return entries_[at];
            if (hashes_[at] == 0) return {};
        }
    }

    // Calls on_hit(cue, word count) for every phrase that begins at words[first]. Phrases are a few words long.
    template <typename OnHit>
    void match(std::span<const Word> words, std::size_t first, OnHit&& on_hit) const {
        struct Step {
            std::uint32_t node;
            std::uint32_t length;
        };
        Step stack[kDeepest];
        std::size_t depth = 0;
        const auto advance = [&](std::uint32_t number, std::uint32_t length) {
            const Node& node = nodes_[number];
            for (std::uint32_t i = 0; i < node.cues; ++i) on_hit(cues_[node.first_cue + i], length);
            if (depth < kDeepest && first + length < words.size() && may_go_on(node, words[first + length]))
                stack[depth++] = {number, length};
        };
        if (roots_[words[first].id] != 0) advance(roots_[words[first].id], 1);
        if ((words[first].classes & root_classes_) != 0) {
            const Edge* edge = edges_.data() + nodes_[0].first_edge + nodes_[0].words;
            for (const Edge* end = edge + nodes_[0].classes; edge != end; ++edge)
                if (words[first].classes & edge->key) advance(edge->node, 1);
        }
        while (depth > 0) {
            const Step step = stack[--depth];
            const Word& word = words[first + step.length];
            const Node& node = nodes_[step.node];
            const Edge* edge = edges_.data() + node.first_edge;
            const Edge *classes = edge + node.words, *end = classes + node.classes;
            if (word.id != 0) {
                edge = std::lower_bound(edge, classes, word.id,
                                        [](const Edge& e, std::uint16_t id) { return e.key < id; });
                if (edge != classes && edge->key == word.id) advance(edge->node, step.length + 1);
            }
            for (edge = classes; edge != end; ++edge)
                if (edge->key == kAnyWord || (word.classes & edge->key)) advance(edge->node, step.length + 1);
        }
    }

  private:
    friend class CueTableBuilder;
    static constexpr std::size_t kDeepest = 64;
    static constexpr std::uint32_t kSlots = 8192;      // several times the words of the table
    static constexpr std::uint16_t kAnyWord = 0xFFFF;  // as a class mask: every word that is not punctuation

    struct Edge {
        std::uint16_t key = 0;  // a word's id, or a mask of classes
        std::uint16_t node = 0;
    };
    // Its edges: first those of words, by id, then those of classes.
    struct Node {
        std::uint32_t first_edge = 0, first_cue = 0;
        std::uint16_t words = 0, classes = 0, cues = 0;
        std::uint16_t next_classes = 0;  // all of its edges' masks
        std::uint64_t next_words = 0;    // a bit for each word of its edges
    };

    // False where no edge of the node is taken by the word: nearly always, and told without looking at the edges.
    static bool may_go_on(const Node& node, const Word& word) {
        const bool by_word = word.id != 0 && (node.next_words >> word.id % 64 & 1) != 0;
        const bool by_class = node.next_classes == kAnyWord || (word.classes & node.next_classes) != 0;
        return !word.punctuation && (by_word || by_class);
    }

    std::vector<std::uint32_t> hashes_;  // open addressing, 0 where a slot is free
    std::vector<WordEntry> entries_;     // parallel to hashes_
    std::vector<std::uint16_t> roots_;   // word id -> node, 0 where no phrase begins with it
    std::uint16_t root_classes_ = 0;     // those that phrases begin with
    std::vector<Node> nodes_;
    std::vector<Edge> edges_;
    std::vector<Cue> cues_;
};

}  // namespace earwitness::analysis
