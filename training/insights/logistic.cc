#include "training/insights/logistic.h"

#include <cmath>

namespace earwitness::training {
namespace {

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double out = 0;
    for (std::size_t i = 0; i < a.size(); ++i) out += a[i] * b[i];
    return out;
}

// Curvature times a vector, without the matrix: the ridge, and for each row its bend times its features.
std::vector<double> curvature_times(const std::vector<Row>& rows, const std::vector<double>& bends,
                                    const std::vector<double>& ridge, const std::vector<double>& vector) {
    std::vector<double> out(vector.size());
    for (std::size_t f = 0; f < out.size(); ++f) out[f] = ridge[f] * vector[f];
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (bends[r] == 0) continue;
        double sum = 0;
        for (const auto& [f, value] : rows[r].features) sum += value * vector[f];
        sum *= bends[r];
        for (const auto& [f, value] : rows[r].features) out[f] += sum * value;
    }
    return out;
}

// Conjugate gradients: the Newton step that the gradient asks for.
std::vector<double> newton_step(const std::vector<Row>& rows, const std::vector<double>& bends,
                                const std::vector<double>& ridge, std::vector<double> gradient) {
    std::vector<double> diagonal = ridge, step(gradient.size(), 0);
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (const auto& [f, value] : rows[r].features) diagonal[f] += bends[r] * value * value;
    const auto conditioned = [&] {
        std::vector<double> out = gradient;
        for (std::size_t f = 0; f < out.size(); ++f) out[f] /= diagonal[f];
        return out;
    };
    std::vector<double> direction = conditioned();
    double size = dot(gradient, direction);
    const double enough = size * 1e-12;
    for (int i = 0; i < 300 && size > enough; ++i) {
        const std::vector<double> bent = curvature_times(rows, bends, ridge, direction);
        const double length = size / dot(direction, bent);
        for (std::size_t f = 0; f < step.size(); ++f) {
            step[f] += length * direction[f];
            gradient[f] -= length * bent[f];
        }
        const std::vector<double> next = conditioned();
        const double next_size = dot(gradient, next);
        for (std::size_t f = 0; f < step.size(); ++f) direction[f] = next[f] + next_size / size * direction[f];
        size = next_size;
    }
    return step;
}

}  // namespace

double probability(const Row& row, const std::vector<double>& weights) {
    double sum = 0;
    for (const auto& [feature, value] : row.features) sum += weights[feature] * value;
    return 1 / (1 + std::exp(-sum));
}

std::vector<double> fit_logistic(const std::vector<Row>& rows, const std::vector<double>& ridge,
                                 const std::vector<double>& means) {
    std::vector<double> weights = means;
    for (int round = 0; round < 12; ++round) {
        std::vector<double> gradient(ridge.size()), bends(rows.size(), 0);
        for (std::size_t f = 0; f < ridge.size(); ++f) gradient[f] = -ridge[f] * (weights[f] - means[f]);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (rows[r].weight == 0) continue;
            const double p = probability(rows[r], weights);
            bends[r] = rows[r].weight * p * (1 - p);
            for (const auto& [f, value] : rows[r].features)
                gradient[f] += rows[r].weight * (rows[r].target - p) * value;
        }
        const std::vector<double> step = newton_step(rows, bends, ridge, gradient);
        double moved = 0;
        for (std::size_t f = 0; f < weights.size(); ++f) {
            weights[f] += step[f];
            moved += std::abs(step[f]);
        }
        if (moved < 1e-7) break;
    }
    return weights;
}

}  // namespace earwitness::training
