// Trains the weights of the insight types and of quotable sentences, and says how good they are on episodes that they
// were not trained on.
//   insights_train EPISODES.jsonl [--errors | SOURCE_DIR]     EPISODES as training/insights/prepare.py writes them
// Prints the leave-one-out figures; with a folder, writes the weights trained on all episodes into its sources.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "analysis/insights/length.h"
#include "analysis/insights/ngrams.h"
#include "analysis/insights/thresholds.h"
#include "analysis/quantities/quantities.h"
#include "analysis/quotes/selection.h"
#include "training/insights/labelled_episodes.h"
#include "training/insights/logistic.h"
#include "training/insights/priors.h"

namespace {

using namespace earwitness;
using namespace earwitness::training;

constexpr double kRidge = 4;

// priors.h for a target. A name that is no feature ends the program: a table with a typing error trains nonsense.
std::vector<double> prior_means(int target) {
    std::vector<double> means(kColumns, 0);
    for (const Prior& prior : kPriors) {
        if (prior.type != target_name(target)) continue;
        std::istringstream in{std::string(prior.means)};
        for (std::string item; in >> item;) {
            const std::size_t colon = item.find(':');
            std::size_t feature = 0;
            while (feature < analysis::kFeatures && analysis::feature_name(feature) != item.substr(0, colon)) ++feature;
            if (feature == analysis::kFeatures) {
                std::fprintf(stderr, "insights_train: priors.h names %s, which is no feature\n", item.c_str());
                std::exit(1);
            }
            means[feature] = std::atof(item.c_str() + colon + 1);
        }
    }
    return means;
}

// Quotes go without words: with sixty quotable runs, what words say of them did not hold on other episodes.
Row row_for(const LabelledSentence& sentence, int target) {
    Row row = sentence.row;
    if (target != kQuote)
        for (const std::uint32_t bucket : sentence.buckets)
            row.features.emplace_back(kFirstBucket + bucket, kNgramValue);
    row.weight = sentence.ignored ? 0 : sentence.weight[target];
    row.target = sentence.doubted[target] ? (sentence.gold[target] ? 0.7 : 0.4) : sentence.gold[target] ? 1 : 0;
    return row;
}

std::vector<double> fit(const std::vector<LabelledEpisode>& episodes, int target, std::size_t left_out) {
    std::vector<Row> rows;
    for (std::size_t e = 0; e < episodes.size(); ++e)
        for (const LabelledSentence& sentence : episodes[e].sentences)
            if (e != left_out) rows.push_back(row_for(sentence, target));
    std::vector<double> ridge(kColumns, kRidge);
    ridge[0] = ridge[kPicked] = ridge[kGraded] = 0.1;
    return fit_logistic(rows, ridge, prior_means(target));
}

struct Tally {
    double hit = 0, wrong = 0, missed = 0;
    void add(const Tally& t) { hit += t.hit, wrong += t.wrong, missed += t.missed; }
    double f1() const { return hit == 0 ? 0 : 2 * hit / (2 * hit + wrong + missed); }
};

// As tools/score_insights.py counts leniently: what the annotator doubted counts neither way.
Tally score(const std::vector<LabelledEpisode>& episodes, int target, double threshold) {
    Tally out;
    for (const LabelledEpisode& episode : episodes) {
        if (episode.sparse) continue;
        for (const LabelledSentence& s : episode.sentences) {
            const bool said = !s.ignored && s.probability[target] >= threshold;
            if (said && s.gold[target])
                ++out.hit;
            else if (said && !s.doubted[target])
                ++out.wrong;
            else if (!said && s.gold[target] && !s.doubted[target])
                ++out.missed;
        }
    }
    return out;
}

void report_thresholds(const std::vector<LabelledEpisode>& episodes) {
    for (const double threshold : {0.08, 0.1, 0.12, 0.15, 0.18, 0.2, 0.25, 0.3, 0.4}) {
        Tally all;
        std::printf("threshold %.2f:", threshold);
        for (int type = 0; type < kInsightTypes; ++type) {
            const Tally t = score(episodes, type, threshold);
            all.add(t);
            std::printf(" %.4s %.2f", target_name(type).c_str(), t.f1());
        }
        std::printf("  micro P %.3f R %.3f F1 %.3f\n", all.hit / (all.hit + all.wrong),
                    all.hit / (all.hit + all.missed), all.f1());
    }
}

// What the thresholds of the product give.
void report_published(const std::vector<LabelledEpisode>& episodes) {
    Tally all;
    std::printf("published:");
    for (int type = 0; type < kInsightTypes; ++type) {
        const Tally t = score(episodes, type, analysis::insights::threshold_of(static_cast<InsightType>(type)));
        all.add(t);
        std::printf(" %.4s %.2f", target_name(type).c_str(), t.f1());
    }
    std::printf("  micro P %.3f R %.3f F1 %.3f\n", all.hit / (all.hit + all.wrong), all.hit / (all.hit + all.missed),
                all.f1());
}

struct Ranked {
    double probability;
    int target;
    const LabelledSentence* sentence;
};

std::vector<Ranked> surest(const LabelledEpisode& episode) {
    std::vector<Ranked> out;
    for (const LabelledSentence& s : episode.sentences)
        for (int type = 0; type < kInsightTypes; ++type)
            if (!s.ignored) out.push_back({s.probability[type], type, &s});
    std::stable_sort(out.begin(), out.end(),
                     [](const Ranked& a, const Ranked& b) { return a.probability > b.probability; });
    out.resize(std::min<std::size_t>(10, out.size()));
    return out;
}

void report_surest(const std::vector<LabelledEpisode>& episodes, bool print) {
    double right = 0, total = 0;
    for (const LabelledEpisode& episode : episodes) {
        if (episode.sparse) continue;
        int hits = 0;
        for (const Ranked& r : surest(episode)) {
            const bool hit = r.sentence->gold[r.target] || r.sentence->doubted[r.target];
            hits += hit;
            ++total;
            if (print)
                std::printf("SUREST%s %.2f %s: %s\n", hit ? "+" : " ", r.probability, target_name(r.target).c_str(),
                            r.sentence->text.c_str());
        }
        std::printf("%s: %d of the 10 surest\n", episode.id.c_str(), hits);
        right += hits;
    }
    std::printf("ten surest: %.3f\n", right / total);
}

std::uint32_t shared(Span a, Span b) { return a.overlaps(b) ? std::min(a.end, b.end) - std::max(a.begin, b.begin) : 0; }

struct QuoteTally {
    double hits = 0, said = 0, found = 0, runs = 0;
};

// P@10 and R@20 as tools/score_insights.py counts them, of the episode's quotes by these weights.
void score_quotes(const LabelledEpisode& episode, const std::vector<double>& weights, bool print, QuoteTally& tally) {
    const analysis::Document document = analysis::build_document(*episode.transcript);
    const std::vector<float> narrow(weights.begin(), weights.begin() + analysis::kFeatures);
    const auto quotes = analysis::quotes::select_quotes(
        document, analysis::SentenceReadings(document, analysis::quantities::extract_quantities(document)),
        episode.sponsors, {}, narrow.data());
    for (std::size_t q = 0; q < std::min<std::size_t>(10, quotes.size()); ++q) {
        bool hit = false;
        for (const Span run : episode.quotes)
            hit = hit || shared(run, quotes[q].span) * 2 >= std::min(run.size(), quotes[q].span.size());
        tally.hits += hit;
        if (print)
            std::printf("QUOTE%s %.2f %s\n", hit ? "+" : " ", quotes[q].score,
                        std::string(document.of(quotes[q].span)).c_str());
    }
    tally.said += static_cast<double>(std::min<std::size_t>(10, quotes.size()));
    for (const Span run : episode.quotes) {
        bool found = false;
        for (std::size_t q = 0; q < std::min<std::size_t>(20, quotes.size()); ++q)
            found = found || shared(run, quotes[q].span) * 2 >= run.size();
        tally.found += found;
    }
    tally.runs += static_cast<double>(episode.quotes.size());
}

double judged_probability(const LabelledSentence& sentence, int target, const std::vector<double>& weights) {
    const double p = probability(row_for(sentence, target), weights);
    const double discount = analysis::insights::length_discount(sentence.buckets.size() / 2);  // two buckets a word
    return 1 / (1 + (1 - p) / p * std::exp(discount));
}

void leave_one_out(std::vector<LabelledEpisode>& episodes, bool print) {
    QuoteTally quotes;
    for (std::size_t e = 0; e < episodes.size() && !episodes[e].sparse; ++e)
        for (int target = 0; target < kTargets; ++target) {
            const std::vector<double> weights = fit(episodes, target, e);
            for (LabelledSentence& sentence : episodes[e].sentences)
                sentence.probability[target] = judged_probability(sentence, target, weights);
            if (target == kQuote) score_quotes(episodes[e], weights, print, quotes);
        }
    report_thresholds(episodes);
    report_published(episodes);
    report_surest(episodes, print);
    std::printf("quotes: P@10 %.3f R@20 %.3f\n", quotes.hits / quotes.said, quotes.found / quotes.runs);
}

void print_errors(const std::vector<LabelledEpisode>& episodes, double threshold) {
    for (const LabelledEpisode& episode : episodes)
        for (const LabelledSentence& s : episode.sentences)
            for (int type = episode.sparse ? kInsightTypes : 0; type < kInsightTypes; ++type) {
                const bool said = s.probability[type] >= threshold && !s.ignored;
                if (said == s.gold[type]) continue;
                std::printf("%s\t%s\t%.2f\t%s%s\t%s\n", said ? "WRONG" : "MISSED", target_name(type).c_str(),
                            s.probability[type], s.doubted[type] ? "?" : "", s.ignored ? "ad" : "", s.text.c_str());
            }
}

void write_row(const std::vector<double>& weights, std::ofstream& out) {
    for (std::size_t f = 0; f < analysis::kFeatures; ++f) {
        char number[32];
        std::snprintf(number, sizeof number, "%.4ff", weights[f]);
        out << (f == 0 ? "" : f % 16 == 0 ? ",\n     " : ", ") << number;
    }
}

// src/analysis/insights/weights.cc, src/analysis/quotes/weights.cc, models/insights.bin
void write_weights(const std::vector<LabelledEpisode>& episodes, const std::string& source_dir) {
    const std::string head =
        "// Written by insights_train (training/insights) from labelled transcripts of Changelog Media (CC BY-SA 4.0); "
        "do\n"
        "// not edit. A column a feature, in the order of sentence_features.h.\n";
    std::vector<std::vector<double>> ngrams;
    std::ofstream insights(source_dir + "/src/analysis/insights/weights.cc");
    insights << head << "#include \"analysis/insights/weights.h\"\n\nnamespace earwitness::analysis::insights {\n\n"
             << "// clang-format off\nconst float kWeights[kInsightTypes][kFeatures] = {\n";
    for (int type = 0; type < kInsightTypes; ++type) {
        const std::vector<double> weights = fit(episodes, type, episodes.size());
        insights << "    // " << target_name(type) << "\n    {";
        write_row(weights, insights);
        insights << "},\n";
        ngrams.emplace_back(weights.begin() + kFirstBucket, weights.begin() + kPicked);
        for (double& weight : ngrams.back()) weight *= kNgramValue;
    }
    insights << "};\n// clang-format on\n\n}  // namespace earwitness::analysis::insights\n";
    std::ofstream quotes(source_dir + "/src/analysis/quotes/weights.cc");
    quotes << head << "#include \"analysis/quotes/weights.h\"\n\nnamespace earwitness::analysis::quotes {\n\n"
           << "// clang-format off\nconst float kWeights[kFeatures] = {\n     ";
    write_row(fit(episodes, kQuote, episodes.size()), quotes);
    quotes << "};\n// clang-format on\n\n}  // namespace earwitness::analysis::quotes\n";
    std::ofstream(source_dir + "/models/insights.bin", std::ios::binary) << analysis::insights::ngram_file(ngrams);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string path = argc > 1 ? argv[1] : "", second = argc > 2 ? argv[2] : "";
    std::vector<LabelledEpisode> episodes = read_labelled_episodes(path);
    if (episodes.empty()) {
        std::fprintf(stderr, "insights_train: no episodes in '%s': run training/insights/prepare.py first\n",
                     path.c_str());
        return 1;
    }
    leave_one_out(episodes, second == "--errors");
    if (second == "--errors")
        print_errors(episodes, 0.15);
    else if (!second.empty())
        write_weights(episodes, second);
    return 0;
}
