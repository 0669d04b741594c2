// Adds to a name model what the words around a name say of its type. Names that mean one kind of thing only (a bank, a
// programming language, a film) are looked up in raw talk, and what stands around them is learnt; the names themselves
// are no features. Called by training/train_ner.sh:
//   contexts_train MODEL TERMS OUT < list of transcript files
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include "analysis/document.h"
#include "analysis/entities/contexts.h"
#include "analysis/entities/correction.h"
#include "analysis/entities/knowledge.h"
#include "analysis/entities/mentions.h"
#include "analysis/entities/names.h"
#include "analysis/entities/organisations.h"
#include "analysis/entities/softmax.h"
#include "analysis/entities/tagger.h"
#include "base/files.h"
#include "spoken.h"

namespace earwitness::training {
namespace {

namespace ner = analysis::entities;

constexpr int kBits = 15;
constexpr int kEpochs = 3;
constexpr float kRate = 0.05f;
constexpr float kDrop = 0.3f;

struct Example {
    std::size_t first_feature = 0, feature_count = 0;
    std::size_t kind = 0;
    float weight = 1;
};

class Collector {
  public:
    Collector(const ner::Tagger& tagger, std::set<std::string> terms) : tagger_(tagger), terms_(std::move(terms)) {}

    void add(const Transcript& transcript) {
        const analysis::Document document = analysis::build_document(transcript);
        const ner::Reading reading = tagger_.read(document);
        const ner::Knowledge& knowledge = ner::Knowledge::builtin();
        ner::Speller speller({}, knowledge, tagger_);
        const std::vector<ner::TypedSpan> spans = ner::find_mentions(document, reading, tagger_, knowledge, speller);
        std::size_t sentence = 0;
        for (const ner::TypedSpan& span : spans) {
            while (span.first_token >= reading.sentences[sentence].first + reading.sentences[sentence].count)
                ++sentence;
            const int kind = kind_of(reading, span, document.of(span.span));
            if (kind >= 0)
                add_example(reading, reading.sentences[sentence], span.first_token, span.token_count,
                            static_cast<std::size_t>(kind), document.of(span.span));
        }
        for (const ner::TokenRange& range : reading.sentences)
            for (std::uint32_t t = range.first; t < range.first + range.count; ++t)
                if (terms_.contains(std::string(document.of(document.tokens[t].span))))
                    add_example(reading, range, t, 1, ner::kTermClass, document.of(document.tokens[t].span));
    }

    std::vector<std::uint32_t> features;
    std::vector<Example> examples;
    std::array<double, ner::kContextClasses> total{};

  private:
    // The one kind of thing that the name means, or -1.
    int kind_of(const ner::Reading& reading, const ner::TypedSpan& span, std::string_view name) const {
        if (terms_.contains(std::string(name))) return -1;
        if (span.type == EntityType::kPerson && span.token_count >= 2 && span.confidence > 0.97f &&
            (reading.word(span.first_token).lists & ner::kFirstName) != 0)
            return static_cast<int>(EntityType::kPerson);
        if (span.type == EntityType::kGroup && (reading.word(span.first_token).lists & ner::kDemonym) != 0)
            return static_cast<int>(EntityType::kGroup);
        const ner::KnownName* known = ner::Knowledge::builtin().find(name);
        if (known == nullptr || known->types == 0) return -1;
        // A service that people go to ("on YouTube") is seldom meant as the company behind it.
        if (known->type == EntityType::kProduct && known->category == "application")
            return static_cast<int>(EntityType::kProduct);
        if ((known->types & (known->types - 1)) != 0) return -1;
        if (!known->may_be(span.type) && span.confidence > 0.9f) return -1;
        if (ner::sells_under_its_name(*known) || known->category == "crypto") return -1;
        return static_cast<int>(known->type);
    }

    void add_example(const ner::Reading& reading, const ner::TokenRange& sentence, std::uint32_t first,
                     std::uint32_t count, std::size_t kind, std::string_view name) {
        Example example;
        example.first_feature = features.size();
        example.kind = kind;
        ner::context_features(reading, sentence, first, count, [&](std::uint64_t hash) {
            features.push_back(static_cast<std::uint32_t>(hash >> (64 - kBits)));
        });
        example.feature_count = features.size() - example.first_feature;
        // No single name may speak for its kind.
        const double seen = ++seen_[ner::name_key(name)];
        example.weight = static_cast<float>(1 / std::sqrt(1 + seen / 10));
        total[kind] += static_cast<double>(example.weight);
        examples.push_back(example);
    }

    const ner::Tagger& tagger_;
    std::set<std::string> terms_;
    std::map<std::string, double> seen_;
};

class Learner {
  public:
    using Row = ner::Evidence;
    Learner() : rows_(std::size_t{1} << kBits), squares_(rows_.size()) {}

    void learn(const Collector& data) {
        double all = 0;
        for (const double total : data.total) all += total;
        std::vector<std::size_t> order(data.examples.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        for (int epoch = 0; epoch < kEpochs; ++epoch) {
            for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[next() % i]);
            double right = 0, weight = 0;
            for (const std::size_t number : order) {
                const Example& example = data.examples[number];
                const float balance = static_cast<float>(
                    std::min(20.0, all / (static_cast<double>(ner::kContextClasses) * data.total[example.kind])));
                right +=
                    step(data, example, example.weight * balance) ? static_cast<double>(example.weight * balance) : 0;
                weight += static_cast<double>(example.weight * balance);
            }
            std::fprintf(stderr, "contexts: epoch %d, balanced accuracy %.3f\n", epoch + 1, right / weight);
        }
    }

    std::string section() const {
        float top = 0;
        for (const Row& row : rows_)
            for (const float value : row) top = std::max(top, std::abs(value));
        const auto millionths = static_cast<std::uint32_t>(std::ceil(static_cast<double>(top) / 127 * 1e6));
        std::string bytes;
        for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(millionths >> shift & 0xFF);
        for (const Row& row : rows_)
            for (const float value : row)
                bytes += static_cast<char>(std::lround(static_cast<double>(value) * 1e6 / millionths));
        return bytes;
    }

  private:
    std::uint64_t next() {
        random_ ^= random_ << 13, random_ ^= random_ >> 7, random_ ^= random_ << 17;
        return random_;
    }

    bool step(const Collector& data, const Example& example, float weight) {
        kept_.clear();
        for (std::size_t i = 0; i < example.feature_count; ++i)
            if (static_cast<float>(next() % 1024) >= kDrop * 1024)
                kept_.push_back(data.features[example.first_feature + i]);
        Row scores{};
        for (const std::uint32_t feature : kept_)
            for (std::size_t c = 0; c < scores.size(); ++c) scores[c] += rows_[feature][c];
        const bool right =
            static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin()) == example.kind;
        ner::softmax(scores.data(), scores.size());
        for (std::size_t c = 0; c < scores.size(); ++c) {
            const float gradient = (scores[c] - (c == example.kind ? 1.f : 0.f)) * weight;
            for (const std::uint32_t feature : kept_) {
                float& square = squares_[feature][c];
                square += gradient * gradient;
                rows_[feature][c] -= kRate * gradient / std::sqrt(square + 1e-6f);
            }
        }
        return right;
    }

    std::vector<Row> rows_, squares_;
    std::vector<std::uint32_t> kept_;
    std::uint64_t random_ = 88172645463325252ull;
};

int run(const char* model_path, const char* terms_path, const char* out_path) {
    const std::string bytes = *base::read_file(model_path);
    const Result<ner::ModelFile> file = ner::ModelFile::parse(bytes);
    if (!file) return std::fprintf(stderr, "contexts_train: %s\n", file.error().message.c_str()), 1;
    const Result<ner::Tagger> tagger = ner::Tagger::load(*file);
    if (!tagger) return std::fprintf(stderr, "contexts_train: %s\n", tagger.error().message.c_str()), 1;
    std::set<std::string> terms;
    std::ifstream in(terms_path);
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line[0] != '#')
            for (std::size_t at = 0; at < line.size();) {
                const std::size_t end = std::min(line.find(' ', at), line.size());
                if (end > at) terms.insert(line.substr(at, end - at));
                at = end + 1;
            }
    Collector data(*tagger, std::move(terms));
    for (std::string path; std::getline(std::cin, path);) data.add(read_spoken(path));
    for (std::size_t kind = 0; kind < ner::kContextClasses; ++kind)
        std::fprintf(stderr, "contexts: kind %zu, weight %.0f\n", kind, data.total[kind]);
    Learner learner;
    learner.learn(data);
    ner::ModelWriter writer;
    for (const char* section : {"words", "phrases", "rows", "steps", "unit"})
        writer.add(section, std::string(*file->section(section)));
    writer.add("contexts", learner.section());
    if (const Status done = base::write_file_atomic(out_path, writer.finish()); !done)
        return std::fprintf(stderr, "contexts_train: %s\n", done.error().message.c_str()), 1;
    return 0;
}

}  // namespace
}  // namespace earwitness::training

int main(int count, char** arguments) {
    if (count != 4) return std::fprintf(stderr, "usage: contexts_train MODEL TERMS OUT < files; see train_ner.sh\n"), 2;
    return earwitness::training::run(arguments[1], arguments[2], arguments[3]);
}
