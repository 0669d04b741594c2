// Trains the weights of the insight types and says how good they are on episodes that they were not trained on.
//   insights_train EPISODES.jsonl [--errors | SOURCE_DIR]     EPISODES as training/insights/prepare.py writes them
// Prints the leave-one-out figures; with a folder, writes the weights trained on all episodes into its sources.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "analysis/sentence_features.h"
#include "analysis/quantities/quantities.h"
#include "analysis/quotes/selection.h"
#include "training/insights/logistic.h"
#include "training/insights/priors.h"

namespace {

using namespace earwitness;
using training::Row;

// The insight types, and behind them whether a sentence belongs to a quotable run.
constexpr int kTargets = kInsightTypes + 1;
constexpr int kQuote = kInsightTypes;

constexpr double kRidge = 4;

struct Labelled {
    Row row;
    std::string text;
    double weight[kTargets];
    bool gold[kTargets] = {}, doubted[kTargets] = {};
    bool ignored = false;
    double probability[kTargets] = {};
};

struct LabelledEpisode {
    std::string id;
    std::vector<Labelled> sentences;
    std::shared_ptr<const Transcript> transcript;
    std::vector<SponsorRead> sponsors;
    std::vector<Span> quotes;
    bool sparse = false;  // only single sentences were judged: trained on, never scored
};

// Behind the features: one for sentences of sparse episodes, which were picked for being likely and would else raise
// every probability. It is not part of the product's weights.
constexpr std::uint32_t kPicked = analysis::kFeatures;

std::string target_name(int target) {
    return target == kQuote ? "quote" : std::string(insight_type_name(static_cast<InsightType>(target)));
}

Transcript transcript_of(const nlohmann::json& record) {
    Transcript out;
    std::map<std::string, int> numbers;
    for (const auto& segment : record.at("segments")) {
        const std::string speaker = segment.value("speaker", "");
        const auto [known, is_new] = numbers.emplace(speaker, static_cast<int>(numbers.size()));
        if (is_new) out.speakers.push_back({"s" + std::to_string(known->second), speaker});
        if (!out.text.empty()) out.text += '\n';
        const auto begin = static_cast<std::uint32_t>(out.text.size());
        out.text += segment.at("text").get<std::string>();
        out.segments.push_back({Span{begin, static_cast<std::uint32_t>(out.text.size())}, {}, {}, known->second});
    }
    return out;
}

LabelledEpisode read_episode(const nlohmann::json& record) {
    using namespace earwitness::analysis;
    LabelledEpisode out;
    out.id = record.at("id").get<std::string>();
    out.transcript = std::make_shared<const Transcript>(transcript_of(record));
    const Document document = build_document(*out.transcript);
    const std::vector<Quantity> quantities = quantities::extract_quantities(document);
    FeatureReader reader(document, quantities);
    Features features;
    for (std::size_t i = 0; i < document.sentences.size(); ++i) {
        reader.read(i, features);
        Labelled sentence;
        for (std::uint32_t f = 0; f < features.size(); ++f)
            if (features[f] != 0) sentence.row.features.emplace_back(f, features[f]);
        sentence.text = document.of(document.sentences[i].span);
        std::fill(std::begin(sentence.weight), std::end(sentence.weight), 1.0);
        out.sentences.push_back(std::move(sentence));
    }
    const auto best_sentence = [&](Span span) {
        std::size_t best = document.sentence_at(span.begin);
        std::uint32_t size = 0;
        for (std::size_t i = best; i < document.sentences.size() && document.sentences[i].span.begin < span.end; ++i) {
            const Span& s = document.sentences[i].span;
            const std::uint32_t shared = std::min(s.end, span.end) - std::max(s.begin, span.begin);
            if (s.overlaps(span) && shared > size) size = shared, best = i;
        }
        return std::min(best, document.sentences.size() - 1);
    };
    for (const auto& label : record.at("labels")) {
        const Span span{label.at("begin").get<std::uint32_t>(), label.at("end").get<std::uint32_t>()};
        const auto known = insight_type_from(label.at("type").get<std::string>());
        const int type = known ? static_cast<int>(*known) : kQuote;
        Labelled& sentence = out.sentences[best_sentence(span)];
        if (label.at("weight").get<double>() > 0) {
            sentence.gold[type] = true;
        } else {
            sentence.doubted[type] = true;
            sentence.gold[type] = label.value("in_gold", false);
            sentence.weight[type] = 0.5;
        }
    }
    out.sparse = record.contains("judged");
    if (out.sparse) {
        for (Labelled& sentence : out.sentences) sentence.ignored = true;
        for (const auto& begin : record.at("judged")) {
            Labelled& sentence = out.sentences[document.sentence_at(begin.get<std::uint32_t>())];
            sentence.ignored = false;
            sentence.row.features.emplace_back(kPicked, 1.0);
        }
        std::vector<Labelled> judged;
        for (Labelled& sentence : out.sentences)
            if (!sentence.ignored) judged.push_back(std::move(sentence));
        out.sentences = std::move(judged);
        return out;
    }
    for (const auto& range : record.at("quotes")) {
        const Span span{range.at("begin").get<std::uint32_t>(), range.at("end").get<std::uint32_t>()};
        out.quotes.push_back(span);
        for (std::size_t i = 0; i < document.sentences.size(); ++i)
            if (span.overlaps(document.sentences[i].span)) out.sentences[i].gold[kQuote] = true;
    }
    for (const auto& range : record.at("ignore")) {
        const Span span{range.at("begin").get<std::uint32_t>(), range.at("end").get<std::uint32_t>()};
        SponsorRead read;
        read.span = span;
        out.sponsors.push_back(read);
        for (std::size_t i = 0; i < document.sentences.size(); ++i)
            if (span.contains(document.sentences[i].span)) out.sentences[i].ignored = true;
    }
    return out;
}

// priors.h for a type. A name that is no feature ends the program: a table with a typing error trains nonsense.
std::vector<double> prior_means(int type) {
    std::vector<double> means(analysis::kFeatures + 1, 0);
    for (const training::Prior& prior : training::kPriors) {
        if (prior.type != target_name(type)) continue;
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

std::vector<double> fit(const std::vector<LabelledEpisode>& episodes, int type, std::size_t left_out) {
    std::vector<Row> rows;
    for (std::size_t e = 0; e < episodes.size(); ++e) {
        if (e == left_out) continue;
        for (const Labelled& sentence : episodes[e].sentences) {
            Row row = sentence.row;
            row.weight = sentence.ignored ? 0 : sentence.weight[type];
            row.target = sentence.doubted[type] ? (sentence.gold[type] ? 0.7 : 0.4) : sentence.gold[type] ? 1 : 0;
            rows.push_back(std::move(row));
        }
    }
    std::vector<double> ridge(analysis::kFeatures + 1, kRidge);
    ridge[0] = ridge[kPicked] = 0.1;
    return fit_logistic(rows, ridge, prior_means(type));
}

struct Tally {
    double hit = 0, wrong = 0, missed = 0;
    double f1() const { return hit == 0 ? 0 : 2 * hit / (2 * hit + wrong + missed); }
};

Tally score(const std::vector<LabelledEpisode>& episodes, int type, double threshold) {
    Tally out;
    for (const LabelledEpisode& episode : episodes)
        for (const Labelled& s : episode.sentences) {
            if (episode.sparse) break;
            const bool said = !s.ignored && s.probability[type] >= threshold;
            if (said && s.gold[type]) ++out.hit;
            else if (said && !s.doubted[type]) ++out.wrong;
            else if (!said && s.gold[type] && !s.doubted[type]) ++out.missed;
        }
    return out;
}

void report(const std::vector<LabelledEpisode>& episodes) {
    for (const double threshold : {0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4}) {
        Tally all;
        std::printf("threshold %.2f:", threshold);
        for (int type = 0; type < kInsightTypes; ++type) {
            const Tally t = score(episodes, type, threshold);
            all.hit += t.hit, all.wrong += t.wrong, all.missed += t.missed;
            std::printf(" %.4s %.2f", target_name(type).c_str(), t.f1());
        }
        std::printf("  micro P %.3f R %.3f F1 %.3f\n", all.hit / (all.hit + all.wrong), all.hit / (all.hit + all.missed), all.f1());
    }
    double right = 0, total = 0;
    for (const LabelledEpisode& episode : episodes) {
        if (episode.sparse) break;
        std::vector<std::pair<double, bool>> ranked;
        for (const Labelled& s : episode.sentences)
            for (int type = 0; type < kInsightTypes; ++type)
                if (!s.ignored) ranked.emplace_back(-s.probability[type], s.gold[type] || s.doubted[type]);
        std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        int hits = 0;
        for (std::size_t i = 0; i < 10 && i < ranked.size(); ++i) hits += ranked[i].second;
        std::printf("%s: %d of the 10 surest\n", episode.id.c_str(), hits);
        right += hits, total += 10;
    }
    std::printf("ten surest: %.3f\n", right / total);
}

std::uint32_t shared(Span a, Span b) { return a.overlaps(b) ? std::min(a.end, b.end) - std::max(a.begin, b.begin) : 0; }

// P@10 and R@20 as tools/score_insights.py counts them, of the episode's quotes by these weights.
void report_quotes(const LabelledEpisode& episode, const std::vector<double>& weights, bool print, double (&sums)[4]) {
    const analysis::Document document = analysis::build_document(*episode.transcript);
    const std::vector<float> narrow(weights.begin(), weights.end());
    const auto quotes = analysis::quotes::select_quotes(document, episode.sponsors, analysis::quantities::extract_quantities(document), {}, narrow.data());
    for (std::size_t q = 0; q < std::min<std::size_t>(10, quotes.size()); ++q) {
        bool hit = false;
        for (const Span run : episode.quotes) hit = hit || shared(run, quotes[q].span) * 2 >= std::min(run.size(), quotes[q].span.size());
        sums[0] += hit;
        if (print) std::printf("%s %.2f %s\n", hit ? "QUOTE+" : "QUOTE ", quotes[q].score, std::string(document.of(quotes[q].span)).c_str());
    }
    sums[1] += static_cast<double>(std::min<std::size_t>(10, quotes.size()));
    for (const Span run : episode.quotes) {
        bool found = false;
        for (std::size_t q = 0; q < std::min<std::size_t>(20, quotes.size()); ++q) found = found || shared(run, quotes[q].span) * 2 >= run.size();
        sums[2] += found;
    }
    sums[3] += static_cast<double>(episode.quotes.size());
}

void print_errors(const std::vector<LabelledEpisode>& episodes, double threshold) {
    for (const LabelledEpisode& episode : episodes)
        for (const Labelled& s : episode.sentences)
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

// src/analysis/insights/weights.cc and src/analysis/quotes/weights.cc
void write_weights(const std::vector<LabelledEpisode>& episodes, const std::string& source_dir) {
    const std::string head =
        "// Written by insights_train (training/insights) from labelled transcripts of Changelog Media (CC BY-SA 4.0); do\n"
        "// not edit. A column a feature, in the order of sentence_features.h.\n";
    std::ofstream insights(source_dir + "/src/analysis/insights/weights.cc");
    insights << head << "#include \"analysis/insights/weights.h\"\n\nnamespace earwitness::analysis::insights {\n\n"
             << "const float kWeights[kInsightTypes][kFeatures] = {\n";
    for (int type = 0; type < kInsightTypes; ++type) {
        insights << "    // " << target_name(type) << "\n    {";
        write_row(fit(episodes, type, episodes.size()), insights);
        insights << "},\n";
    }
    insights << "};\n\n}  // namespace earwitness::analysis::insights\n";
    std::ofstream quotes(source_dir + "/src/analysis/quotes/weights.cc");
    quotes << head << "#include \"analysis/quotes/weights.h\"\n\nnamespace earwitness::analysis::quotes {\n\n"
           << "const float kWeights[kFeatures] = {\n     ";
    write_row(fit(episodes, kQuote, episodes.size()), quotes);
    quotes << "};\n\n}  // namespace earwitness::analysis::quotes\n";
}

}  // namespace

int main(int argc, char** argv) {
    std::ifstream in(argc > 1 ? argv[1] : "");
    std::vector<LabelledEpisode> episodes;
    std::string line;
    while (std::getline(in, line)) {
        const auto record = nlohmann::json::parse(line, nullptr, false);
        if (!record.is_discarded()) episodes.push_back(read_episode(record));
    }
    std::stable_partition(episodes.begin(), episodes.end(), [](const LabelledEpisode& e) { return !e.sparse; });
    if (episodes.empty()) {
        std::fprintf(stderr, "insights_train: no episodes in %s: run prepare.py first\n", argc > 1 ? argv[1] : "(no file named)");
        return 1;
    }
    const bool print = argc > 2 && std::string(argv[2]) == "--errors";
    double quote_sums[4] = {};
    for (std::size_t e = 0; e < episodes.size() && !episodes[e].sparse; ++e)
        for (int type = 0; type < kTargets; ++type) {
            const std::vector<double> weights = fit(episodes, type, e);
            for (Labelled& sentence : episodes[e].sentences) sentence.probability[type] = probability(sentence.row, weights);
            if (type == kQuote) report_quotes(episodes[e], weights, print, quote_sums);
        }
    report(episodes);
    std::printf("quotes: P@10 %.3f R@20 %.3f\n", quote_sums[0] / quote_sums[1], quote_sums[2] / quote_sums[3]);
    if (print) print_errors(episodes, 0.25);
    else if (argc > 2) write_weights(episodes, argv[2]);
    return 0;
}
