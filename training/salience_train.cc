// Learns how much a talk is about a name: a logistic regression of whether a person's one-sentence summary mentions it,
// on the features of entities/salience.h, over the names that the program finds in spoken documents.
//   salience_train GUM_SALIENCE.jsonl GUM_NAMES.conll OUT
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
#include "transcript/read.h"

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

// The names of one document. All together weigh the same, however many they are; documents of whose names the summary
// mentions none, or none that is found, have nothing to tell apart.
void add(const json& record, const std::set<std::string>& wanted, const entities::EntityModel& model,
         std::vector<training::Row>& out) {
    std::vector<transcript::GivenSegment> given;
    for (const json& sentence : record["sentences"])
        given.push_back({sentence["speaker"].get<std::string>(), sentence["text"].get<std::string>(), {}, {}});
    const Transcript transcript = transcript::transcript_from_segments(given);
    const Document document = build_document(transcript);
    constexpr double kNamesOfADocument = 10;
    const std::vector<Entity> found = entities::extract_entities(document, {}, model, {});
    const entities::SalienceReader reader(document);
    std::vector<training::Row> rows;
    bool any = false;
    for (const Entity& entity : found) {
        const bool mentioned = has_form(entity, document, wanted);
        training::Row row{{}, mentioned ? 1.0 : 0.0, kNamesOfADocument / static_cast<double>(found.size())};
        const SalienceFeatures features = reader.features(entity);
        for (std::uint32_t f = 0; f < kSalienceFeatures; ++f) row.features.emplace_back(f, features[f]);
        rows.push_back(std::move(row));
        any |= mentioned;
    }
    if (any) out.insert(out.end(), rows.begin(), rows.end());
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
    std::vector<training::Row> rows;
    std::ifstream in(argv[1]);
    for (std::string line; std::getline(in, line);) {
        const json record = json::parse(line);
        const auto named = names.find(record["id"].get<std::string>());
        if (record["spoken"].get<bool>() && named != names.end())
            add(record, training::names_in_summary(record, named->second), *model, rows);
    }
    if (rows.empty())
        return std::cerr << "salience_train: no spoken document of " << argv[1] << " has names in " << argv[2] << "\n",
               1;
    std::cerr << "salience_train: " << rows.size() << " names\n";
    const std::vector<double> weights =
        training::fit_logistic(rows, ridge_of(rows), std::vector<double>(kSalienceFeatures, 0));
    const auto written = base::write_file_atomic(argv[3], source_of(weights));
    if (!written) std::cerr << written.error().message << "\n";
    return written ? 0 : 1;
}
