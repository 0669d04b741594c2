#include "sparse_svd.h"

#include <array>
#include <cmath>
#include <random>

namespace earwitness::training {
namespace {

constexpr std::size_t kD = kDimensions;
using Dense = std::vector<float>;  // n x kD

Dense times(const SparseMatrix& m, const Dense& x, std::size_t rows) {
    Dense y(rows * kD, 0.f);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t k = m.start[r]; k < m.start[r + 1]; ++k) {
            const float v = m.value[k];
            const float* from = &x[m.column[k] * kD];
            float* to = &y[r * kD];
            for (std::size_t d = 0; d < kD; ++d) to[d] += v * from[d];
        }
    return y;
}

Dense transposed_times(const SparseMatrix& m, const Dense& y, std::size_t rows) {
    Dense x(m.columns * kD, 0.f);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t k = m.start[r]; k < m.start[r + 1]; ++k) {
            const float v = m.value[k];
            const float* from = &y[r * kD];
            float* to = &x[m.column[k] * kD];
            for (std::size_t d = 0; d < kD; ++d) to[d] += v * from[d];
        }
    return x;
}

// Columns made orthonormal (Gram-Schmidt, twice is enough).
void orthonormalise(Dense& x, std::size_t n) {
    for (std::size_t c = 0; c < kD; ++c) {
        for (int round = 0; round < 2; ++round) {
            std::array<double, kD> dot{};
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t p = 0; p < c; ++p)
                    dot[p] += static_cast<double>(x[i * kD + p]) * static_cast<double>(x[i * kD + c]);
            for (std::size_t i = 0; i < n; ++i) {
                double sum = 0;
                for (std::size_t p = 0; p < c; ++p) sum += dot[p] * static_cast<double>(x[i * kD + p]);
                x[i * kD + c] -= static_cast<float>(sum);
            }
        }
        double norm = 0;
        for (std::size_t i = 0; i < n; ++i)
            norm += static_cast<double>(x[i * kD + c]) * static_cast<double>(x[i * kD + c]);
        const auto scale = static_cast<float>(1 / std::sqrt(norm + 1e-30));
        for (std::size_t i = 0; i < n; ++i) x[i * kD + c] *= scale;
    }
}

using Square = std::array<std::array<double, kD>, kD>;

// Jacobi's method: a becomes diagonal, v holds the eigenvectors as columns.
void diagonalise(Square& a, Square& v) {
    for (std::size_t i = 0; i < kD; ++i)
        for (std::size_t j = 0; j < kD; ++j) v[i][j] = i == j;
    for (int sweep = 0; sweep < 30; ++sweep)
        for (std::size_t p = 0; p + 1 < kD; ++p)
            for (std::size_t q = p + 1; q < kD; ++q) {
                if (std::fabs(a[p][q]) < 1e-12) continue;
                const double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
                const double t = (theta >= 0 ? 1 : -1) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
                const double c = 1 / std::sqrt(t * t + 1), s = t * c;
                for (std::size_t k = 0; k < kD; ++k) {
                    const double kp = a[k][p], kq = a[k][q];
                    a[k][p] = c * kp - s * kq, a[k][q] = s * kp + c * kq;
                }
                for (std::size_t k = 0; k < kD; ++k) {
                    const double pk = a[p][k], qk = a[q][k];
                    a[p][k] = c * pk - s * qk, a[q][k] = s * pk + c * qk;
                    const double vp = v[k][p], vq = v[k][q];
                    v[k][p] = c * vp - s * vq, v[k][q] = s * vp + c * vq;
                }
            }
}

}  // namespace

std::vector<float> reduce(const SparseMatrix& matrix, std::uint32_t rows) {
    std::mt19937 random(7);
    Dense x(matrix.columns * kD);
    for (float& value : x) value = static_cast<float>(random() % 20001) / 10000.f - 1.f;
    Dense y;
    for (int round = 0; round < 3; ++round) {
        y = times(matrix, x, rows);
        orthonormalise(y, rows);
        x = transposed_times(matrix, y, rows);
        if (round < 2) orthonormalise(x, matrix.columns);
    }
    // x = A^T Q. The eigenvectors of x^T x turn Q into the left singular vectors.
    Square gram{}, turn{};
    for (std::size_t i = 0; i < matrix.columns; ++i)
        for (std::size_t p = 0; p < kD; ++p)
            for (std::size_t q = 0; q < kD; ++q)
                gram[p][q] += static_cast<double>(x[i * kD + p]) * static_cast<double>(x[i * kD + q]);
    diagonalise(gram, turn);
    Dense out(rows * kD);
    for (std::size_t r = 0; r < rows; ++r) {
        double norm = 0;
        for (std::size_t d = 0; d < kD; ++d) {
            double sum = 0;
            for (std::size_t p = 0; p < kD; ++p) sum += static_cast<double>(y[r * kD + p]) * turn[p][d];
            sum *= std::pow(std::fmax(gram[d][d], 0.0), 0.25);  // sqrt of the singular value
            out[r * kD + d] = static_cast<float>(sum);
            norm += sum * sum;
        }
        const auto scale = static_cast<float>(1 / std::sqrt(norm + 1e-30));
        for (std::size_t d = 0; d < kD; ++d) out[r * kD + d] *= scale;
    }
    return out;
}

}  // namespace earwitness::training
