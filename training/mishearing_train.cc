// Learns which words are a misheard name (src/analysis/entities/mishearing_weights.cc); training/mishearing.sh runs it.
//
// clang-format off
//   mishearing_train evidence < records   each run of words that may be a name of its record: id, begin, end, name, evidence
//   mishearing_train fit FOLDER < rows    rows of training/label_mishearing.py: figures with each call judged by weights that
//                                         have not seen it, then the weights of all, written under FOLDER
// clang-format on
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "analysis/entities/entities.h"
#include "analysis/entities/missed_names.h"
#include "training/insights/logistic.h"

namespace {

using namespace earwitness;
namespace names = earwitness::analysis::entities;
using training::Row;

constexpr double kRidge = 1.0;

EpisodeMeta meta_of(const nlohmann::json& item) {
    EpisodeMeta meta;
    meta.title = item.at("title");
    for (const auto& person : item.at("persons")) meta.persons.push_back({person.at("name"), "", "", "", ""});
    meta.known_names = item.at("known_names").get<std::vector<std::string>>();
    return meta;
}

class EvidencePrinter {
  public:
    explicit EvidencePrinter(const names::Tagger& tagger) : tagger_(tagger) {}

    void print(const nlohmann::json& record) const {
        Transcript transcript;
        transcript.text = record.at("text");
        transcript.segments.push_back({{0, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, kNoSpeaker});
        const analysis::Document document = analysis::build_document(transcript);
        names::Speller speller(meta_of(record.at("meta")), names::Knowledge::builtin(), tagger_);
        const names::Reading reading = tagger_.read(document);
        std::vector<names::TypedSpan> spans;
        tagger_.tag(reading, document.tokens, spans);
        const std::string id = record.at("id");
        for (const names::TypedSpan& span : spans)
            for (const auto& candidate : speller.candidates())
                print(id, document, span.span,
                      {names::sounds_of(document.of(span.span)), true, span.type == EntityType::kPerson, true},
                      candidate);
        const names::MissedNames missed(speller, document, reading, spans);
        for (const auto& window : missed.windows())
            print(id, document,
                  {document.tokens[window.token].span.begin, document.tokens[window.token + window.count - 1].span.end},
                  missed.heard_in(window), speller.candidates()[window.candidate]);
    }

  private:
    void print(const std::string& id, const analysis::Document& document, Span span, const names::Heard& heard,
               const names::Speller::Candidate& candidate) const {
        if (heard.sounds.whole.letters.size() < 4 || heard.sounds.whole.letters == candidate.sounds.whole.letters ||
            !names::may_be_alike(heard.sounds.whole, candidate.sounds.whole) ||
            names::Knowledge::builtin().find(document.of(span)) != nullptr)
            return;
        const bool person = candidate.typed ? candidate.type == EntityType::kPerson : heard.is_person;
        if (!names::may_be_misheard(heard, {candidate.sounds, person}, tagger_.lexicon())) return;
        std::printf("%s\t%u\t%u\t%s\t", id.c_str(), span.begin, span.end, candidate.name.c_str());
        for (const float value : names::mishearing_evidence(heard, {candidate.sounds, person}, tagger_.lexicon()))
            std::printf("%.5g ", static_cast<double>(value));
        std::printf("\n");
    }

    const names::Tagger& tagger_;
};

int print_evidence() {
    const auto file = names::ModelFile::parse(names::EntityModel::builtin_bytes());
    const auto tagger = file ? names::Tagger::load(*file) : file.error();
    if (!tagger) return std::fprintf(stderr, "mishearing_train: %s\n", tagger.error().message.c_str()), 1;
    const EvidencePrinter printer(*tagger);
    for (std::string line; std::getline(std::cin, line);) printer.print(nlohmann::json::parse(line));
    return 0;
}

struct Example {
    Row row;
    std::string call, what;
};

std::vector<Example> read_examples(std::istream& in) {
    std::vector<Example> out;
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        Example example;
        std::string target, evidence;
        std::getline(fields, target, '\t');
        std::getline(fields, example.call, '\t');
        std::getline(fields, example.what, '\t');
        std::getline(fields, evidence);
        example.row.target = std::stod(target);
        std::istringstream values(evidence);
        double value = 0;
        for (std::uint32_t f = 0; values >> value; ++f)
            if (value != 0) example.row.features.emplace_back(f, value);
        out.push_back(std::move(example));
    }
    return out;
}

std::vector<double> fit(const std::vector<Example>& examples, const std::string& without) {
    std::vector<Row> rows;
    for (const Example& example : examples)
        if (example.call != without) rows.push_back(example.row);
    std::vector<double> ridge(names::kMishearingFeatures, kRidge);
    ridge[0] = 0.001;
    return training::fit_logistic(rows, ridge, std::vector<double>(names::kMishearingFeatures, 0));
}

void print_figures(const std::vector<Example>& examples) {
    std::map<std::string, std::vector<double>> by_call;
    for (const Example& example : examples)
        if (by_call[example.call].empty()) by_call[example.call] = fit(examples, example.call);
    std::vector<std::pair<double, const Example*>> judged;
    for (const Example& example : examples)
        judged.emplace_back(training::probability(example.row, by_call.at(example.call)), &example);
    for (const double least : {0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98}) {
        int right = 0, wrong = 0, all = 0;
        for (const auto& [probability, example] : judged) {
            all += example->row.target > 0;
            if (probability >= least) ++(example->row.target > 0 ? right : wrong);
        }
        std::printf("from %.2f: precision %.3f (%d right, %d wrong), of %d examples that are the name %.3f\n", least,
                    static_cast<double>(right) / std::max(1, right + wrong), right, wrong, all,
                    static_cast<double>(right) / std::max(1, all));
    }
}

int write_weights(const std::vector<double>& weights, const std::string& folder) {
    std::ofstream out(folder + "/src/analysis/entities/mishearing_weights.cc");
    out << "// Written by mishearing_train (training/mishearing.sh) from the train calls of earnings21 (Rev.com, CC "
           "BY-SA "
           "4.0) in\n"
           "// the words of five recognisers; do not edit. In the order of mishearing.cc's evidence.\n"
           "#include \"analysis/entities/mishearing.h\"\n\nnamespace earwitness::analysis::entities {\n\n"
           "// clang-format off\nconst MishearingEvidence kMishearingWeights = {";
    for (std::size_t i = 0; i < weights.size(); ++i) {
        char number[32];
        std::snprintf(number, sizeof number, "%.4ff", weights[i]);
        out << (i % 10 == 0 ? "\n    " : " ") << number << (i + 1 < weights.size() ? "," : "");
    }
    out << "};\n// clang-format on\n\n}  // namespace earwitness::analysis::entities\n";
    return out ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string what = count > 1 ? arguments[1] : "";
    if (what == "evidence") return print_evidence();
    if (what != "fit")
        return std::fprintf(stderr, "usage: mishearing_train evidence|fit; see training/mishearing.sh\n"), 2;
    const std::vector<Example> examples = read_examples(std::cin);
    print_figures(examples);
    return count > 2 ? write_weights(fit(examples, ""), arguments[2]) : 0;
}
