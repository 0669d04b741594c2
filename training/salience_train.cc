// Learns how much a talk is about a name: a logistic regression of whether a person's one-sentence summary mentions it,
// on the features of entities/salience.h, over the names that the program finds in spoken documents.
//   salience_train GUM_SALIENCE.jsonl GUM_NAMES.conll OUT
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/entities.h"
#include "analysis/entities/salience.h"
#include "base/files.h"
#include "salience_labels.h"
#include "training/insights/logistic.h"

namespace {

using namespace earwitness;
using namespace earwitness::analysis;
using entities::kSalienceFeatures;
using entities::SalienceFeatures;
using nlohmann::json;

bool has_form(const Entity& entity, const Document& document, const std::set<std::string>& names) {
    if (names.contains(training::plain_name(entity.name))) return true;
    for (const Mention& mention : entity.mentions)
        if (names.contains(training::plain_name(document.of(mention.span)))) return true;
    return false;
}

using Names = std::vector<training::Row>;  // of one document

// All names of a document together weigh the same, however many they are. Documents of whose names the summary mentions
// none, or none that is found, have nothing to tell apart and are left out.
void add(const json& record, const std::set<std::string>& wanted, const entities::EntityModel& model,
         std::vector<Names>& out) {
    const Transcript transcript = training::talk_of(record);
    const Document document = build_document(transcript);
    constexpr double kNamesOfADocument = 10;
    const std::vector<Entity> found = entities::extract_entities(document, {}, model, {});
    const entities::SalienceReader reader(document);
    Names rows;
    bool any = false;
    for (const Entity& entity : found) {
        const bool mentioned = has_form(entity, document, wanted);
        training::Row row{{}, mentioned ? 1.0 : 0.0, kNamesOfADocument / static_cast<double>(found.size())};
        const SalienceFeatures features = reader.features(entity);
        for (std::uint32_t f = 0; f < kSalienceFeatures; ++f) row.features.emplace_back(f, features[f]);
        rows.push_back(std::move(row));
        any |= mentioned;
    }
    if (any) out.push_back(std::move(rows));
}

// A penalty that means the same for features of any scale: kShrink times the variance. None on the bias.
std::vector<double> ridge_of(const std::vector<training::Row>& rows) {
    constexpr double kShrink = 10, kLeast = 1e-6;
    std::vector<double> ridge(kSalienceFeatures, kLeast);
    const double count = static_cast<double>(rows.size());
    for (std::size_t f = 1; f < kSalienceFeatures; ++f) {
        double sum = 0, squares = 0;
        for (const training::Row& row : rows) {
            sum += row.features[f].second;
            squares += row.features[f].second * row.features[f].second;
        }
        ridge[f] += kShrink * (squares / count - sum / count * sum / count);
    }
    return ridge;
}

std::vector<double> fit(const std::vector<Names>& documents) {
    std::vector<training::Row> rows;
    for (const Names& names : documents) rows.insert(rows.end(), names.begin(), names.end());
    return training::fit_logistic(rows, ridge_of(rows), std::vector<double>(kSalienceFeatures, 0));
}

// Of the names in the order of the weights: those that the summary mentions, 0..1.
double average_precision(Names names, const std::vector<double>& weights) {
    std::stable_sort(names.begin(), names.end(), [&](const training::Row& a, const training::Row& b) {
        return training::probability(a, weights) > training::probability(b, weights);
    });
    double hits = 0, sum = 0;
    for (std::size_t place = 0; place < names.size(); ++place)
        if (names[place].target > 0) sum += ++hits / static_cast<double>(place + 1);
    return sum / hits;
}

// Mean average precision where each document is judged by weights that have not seen it.
double cross_validated(const std::vector<Names>& documents) {
    constexpr std::size_t kFolds = 10;
    double sum = 0;
    for (std::size_t fold = 0; fold < kFolds; ++fold) {
        std::vector<Names> others;
        for (std::size_t d = 0; d < documents.size(); ++d)
            if (d % kFolds != fold) others.push_back(documents[d]);
        const std::vector<double> weights = fit(others);
        for (std::size_t d = fold; d < documents.size(); d += kFolds) sum += average_precision(documents[d], weights);
    }
    return sum / static_cast<double>(documents.size());
}

std::string source_of(const std::vector<double>& weights) {
    std::string out =
        "// Made by training/salience.sh (training/salience_train.cc); do not edit. Learnt from spoken texts of GUM "
        "(train;\n"
        "// annotations CC BY 4.0). In the order of SalienceReader::features.\nconstexpr SalienceFeatures kWeights = {";
    for (std::size_t i = 0; i < weights.size(); ++i) {
        char text[32];
        std::snprintf(text, sizeof text, "%s%.3f", i == 0 ? "" : ", ", weights[i]);
        out += text;
    }
    return out + "};\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return std::cerr << "usage: salience_train SALIENCE NAMES OUT; see training/salience.sh\n", 2;
    const auto names = training::read_names(argv[2]);
    const auto model = entities::EntityModel::load(entities::EntityModel::builtin_bytes());
    std::vector<Names> documents;
    std::ifstream in(argv[1]);
    for (std::string line; std::getline(in, line);) {
        const json record = json::parse(line);
        const auto named = names.find(record["id"].get<std::string>());
        if (record["spoken"].get<bool>() && named != names.end())
            add(record, training::names_in_summary(record, named->second), *model, documents);
    }
    if (documents.size() < 2)
        return std::cerr << "salience_train: no spoken documents of " << argv[1] << " have names in " << argv[2]
                         << "\n",
               1;
    std::cerr << "salience_train: " << documents.size() << " documents; mean average precision by ten folds "
              << cross_validated(documents) << "\n";
    const auto written = base::write_file_atomic(argv[3], source_of(fit(documents)));
    if (!written) std::cerr << written.error().message << "\n";
    return written ? 0 : 1;
}
