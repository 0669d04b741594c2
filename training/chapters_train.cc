// Learns what a chapter's beginning looks like: a logistic regression on the features of chapters/features.h, and a
// small regression of the length of chapters on the shape of a talk. Deterministic; a minute.
//   chapters_train OUT SEGMENTATION.jsonl[@WEIGHT]...      writes src/analysis/chapters/weights.inc
#include <cmath>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/chapters/features.h"
#include "base/files.h"
#include "text/utf8.h"
#include "transcript/read.h"

namespace {

using namespace earwitness;
using namespace earwitness::analysis;
using chapters::Features;
using chapters::kFeatures;

struct Row {
    Features x;
    double y = 0, weight = 1;
};

struct Talk {
    chapters::Shape shape;
    double log_length = 0;
};

struct Set {
    std::vector<Row> rows;
    std::vector<Talk> talks;
};

void add(const nlohmann::json& record, const Background& background, double weight, Set& set) {
    std::vector<transcript::GivenSegment> given;
    std::vector<char> is_boundary;
    const auto boundaries = record["boundaries"].get<std::set<std::size_t>>();
    bool pending = false;  // a chapter began at a turn without words: it begins at the next
    for (std::size_t i = 0; i < record["turns"].size(); ++i) {
        const auto& turn = record["turns"][i];
        pending |= boundaries.contains(i);
        const auto text = turn["text"].get<std::string>();
        if (text::trimmed(text).empty()) continue;
        given.push_back({turn["speaker"].is_string() ? turn["speaker"].get<std::string>() : "", text, {}, {}});
        is_boundary.push_back(pending);
        pending = false;
    }
    const Transcript transcript = transcript::transcript_from_segments(given);
    if (transcript.segments.size() != given.size()) return;
    const Document document = build_document(transcript);
    const Terms terms = build_terms(document, background);
    const auto features = chapters::boundary_features(document, terms);
    std::size_t segment = 0;
    const std::size_t before = set.rows.size();
    double found = 0;
    for (std::size_t s = 1; s < features.size(); ++s) {
        const auto begin = document.sentences[s].span.begin;
        while (segment + 1 < transcript.segments.size() && transcript.segments[segment + 1].span.begin <= begin)
            ++segment;
        const bool first = transcript.segments[segment].span.begin == begin;
        // Where in its segment a chapter begins is not known: the others of that segment are neither right nor wrong.
        if (is_boundary[segment] && !first) continue;
        set.rows.push_back({features[s], is_boundary[segment] ? 1.0 : 0.0, 1});
        found += is_boundary[segment] != 0;
    }
    if (found == 0) {
        set.rows.resize(before);
        return;
    }
    // Each talk of a set counts alike, however long it is.
    for (std::size_t i = before; i < set.rows.size(); ++i)
        set.rows[i].weight = weight * 1000.0 / static_cast<double>(set.rows.size() - before);
    const double length = static_cast<double>(document.tokens.size()) / (found + 1);
    set.talks.push_back({chapters::shape_of(document), std::log(length)});
}

// Batch gradient descent with momentum on standardised features; returns weights for the raw ones, then the bias.
std::vector<double> fit(const std::vector<Row>& rows) {
    std::vector<double> mean(kFeatures), deviation(kFeatures), w(kFeatures + 1), velocity(kFeatures + 1);
    double total = 0;
    for (const Row& row : rows) {
        total += row.weight;
        for (std::size_t j = 0; j < kFeatures; ++j) mean[j] += row.weight * row.x[j];
    }
    for (double& m : mean) m /= total;
    for (const Row& row : rows)
        for (std::size_t j = 0; j < kFeatures; ++j)
            deviation[j] += row.weight * (row.x[j] - mean[j]) * (row.x[j] - mean[j]);
    for (double& d : deviation) d = std::max(1e-3, std::sqrt(d / total));
    w[kFeatures] = -4;
    constexpr double kRate = 1.5, kMomentum = 0.9, kDecay = 1e-4;
    for (int round = 0; round < 1500; ++round) {
        std::vector<double> gradient(kFeatures + 1);
        for (const Row& row : rows) {
            double z = w[kFeatures];
            for (std::size_t j = 0; j < kFeatures; ++j) z += w[j] * (row.x[j] - mean[j]) / deviation[j];
            const double error = row.weight * (1 / (1 + std::exp(-z)) - row.y);
            for (std::size_t j = 0; j < kFeatures; ++j) gradient[j] += error * (row.x[j] - mean[j]) / deviation[j];
            gradient[kFeatures] += error;
        }
        for (std::size_t j = 0; j <= kFeatures; ++j) {
            velocity[j] = kMomentum * velocity[j] - kRate * (gradient[j] / total + (j < kFeatures ? kDecay * w[j] : 0));
            w[j] += velocity[j];
        }
    }
    for (std::size_t j = 0; j < kFeatures; ++j) {
        w[j] /= deviation[j];
        w[kFeatures] -= w[j] * mean[j];
    }
    return w;
}

// Least squares with a little ridge: log words a chapter ~ 1, log words, speakers, log words a turn, share of two.
std::vector<double> fit_length(const std::vector<Talk>& talks) {
    constexpr std::size_t n = 5;
    double a[n][n + 1] = {};
    for (const Talk& talk : talks) {
        const double x[n] = {1, talk.shape.log_words, talk.shape.speakers, talk.shape.log_turn_words,
                             talk.shape.share_of_first_two};
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) a[i][j] += x[i] * x[j];
            a[i][n] += x[i] * talk.log_length;
        }
    }
    for (std::size_t i = 1; i < n; ++i) a[i][i] += 1;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t r = 0; r < n; ++r) {
            if (r == i) continue;
            const double factor = a[r][i] / a[i][i];
            for (std::size_t c = i; c <= n; ++c) a[r][c] -= factor * a[i][c];
        }
    std::vector<double> w;
    for (std::size_t i = 0; i < n; ++i) w.push_back(a[i][n] / a[i][i]);
    return w;
}

std::string array_of(const char* name, const char* size, const std::vector<double>& values) {
    std::string out = "constexpr std::array<double, " + std::string(size) + "> " + name + " = {";
    for (std::size_t i = 0; i < values.size(); ++i) {
        char text[32];
        std::snprintf(text, sizeof text, "%s%.5f", i == 0 ? "" : i % 10 == 0 ? ",\n    " : ", ", values[i]);
        out += text;
    }
    return out + "};\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: chapters_train OUT SEGMENTATION.jsonl...\n";
        return 2;
    }
    const auto background = Background::load(Background::builtin_bytes());
    Set set;
    for (int i = 2; i < argc; ++i) {
        const std::string argument = argv[i];
        const std::size_t at = argument.rfind('@');
        std::ifstream in(argument.substr(0, at));
        std::string line;
        while (std::getline(in, line))
            add(nlohmann::json::parse(line), *background,
                at == std::string::npos ? 1.0 : std::stod(argument.substr(at + 1)), set);
    }
    std::cerr << set.talks.size() << " talks, " << set.rows.size() << " sentences\n";
    std::string out =
        "// Made by training/chapters.sh (training/chapters_train.cc); do not edit. Learnt from the training parts of "
        "QMSum and\n"
        "// bitcointranscripts, both MIT. The last weight is the bias.\n";
    out += array_of("kWeights", "kFeatures + 1", fit(set.rows)) + array_of("kLength", "5", fit_length(set.talks));
    const auto written = base::write_file_atomic(argv[1], out);
    if (!written) std::cerr << written.error().message << "\n";
    return written ? 0 : 1;
}
