// The phrase table is compiled once into a trie over word ids whose edges are words, classes of words or "any word";
// a sentence is matched from each of its words on. Phrases are a few words long, so that is linear.
#include "analysis/cues.h"

#include <algorithm>
#include <map>
#include <string>

#include "analysis/cue_phrases.h"

namespace earwitness::analysis {
namespace {

constexpr std::size_t kMaxWords = 200;
constexpr std::uint32_t kAnyWord = 0xFFFFFFFF;  // as a class mask: every word that is not punctuation

struct LexiconEntry {
    std::uint32_t id = 0;
    std::uint32_t classes = 0;
};

struct Node {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> words;    // word id -> node, sorted
    std::vector<std::pair<std::uint32_t, std::uint32_t>> classes;  // class mask -> node
    std::vector<Cue> cues;                                         // of the phrases that end here
};

// Lower case (of ASCII; cues are English) with a straight apostrophe, as the lexicon spells words. Cut at 31 bytes.
struct Spelling {
    char bytes[32];
    std::size_t size = 0;
    bool has_mark = false;  // an apostrophe
    std::string_view view() const { return {bytes, size}; }
};

Spelling spell(std::string_view token) {
    Spelling out;
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

// FNV-1a; figures are not told apart.
std::uint32_t hash_of(std::string_view word) {
    if (word[0] >= '0' && word[0] <= '9') return 0x23;
    std::uint32_t hash = 2166136261u;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    hash ^= hash >> 15;
    return hash == 0 ? 1 : hash;
}

// Where a contraction parts: "we'll" at 2, "don't" at 2; 0 where the word is whole.
std::size_t contraction_at(std::string_view word) {
    const std::size_t mark = word.rfind('\'');
    if (mark == std::string_view::npos || mark == 0) return 0;
    const std::string_view tail = word.substr(mark + 1);
    if (tail == "t" && mark >= 2 && word[mark - 1] == 'n') return mark - 1;
    for (const std::string_view known : {"ll", "re", "ve", "m", "d", "s"})
        if (tail == known) return mark;
    return 0;
}

class Table {
  public:
    Table() {
        nodes_.emplace_back();
        for (std::size_t i = 0; i < kClassWordsCount; ++i) add_class(kClassWords[i]);
        for (const CuePhrases& row : kCuePhrases) add_phrases(row);
        for (Node& node : nodes_) std::sort(node.words.begin(), node.words.end());
        roots_.assign(lexicon_.size() + 1, 0);
        for (const auto& [id, node] : nodes_[0].words) roots_[id] = node;
        fill_slots();
    }

    // By the word's hash alone: a foreign word is taken for a known one about once in a million different words.
    LexiconEntry look_up(std::uint32_t hash) const {
        for (std::uint32_t at = hash & (kSlots - 1);; at = (at + 1) & (kSlots - 1)) {
            if (hashes_[at] == hash) return entries_[at];
            if (hashes_[at] == 0) return {};
        }
    }

    // Calls on_hit(cue, word count) for every phrase that begins at words[first].
    template <typename OnHit>
    void match(const std::vector<Word>& words, std::size_t first, OnHit&& on_hit) const {
        struct Step {
            std::uint32_t node;
            std::uint32_t length;
        };
        Step stack[64];
        std::size_t depth = 0;
        const auto advance = [&](std::uint32_t node, std::uint32_t length) {
            for (const Cue cue : nodes_[node].cues) on_hit(cue, length);
            const Node& next = nodes_[node];
            if (depth < 64 && !(next.words.empty() && next.classes.empty())) stack[depth++] = {node, length};
        };
        if (words[first].id != 0 && roots_[words[first].id] != 0) advance(roots_[words[first].id], 1);
        if (words[first].classes != 0)
            for (const auto& [mask, node] : nodes_[0].classes)
                if (words[first].classes & mask) advance(node, 1);
        while (depth > 0) {
            const Step step = stack[--depth];
            if (first + step.length >= words.size()) continue;
            const Word& word = words[first + step.length];
            if (word.punctuation) continue;
            const Node& node = nodes_[step.node];
            if (word.id != 0) {
                const auto edge = std::lower_bound(node.words.begin(), node.words.end(), std::pair(word.id, 0u));
                if (edge != node.words.end() && edge->first == word.id) advance(edge->second, step.length + 1);
            }
            for (const auto& [mask, target] : node.classes)
                if (mask == kAnyWord || (word.classes & mask)) advance(target, step.length + 1);
        }
    }

  private:
    using Edge = std::pair<std::uint32_t, std::uint32_t>;
    static constexpr std::uint32_t kSlots = 8192;  // several times the words of the table

    void fill_slots() {
        hashes_.assign(kSlots, 0);
        entries_.resize(kSlots);
        for (const auto& [word, entry] : lexicon_) {
            std::uint32_t at = hash_of(word) & (kSlots - 1);
            while (hashes_[at] != 0) at = (at + 1) & (kSlots - 1);
            hashes_[at] = hash_of(word);
            entries_[at] = entry;
        }
    }

    LexiconEntry& entry(std::string_view word) {
        LexiconEntry& made = lexicon_[std::string(word)];
        if (made.id == 0) made.id = static_cast<std::uint32_t>(lexicon_.size());
        return made;
    }

    void add_class(const ClassWords& row) {
        for (std::size_t at = 0; at < row.words.size();) {
            const std::size_t end = std::min(row.words.find(' ', at), row.words.size());
            entry(row.words.substr(at, end - at)).classes |= class_bit(row.word_class);
            at = end + 1;
        }
    }

    static std::uint32_t child(std::vector<Edge>& edges, std::uint32_t key, std::size_t node_count) {
        for (const Edge& edge : edges)
            if (edge.first == key) return edge.second;
        edges.emplace_back(key, static_cast<std::uint32_t>(node_count));
        return edges.back().second;
    }

    std::uint32_t step(std::uint32_t from, std::uint32_t key, bool is_class) {
        const std::uint32_t to = child(is_class ? nodes_[from].classes : nodes_[from].words, key, nodes_.size());
        if (to == nodes_.size()) nodes_.emplace_back();
        return to;
    }

    // The nodes reached from `from` by one piece of a phrase.
    std::vector<std::uint32_t> step_piece(const std::vector<std::uint32_t>& from, std::string_view piece) {
        std::vector<std::uint32_t> out;
        if (piece == "*") {
            for (std::uint32_t node : from) {
                out.push_back(node);
                for (int gap = 0; gap < 2; ++gap) out.push_back(node = step(node, kAnyWord, true));
            }
            return out;
        }
        if (piece.front() == '<') {
            std::uint32_t mask = 0;
            for (std::size_t i = 0; i < kClassWordsCount; ++i)
                if (kClassWords[i].name == piece.substr(1, piece.size() - 2))
                    mask = class_bit(kClassWords[i].word_class);
            for (const std::uint32_t node : from) out.push_back(step(node, mask, true));
            return out;
        }
        std::vector<text::Token> tokens;
        text::tokenize(piece, Span{0, static_cast<std::uint32_t>(piece.size())}, tokens);
        out = from;
        for (const text::Token& token : tokens) {
            const Spelling word = spell(token.span.in(piece));
            const std::size_t cut = contraction_at(word.view());
            if (cut != 0) step_word(out, word.view().substr(0, cut));
            step_word(out, word.view().substr(cut));
        }
        return out;
    }

    void step_word(std::vector<std::uint32_t>& at, std::string_view word) {
        const std::uint32_t id = entry(word).id;
        for (std::uint32_t& node : at) node = step(node, id, false);
    }

    void add_phrases(const CuePhrases& row) {
        for (std::size_t at = 0; at < row.phrases.size();) {
            const std::size_t end = std::min(row.phrases.find('|', at), row.phrases.size());
            const std::string_view phrase = row.phrases.substr(at, end - at);
            std::vector<std::uint32_t> nodes{0};
            for (std::size_t i = 0; i < phrase.size();) {
                const std::size_t stop = std::min(phrase.find(' ', i), phrase.size());
                nodes = step_piece(nodes, phrase.substr(i, stop - i));
                i = stop + 1;
            }
            for (const std::uint32_t node : nodes) {
                std::vector<Cue>& cues = nodes_[node].cues;
                if (std::find(cues.begin(), cues.end(), row.cue) == cues.end()) cues.push_back(row.cue);
            }
            at = end + 1;
        }
    }

    std::map<std::string, LexiconEntry> lexicon_;
    std::vector<std::uint32_t> hashes_;  // open addressing over lexicon_, 0 where a slot is free
    std::vector<LexiconEntry> entries_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> roots_;  // word id -> node, 0 where no phrase begins with it
};

const Table& table() {
    static const Table made;
    return made;
}

void append_words(const Document& document, const Sentence& sentence, std::vector<Word>& out) {
    const Table& lexicon = table();
    const std::uint32_t end = sentence.first_token + sentence.token_count;
    for (std::uint32_t i = sentence.first_token; i < end && out.size() < kMaxWords; ++i) {
        const text::Token& token = document.tokens[i];
        Word word;
        word.token = i;
        word.punctuation = token.kind == text::TokenKind::kPunctuation;
        const Spelling spelt = spell(document.of(token.span));
        const std::size_t cut = word.punctuation || !spelt.has_mark ? 0 : contraction_at(spelt.view());
        for (const std::string_view part : {spelt.view().substr(0, cut), spelt.view().substr(cut)}) {
            if (part.empty()) continue;
            word.hash = hash_of(part);
            const LexiconEntry known = lexicon.look_up(word.hash);
            word.id = known.id;
            word.classes = known.classes;
            out.push_back(word);
        }
    }
}

}  // namespace

std::string_view cue_name(Cue cue) { return kCuePhrases[static_cast<std::size_t>(cue)].name; }

void find_cues(const Document& document, const Sentence& sentence, SentenceCues& out) {
    out.words.clear();
    out.hits.clear();
    out.counts.fill(0);
    append_words(document, sentence, out.words);
    const Table& phrases = table();
    std::array<std::uint32_t, kCues> covered{};  // a cue counts once where its phrases overlap
    for (std::uint32_t i = 0; i < out.words.size(); ++i) {
        if (out.words[i].punctuation || (out.words[i].id == 0 && out.words[i].classes == 0)) continue;
        const std::size_t first_hit = out.hits.size();
        phrases.match(out.words, i, [&](Cue cue, std::uint32_t count) { out.hits.push_back({cue, i, count}); });
        for (std::size_t h = first_hit; h < out.hits.size(); ++h) {
            const std::size_t cue = static_cast<std::size_t>(out.hits[h].cue);
            if (i >= covered[cue] && out.counts[cue] < 255) ++out.counts[cue];
            covered[cue] = std::max(covered[cue], i + out.hits[h].count);
        }
    }
}

}  // namespace earwitness::analysis
