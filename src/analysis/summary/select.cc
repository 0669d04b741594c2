#include "analysis/summary/select.h"

#include <algorithm>
#include <array>

#include "analysis/summary/likeness.h"

namespace earwitness::analysis::summary {
namespace {

#include "analysis/summary/weights.inc"

constexpr double kUnlike = 0.3;     // how much likeness to what is chosen takes away
constexpr std::size_t kPool = 400;  // only the best are considered: likeness costs
constexpr std::size_t kMostWords = 60;
constexpr float kFewestWords = 9;
// What a sentence loses that begins with "and" or "so": the measure does not mind, a reader does.
constexpr double kJoinedCost = 0.03;

class Selector {
  public:
    Selector(const Document& document, const Terms& terms, const std::vector<double>& worth)
        : document_(document), terms_(terms), worth_(worth) {}

    std::vector<std::size_t> choose(std::size_t words) {
        std::vector<std::size_t> pool;
        for (std::size_t s = 0; s < worth_.size(); ++s)
            if (worth_[s] > 0) pool.push_back(s);
        std::stable_sort(pool.begin(), pool.end(), [&](std::size_t l, std::size_t r) { return worth_[l] > worth_[r]; });
        if (pool.size() > kPool) pool.resize(kPool);
        content_.resize(pool.size());
        std::vector<double> weights(pool.size());
        for (std::size_t i = 0; i < pool.size(); ++i) {
            read_content(document_.sentences[pool[i]], terms_, content_[i]);
            weights[i] = weight_of(terms_, content_[i]);
        }
        LikenessTo likeness_to(terms_);
        std::vector<double> alike(pool.size());
        std::vector<std::size_t> chosen;
        const double top = pool.empty() ? 1 : worth_[pool.front()];
        for (std::size_t said = 0; said < words;) {
            std::size_t best = pool.size();
            double most = -1e9;
            for (std::size_t i = 0; i < pool.size(); ++i) {
                const double value = worth_[pool[i]] / top - kUnlike * alike[i];
                const bool fits = said == 0 || said + document_.sentences[pool[i]].token_count <= words + words / 20;
                if (alike[i] < 0.75 && fits && value > most) {
                    most = value;
                    best = i;
                }
            }
            if (best == pool.size()) break;
            const std::size_t s = pool[best];
            chosen.push_back(s);
            said += document_.sentences[s].token_count;
            likeness_to.mark(content_[best]);
            for (std::size_t i = 0; i < pool.size(); ++i)
                alike[i] = i == best ? 1 : std::max(alike[i], likeness_to(content_[i], weights[i]));
        }
        std::sort(chosen.begin(), chosen.end());
        return chosen;
    }

  private:
    const Document& document_;
    const Terms& terms_;
    const std::vector<double>& worth_;
    std::vector<TermSet> content_;  // of the sentences of the pool
};

}  // namespace

std::vector<double> worth_of(const Document& document, const std::vector<Features>& features,
                             const std::vector<Style>& styles, const std::vector<SponsorRead>& sponsors) {
    std::vector<double> worth(features.size(), -1);
    const bool strict = asks_for_complete(styles);
    auto read = sponsors.begin();
    for (std::size_t s = 0; s < features.size(); ++s) {
        const Sentence& sentence = document.sentences[s];
        while (read != sponsors.end() && read->span.end <= sentence.span.begin) ++read;
        if (read != sponsors.end() && read->span.overlaps(sentence.span)) continue;
        if (styles[s].words < kFewestWords || sentence.token_count > kMostWords || features[s][kQuestion] > 0) continue;
        if (styles[s].greets || (strict && !styles[s].complete)) continue;
        double value = kWeights[kFeatures];
        for (std::size_t j = 0; j < kFeatures; ++j) value += kWeights[j] * static_cast<double>(features[s][j]);
        if (styles[s].joined) value -= kJoinedCost;
        worth[s] = std::max(1e-3, value);
    }
    return worth;
}

std::vector<std::size_t> select(const Document& document, const Terms& terms, const std::vector<double>& worth,
                                std::size_t words) {
    return Selector(document, terms, worth).choose(words);
}

}  // namespace earwitness::analysis::summary
