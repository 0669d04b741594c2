// Logistic regression with a ridge, by Newton's method on sparse rows: exact, deterministic, seconds for what is
// trained here (some thousand rows, some hundred features).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace earwitness::training {

struct Row {
    std::vector<std::pair<std::uint32_t, double>> features;
    double target = 0;  // 0..1
    double weight = 1;  // 0: not used
};

// The weights, one a feature. `ridge[f]` is the penalty on the square of feature f's weight less means[f] (half of it).
std::vector<double> fit_logistic(const std::vector<Row>& rows, const std::vector<double>& ridge,
                                 const std::vector<double>& means);

double probability(const Row& row, const std::vector<double>& weights);

}  // namespace earwitness::training
