#include "analysis/sentence_shapes.h"

#include <algorithm>
#include <cmath>

#include "analysis/insights/horizon.h"
#include "analysis/sentence_words.h"

namespace earwitness::analysis {
namespace {

float& at(Shapes& features, Shape shape) { return features[static_cast<std::size_t>(shape)]; }
void set(Shapes& features, Shape shape, double value = 1) { at(features, shape) = static_cast<float>(value); }

int kinds(const SentenceCues& cues, std::initializer_list<Cue> list) {
    int out = 0;
    for (const Cue cue : list) out += cues.has(cue);
    return out;
}

}  // namespace

ShapeReader::ShapeReader(const Document& document, const DocumentCues& cues, const std::vector<Quantity>& quantities)
    : document_(document),
      all_cues_(cues),
      quantities_(quantities),
      speaker_share_(document.transcript->speakers.size(), 0) {
    double total = 0;
    for (const Sentence& sentence : document.sentences) {
        total += sentence.token_count;
        if (sentence.speaker >= 0 && static_cast<std::size_t>(sentence.speaker) < speaker_share_.size())
            speaker_share_[static_cast<std::size_t>(sentence.speaker)] += sentence.token_count;
    }
    for (double& share : speaker_share_) share /= std::max(total, 1.0);
}

std::string_view ShapeReader::word(std::size_t at) const {
    return at < cues_.words.size() ? document_.of(document_.tokens[cues_.words[at].token].span) : std::string_view();
}

bool ShapeReader::is_class(std::size_t at, WordClass word_class) const {
    return at < cues_.words.size() && (cues_.words[at].classes & class_bit(word_class)) != 0;
}

// Behind "So,", "And", "Yeah," and marks: where the clause begins.
std::size_t ShapeReader::first_content_word(std::size_t from) const {
    std::size_t i = from;
    while (i < cues_.words.size() && i < from + 6 && (cues_.words[i].punctuation || is_class(i, WordClass::kStarter)))
        ++i;
    return i;
}

void ShapeReader::read(std::size_t index, Shapes& out) {
    const Sentence& sentence = document_.sentences[index];
    cues_ = all_cues_.of(index);
    for (const Word& w : cues_.words) {
        words_ += !w.punctuation;
        known_words_ += !w.punctuation && w.id != 0;
    }
    out.fill(0);
    set(out, Shape::kBias);
    const double count = static_cast<double>(sentence.token_count);
    set(out, Shape::kLength, std::log(count + 1) - 2.7);
    set(out, Shape::kShort, count < 7);
    set(out, Shape::kLong, count > 45);
    read_start(out);
    read_imperatives(out);
    read_definition(out);
    read_combinations(out);
    read_own_words(sentence, out);
    read_subordination(out);
    read_problems(out);
    read_clauses(out);
    read_quantities(sentence, out);
    read_place(index, sentence, out);
    remember(out);
}

void ShapeReader::read_start(Shapes& out) const {
    const std::size_t size = cues_.words.size();
    bool question = false, ellipsis = false, quotation = false;
    for (std::size_t i = 0; i < size; ++i) {
        if (!cues_.words[i].punctuation) continue;
        const std::string_view mark = word(i);
        question = question || mark[0] == '?';
        quotation = quotation || mark == "\"" || mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x9D";
        ellipsis = i + 1 == size &&
                   (mark.starts_with("..") || mark == "\xE2\x80\xA6" || mark == "--" || mark == "\xE2\x80\x94");
    }
    set(out, Shape::kQuestion, question);
    set(out, Shape::kEllipsis, ellipsis);
    set(out, Shape::kQuotation, quotation);
    if (size == 0) return;
    set(out, Shape::kStartsWithStarter, is_class(0, WordClass::kStarter));
    const std::size_t first = first_content_word(0);
    if (first >= size) return;
    set(out, Shape::kStartsWithAnaphor, is_class(first, WordClass::kDemonstrative));
    set(out, Shape::kStartsQuestionWord, is_class(first, WordClass::kWhatever));
    for (const CueHit& hit : cues_.hits) {
        if (hit.first > first) break;
        if (hit.first != first) continue;
        if (hit.cue == Cue::kGeneric) set(out, Shape::kStartsGeneric);
        if (hit.cue == Cue::kYou) set(out, Shape::kStartsYou);
        if (hit.cue == Cue::kFirst) set(out, Shape::kStartsFirst);
        if (hit.cue == Cue::kWe) set(out, Shape::kStartsWe);
        if (hit.cue == Cue::kCondition) set(out, Shape::kStartsCondition);
    }
}

// A clause that begins with a bare verb ("Write the test first"), also behind a comma, a dash or a quotation mark.
void ShapeReader::read_imperatives(Shapes& out) const {
    const std::size_t size = cues_.words.size();
    for (std::size_t i = 0; i + 2 < size; ++i) {
        if (i != 0 && !cues_.words[i - 1].punctuation) continue;
        if (i != 0 && word(i - 1) == "'") continue;
        std::size_t verb = first_content_word(i);
        const bool negated = verb + 1 < size && word(verb).size() >= 5 &&
                             (word(verb) == "don't" || word(verb) == "Don't" || word(verb) == "don\xE2\x80\x99t" ||
                              word(verb) == "Don\xE2\x80\x99t");
        if (negated) verb += 2;
        const bool never = verb > i && (word(verb - 1) == "never" || word(verb - 1) == "Never");
        const bool be = verb < size && (word(verb) == "be" || word(verb) == "Be");  // "be careful", not "be it"
        if (verb + 1 >= size || cues_.words[verb + 1].punctuation) continue;
        if (!is_class(verb, WordClass::kVerb) && !(be && !is_class(verb + 1, WordClass::kPronoun))) continue;
        // "Look, I" and "think about it" said to oneself; a verb before a finite verb is a noun ("Change is hard").
        if (is_class(verb + 1, WordClass::kBe) || is_class(verb + 1, WordClass::kHave)) continue;
        if (negated || never) set(out, Shape::kNegativeImperative);
        if (i == 0)
            set(out, Shape::kImperative);
        else
            set(out, Shape::kInnerImperative);
    }
}

// "<a name of up to five words> is a ...": the frame of a definition.
void ShapeReader::read_definition(Shapes& out) const {
    const std::size_t size = cues_.words.size();
    const std::size_t first = first_content_word(0);
    for (std::size_t be = first; be < size && be < first + 7; ++be) {
        if (cues_.words[be].punctuation) break;
        if (!is_class(be, WordClass::kBe) || be == first) {
            if (is_class(be, WordClass::kHave) || (be == first && is_class(be, WordClass::kWhatever))) break;
            continue;
        }
        std::size_t article = be + 1;
        while (article < size && is_class(article, WordClass::kAdverb)) ++article;
        // "Ada's engine is a ...": the possessive is no verb.
        if (word(be)[0] == '\'' && !is_class(article, WordClass::kDeterminer) && !cues_.words[be].punctuation) continue;
        bool pronoun =
            be == first + 1 && (is_class(first, WordClass::kPronoun) || is_class(first, WordClass::kDemonstrative));
        for (std::size_t i = first; i < be; ++i)
            pronoun = pronoun || (is_class(i, WordClass::kPronoun) && !is_class(i, WordClass::kDeterminer));
        const std::string_view a = word(article);
        const bool has_article = a == "a" || a == "an" || a == "the" || a == "one" || a == "any" || a == "another";
        const bool hollow = has_article && (is_class(article + 1, WordClass::kIndefinite) ||
                                            is_class(article + 1, WordClass::kComparative));
        if (has_article && hollow)
            set(out, Shape::kIsHollowA);
        else if (has_article)
            set(out, pronoun ? Shape::kPronounIsA : Shape::kNameIsA);
        else if (!pronoun)
            set(out, Shape::kNameIs);
        break;
    }
}

void ShapeReader::read_combinations(Shapes& out) const {
    const SentenceCues& c = cues_;
    const auto others =
        std::count_if(c.hits.begin(), c.hits.end(), [&](const CueHit& hit) { return is_no_forecast(hit); });
    const bool third =
        c.has(Cue::kFuture) && c[Cue::kFuture] > c[Cue::kFutureFirst] + c[Cue::kFutureYou] + static_cast<int>(others);
    set(out, Shape::kFutureThird, third);
    set(out, Shape::kFutureOpinion, third && (c.has(Cue::kStance) || c.has(Cue::kMaybe) || c.has(Cue::kHorizon)));
    set(out, Shape::kShouldGeneric,
        c.has(Cue::kShould) && (c.has(Cue::kGeneric) || c.has(Cue::kYou)) && !c.has(Cue::kFirst));
    set(out, Shape::kRequestFirst, c.has(Cue::kRequest) && c.has(Cue::kFirst));
    set(out, Shape::kCouldPower, c.has(Cue::kCould) && (c.has(Cue::kPower) || c.has(Cue::kEnable)));
    set(out, Shape::kGenusIsA,
        c.has(Cue::kGenus) &&
            (at(out, Shape::kNameIsA) > 0 || c.has(Cue::kWhichIs) || at(out, Shape::kPronounIsA) > 0));
    set(out, Shape::kProblemKinds,
        kinds(c, {Cue::kProblem, Cue::kHard, Cue::kCannot, Cue::kLack, Cue::kFail, Cue::kRisk, Cue::kAffect,
                  Cue::kTooMuch, Cue::kTradeOff, Cue::kCost}));
    set(out, Shape::kTrendKinds,
        kinds(c, {Cue::kMore, Cue::kBecome, Cue::kChange, Cue::kRecent, Cue::kGrow, Cue::kUsedTo, Cue::kNoLonger,
                  Cue::kPerfect, Cue::kGetting, Cue::kAdopt}));
    set(out, Shape::kAdviceKinds,
        kinds(c, {Cue::kShouldYou, Cue::kShould, Cue::kNeedYou, Cue::kRecommend, Cue::kEnsure, Cue::kImportant,
                  Cue::kBestWay, Cue::kWorth}));
    set(out, Shape::kOpportunityKinds,
        kinds(c, {Cue::kOpportunity, Cue::kCould, Cue::kEnable, Cue::kUnmet, Cue::kPower}));
    set(out, Shape::kDefinitionKinds,
        kinds(c,
              {Cue::kCalled, Cue::kMeans, Cue::kBasically, Cue::kWhichIs, Cue::kKindOf, Cue::kThinkOf, Cue::kGenus}));
    set(out, Shape::kChangeNow,
        kinds(c, {Cue::kBecome, Cue::kChange, Cue::kGrow, Cue::kMore}) > 0 &&
            kinds(c, {Cue::kRecent, Cue::kNow, Cue::kUsedTo, Cue::kPerfect}) > 0);
    set(out, Shape::kNegatedGood, c.has(Cue::kNoProblem));
    set(out, Shape::kUnmetNeed, c.has(Cue::kUnmet) && (c.has(Cue::kGeneric) || c.has(Cue::kGenus)));
    double content = 0, long_words = 0;
    for (const Word& w : c.words) {
        if (w.punctuation) continue;
        ++content;
        long_words += document_.tokens[w.token].span.size() > 7;
    }
    content = std::max(content, 1.0);
    set(out, Shape::kFirstShare, std::min(1.0, 5.0 * c[Cue::kFirst] / content));
    set(out, Shape::kPastShare, std::min(1.0, 5.0 * c[Cue::kPast] / content));
    set(out, Shape::kLongWords, long_words / content);
    set(out, Shape::kFirstNoStance, c.has(Cue::kFirst) && !c.has(Cue::kStance));
}

// Who names the day, or says that he predicts or recommends, means it.
void ShapeReader::read_own_words(const Sentence& sentence, Shapes& out) const {
    const SentenceCues& c = cues_;
    const bool third = at(out, Shape::kFutureThird) > 0, told = c.has(Cue::kStory);
    // Whatever day it was published: that there is a date is what counts.
    constexpr std::int64_t kSomeDay = 0;
    if (third) {
        const auto horizon = insights::find_horizon(document_, sentence, quantities_, kSomeDay);
        const bool dated = horizon && horizon->due;
        set(out, Shape::kFutureDated, dated);
        if (dated) set(out, Shape::kFutureOpinion);
    }
    set(out, Shape::kForecastOwn, third && !told && c.has(Cue::kForecastSelf));
    set(out, Shape::kAdviceOwn, !told && c.has(Cue::kRecommendSelf));
}

// "I'm probably gonna", "our business is going to", "that was not going to": what somebody means to do or thought once
// is no forecast. (Where nothing stands between "I" and "will", a cue says so.)
bool ShapeReader::is_no_forecast(const CueHit& hit) const {
    if (hit.cue != Cue::kFuture) return false;
    static constexpr std::string_view kBetween[] = {"actually",   "also", "always",   "am",     "are",   "certainly",
                                                    "definitely", "is",   "just",     "likely", "maybe", "never",
                                                    "not",        "only", "probably", "really", "still", "then"};
    constexpr std::uint32_t kFarthest = 4, kLongestSubject = 3;
    std::size_t at = hit.first;
    bool between = false;
    for (std::uint32_t step = 0; at > 0 && step < kFarthest; ++step) {
        --at;
        if (cues_.words[at].punctuation) return false;
        const std::string w = lowered(word(at));
        const std::string_view subject = std::string_view(w).substr(0, w.find('\''));
        if (subject == "i" || subject == "we") return between;
        if (w == "was" || w == "were" || w == "wasn't" || w == "weren't") return true;
        if (!is_one_of(w, kBetween)) break;
        between = between || (w != "am" && w != "are" && w != "is");
    }
    for (std::uint32_t step = 0; step < kLongestSubject; ++step, --at) {
        const std::string w = lowered(word(at));
        if (w == "our" || w == "my") return true;
        if (at == 0 || cues_.words[at].punctuation) break;
    }
    return false;
}

// "What will happen if ..." forecasts nothing, "how the team should be led" advises nothing: a modal behind a question
// word or a conjunction, with no mark between.
void ShapeReader::read_subordination(Shapes& out) const {
    for (const CueHit& hit : cues_.hits) {
        if (hit.cue != Cue::kFuture && hit.cue != Cue::kShould) continue;
        for (std::uint32_t back = 1; back <= 5 && back <= hit.first; ++back) {
            const std::size_t at_word = hit.first - back;
            if (cues_.words[at_word].punctuation) break;
            const std::string_view w = word(at_word);
            if (!is_class(at_word, WordClass::kWhatever) && w != "if" && w != "If" && w != "that" && w != "which")
                continue;
            set(out, hit.cue == Cue::kFuture ? Shape::kFutureSubordinate : Shape::kShouldSubordinate);
            break;
        }
    }
    const double length = std::max(1.0, static_cast<double>(cues_.words.size()) / 15);
    set(out, Shape::kProblemDensity, at(out, Shape::kProblemKinds) / length);
    set(out, Shape::kTrendDensity, at(out, Shape::kTrendKinds) / length);
    set(out, Shape::kAdviceDensity, at(out, Shape::kAdviceKinds) / length);
}

// "Solving problems" is work, "if it is hard" and "not everybody has that problem" complain of nothing.
void ShapeReader::read_problems(Shapes& out) const {
    if (!cues_.has(Cue::kProblem) && !cues_.has(Cue::kHard)) return;
    for (const CueHit& hit : cues_.hits) {
        if (hit.cue != Cue::kProblem && hit.cue != Cue::kHard) continue;
        for (std::uint32_t back = 1; back <= 6 && back <= hit.first; ++back) {
            const std::size_t at_word = hit.first - back;
            if (cues_.words[at_word].punctuation) break;
            const std::string_view w = word(at_word);
            if (back <= 5 &&
                (w.starts_with("solv") || w.starts_with("tackl") || w.starts_with("fix") || w == "address"))
                set(out, Shape::kProblemTask);
            if (w == "if" || w == "If" || w == "whether" || is_class(at_word, WordClass::kWhatever))
                set(out, Shape::kProblemSubordinate);
            if (w == "not" || w == "no" || w == "No" || w == "never" || w.ends_with("n't") ||
                w.ends_with("n\xE2\x80\x99t"))
                set(out, Shape::kProblemNegated);
        }
    }
}

// The most kinds of cues that meet in one clause: a long sentence collects them from clauses that say different things.
void ShapeReader::read_clauses(Shapes& out) const {
    const auto kind_of = [](Cue cue) -> std::uint32_t {
        const auto in = [cue](Cue first, Cue last) { return cue >= first && cue <= last; };
        if (in(Cue::kProblem, Cue::kTradeOff) || cue == Cue::kCost) return 0;
        if (in(Cue::kMore, Cue::kAdopt)) return 1;
        if (in(Cue::kShouldYou, Cue::kNeedYou) || in(Cue::kRecommend, Cue::kWorth)) return 2;
        return 3;
    };
    constexpr Shape kClauses[] = {Shape::kProblemClause, Shape::kTrendClause, Shape::kAdviceClause};
    std::uint64_t seen[2] = {0, 0};  // of the clause in hand, a bit a cue
    int count[3] = {0, 0, 0}, best[3] = {0, 0, 0};
    std::size_t next = 0;
    for (std::size_t w = 0; w <= cues_.words.size(); ++w) {
        if (w == cues_.words.size() || cues_.words[w].punctuation) {
            for (int k = 0; k < 3; ++k) best[k] = std::max(best[k], count[k]), count[k] = 0;
            seen[0] = seen[1] = 0;
            continue;
        }
        for (; next < cues_.hits.size() && cues_.hits[next].first <= w; ++next) {
            const std::uint32_t kind = kind_of(cues_.hits[next].cue);
            const auto bit = static_cast<unsigned>(cues_.hits[next].cue);
            if (kind == 3 || (seen[bit / 64] >> bit % 64 & 1) != 0) continue;
            seen[bit / 64] |= std::uint64_t{1} << bit % 64;
            ++count[kind];
        }
    }
    for (int k = 0; k < 3; ++k) set(out, kClauses[k], best[k]);
}

void ShapeReader::read_quantities(const Sentence& sentence, Shapes& out) {
    while (next_quantity_ < quantities_.size() && quantities_[next_quantity_].span.begin < sentence.span.begin)
        ++next_quantity_;
    int count = 0;
    for (std::size_t i = next_quantity_; i < quantities_.size() && quantities_[i].span.begin < sentence.span.end;
         ++i, ++count) {
        const Quantity& q = quantities_[i];
        const std::string& unit = q.unit;
        const bool time = unit == "years" || unit == "months" || unit == "weeks" || unit == "days" || unit == "hours" ||
                          unit == "minutes" || unit == "decades";
        const bool bytes = unit.find("byte") != std::string::npos || unit.find("bits") != std::string::npos ||
                           unit.ends_with("seconds") || unit.find("watt") != std::string::npos;
        if (unit.starts_with("percent"))
            set(out, Shape::kPercent);
        else if (unit.size() == 3 && unit[0] >= 'A' && unit[0] <= 'Z')
            set(out, Shape::kMoney);
        else if (time)
            set(out, Shape::kDuration);
        else if (unit == "times")
            set(out, Shape::kMultiple);
        else if (bytes)
            set(out, Shape::kBytes);
        else if (unit.empty())
            set(out, Shape::kUnitless);
        else
            set(out, Shape::kCount);
        if (q.value >= 1000) set(out, Shape::kScaled);
    }
    if (count == 0) return;
    set(out, Shape::kQuantities);
    set(out, Shape::kTwoQuantities, count > 1);
    set(out, Shape::kQuantityMeasured,
        cues_.has(Cue::kMeasured) && (cues_.has(Cue::kMeasure) || cues_.has(Cue::kApprox)));
    set(out, Shape::kQuantityApprox, cues_.has(Cue::kApprox));
}

void ShapeReader::read_place(std::size_t index, const Sentence& sentence, Shapes& out) const {
    const Turn& turn = document_.turns[sentence.turn];
    const double inside = static_cast<double>(index - turn.first_sentence), size = turn.sentence_count;
    set(out, Shape::kTurnFirst, inside == 0);
    set(out, Shape::kTurnLength, std::min(3.0, std::log(size)) / 3);
    set(out, Shape::kTurnPlace, inside / std::max(size, 1.0));
    if (sentence.speaker >= 0 && static_cast<std::size_t>(sentence.speaker) < speaker_share_.size())
        set(out, Shape::kSpeakerShare, speaker_share_[static_cast<std::size_t>(sentence.speaker)]);
    const double place = static_cast<double>(index) / static_cast<double>(document_.sentences.size());
    set(out, Shape::kNearEnds, place < 0.03 || place > 0.97);
    if (inside == 0) return;
    const auto before = [&](Shape shape) { return previous_[static_cast<std::size_t>(shape)]; };
    set(out, Shape::kPreviousQuestion, before(Shape::kPreviousQuestion));
    for (const Shape shape :
         {Shape::kPreviousProblem, Shape::kPreviousFuture, Shape::kPreviousAdvice, Shape::kPreviousTrend,
          Shape::kPreviousQuantity, Shape::kPreviousStory, Shape::kPreviousShow})
        set(out, shape, before(shape));
}

// What the next sentence of the turn is told of this one.
void ShapeReader::remember(const Shapes& out) {
    const auto keep = [&](Shape shape, double value) {
        previous_[static_cast<std::size_t>(shape)] = static_cast<float>(value);
    };
    const auto value = [&](Shape shape) { return out[static_cast<std::size_t>(shape)]; };
    keep(Shape::kPreviousQuestion, value(Shape::kQuestion));
    keep(Shape::kPreviousProblem, value(Shape::kProblemKinds) >= 2);
    keep(Shape::kPreviousFuture, value(Shape::kFutureThird));
    keep(Shape::kPreviousAdvice, value(Shape::kAdviceKinds) >= 1 || value(Shape::kImperative) > 0);
    keep(Shape::kPreviousTrend, value(Shape::kTrendKinds) >= 2);
    keep(Shape::kPreviousQuantity, value(Shape::kQuantities));
    keep(Shape::kPreviousStory, cues_.has(Cue::kStory));
    keep(Shape::kPreviousShow, cues_.has(Cue::kShow));
}

}  // namespace earwitness::analysis
