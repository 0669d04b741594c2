#include "analysis/summary/features.h"

#include <algorithm>
#include <cmath>

#include "analysis/phrases.h"
#include "text/utf8.h"

namespace earwitness::analysis::summary {
namespace {

const PhraseSet& phrases() {
    static const PhraseSet set({
        {kFirstPerson, "i|i'm|i've|i'd|i'll|me|my|mine|myself"},
        {kWe, "we|we're|we've|we'll|our|us|ourselves"},
        {kYou, "you|you're|you've|you'll|you'd|your|yourself|you guys"},
        {kThird, "they|he|she|it|people|who|which|users|companies"},
        {kPointsBack,
         "this|that|it|they|he|she|these|those|that's|it's|he's|she's|they're|there|which|him|her|them|the same"},
        {kAgrees,
         "yeah|yes|right|exactly|absolutely|sure|okay|ok|cool|awesome|great|thanks|thank "
         "you|hello|hi|hey|welcome|uh|um|oh|wow|well|no|mm-hmm|nice|haha"},
        {kSaysAbout,
         "in this episode|this episode|on this episode|in today's episode|today we|today we're|today i|today's|we're "
         "going to talk|we are going to talk|going to be talking|"
         "talk about|talking about|discuss|discussing|the idea is|the goal|the problem|the question|the point|the "
         "reason|the main|basically|essentially|in other words|"
         "means that|it means|so that|allows you|instead of|is called|known as|the difference|the way it works|how it "
         "works|important|proposal|decided|suggested|agree"},
        {kIntroduces,
         "joining us|joined by|our guest|my guest|is the author|is the founder|is the creator|co-founder|founder "
         "of|creator of|author of|maintainer of|works at|ceo of|cto of|my name is"},
        {kHedges,
         "i guess|i think|maybe|you know|i mean|sort of|kind of|like|probably|i don't know|i "
         "dunno|whatever|stuff|something like that|or something"},
        {kStory,
         "i was|i remember|i had|i went|i got|when i|we were|back in|years ago|i said|i told|he said|she said|was "
         "like"},
    });
    return set;
}

constexpr std::size_t kTabled = 32;

float squared_log(float count) {
    const float log = std::log1p(count);
    return log * log;
}

class Reader {
  public:
    Reader(const Document& document, const Terms& terms)
        : document_(document), terms_(terms), features_(document.sentences.size()) {
        for (Features& f : features_) f.fill(0);
    }

    std::vector<Features> read(const std::vector<Topic>& topics, const std::vector<Style>& styles) {
        words();
        style(styles);
        centroid();
        places();
        cues();
        about(topics);
        return std::move(features_);
    }

  private:
    const Sentence& sentence(std::size_t s) const { return document_.sentences[s]; }

    void words() {
        for (std::size_t s = 0; s < features_.size(); ++s) {
            Features& f = features_[s];
            float count = 0, stops = 0, weak = 0, capitals = 0;
            for (std::uint32_t i = sentence(s).first_token; i < sentence(s).first_token + sentence(s).token_count;
                 ++i) {
                const text::Token& token = document_.tokens[i];
                f[kNumber] = std::max(f[kNumber], token.kind == text::TokenKind::kNumber ? 1.0f : 0.0f);
                const std::uint32_t id = terms_.of_token[i];
                if (id == kNoTerm) continue;
                ++count;
                stops += terms_.word_class[id] == text::WordClass::kStop;
                weak += terms_.word_class[id] == text::WordClass::kWeak;
                const char first = document_.of(token.span)[0];
                capitals += i > sentence(s).first_token && first >= 'A' && first <= 'Z' && terms_.is_content(id);
            }
            if (count == 0) continue;
            f[kWords] = std::log1p(count);
            f[kShort] = count < 9;
            f[kLong] = count > 38;
            f[kStopShare] = stops / count;
            f[kWeakShare] = weak / count;
            f[kCapitals] = capitals / count;
            f[kQuestion] = document_.of(sentence(s).span).back() == '?';
        }
    }

    void style(const std::vector<Style>& styles) {
        for (std::size_t s = 0; s < features_.size(); ++s) {
            Features& f = features_[s];
            const Style& one = styles[s];
            f[kNominal] = one.nominal;
            f[kThe] = one.the;
            f[kOfAnd] = one.of_and;
            f[kFillers] = one.fillers;
            f[kRepeats] = one.repeats;
            f[kStubs] = one.stubs;
            f[kContractions] = one.contractions;
            f[kCommas] = one.commas;
            f[kLetters] = one.letters;
            f[kDistinct] = one.distinct;
            f[kJoined] = one.joined;
        }
    }

    // Likeness to the whole talk: log tf x rarity, by cosine and by word; and to what is said often, however common a
    // word is: people summarise in common words.
    void centroid() {
        std::vector<double> weight;  // by term
        std::vector<float> often;    // by term
        double norm = 0;
        std::vector<float> often_of(kTabled);  // by count: most are small
        std::vector<double> log_of(kTabled);
        for (std::size_t count = 0; count < kTabled; ++count) {
            often_of[count] = squared_log(static_cast<float>(count));
            log_of[count] = std::log1p(static_cast<double>(count));
        }
        for (std::uint32_t id = 0; id < terms_.terms.size(); ++id) {
            const std::uint32_t count = terms_.terms[id].count;
            often.push_back(count < kTabled ? often_of[count] : squared_log(static_cast<float>(count)));
            const double log = count < kTabled ? log_of[count] : std::log1p(static_cast<double>(count));
            weight.push_back(terms_.is_content(id) ? log * static_cast<double>(terms_.rarity[id]) : 0);
            norm += weight.back() * weight.back();
        }
        std::vector<std::uint32_t> content;
        double highest = 1e-9;
        float most_common = 1e-9f, densest = 1e-9f;
        for (std::size_t s = 0; s < features_.size(); ++s) {
            double dot = 0, own = 0;
            float common = 0;
            read_content(sentence(s), terms_, content);
            for (const std::uint32_t id : content) {
                common += often[id];
                dot += weight[id] * static_cast<double>(terms_.rarity[id]);
                own += static_cast<double>(terms_.rarity[id]) * static_cast<double>(terms_.rarity[id]);
            }
            features_[s][kCentroid] = static_cast<float>(dot / std::sqrt(own * norm + 1));
            features_[s][kDensity] = static_cast<float>(dot / (sentence(s).token_count + 4.0));
            features_[s][kCommonCentroid] = common / std::sqrt(static_cast<float>(content.size() + 2));
            features_[s][kCommonDensity] = common / static_cast<float>(sentence(s).token_count + 4);
            highest = std::max(highest, static_cast<double>(features_[s][kCentroid]));
            most_common = std::max(most_common, features_[s][kCommonCentroid]);
            densest = std::max(densest, features_[s][kCommonDensity]);
        }
        for (Features& f : features_) {
            f[kCentroid] = static_cast<float>(static_cast<double>(f[kCentroid]) / highest);
            f[kCommonCentroid] /= most_common;
            f[kCommonDensity] /= densest;
        }
    }

    void places() {
        std::vector<std::size_t> said(document_.transcript->speakers.size());
        for (const Sentence& one : document_.sentences)
            if (one.speaker >= 0) said[static_cast<std::size_t>(one.speaker)] += one.token_count;
        const auto most = std::max_element(said.begin(), said.end());
        const int main = most == said.end() ? kNoSpeaker : static_cast<int>(most - said.begin());
        const double all = static_cast<double>(std::max<std::size_t>(1, document_.tokens.size()));
        for (std::size_t s = 0; s < features_.size(); ++s) {
            Features& f = features_[s];
            const double before = sentence(s).first_token;
            f[kOpeningNear] = static_cast<float>(std::exp(-before / 120));
            f[kOpeningFar] = static_cast<float>(std::exp(-before / 600));
            f[kPlace] = static_cast<float>(before / all);
            f[kClosing] = static_cast<float>(std::exp(-(all - before) / 300));
            f[kMainSpeaker] = main != kNoSpeaker && sentence(s).speaker == main;
            const Turn& turn = document_.turns[sentence(s).turn];
            const Sentence& last = sentence(turn.first_sentence + turn.sentence_count - 1);
            f[kTurnWords] = static_cast<float>(std::log1p(
                static_cast<double>(last.first_token + last.token_count - sentence(turn.first_sentence).first_token)));
            f[kFirstOfTurn] = turn.first_sentence == s;
        }
    }

    void cues() {
        const auto hits = phrases().find(terms_);
        std::size_t at = 0;
        for (std::size_t s = 0; s < features_.size(); ++s) {
            const std::uint32_t first = sentence(s).first_token, end = first + sentence(s).token_count;
            const float share = 1.0f / static_cast<float>(sentence(s).token_count + 2);
            for (; at < hits.size() && hits[at].token < end; ++at) {
                if (hits[at].token < first) continue;
                const auto label = static_cast<std::size_t>(hits[at].label);
                switch (label) {
                    case kFirstPerson:
                    case kWe:
                    case kYou:
                    case kThird:
                    case kHedges:
                        features_[s][label] += share;
                        break;
                    case kPointsBack:
                    case kAgrees:
                        features_[s][label] = std::max(features_[s][label], hits[at].token - first < 2 ? 1.0f : 0.0f);
                        break;
                    default:
                        features_[s][label] = 1;
                }
            }
        }
    }

    void about(const std::vector<Topic>& topics) {
        for (const Topic& topic : topics)
            for (const Span& mention : topic.mentions) {
                const std::size_t s = document_.sentence_at(mention.begin);
                if (s < features_.size()) features_[s][kTopics] += static_cast<float>(std::sqrt(topic.prominence));
            }
        for (Features& f : features_) f[kTopics] = std::min(f[kTopics], 3.0f);
    }

    const Document& document_;
    const Terms& terms_;
    std::vector<Features> features_;
};

}  // namespace

std::vector<Features> sentence_features(const Document& document, const Terms& terms, const std::vector<Topic>& topics,
                                        const std::vector<Style>& styles) {
    return Reader(document, terms).read(topics, styles);
}

void read_content(const Sentence& sentence, const Terms& terms, std::vector<std::uint32_t>& out) {
    out.clear();
    for (std::uint32_t i = sentence.first_token; i < sentence.first_token + sentence.token_count; ++i)
        if (terms.is_content(terms.of_token[i])) out.push_back(terms.of_token[i]);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace earwitness::analysis::summary
