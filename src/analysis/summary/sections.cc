#include "analysis/summary/sections.h"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/phrases.h"
#include "analysis/summary/likeness.h"

namespace earwitness::analysis::summary {
namespace {

constexpr std::size_t kMostSpans = 4;
constexpr double kSame = 0.6;                          // likeness of two spans that say nearly the same
constexpr double kJoinedCost = 0.1, kShortCost = 0.1;  // of an insight's confidence
constexpr float kFewWords = 9;
constexpr double kPerCue = 0.15;  // what a word of business is worth beside a sentence's worth

const PhraseSet& business_cues() {
    static const PhraseSet set({{0,
                                 "revenue|profit|profitable|pricing|price|business model|business|customer|paying|"
                                 "subscription|investor|investment|funding|funded|raised money|fundraising|valuation|"
                                 "market|market share|startup|venture capital|acquire|acquisition|monetize|sales|"
                                 "margin|enterprise|ipo|budget|go to market|competitor|churn|dollars|million|billion|"
                                 "cost|license|vendor|buyer"}});
    return set;
}

bool is_claim(const Insight& insight) {
    return insight.type == InsightType::kTrend || insight.type == InsightType::kStatistic ||
           insight.type == InsightType::kProblem;
}
bool is_outlook(const Insight& insight) {
    return insight.type == InsightType::kPrediction || insight.type == InsightType::kOpportunity;
}
bool is_advice(const Insight& insight) { return insight.type == InsightType::kRecommendation; }

using Ranked = std::vector<std::pair<double, Span>>;

class Finder {
  public:
    Finder(const Material& material, const std::vector<Span>& sentences)
        : m_(material), strict_(asks_for_complete(material.styles)), likeness_to_(material.terms) {
        for (const Span& span : sentences) take(span);
    }

    std::vector<SummarySection> find() {
        add("What was claimed", insights(is_claim));
        add("The business side", business());
        add("People and companies", introductions());
        add("What may follow", insights(is_outlook));
        add("What to do", insights(is_advice));
        return std::move(sections_);
    }

  private:
    struct Taken {
        Span span;
        TermSet content;
        double weight = 0;
    };

    TermSet content_at(Span span) const {
        TermSet content, one;
        const auto& sentences = m_.document.sentences;
        for (std::size_t s = m_.document.sentence_at(span.begin);
             s < sentences.size() && sentences[s].span.begin < span.end; ++s) {
            read_content(sentences[s], m_.terms, one);
            content.insert(content.end(), one.begin(), one.end());
        }
        std::sort(content.begin(), content.end());
        content.erase(std::unique(content.begin(), content.end()), content.end());
        return content;
    }

    void take(Span span) {
        TermSet content = content_at(span);
        const double weight = weight_of(m_.terms, content);
        taken_.push_back({span, std::move(content), weight});
    }

    bool may_stand(Span span) {
        const auto& sentences = m_.document.sentences;
        for (std::size_t s = m_.document.sentence_at(span.begin);
             s < sentences.size() && sentences[s].span.begin < span.end; ++s)
            if (m_.styles[s].greets || (strict_ && !m_.styles[s].complete)) return false;
        const auto overlaps = [&](const auto& other) { return other.span.overlaps(span); };
        if (std::any_of(m_.sponsors.begin(), m_.sponsors.end(), overlaps)) return false;
        if (std::any_of(taken_.begin(), taken_.end(), overlaps)) return false;
        likeness_to_.mark(content_at(span));
        return std::none_of(taken_.begin(), taken_.end(),
                            [&](const Taken& taken) { return likeness_to_(taken.content, taken.weight) >= kSame; });
    }

    void add(const char* heading, Ranked ranked) {
        std::stable_sort(ranked.begin(), ranked.end(), [](const auto& l, const auto& r) { return l.first > r.first; });
        SummarySection section{heading, {}};
        for (const auto& [score, span] : ranked) {
            if (section.sentences.size() == kMostSpans) break;
            if (!may_stand(span)) continue;
            take(span);
            section.sentences.push_back(span);
        }
        if (section.sentences.empty()) return;
        std::sort(section.sentences.begin(), section.sentences.end());
        sections_.push_back(std::move(section));
    }

    template <typename Wanted>
    Ranked insights(Wanted wanted) const {
        Ranked ranked;
        for (const Insight& insight : m_.insights)
            if (wanted(insight)) ranked.emplace_back(insight.confidence - cost_of(insight.span), insight.span);
        return ranked;
    }

    // "So yeah, I think it will" leans on what was said before, and little stands in a short sentence.
    double cost_of(Span span) const {
        const std::size_t s = m_.document.sentence_at(span.begin);
        if (s >= m_.styles.size()) return 0;
        const Style& style = m_.styles[s];
        return (style.joined ? kJoinedCost : 0) + (style.words < kFewWords ? kShortCost : 0);
    }

    // Sentences with two words of business or more.
    Ranked business() const {
        std::map<std::size_t, std::vector<std::uint32_t>> cues;  // of each sentence, distinct
        for (const auto& hit : business_cues().find(m_.terms)) {
            const std::size_t s = m_.document.sentence_at(m_.document.tokens[hit.token].span.begin);
            auto& mine = cues[s];
            const std::uint32_t id = m_.terms.of_token[hit.token];
            if (std::find(mine.begin(), mine.end(), id) == mine.end()) mine.push_back(id);
        }
        Ranked ranked;
        for (const auto& [s, ids] : cues)
            if (s < m_.worth.size() && m_.worth[s] > 0 && ids.size() > 1)
                ranked.emplace_back(m_.worth[s] + kPerCue * static_cast<double>(ids.size()),
                                    m_.document.sentences[s].span);
        return ranked;
    }

    // Sentences that say who somebody is, by how much the talk is about those named in them.
    Ranked introductions() const {
        std::map<std::size_t, double> salience;
        for (const Entity& entity : m_.entities) {
            if (entity.in_sponsor_only || (entity.type != EntityType::kPerson && entity.type != EntityType::kOrg))
                continue;
            for (const Mention& mention : entity.mentions) {
                const std::size_t s = m_.document.sentence_at(mention.span.begin);
                if (s < m_.worth.size() && m_.features[s][kIntroduces] > 0 && m_.worth[s] > 0)
                    salience[s] += entity.salience;
            }
        }
        Ranked ranked;
        for (const auto& [s, sum] : salience) ranked.emplace_back(sum, m_.document.sentences[s].span);
        return ranked;
    }

    const Material& m_;
    const bool strict_;
    LikenessTo likeness_to_;
    std::vector<Taken> taken_;
    std::vector<SummarySection> sections_;
};

}  // namespace

std::vector<SummarySection> find_sections(const Material& material, const std::vector<Span>& sentences) {
    return Finder(material, sentences).find();
}

}  // namespace earwitness::analysis::summary
