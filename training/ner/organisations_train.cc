// Adds to a name model how to tell organisations from what only looks like one: a logistic regression on a few features
// of a name's mentions (organisations.h), from names of other episodes that were read one by one. Prints what it is
// worth on episodes that it has not seen. Called by training/train_ner.sh:
//   organisations_train MODEL LABELS FOLDER OUT      FOLDER holds the transcripts
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/mentions.h"
#include "analysis/entities/organisations.h"
#include "base/files.h"
#include "spoken.h"

namespace earwitness::training {
namespace {

namespace ner = analysis::entities;

struct Example {
    std::string episode;
    ner::OrganisationVector values{};
    bool right = false;
};

// Lines "episode<TAB>name<TAB>O" (organisation), P (product), T (term, no name), W (another name).
using Labels = std::map<std::string, std::map<std::string, char>>;

Labels read_labels(const std::string& path) {
    Labels labels;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        const std::size_t first = line.find('\t'), second = line.rfind('\t');
        if (line.empty() || line[0] == '#' || first == second || second + 1 >= line.size()) continue;
        labels[line.substr(0, first)][line.substr(first + 1, second - first - 1)] = line[second + 1];
    }
    return labels;
}

std::map<std::string, std::string> transcripts_under(const std::string& folder) {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".md") found[entry.path().stem().string()] = entry.path().string();
    return found;
}

void add_examples(const ner::Tagger& tagger, const ner::ContextTyper& contexts, const std::string& episode,
                  const std::string& path, const std::map<std::string, char>& labels, std::vector<Example>& out) {
    const Transcript transcript = read_spoken(path);
    const analysis::Document document = analysis::build_document(transcript);
    const ner::Reading reading = tagger.read(document);
    const ner::Knowledge& knowledge = ner::Knowledge::builtin();
    ner::Speller speller({}, knowledge, tagger);
    const std::vector<ner::TypedSpan> spans = ner::find_mentions(document, reading, tagger, knowledge, speller);
    const ner::OrganisationVector none{};
    const ner::OrganisationJudge judge(contexts, none, reading, spans);
    for (const ner::Group& group : ner::group_mentions(document, spans, speller.people())) {
        const ner::KnownName* known = knowledge.find(group.name);
        const auto label = labels.find(known == nullptr ? group.name : known->name);
        if (label != labels.end()) out.push_back({episode, judge.features(group, known), label->second == 'O'});
    }
}

double probability(const ner::OrganisationVector& values, const ner::OrganisationVector& weights) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[i] * weights[i];
    return 1 / (1 + std::exp(-sum));
}

// AdaGrad on all examples at once, with a little shrinking of all weights but the bias.
template <class Keep>
ner::OrganisationVector fit(const std::vector<Example>& examples, Keep&& keep) {
    constexpr int kSteps = 2000;
    constexpr double kRate = 0.3, kShrink = 0.0002;
    ner::OrganisationVector weights{}, squares;
    squares.fill(1e-6);
    for (int step = 0; step < kSteps; ++step) {
        ner::OrganisationVector gradient{};
        for (std::size_t i = 1; i < weights.size(); ++i)
            gradient[i] = kShrink * static_cast<double>(examples.size()) * weights[i];
        for (const Example& example : examples) {
            if (!keep(example)) continue;
            const double error = probability(example.values, weights) - (example.right ? 1 : 0);
            for (std::size_t i = 0; i < weights.size(); ++i) gradient[i] += error * example.values[i];
        }
        for (std::size_t i = 0; i < weights.size(); ++i) {
            squares[i] += gradient[i] * gradient[i];
            weights[i] -= kRate * gradient[i] / std::sqrt(squares[i]);
        }
    }
    return weights;
}

// Each tenth of the episodes judged by weights of the others.
void report(const std::vector<Example>& examples) {
    std::map<std::string, int> fold;
    for (const Example& example : examples) fold.emplace(example.episode, static_cast<int>(fold.size()) % 10);
    std::vector<std::pair<double, bool>> scored;
    double all = 0;
    for (int part = 0; part < 10; ++part) {
        const auto weights = fit(examples, [&](const Example& example) { return fold[example.episode] != part; });
        for (const Example& example : examples)
            if (fold[example.episode] == part)
                scored.emplace_back(probability(example.values, weights), example.right), all += example.right;
    }
    std::fprintf(stderr, "organisations: %zu names, %.3f of them right; judged unseen:\n", scored.size(),
                 all / static_cast<double>(scored.size()));
    for (const double threshold : {0.3, 0.4, 0.5, 0.6}) {
        double kept = 0, right = 0;
        for (const auto& [p, is_right] : scored)
            if (p >= threshold) ++kept, right += is_right;
        std::fprintf(stderr, "  at %.1f: precision %.3f, kept of the right ones %.3f\n", threshold, right / kept,
                     right / all);
    }
}

int run(const std::string& model_path, const std::string& labels_path, const std::string& folder,
        const std::string& out_path) {
    const std::string bytes = *base::read_file(model_path);
    const Result<ner::ModelFile> file = ner::ModelFile::parse(bytes);
    if (!file) return std::fprintf(stderr, "organisations_train: %s\n", file.error().message.c_str()), 1;
    const Result<ner::Tagger> tagger = ner::Tagger::load(*file);
    const Result<ner::ContextTyper> contexts = ner::ContextTyper::load(*file);
    if (!tagger || !contexts) return std::fprintf(stderr, "organisations_train: the model lacks a part\n"), 1;
    const std::map<std::string, std::string> transcripts = transcripts_under(folder);
    std::vector<Example> examples;
    for (const auto& [episode, labels] : read_labels(labels_path)) {
        const auto path = transcripts.find(episode);
        if (path == transcripts.end())
            return std::fprintf(stderr, "organisations_train: no %s.md under %s\n", episode.c_str(), folder.c_str()), 1;
        add_examples(*tagger, *contexts, episode, path->second, labels, examples);
    }
    report(examples);
    const ner::OrganisationVector weights = fit(examples, [](const Example&) { return true; });
    std::string section;
    for (const double weight : weights) {
        std::fprintf(stderr, " %.3f", weight);
        const auto millionths = static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(weight * 1e6)));
        for (int shift = 0; shift < 32; shift += 8) section += static_cast<char>(millionths >> shift & 0xFF);
    }
    std::fprintf(stderr, "\n");
    ner::ModelWriter writer;
    for (const char* name : {"words", "phrases", "rows", "steps", "unit", "contexts"})
        writer.add(name, std::string(*file->section(name)));
    writer.add("orgs", section);
    if (const Status done = base::write_file_atomic(out_path, writer.finish()); !done)
        return std::fprintf(stderr, "organisations_train: %s\n", done.error().message.c_str()), 1;
    return 0;
}

}  // namespace
}  // namespace earwitness::training

int main(int count, char** arguments) {
    if (count != 5)
        return std::fprintf(stderr, "usage: organisations_train MODEL LABELS FOLDER OUT; see train_ner.sh\n"), 2;
    return earwitness::training::run(arguments[1], arguments[2], arguments[3], arguments[4]);
}
