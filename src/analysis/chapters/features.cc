#include "analysis/chapters/features.h"

#include <algorithm>
#include <cmath>

#include "analysis/chapters/floor.h"
#include "analysis/chapters/windows.h"
#include "analysis/phrases.h"

namespace earwitness::analysis::chapters {
namespace {

constexpr std::size_t kNarrow = 60, kMiddle = 100, kWide = 160;  // content words on each side
constexpr std::size_t kFresh = 30, kMemory = 250;                // content words: what comes now, what was heard lately
constexpr std::size_t kNear = 10, kFar = 25;                     // sentences around that a valley is measured against
constexpr std::uint32_t kNearTurns = 150, kFarTurns = 400;       // words on each side in which turns are counted
constexpr double kUsualTurn = 45;                                // words

const PhraseSet& phrases() {
    static const PhraseSet set({
        {kSaysSo, "so"},
        {kSaysOkay,
         "okay|ok|alright|all right|cool|great|awesome|excellent|fantastic|perfect|interesting|gotcha|got it|fair "
         "enough"},
        {kSaysNow, "now|well now|today|let's see|anyway|anyways|by the way"},
        {kMovesOn,
         "let's talk about|let's move on|move on|moving on|let's go|let's get into|let's start|let's dive|dive "
         "into|let's jump|jump into|let's switch|switch gears|"
         "change gears|shift gears|next topic|next question|next item|next up|next thing|on to the|turn to|turning "
         "to|let's turn|another topic|different topic|"
         "another question|talk a little bit about|talk a bit about|talk about|i want to talk|i wanted to talk|get "
         "into|i'd like to|i want to|i wanted to|"
         "the next|topic|agenda|pivot|segue|transition"},
        {kAsksAbout,
         "tell us about|tell me about|tell us|what about|how about|can you explain|could you explain|explain|walk us "
         "through|can you tell|could you tell|what is|what are|"
         "what's|how do|how does|how did|how is|why|what do you think|what does|what did|can you talk|could you "
         "talk|curious|i was wondering|wondering|do you think|"
         "i want to ask|i wanted to ask|let me ask|i have a question|question"},
        {kSaysAnother,
         "another|also|finally|lastly|last thing|one more|secondly|second|third|first of all|first|the other thing|the "
         "last|one last"},
        {kRefersBack,
         "you mentioned|you said|you talked|mentioned|speaking of|going back|go back|come back|coming back|back "
         "to|earlier|you've|as you said"},
        {kWrapsUp,
         "wrap up|wrapping up|before we|last question|final question|where can people|where can listeners|how can "
         "people|thanks for|thank you for|thank you so much|"
         "thanks so much|closing|in closing|to conclude|to summarize|any final|final thoughts|goodbye|bye|take care"},
        {kWelcomes,
         "welcome|welcome back|hello everyone|hi everyone|my name is|today we|joining us|joined "
         "by|guest|introduce|introduction|this episode|episode"},
        {kAgrees,
         "yeah|yes|right|exactly|absolutely|sure|definitely|true|mm-hmm|uh-huh|i agree|of course|totally|indeed"},
    });
    return set;
}

class Reader {
  public:
    Reader(const Document& document, const Terms& terms)
        : document_(document),
          terms_(terms),
          words_(content_words(document, terms)),
          features_(document.sentences.size()) {
        for (Features& f : features_) f.fill(0);
    }

    std::vector<Features> read() {
        find_host();
        turns();
        floor_changes();
        sentences();
        openings();
        cohesion();
        vocabulary();
        return std::move(features_);
    }

  private:
    const Sentence& sentence(std::size_t s) const { return document_.sentences[s]; }
    bool asks(std::size_t s) const { return document_.of(sentence(s).span).find('?') != std::string_view::npos; }

    // Who asks most, of those who speak often.
    void find_host() {
        std::vector<std::size_t> questions(document_.transcript->speakers.size());
        for (std::size_t s = 0; s < features_.size(); ++s)
            if (sentence(s).speaker >= 0 && asks(s)) ++questions[static_cast<std::size_t>(sentence(s).speaker)];
        const auto most = std::max_element(questions.begin(), questions.end());
        if (most != questions.end() && *most > 1) host_ = static_cast<int>(most - questions.begin());
    }

    void turns() {
        std::vector<bool> heard(document_.transcript->speakers.size());
        const auto words = log_turn_words(document_);
        const auto words_at = [&](std::size_t t) { return t < words.size() ? words[t] : 0; };  // a t below 0 wraps
        for (std::size_t t = 0; t < document_.turns.size(); ++t) {
            const Turn& turn = document_.turns[t];
            Features& f = features_[turn.first_sentence];
            f[kTurnStart] = 1;
            f[kTurnWords] = words_at(t);
            f[kPreviousTurnWords] = words_at(t - 1);
            f[kNextTurnWords] = words_at(t + 1);
            f[kSecondTurnWords] = words_at(t + 2);
            f[kTurnWordsTwoBefore] = words_at(t - 2);
            f[kTurnWordsThreeBefore] = words_at(t - 3);
            const int before = t == 0 ? kNoSpeaker : document_.turns[t - 1].speaker;
            f[kHostStarts] = host_ != kNoSpeaker && turn.speaker == host_;
            f[kGuestBefore] = t > 0 && host_ != kNoSpeaker && before != host_;
            f[kHostAfterGuest] = f[kHostStarts] * f[kGuestBefore];
            for (std::uint32_t s = turn.first_sentence; s < turn.first_sentence + std::min(turn.sentence_count, 4u);
                 ++s)
                f[kTurnAsks] = std::max(f[kTurnAsks], asks(s) ? 1.0f : 0.0f);
            if (turn.speaker >= 0 && !heard[static_cast<std::size_t>(turn.speaker)]) {
                f[kFirstOfSpeaker] = 1;
                heard[static_cast<std::size_t>(turn.speaker)] = true;
            }
        }
    }

    // How fast the floor changes hands tells little between two people, much in a round: it counts by how many talk.
    void floor_changes() {
        const auto round = static_cast<float>(std::clamp((shape_of(document_).speakers - 2) / 2, 0.0, 1.0));
        if (round == 0) return;
        const auto near = turns_around(document_, kNearTurns), far = turns_around(document_, kFarTurns);
        for (std::size_t s = 0; s < features_.size(); ++s) {
            features_[s][kTurnsNearBefore] = round * near[s].before;
            features_[s][kTurnsNearAfter] = round * near[s].after;
            features_[s][kTurnsFarBefore] = round * far[s].before;
            features_[s][kTurnsFarAfter] = round * far[s].after;
        }
    }

    void sentences() {
        const double all = static_cast<double>(std::max<std::size_t>(1, document_.tokens.size()));
        for (std::size_t s = 0; s < features_.size(); ++s) {
            Features& f = features_[s];
            f[kSentenceWords] = static_cast<float>(std::log1p(static_cast<double>(sentence(s).token_count)));
            f[kSentenceAsks] = asks(s);
            if (s > 0) f[kShortBefore] = sentence(s - 1).token_count <= 5;
            const double place = sentence(s).first_token / all;
            f[kBeginning] = static_cast<float>(std::exp(-place * 30));
            f[kEnding] = static_cast<float>(std::exp(-(1 - place) * 30));
        }
    }

    // Phrases among the first words of a sentence; of a turn's first sentence also those of the next two.
    void openings() {
        const auto hits = phrases().find(terms_);
        std::size_t at = 0;
        for (std::size_t s = 0; s < features_.size(); ++s) {
            const std::uint32_t first = sentence(s).first_token, end = first + sentence(s).token_count;
            for (; at < hits.size() && hits[at].token < end; ++at) {
                const auto label = static_cast<std::size_t>(hits[at].label);
                const std::uint32_t reach =
                    label == kMovesOn || label == kWrapsUp || label == kAsksAbout || label == kWelcomes ? 12 : 3;
                if (hits[at].token >= first && hits[at].token - first < reach) features_[s][label] = 1;
            }
        }
        for (std::size_t s = features_.size(); s-- > 1;) {
            features_[s][kAgreedBefore] =
                features_[s - 1][kAgrees] + features_[s - 1][kSaysOkay] > 0 && sentence(s - 1).token_count < 12;
            features_[s][kMovesOnBefore] = features_[s - 1][kMovesOn];
            features_[s][kLaughsBefore] = laughs(sentence(s - 1));
        }
    }

    // "(laughs)", "[laughter]": told by its words' spelling, which is looked at once a word.
    bool laughs(const Sentence& one) {
        const Vocabulary& words = document_.vocabulary;
        if (laughs_.empty())
            for (const text::Token& word : words.words)
                laughs_.push_back(document_.of(word.span).find("laugh") != std::string_view::npos);
        const auto first = words.of_token.begin() + one.first_token;
        return std::any_of(first, first + one.token_count, [&](std::uint32_t word) { return laughs_[word] != 0; });
    }

    // How far each value stands below the highest around it, up to `reach` sentences away, on both sides.
    static std::vector<float> depths(const std::vector<float>& values, std::size_t reach) {
        const std::vector<float> left = highest_before(values, reach);
        std::vector<float> reversed(values.rbegin(), values.rend());
        const std::vector<float> right = highest_before(reversed, reach);
        std::vector<float> out(values.size());
        for (std::size_t s = 0; s < values.size(); ++s) out[s] = left[s] + right[values.size() - 1 - s] - 2 * values[s];
        return out;
    }

    // The highest of each value and the `reach` before it: of blocks of reach + 1 values, that of the end of one and of
    // the beginning of the next (van Herk).
    static std::vector<float> highest_before(const std::vector<float>& values, std::size_t reach) {
        const std::size_t block = reach + 1;
        std::vector<float> to_end(values), from_begin(values), out(values);
        for (std::size_t s = values.size(); s-- > 0;)
            if ((s + 1) % block != 0 && s + 1 < values.size()) to_end[s] = std::max(to_end[s], to_end[s + 1]);
        for (std::size_t s = 1; s < values.size(); ++s)
            if (s % block != 0) from_begin[s] = std::max(from_begin[s], from_begin[s - 1]);
        for (std::size_t s = 0; s < values.size(); ++s)
            out[s] = s < reach ? from_begin[s] : std::max(to_end[s - reach], from_begin[s]);
        return out;
    }

    static float above_mean(const std::vector<float>& values, std::size_t s) {
        const std::size_t first = s > kNear ? s - kNear : 0, end = std::min(values.size(), s + kNear + 1);
        float sum = 0;
        for (std::size_t i = first; i < end; ++i) sum += values[i];
        return values[s] - sum / static_cast<float>(end - first);
    }

    void cohesion() {
        const auto narrow = slide_windows(words_, terms_, kNarrow), middle = slide_windows(words_, terms_, kMiddle),
                   wide = slide_windows(words_, terms_, kWide);
        const auto near_narrow = depths(narrow, kNear), near_middle = depths(middle, kNear),
                   near_wide = depths(wide, kNear), far_narrow = depths(narrow, kFar), far_wide = depths(wide, kFar);
        for (std::size_t s = 0; s < features_.size(); ++s) {
            Features& f = features_[s];
            f[kCosineNarrow] = narrow[s];
            f[kCosineWide] = wide[s];
            f[kDepthNarrow] = near_narrow[s];
            f[kDepthMiddle] = near_middle[s];
            f[kDepthWide] = near_wide[s];
            f[kFarDepthNarrow] = far_narrow[s];
            f[kFarDepthWide] = far_wide[s];
            f[kTurnDepth] = f[kTurnStart] * f[kDepthNarrow];
            f[kLongTurnDepth] = f[kTurnWords] * f[kDepthNarrow];
            f[kHostDepth] = f[kHostStarts] * f[kDepthMiddle];
        }
    }

    // The share of the coming content words that were not heard lately, weighted by how rare they are.
    void vocabulary() {
        const std::vector<std::uint32_t>& ids = words_.ids;
        const std::vector<std::size_t>& first_word = words_.first_of_sentence;
        std::vector<std::size_t> last(terms_.terms.size(), 0);  // 1 + the last place of each term
        std::vector<float> fresh(ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const std::size_t before = last[ids[i]];
            fresh[i] = before == 0 || i + 1 - before > kMemory ? terms_.rarity[ids[i]] : 0;
            last[ids[i]] = i + 1;
        }
        std::vector<float> rate(features_.size());
        for (std::size_t s = 0; s < features_.size(); ++s) {
            float sum = 0, all = 0;
            for (std::size_t i = first_word[s]; i < std::min(ids.size(), first_word[s] + kFresh); ++i) {
                sum += fresh[i];
                all += terms_.rarity[ids[i]];
            }
            rate[s] = all > 0 ? sum / all : 0;
        }
        for (std::size_t s = 0; s < features_.size(); ++s) {
            features_[s][kNewVocabulary] = rate[s];
            features_[s][kNewVocabularyPeak] = above_mean(rate, s);
        }
    }

    const Document& document_;
    const Terms& terms_;
    const ContentWords words_;
    std::vector<Features> features_;
    std::vector<char> laughs_;  // by distinct word; made when it is first asked for
    int host_ = kNoSpeaker;
};

}  // namespace

std::vector<Features> boundary_features(const Document& document, const Terms& terms) {
    return Reader(document, terms).read();
}

Shape shape_of(const Document& document) {
    Shape shape;
    const double words = static_cast<double>(document.tokens.size());
    std::vector<double> said(document.transcript->speakers.size());
    for (const Sentence& sentence : document.sentences)
        if (sentence.speaker >= 0) said[static_cast<std::size_t>(sentence.speaker)] += sentence.token_count;
    std::sort(said.rbegin(), said.rend());
    double heard = 0;
    for (const double share : said) heard += share > words * 0.02;
    shape.log_words = std::log(std::max(100.0, words));
    shape.speakers = std::clamp(heard, 2.0, 6.0);
    // Where nobody is labelled, or one voice reads, turns say nothing: a usual length stands in for theirs.
    const double turn_words =
        heard < 2 ? kUsualTurn : words / static_cast<double>(std::max<std::size_t>(1, document.turns.size()));
    shape.log_turn_words = std::log(std::clamp(turn_words, 10.0, 120.0) + 1);
    shape.share_of_first_two = words > 0 && said.size() > 1 ? (said[0] + said[1]) / words : 1;
    return shape;
}

}  // namespace earwitness::analysis::chapters
