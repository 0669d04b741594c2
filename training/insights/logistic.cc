#include "training/insights/logistic.h"

#include <cmath>

namespace earwitness::training {
namespace {

// Solves a x = b for a symmetric positive definite a (row-major), in place; b becomes x.
void solve(std::vector<double>& a, std::vector<double>& b) {
    const std::size_t n = b.size();
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < j; ++k)
            for (std::size_t i = j; i < n; ++i) a[i * n + j] -= a[i * n + k] * a[j * n + k];
        const double root = std::sqrt(a[j * n + j]);
        for (std::size_t i = j; i < n; ++i) a[i * n + j] /= root;
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) b[i] -= a[i * n + k] * b[k];
        b[i] /= a[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k * n + i] * b[k];
        b[i] /= a[i * n + i];
    }
}

}  // namespace

double probability(const Row& row, const std::vector<double>& weights) {
    double sum = 0;
    for (const auto& [feature, value] : row.features) sum += weights[feature] * value;
    return 1 / (1 + std::exp(-sum));
}

std::vector<double> fit_logistic(const std::vector<Row>& rows, const std::vector<double>& ridge, const std::vector<double>& means) {
    const std::size_t n = ridge.size();
    std::vector<double> weights = means;
    for (int step = 0; step < 12; ++step) {
        std::vector<double> curvature(n * n, 0), gradient(n, 0);
        for (std::size_t f = 0; f < n; ++f) {
            curvature[f * n + f] = ridge[f];
            gradient[f] = -ridge[f] * (weights[f] - means[f]);
        }
        for (const Row& row : rows) {
            if (row.weight == 0) continue;
            const double p = probability(row, weights);
            const double pull = row.weight * (row.target - p), bend = row.weight * p * (1 - p);
            for (const auto& [f, value] : row.features) {
                gradient[f] += pull * value;
                for (const auto& [g, other] : row.features)
                    if (g <= f) curvature[f * n + g] += bend * value * other;
            }
        }
        solve(curvature, gradient);
        double moved = 0;
        for (std::size_t f = 0; f < n; ++f) {
            weights[f] += gradient[f];
            moved += std::abs(gradient[f]);
        }
        if (moved < 1e-9) break;
    }
    return weights;
}

}  // namespace earwitness::training
