#include "analysis/cue_table.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <string>

#include "analysis/cue_phrases.h"
#include "text/tokens.h"

namespace earwitness::analysis {

CueSpelling spell_for_cues(std::string_view token) {
    CueSpelling out;
    for (std::size_t i = 0; i < token.size() && out.size < sizeof out.bytes - 1; ++i) {
        const unsigned char c = static_cast<unsigned char>(token[i]);
        if (c == 0xE2 && token.substr(i, 3) == "\xE2\x80\x99") {
            out.bytes[out.size++] = '\'';
            out.has_mark = true;
            i += 2;
        } else {
            out.has_mark = out.has_mark || c == '\'';
            out.bytes[out.size++] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }
    return out;
}

// FNV-1a.
std::uint32_t cue_hash(std::string_view word) {
    if (word[0] >= '0' && word[0] <= '9') return 0x23;
    std::uint32_t hash = 2166136261u;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    hash ^= hash >> 15;
    return hash == 0 ? 1 : hash;
}

std::size_t contraction_at(std::string_view word) {
    const std::size_t mark = word.rfind('\'');
    if (mark == std::string_view::npos || mark == 0) return 0;
    const std::string_view tail = word.substr(mark + 1);
    if (tail == "t" && mark >= 2 && word[mark - 1] == 'n') return mark - 1;
    for (const std::string_view known : {"ll", "re", "ve", "m", "d", "s"})
        if (tail == known) return mark;
    return 0;
}

// The trie while it grows.
class CueTableBuilder {
  public:
    CueTable build() {
        nodes_.emplace_back();
        for (std::size_t i = 0; i < kClassWordsCount; ++i) add_class(kClassWords[i]);
        for (const CuePhrases& row : kCuePhrases) add_phrases(row);
        CueTable table;
        for (Node& node : nodes_) append(node, table);
        table.roots_.assign(lexicon_.size() + 1, 0);
        for (const Edge& edge : nodes_[0].words) table.roots_[edge.key] = edge.node;
        for (const Edge& edge : nodes_[0].classes) table.root_classes_ |= edge.key;
        fill_slots(table);
        return table;
    }

  private:
    using Edge = CueTable::Edge;
    struct Node {
        std::vector<Edge> words, classes;
        std::vector<Cue> cues;  // of the phrases that end here
    };

    static void append(Node& node, CueTable& table) {
        std::sort(node.words.begin(), node.words.end(), [](const Edge& a, const Edge& b) { return a.key < b.key; });
        std::uint16_t next_classes = 0;
        std::uint64_t next_words = 0;
        for (const Edge& edge : node.classes) next_classes |= edge.key;
        for (const Edge& edge : node.words) next_words |= std::uint64_t{1} << edge.key % 64;
        table.nodes_.push_back(
            {static_cast<std::uint32_t>(table.edges_.size()), static_cast<std::uint32_t>(table.cues_.size()),
             static_cast<std::uint16_t>(node.words.size()), static_cast<std::uint16_t>(node.classes.size()),
             static_cast<std::uint16_t>(node.cues.size()), next_classes, next_words});
        table.edges_.insert(table.edges_.end(), node.words.begin(), node.words.end());
        table.edges_.insert(table.edges_.end(), node.classes.begin(), node.classes.end());
        table.cues_.insert(table.cues_.end(), node.cues.begin(), node.cues.end());
    }

    void fill_slots(CueTable& table) const {
        table.hashes_.assign(CueTable::kSlots, 0);
        table.entries_.resize(CueTable::kSlots);
        for (const auto& [word, entry] : lexicon_) {
            std::uint32_t at = cue_hash(word) & (CueTable::kSlots - 1);
            while (table.hashes_[at] != 0) at = (at + 1) & (CueTable::kSlots - 1);
            table.hashes_[at] = cue_hash(word);
            table.entries_[at] = entry;
        }
    }

    CueTable::WordEntry& entry(std::string_view word) {
        CueTable::WordEntry& made = lexicon_[std::string(word)];
        if (made.id == 0) made.id = static_cast<std::uint16_t>(lexicon_.size());
        return made;
    }

    void add_class(const ClassWords& row) {
        for (std::size_t at = 0; at < row.words.size();) {
            const std::size_t end = std::min(row.words.find(' ', at), row.words.size());
            entry(row.words.substr(at, end - at)).classes |= static_cast<std::uint16_t>(class_bit(row.word_class));
            at = end + 1;
        }
    }

    // Nodes and words number a few thousand, so sixteen bits hold them.
    std::uint16_t step(std::uint16_t from, std::uint16_t key, bool is_class) {
        std::vector<Edge>& edges = is_class ? nodes_[from].classes : nodes_[from].words;
        for (const Edge& edge : edges)
            if (edge.key == key) return edge.node;
        assert(nodes_.size() <= 0xFFFF);
        const auto to = static_cast<std::uint16_t>(nodes_.size());
        edges.push_back({key, to});
        nodes_.emplace_back();
        return to;
    }

    // The nodes reached from `from` by one piece of a phrase.
    std::vector<std::uint16_t> step_piece(const std::vector<std::uint16_t>& from, std::string_view piece) {
        std::vector<std::uint16_t> out;
        if (piece == "*") {
            for (std::uint16_t node : from) {
                out.push_back(node);
                for (int gap = 0; gap < 2; ++gap) out.push_back(node = step(node, CueTable::kAnyWord, true));
            }
            return out;
        }
        if (piece.front() == '<') {
            std::uint16_t mask = 0;
            for (std::size_t i = 0; i < kClassWordsCount; ++i)
                if (kClassWords[i].name == piece.substr(1, piece.size() - 2))
                    mask = static_cast<std::uint16_t>(class_bit(kClassWords[i].word_class));
            for (const std::uint16_t node : from) out.push_back(step(node, mask, true));
            return out;
        }
        std::vector<text::Token> tokens;
        text::tokenize(piece, Span{0, static_cast<std::uint32_t>(piece.size())}, tokens);
        out = from;
        for (const text::Token& token : tokens) {
            const CueSpelling word = spell_for_cues(token.span.in(piece));
            const std::size_t cut = contraction_at(word.view());
            if (cut != 0) step_word(out, word.view().substr(0, cut));
            step_word(out, word.view().substr(cut));
        }
        return out;
    }

    void step_word(std::vector<std::uint16_t>& at, std::string_view word) {
        const std::uint16_t id = entry(word).id;
        for (std::uint16_t& node : at) node = step(node, id, false);
    }

    void add_phrases(const CuePhrases& row) {
        for (std::size_t at = 0; at < row.phrases.size();) {
            const std::size_t end = std::min(row.phrases.find('|', at), row.phrases.size());
            const std::string_view phrase = row.phrases.substr(at, end - at);
            std::vector<std::uint16_t> nodes{0};
            for (std::size_t i = 0; i < phrase.size();) {
                const std::size_t stop = std::min(phrase.find(' ', i), phrase.size());
                nodes = step_piece(nodes, phrase.substr(i, stop - i));
                i = stop + 1;
            }
            for (const std::uint16_t node : nodes) {
                std::vector<Cue>& cues = nodes_[node].cues;
                if (std::find(cues.begin(), cues.end(), row.cue) == cues.end()) cues.push_back(row.cue);
            }
            at = end + 1;
        }
    }

    std::map<std::string, CueTable::WordEntry> lexicon_;
    std::vector<Node> nodes_;
};

const CueTable& CueTable::builtin() {
    static const CueTable made = CueTableBuilder().build();
    return made;
}

}  // namespace earwitness::analysis
