// A sentence is matched from each of its words on. What the table knows of a word is looked up once for each distinct
// word of the document.
#include "analysis/cues.h"

#include <algorithm>

#include "analysis/cue_phrases.h"
#include "analysis/cue_table.h"

namespace earwitness::analysis {
namespace {

constexpr std::size_t kMaxWords = 200;

// A distinct word of the document as the table sees it: one part, or the two of a contraction.
struct Spelt {
    Word parts[2];
    std::uint8_t count = 0;
};

std::vector<Spelt> spell_words(const Document& document) {
    const CueTable& table = CueTable::builtin();
    std::vector<Spelt> out(document.vocabulary.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const text::Token& token = document.vocabulary.words[i];
        const bool punctuation = token.kind == text::TokenKind::kPunctuation;
        const CueSpelling spelling = spell_for_cues(document.of(token.span));
        const std::size_t cut = punctuation || !spelling.has_mark ? 0 : contraction_at(spelling.view());
        for (const std::string_view part : {spelling.view().substr(0, cut), spelling.view().substr(cut)}) {
            if (part.empty()) continue;
            Word& word = out[i].parts[out[i].count++];
            word.punctuation = punctuation;
            word.hash = cue_hash(part);
            const CueTable::WordEntry known = table.look_up(word.hash);
            word.id = known.id;
            word.classes = known.classes;
        }
    }
    return out;
}

void append_words(const Document& document, const Sentence& sentence, const std::vector<Spelt>& spelt,
                  std::vector<Word>& out) {
    const std::size_t limit = out.size() + kMaxWords;
    const std::uint32_t end = sentence.first_token + sentence.token_count;
    for (std::uint32_t i = sentence.first_token; i < end && out.size() < limit; ++i) {
        const Spelt& known = spelt[document.vocabulary.of_token[i]];
        for (std::uint8_t part = 0; part < known.count; ++part) {
            out.push_back(known.parts[part]);
            out.back().token = i;
        }
    }
}

// Finds the hits of one sentence after another. A cue counts once where its phrases overlap.
class HitFinder {
  public:
    void append(std::span<const Word> words, std::vector<CueHit>& hits, CueCounts& counts) {
        for (std::uint32_t i = 0; i < words.size(); ++i, ++place_) {
            if (words[i].punctuation || (words[i].id == 0 && words[i].classes == 0)) continue;
            phrases_.match(words, i, [&](Cue hit, std::uint32_t count) {
                hits.push_back({hit, i, count});
                const std::size_t cue = static_cast<std::size_t>(hit);
                if (place_ >= covered_[cue] && counts[cue] < 255) ++counts[cue];
                covered_[cue] = std::max(covered_[cue], place_ + count);
            });
        }
    }

  private:
    const CueTable& phrases_ = CueTable::builtin();
    std::size_t place_ = 0;                     // of the word among those of all sentences
    std::array<std::size_t, kCues> covered_{};  // up to which place a cue is counted
};

}  // namespace

std::string_view cue_name(Cue cue) { return kCuePhrases[static_cast<std::size_t>(cue)].name; }

DocumentCues::DocumentCues(const Document& document) : counts_(document.sentences.size()) {
    const std::vector<Spelt> spelt = spell_words(document);
    words_.reserve(document.tokens.size() + document.tokens.size() / 8);
    word_end_.reserve(counts_.size());
    hit_end_.reserve(counts_.size());
    HitFinder finder;
    for (std::size_t s = 0; s < counts_.size(); ++s) {
        const std::size_t first = words_.size();
        append_words(document, document.sentences[s], spelt, words_);
        finder.append(std::span(words_).subspan(first), hits_, counts_[s]);
        word_end_.push_back(words_.size());
        hit_end_.push_back(hits_.size());
    }
}

SentenceCues DocumentCues::of(std::size_t sentence) const {
    const auto part = [&](const auto& all, const std::vector<std::size_t>& ends) {
        const std::size_t begin = sentence == 0 ? 0 : ends[sentence - 1];
        return std::span(all).subspan(begin, ends[sentence] - begin);
    };
    return {part(words_, word_end_), part(hits_, hit_end_), &counts_[sentence]};
}

}  // namespace earwitness::analysis
