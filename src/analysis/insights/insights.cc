// A logistic model a type over the features of each sentence (sentence_features.h). What is sure enough is an insight;
// the confidence is the model's probability. Shapes that are never one (questions, fragments, runaway sentences) are
// refused before the model is asked.
#include "analysis/insights/insights.h"

#include <algorithm>
#include <cmath>

#include "analysis/insights/condition.h"
#include "analysis/insights/hedge.h"
#include "analysis/insights/horizon.h"
#include "analysis/insights/length.h"
#include "analysis/insights/ngrams.h"
#include "analysis/insights/thresholds.h"
#include "analysis/insights/weights.h"
#include "analysis/sentence_words.h"

namespace earwitness::analysis::insights {
namespace {

// Log odds against a type from which on its probability is surely below every threshold: no exponential is needed.
const double kHopeless = std::log(1 / kLeastThreshold - 1) + 1e-6;
constexpr std::uint32_t kMinTokens = 5;
constexpr std::uint32_t kMaxTokens = 110;

// The log odds of each type, by cues and by words.
void judge(std::span<const Feature> features, const std::vector<std::uint32_t>& ngrams, double (&sums)[kInsightTypes]) {
    std::fill(std::begin(sums), std::end(sums), 0.0);
    for (const Feature& feature : features)
        for (int type = 0; type < kInsightTypes; ++type)
            sums[type] += static_cast<double>(feature.value) * static_cast<double>(kWeights[type][feature.index]);
    NgramTable::builtin().add(ngrams, sums);
}

// Sponsor reads are asked for in text order, so that a cursor suffices.
class SponsorCursor {
  public:
    explicit SponsorCursor(const std::vector<SponsorRead>& sponsors) {
        for (const SponsorRead& read : sponsors) spans_.push_back(read.span);
        std::sort(spans_.begin(), spans_.end());
    }
    bool covers(Span span) {
        while (next_ < spans_.size() && spans_[next_].end <= span.begin) ++next_;
        return next_ < spans_.size() && spans_[next_].overlaps(span);
    }

  private:
    std::vector<Span> spans_;
    std::size_t next_ = 0;
};

std::vector<Quantity> quantities_in(Span span, const std::vector<Quantity>& all) {
    std::vector<Quantity> out;
    auto at = std::lower_bound(all.begin(), all.end(), span.begin,
                               [](const Quantity& q, std::uint32_t begin) { return q.span.begin < begin; });
    for (; at != all.end() && at->span.end <= span.end; ++at) out.push_back(*at);
    return out;
}

// When a prediction falls due, how far its speaker steps back from it, and on what condition it holds.
void qualify(const Document& document, const Sentence& sentence, const std::vector<Quantity>& quantities,
             const EpisodeMeta& meta, Insight& insight) {
    if (const auto horizon = find_horizon(document, sentence, quantities, meta.published_at)) {
        insight.horizon = horizon->span;
        insight.due = horizon->due;
    }
    const SentenceWords words(document, sentence);
    insight.hedge = find_hedge(words);
    insight.condition = find_condition(words);
}

}  // namespace

std::vector<Insight> extract_insights(const Document& document, const SentenceReadings& readings,
                                      const EpisodeMeta& meta, const std::vector<SponsorRead>& sponsors,
                                      const std::vector<Quantity>& quantities) {
    std::vector<Insight> out;
    if (!readings.is_english()) return out;
    SponsorCursor sponsor(sponsors);
    std::vector<std::uint32_t> ngrams;
    for (std::size_t i = 0; i < document.sentences.size(); ++i) {
        const Sentence& sentence = document.sentences[i];
        if (sentence.token_count < kMinTokens || sentence.token_count > kMaxTokens || sponsor.covers(sentence.span))
            continue;
        const SentenceReading reading = readings.of(i);
        if (reading.has(Shape::kQuestion) && document.text()[sentence.span.end - 1] == '?') continue;
        ngrams.clear();
        append_ngrams(reading.cues, ngrams);
        double sums[kInsightTypes];
        judge(reading.features, ngrams, sums);
        const double discount = length_discount(ngrams.size() / 2);  // two n-grams a word
        for (int type = 0; type < kInsightTypes; ++type) {
            if (discount - sums[type] > kHopeless) continue;
            const double confidence = 1 / (1 + std::exp(discount - sums[type]));
            if (confidence < threshold_of(static_cast<InsightType>(type))) continue;
            Insight insight;
            insight.type = static_cast<InsightType>(type);
            if (insight.type == InsightType::kStatistic && !reading.has(Shape::kQuantities)) continue;
            insight.span = sentence.span;
            insight.start_ms = document.start_ms_at(sentence.span.begin);
            insight.speaker = sentence.speaker;
            insight.confidence = std::round(confidence * 1000) / 1000;
            insight.actionable = insight.type == InsightType::kRecommendation;
            insight.quantities = quantities_in(sentence.span, quantities);
            if (insight.type == InsightType::kPrediction) qualify(document, sentence, quantities, meta, insight);
            out.push_back(std::move(insight));
        }
    }
    return out;
}

}  // namespace earwitness::analysis::insights
