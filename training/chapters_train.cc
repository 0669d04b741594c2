// Learns what a chapter's beginning looks like: a logistic regression on the features of chapters/features.h, and a
// small regression of the length of chapters on the shape of a talk. Deterministic; a minute.
//   chapters_train OUT SEGMENTATION.jsonl[@WEIGHT]...      writes src/analysis/chapters/weights.inc
#include <algorithm>
#include <array>
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

// A chapter begins at the segment or at one of the two on either side.
bool is_near(const std::vector<char>& is_boundary, std::size_t segment) {
    const std::size_t first = segment < 2 ? 0 : segment - 2, end = std::min(is_boundary.size(), segment + 3);
    return std::find(is_boundary.begin() + static_cast<std::ptrdiff_t>(first),
                     is_boundary.begin() + static_cast<std::ptrdiff_t>(end),
                     1) != is_boundary.begin() + static_cast<std::ptrdiff_t>(end);
}

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
        // Where around a heading the subject changes is not known exactly: the sentences near it are neither right nor
        // wrong.
        const bool begins = is_boundary[segment] && first;
        if (!begins && is_near(is_boundary, segment)) continue;
        set.rows.push_back({features[s], begins ? 1.0 : 0.0, 1});
        found += begins;
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

constexpr std::size_t kSize = kFeatures + 1;
using Vector = std::array<double, kSize>;  // the last is the bias

// Solves a symmetric, positive definite system by elimination.
Vector solved(std::array<Vector, kSize>& a, Vector& b) {
    for (std::size_t i = 0; i < kSize; ++i)
        for (std::size_t r = i + 1; r < kSize; ++r) {
            const double factor = a[r][i] / a[i][i];
            for (std::size_t c = i; c < kSize; ++c) a[r][c] -= factor * a[i][c];
            b[r] -= factor * b[i];
        }
    for (std::size_t i = kSize; i-- > 0;) {
        for (std::size_t c = i + 1; c < kSize; ++c) b[i] -= a[i][c] * b[c];
        b[i] /= a[i][i];
    }
    return b;
}

struct Scale {
    Vector mean{}, deviation{};
};

Scale scale_of(const std::vector<Row>& rows) {
    Scale scale;
    double total = 0;
    for (const Row& row : rows) {
        total += row.weight;
        for (std::size_t j = 0; j < kFeatures; ++j) scale.mean[j] += row.weight * static_cast<double>(row.x[j]);
    }
    for (double& m : scale.mean) m /= total;
    for (const Row& row : rows)
        for (std::size_t j = 0; j < kFeatures; ++j) {
            const double off = static_cast<double>(row.x[j]) - scale.mean[j];
            scale.deviation[j] += row.weight * off * off;
        }
    for (double& d : scale.deviation) d = std::max(1e-3, std::sqrt(d / total));
    return scale;
}

// Newton's method for the regression with a ridge, on standardised features; returns weights for the raw ones, then
// the bias.
std::vector<double> fit(const std::vector<Row>& rows) {
    constexpr double kRidge = 3e-4;
    constexpr int kRounds = 12;
    const Scale scale = scale_of(rows);
    double total = 0;
    for (const Row& row : rows) total += row.weight;
    Vector w{};
    w[kFeatures] = -4;
    for (int round = 0; round < kRounds; ++round) {
        Vector gradient{};
        std::array<Vector, kSize> curvature{};
        for (const Row& row : rows) {
            Vector x;
            double z = w[kFeatures];
            for (std::size_t j = 0; j < kFeatures; ++j) {
                x[j] = (static_cast<double>(row.x[j]) - scale.mean[j]) / scale.deviation[j];
                z += w[j] * x[j];
            }
            x[kFeatures] = 1;
            const double p = 1 / (1 + std::exp(-z)), slope = row.weight * p * (1 - p);
            for (std::size_t i = 0; i < kSize; ++i) {
                gradient[i] += row.weight * (row.y - p) * x[i];
                for (std::size_t j = 0; j <= i; ++j) curvature[i][j] += slope * x[i] * x[j];
            }
        }
        for (std::size_t i = 0; i < kFeatures; ++i) {
            gradient[i] -= kRidge * total * w[i];
            curvature[i][i] += kRidge * total;
        }
        for (std::size_t i = 0; i < kSize; ++i)
            for (std::size_t j = i + 1; j < kSize; ++j) curvature[i][j] = curvature[j][i];
        const Vector step = solved(curvature, gradient);
        for (std::size_t i = 0; i < kSize; ++i) w[i] += step[i];
    }
    for (std::size_t j = 0; j < kFeatures; ++j) {
        w[j] /= scale.deviation[j];
        w[kFeatures] -= w[j] * scale.mean[j];
    }
    return {w.begin(), w.end()};
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
