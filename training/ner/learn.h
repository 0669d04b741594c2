// Trains the CRF: conditional likelihood of the allowed labels (a partial annotation allows several), AdaGrad, one run
// of candidates at a time, features dropped at random. One thread; the same input gives the same weights.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/entities/crf.h"
#include "analysis/entities/lexicon.h"
#include "corpus.h"

namespace earwitness::training {

struct LearnOptions {
    int bits = 18;
    int epochs = 3;
    float rate = 0.03f;
    float drop = 0.4f;           // of features
    float drop_lexical = 0.15f;  // of a token's own word
    float boldness = 0.5f;  // taken from every step to "outside" when the model is written: more names, less precision
    std::uint32_t seed = 1;
};

// Runs of candidate tokens with their feature rows.
class Examples {
  public:
    explicit Examples(int bits) : bits_(bits) {}
    void add(const Text& text, const analysis::entities::Lexicon& lexicon);

    struct Token {
        std::uint32_t first_feature = 0;
        LabelSet allowed = 1;
        analysis::entities::Form form{};
    };
    struct Run {
        std::uint32_t first = 0, count = 0;
        float weight = 1;
    };
    static constexpr std::uint32_t kLexical = 1u << 31;
    std::vector<std::uint32_t> features;  // rows; kLexical set where the feature names the token's own word
    std::vector<Token> tokens;
    std::vector<Run> runs;
    std::size_t lost = 0;  // tokens of names that are no candidates

  private:
    int bits_;
};

class Weights {
  public:
    explicit Weights(const LearnOptions& options);
    void learn(const Examples& examples);
    // The mean of both: the scores are sums, so the mean of weights is a vote of taggers.
    void merge(const Weights& other);
    // The sections "rows", "steps" and "unit".
    void quantise(std::string& rows, std::string& steps, std::string& unit) const;

  private:
    using Lanes = std::array<float, analysis::entities::kLanes>;
    struct Lattice;
    double learn_run(const Examples& examples, const Examples::Run& run, std::uint64_t& random);
    void update(const Examples& examples, const Examples::Run& run, const Lattice& lattice);

    void remember();

    LearnOptions options_;
    int snapshots_ = 0;
    std::vector<Lanes> rows_, squares_, row_sums_;
    std::array<std::array<Lanes, analysis::entities::kLanes>, analysis::entities::kForms> steps_{}, step_squares_{},
        step_exp_{}, step_sums_{};
    std::vector<std::uint32_t> kept_;  // features of the run that were not dropped
    std::vector<std::uint32_t> kept_start_;
};

}  // namespace earwitness::training
