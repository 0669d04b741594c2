#include "analysis/entities/tagger.h"

#include <cstring>

#include "analysis/entities/features.h"
#include "analysis/entities/softmax.h"

namespace earwitness::analysis::entities {
namespace {

using Row = std::int8_t __attribute__((vector_size(kLanes)));
using Sum = std::int16_t __attribute__((vector_size(2 * kLanes)));

constexpr std::size_t kDistances = 2 * kReach + 1;
// No name is longer; a run of candidates that never ends (a text in capitals) is decoded in pieces.
constexpr std::size_t kMaxRun = 64;

Result<Transitions> read_transitions(std::string_view bytes) {
    Transitions transitions;
    const std::size_t wanted = kForms * kLanes * kLanes * 2;
    if (bytes.size() != wanted)
        return make_error(ErrorCode::kCorrupt, "name model: transitions of " + std::to_string(bytes.size()) +
                                                   " bytes, not " + std::to_string(wanted));
    std::size_t at = 0;
    for (auto& form : transitions.score)
        for (auto& label : form)
            for (std::int32_t& score : label) {
                score = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[at]) |
                                                  static_cast<unsigned char>(bytes[at + 1]) << 8);
                at += 2;
            }
    return transitions;
}

}  // namespace

// Sums of rows for one document: per distinct word and distance once, per candidate for its place.
class Scorer {
  public:
    Scorer(const Tagger& tagger, const Reading& reading)
        : tagger_(tagger),
          reading_(reading),
          space_(static_cast<std::uint32_t>(reading.casing)),
          by_word_(reading.words.size()) {}

    Scores score(const TokenRange& sentence, std::uint32_t token) {
        Sum sum{};
        for (int distance = -kReach; distance <= kReach; ++distance) {
            const std::int64_t t = static_cast<std::int64_t>(token) + distance;
            const bool inside = t >= sentence.first && t < sentence.first + sentence.count;
            sum += inside ? word_sum(reading_.word_of[static_cast<std::size_t>(t)], distance)
                          : sum_at(kOutside, outside_, distance);
        }
        place_features(reading_, sentence, token, [&](std::uint64_t hash, bool) { add_row(hash, sum); });
        Scores scores{};
        for (int lane = 0; lane < kLanes; ++lane) scores[static_cast<std::size_t>(lane)] = sum[lane];
        return scores;
    }

  private:
    // The sums of a word's rows by its distance from the token in question, each made when it is first asked for: most
    // words are only ever looked at from beside them, which asks for less.
    struct Described {
        Sum sums[kDistances] = {};
        std::uint8_t done = 0;  // a bit a distance
    };

    void add_row(std::uint64_t hash, Sum& sum) const {
        Row row;
        std::memcpy(&row, tagger_.rows_ + (hash >> (64 - tagger_.bits_)) * kLanes, kLanes);
        sum += __builtin_convertvector(row, Sum);
    }
    const Sum& sum_at(const Word& word, Described& known, int distance) const {
        const int place = distance + kReach;
        if ((known.done >> place & 1) == 0) {
            Sum sum{};
            word_features(word, distance, space_, [&](std::uint64_t hash, bool) { add_row(hash, sum); });
            known.sums[place] = sum;
            known.done |= static_cast<std::uint8_t>(1 << place);
        }
        return known.sums[place];
    }
    const Sum& word_sum(std::uint32_t word, int distance) {
        return sum_at(reading_.words[word], by_word_[word], distance);
    }

    inline static const Word kOutside;  // what stands beyond a sentence's ends
    const Tagger& tagger_;
    const Reading& reading_;
    std::uint32_t space_;
    std::vector<Described> by_word_;
    Described outside_;
};

namespace {

// The probability of each type for the tokens [first, last] of a run, given that they are one name.
void add_probabilities(const std::vector<Scores>& emissions, std::size_t first, std::size_t last, double unit,
                       TypedSpan& span) {
    for (int type = 0; type < kEntityTypes; ++type) {
        std::int64_t sum = emissions[first][static_cast<std::size_t>(begin_label(type))];
        for (std::size_t i = first + 1; i <= last; ++i)
            sum += emissions[i][static_cast<std::size_t>(inside_label(type))];
        span.probability[static_cast<std::size_t>(type)] = static_cast<float>(static_cast<double>(sum) * unit);
    }
    softmax(span.probability.data(), span.probability.size());
    span.confidence = span.probability[static_cast<std::size_t>(span.type)];
}

// The names among the labels of a run that begins at the token `first`.
void append_names(const std::vector<std::uint8_t>& labels, const std::vector<Scores>& emissions, double unit,
                  std::uint32_t first, const std::vector<text::Token>& tokens, std::vector<TypedSpan>& out) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == kOutsideLabel || is_inside_label(labels[i])) continue;
        std::size_t last = i;
        while (last + 1 < labels.size() && labels[last + 1] == labels[i] + 1) ++last;
        TypedSpan span;
        span.first_token = first + static_cast<std::uint32_t>(i);
        span.token_count = static_cast<std::uint32_t>(last - i + 1);
        span.span = {tokens[span.first_token].span.begin, tokens[first + last].span.end};
        span.type = static_cast<EntityType>((labels[i] - 1) / 2);
        add_probabilities(emissions, i, last, unit, span);
        out.push_back(span);
        i = last;
    }
}

}  // namespace

Result<Tagger> Tagger::load(const ModelFile& model) {
    Result<std::string_view> words = model.section("words"), phrases = model.section("phrases"),
                             rows = model.section("rows"), steps = model.section("steps"), unit = model.section("unit");
    for (const auto* part : {&words, &phrases, &rows, &steps, &unit})
        if (!*part) return part->error();
    Tagger tagger;
    Result<Lexicon> lexicon = Lexicon::load(*words, *phrases);
    if (!lexicon) return lexicon.error();
    tagger.lexicon_ = std::make_shared<const Lexicon>(std::move(*lexicon));
    while (tagger.bits_ < 24 && (std::size_t{kLanes} << tagger.bits_) < rows->size()) ++tagger.bits_;
    if (tagger.bits_ == 0 || (std::size_t{kLanes} << tagger.bits_) != rows->size() || unit->size() != 4)
        return make_error(ErrorCode::kCorrupt, "name model: a weight table of " + std::to_string(rows->size()) +
                                                   " bytes is no power of two");
    tagger.rows_ = reinterpret_cast<const std::int8_t*>(rows->data());
    std::uint32_t millionths = 0;
    for (std::size_t i = 0; i < 4; ++i)
        millionths |= static_cast<std::uint32_t>(static_cast<unsigned char>((*unit)[i])) << (8 * i);
    tagger.unit_ = millionths / 1e6;
    Result<Transitions> transitions = read_transitions(*steps);
    if (!transitions) return transitions.error();
    tagger.transitions_ = *transitions;
    return tagger;
}

Reading Tagger::read(const Document& document) const {
    std::vector<TokenRange> sentences;
    sentences.reserve(document.sentences.size());
    for (const Sentence& sentence : document.sentences)
        sentences.push_back({sentence.first_token, sentence.token_count});
    return Reading(document.text(), document.tokens, document.vocabulary, std::move(sentences), *lexicon_);
}

void Tagger::tag(const Document& document, std::vector<TypedSpan>& out) const {
    tag(read(document), document.tokens, out);
}

void Tagger::tag(const Reading& reading, const std::vector<text::Token>& tokens, std::vector<TypedSpan>& out) const {
    Scorer scorer(*this, reading);
    std::vector<Scores> emissions;
    std::vector<Form> forms;
    std::vector<std::uint8_t> labels;
    for (const TokenRange& sentence : reading.sentences) {
        const std::uint32_t end = sentence.first + sentence.count;
        for (std::uint32_t t = sentence.first; t < end;) {
            if (!reading.candidate[t]) {
                ++t;
                continue;
            }
            emissions.clear();
            forms.clear();
            const std::uint32_t first = t;
            for (; t < end && reading.candidate[t] && emissions.size() < kMaxRun; ++t) {
                emissions.push_back(scorer.score(sentence, t));
                forms.push_back(reading.word(t).form);
            }
            best_labels(emissions, forms, transitions_, labels);
            append_names(labels, emissions, unit_, first, tokens, out);
        }
    }
}

}  // namespace earwitness::analysis::entities
