// Learns which sentences are worth a place in a summary: a ridge regression of how much of a human summary's words a
// sentence has on the features of summary/features.h. Deterministic; seconds.
//   summary_train OUT {SUMMARY.jsonl[@WEIGHT] TURNS.jsonl}...      TURNS may be - where SUMMARY has turns itself
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/candidates.h"
#include "analysis/summary/features.h"
#include "analysis/summary/select.h"
#include "analysis/topics/topics.h"
#include "base/files.h"
#include "text/utf8.h"
#include "transcript/read.h"

namespace {

using namespace earwitness;
using namespace earwitness::analysis;
using nlohmann::json;
using summary::Features;
using summary::kFeatures;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text::lower(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

// How much of a summary a sentence says: matched words, each as often as the summary has it, and matched pairs of
// words, a word.
class Reference {
  public:
    explicit Reference(const std::vector<std::string>& texts) {
        for (const auto& text : texts) {
            const auto words = words_of(text);
            for (std::size_t i = 0; i < words.size(); ++i) {
                ++words_[words[i]];
                if (i > 0) pairs_.insert(words[i - 1] + " " + words[i]);
            }
        }
    }
    double match(std::string_view sentence) const {
        const auto words = words_of(sentence);
        double hits = 0, pairs = 0;
        std::map<std::string, int> said;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto known = words_.find(words[i]);
            if (known != words_.end() && ++said[words[i]] <= known->second) ++hits;
            if (i > 0) pairs += pairs_.contains(words[i - 1] + " " + words[i]);
        }
        return words.size() < 5 ? 0 : (hits + kPair * pairs) / static_cast<double>(words.size() + 4);
    }

  private:
    static constexpr double kPair = 4;  // what two words in the same order are worth beside one
    std::map<std::string, int> words_;
    std::set<std::string> pairs_;
};

class Regression {
  public:
    void add(const Features& x, double y, double weight) {
        std::array<double, kSize> row{};
        for (std::size_t j = 0; j < kFeatures; ++j) row[j] = static_cast<double>(x[j]);
        row[kFeatures] = 1;
        for (std::size_t i = 0; i < kSize; ++i) {
            for (std::size_t j = 0; j < kSize; ++j) a_[i][j] += weight * row[i] * row[j];
            a_[i][kSize] += weight * row[i] * y;
        }
        total_ += weight;
    }
    std::vector<double> solve() {
        for (std::size_t i = 0; i < kFeatures; ++i) a_[i][i] += 1e-3 * total_;
        for (std::size_t i = 0; i < kSize; ++i)
            for (std::size_t r = 0; r < kSize; ++r) {
                if (r == i || a_[i][i] == 0) continue;
                const double factor = a_[r][i] / a_[i][i];
                for (std::size_t c = i; c <= kSize; ++c) a_[r][c] -= factor * a_[i][c];
            }
        std::vector<double> w;
        for (std::size_t i = 0; i < kSize; ++i) w.push_back(a_[i][i] == 0 ? 0 : a_[i][kSize] / a_[i][i]);
        return w;
    }

  private:
    static constexpr std::size_t kSize = kFeatures + 1;
    double a_[kSize][kSize + 1] = {};
    double total_ = 0;
};

void add(const json& record, const json& turns, const Background& background, double weight, Regression& regression) {
    std::vector<transcript::GivenSegment> given;
    for (const auto& turn : turns)
        given.push_back({turn["speaker"].is_string() ? turn["speaker"].get<std::string>() : "",
                         turn["text"].get<std::string>(),
                         {},
                         {}});
    const Transcript transcript = transcript::transcript_from_segments(given);
    const Document document = build_document(transcript);
    const Terms terms = build_terms(document, background);
    const auto candidates = find_candidates(document, terms, background, {}, person_words(document, {}, {}));
    const auto styles = summary::styles_of(document, terms);
    const auto features = summary::sentence_features(
        document, terms, topics::extract_topics(document, terms, background, candidates), styles);
    // Only sentences that may stand in a summary teach: what the others are like does not matter.
    const auto allowed = summary::worth_of(document, features, styles, {});
    const Reference reference(record["references"].get<std::vector<std::string>>());
    std::vector<double> worth;
    for (const Sentence& sentence : document.sentences) worth.push_back(reference.match(document.of(sentence.span)));
    const double best = worth.empty() ? 0 : *std::max_element(worth.begin(), worth.end());
    for (std::size_t s = 0; s < worth.size() && best > 0; ++s)
        if (allowed[s] > 0)
            regression.add(features[s], worth[s] / best, weight * 100.0 / static_cast<double>(worth.size()));
}

json load(const std::string& path) {
    json list = json::array();
    std::ifstream in(path);
    std::string line;
    while (std::getline(in, line)) list.push_back(json::parse(line));
    return list;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::cerr << "usage: summary_train OUT {SUMMARY.jsonl[@WEIGHT] TURNS.jsonl}...\n";
        return 2;
    }
    const auto background = Background::load(Background::builtin_bytes());
    Regression regression;
    for (int i = 2; i + 1 < argc; i += 2) {
        std::map<std::string, json> turns;
        if (std::string(argv[i + 1]) != "-")
            for (const auto& talk : load(argv[i + 1])) turns[talk["id"]] = talk["turns"];
        const std::string summaries = argv[i];
        const std::size_t at = summaries.rfind('@');
        const double weight = at == std::string::npos ? 1.0 : std::stod(summaries.substr(at + 1));
        for (const auto& record : load(summaries.substr(0, at))) {
            const std::string doc = record["doc"];
            if (record.contains("turns"))
                add(record, record["turns"], *background, weight, regression);
            else if (turns.contains(doc))
                add(record, turns[doc], *background, weight, regression);
        }
    }
    const auto weights = regression.solve();
    std::string out =
        "// Made by training/summary.sh (training/summary_train.cc); do not edit. Learnt from the training parts of "
        "QMSum and\n"
        "// bitcointranscripts, both MIT. The last weight is the bias.\nconstexpr std::array<double, kFeatures + 1> "
        "kWeights = {";
    for (std::size_t i = 0; i < weights.size(); ++i) {
        char text[32];
        std::snprintf(text, sizeof text, "%s%.5f", i == 0 ? "" : i % 10 == 0 ? ",\n    " : ", ", weights[i]);
        out += text;
    }
    const auto written = base::write_file_atomic(argv[1], out + "};\n");
    if (!written) std::cerr << written.error().message << "\n";
    return written ? 0 : 1;
}
