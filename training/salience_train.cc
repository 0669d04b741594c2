// Learns how much a talk is about a name: a logistic regression of whether a person's one-sentence summary mentions it,
// on the features of entities/salience.h, over the names that the program finds in spoken documents.
//   salience_train GUM.jsonl OUT
#include <cmath>
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
#include "text/utf8.h"
#include "transcript/read.h"

namespace {

using namespace earwitness;
using namespace earwitness::analysis;
using entities::SalienceFeatures;
using nlohmann::json;

struct Example {
    SalienceFeatures features{};
    bool mentioned = false;
    double weight = 0;  // the same sum for each document, however many names it has
};

// "secretary cardona" is "cardona", as it is to the scorer (tools/score_salience.py).
std::string without_titles(std::string name) {
    static const std::set<std::string> kTitles = {"mr",      "mrs",       "ms",        "miss", "dr",      "doctor",
                                                  "prof",    "professor", "president", "vice", "senator", "secretary",
                                                  "general", "judge",     "justice",   "sir",  "king"};
    for (std::size_t gap = name.find(' '); gap != std::string::npos && kTitles.contains(name.substr(0, gap));
         gap = name.find(' '))
        name.erase(0, gap + 1);
    return name;
}

// Lower case, without a leading "the", titles, possessives and marks.
std::string plain(std::string_view name) {
    std::string text = text::lower(name), out;
    for (const std::string_view tail : {" 's", "'s", " \xE2\x80\x99s", "\xE2\x80\x99s"})
        if (text.ends_with(tail)) text.resize(text.size() - tail.size());
    for (const char c : text)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return without_titles(out.starts_with("the ") ? out.substr(4) : out);
}

// Proper names of the clusters that the summary mentions.
std::set<std::string> names_in_summary(const json& record) {
    std::set<std::string> names;
    for (const json& entity : record["entities"])
        if (entity["named"].get<bool>() && entity["human"].get<bool>())
            for (const json& mention : entity["mentions"])
                if (mention["kind"] == "proper") names.insert(plain(mention["text"].get<std::string>()));
    return names;
}

bool has_form(const Entity& entity, const Document& document, const std::set<std::string>& names) {
    if (names.contains(plain(entity.name))) return true;
    for (const Mention& mention : entity.mentions)
        if (names.contains(plain(document.of(mention.span)))) return true;
    return false;
}

void add(const json& record, const entities::EntityModel& model, std::vector<Example>& out) {
    std::vector<transcript::GivenSegment> given;
    for (const json& sentence : record["sentences"])
        given.push_back({sentence["speaker"].get<std::string>(), sentence["text"].get<std::string>(), {}, {}});
    const Transcript transcript = transcript::transcript_from_segments(given);
    const Document document = build_document(transcript);
    const std::set<std::string> names = names_in_summary(record);
    if (names.empty()) return;  // nothing to tell apart
    constexpr double kNamesOfADocument = 10;
    const std::vector<Entity> found = entities::extract_entities(document, {}, model, {});
    for (const Entity& entity : found)
        out.push_back({entities::salience_features(entity, document), has_form(entity, document, names),
                       kNamesOfADocument / static_cast<double>(found.size())});
}

SalienceFeatures fit(const std::vector<Example>& examples) {
    constexpr int kSteps = 2000;
    constexpr double kRate = 0.1, kShrink = 3;
    SalienceFeatures weights{}, squares;
    squares.fill(1e-6);
    for (int step = 0; step < kSteps; ++step) {
        SalienceFeatures gradient{};
        for (std::size_t i = 0; i < weights.size(); ++i) gradient[i] = kShrink * weights[i];
        for (const Example& example : examples) {
            double sum = 0;
            for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * example.features[i];
            const double error = example.weight * (1 / (1 + std::exp(-sum)) - (example.mentioned ? 1 : 0));
            for (std::size_t i = 0; i < weights.size(); ++i) gradient[i] += error * example.features[i];
        }
        for (std::size_t i = 0; i < weights.size(); ++i) {
            squares[i] += gradient[i] * gradient[i];
            weights[i] -= kRate * gradient[i] / std::sqrt(squares[i]);
        }
    }
    return weights;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return std::cerr << "usage: salience_train GUM.jsonl OUT; see training/salience.sh\n", 2;
    // Texts of these are not for commercial use.
    const std::set<std::string> kNotFree = {"essay", "fiction", "letter", "podcast", "reddit", "whow"};
    const auto model = entities::EntityModel::load(entities::EntityModel::builtin_bytes());
    std::vector<Example> examples;
    std::ifstream in(argv[1]);
    for (std::string line; std::getline(in, line);) {
        const json record = json::parse(line);
        if (record["spoken"].get<bool>() && !kNotFree.contains(record["genre"].get<std::string>()))
            add(record, *model, examples);
    }
    const SalienceFeatures weights = fit(examples);
    std::string out =
        "// Made by training/salience.sh (training/salience_train.cc); do not edit. Learnt from spoken texts of GUM "
        "(train;\n"
        "// annotations CC BY 4.0). In the order of salience_features.\nconstexpr SalienceFeatures kWeights = {";
    for (std::size_t i = 0; i < weights.size(); ++i) {
        char text[32];
        std::snprintf(text, sizeof text, "%s%.3f", i == 0 ? "" : ", ", weights[i]);
        out += text;
    }
    std::cerr << "salience_train: " << examples.size() << " names\n";
    const auto written = base::write_file_atomic(argv[2], out + "};\n");
    if (!written) std::cerr << written.error().message << "\n";
    return written ? 0 : 1;
}
