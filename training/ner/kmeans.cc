#include "kmeans.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "sparse_svd.h"

namespace earwitness::training {
namespace {

constexpr std::size_t kD = kDimensions;

float dot(const float* a, const float* b) {
    float lanes[8] = {};
    for (std::size_t d = 0; d < kD; d += 8)
        for (std::size_t l = 0; l < 8; ++l) lanes[l] += a[d + l] * b[d + l];
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

// Spherical k-means of the given rows; the cluster (0..k-1) of each.
std::vector<std::uint16_t> split(const std::vector<float>& vectors, const std::vector<std::uint32_t>& rows,
                                 std::size_t k, std::uint32_t seed) {
    std::vector<std::uint16_t> nearest(rows.size(), 0);
    if (rows.size() <= k) {
        for (std::size_t i = 0; i < rows.size(); ++i) nearest[i] = static_cast<std::uint16_t>(i);
        return nearest;
    }
    std::mt19937 random(seed);
    std::vector<float> centre(k * kD);
    for (std::size_t c = 0; c < k; ++c) {
        const std::uint32_t row = rows[random() % rows.size()];
        std::copy_n(&vectors[row * kD], kD, &centre[c * kD]);
    }
    for (int round = 0; round < 14; ++round) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            float best = -2;
            for (std::size_t c = 0; c < k; ++c) {
                const float near = dot(&vectors[rows[i] * kD], &centre[c * kD]);
                if (near > best) best = near, nearest[i] = static_cast<std::uint16_t>(c);
            }
        }
        std::vector<double> sum(k * kD);
        std::vector<std::size_t> size(k);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            ++size[nearest[i]];
            for (std::size_t d = 0; d < kD; ++d)
                sum[nearest[i] * kD + d] += static_cast<double>(vectors[rows[i] * kD + d]);
        }
        for (std::size_t c = 0; c < k; ++c) {
            if (size[c] == 0) {
                std::copy_n(&vectors[rows[random() % rows.size()] * kD], kD, &centre[c * kD]);
                continue;
            }
            double norm = 0;
            for (std::size_t d = 0; d < kD; ++d) norm += sum[c * kD + d] * sum[c * kD + d];
            for (std::size_t d = 0; d < kD; ++d)
                centre[c * kD + d] = static_cast<float>(sum[c * kD + d] / std::sqrt(norm + 1e-30));
        }
    }
    return nearest;
}

}  // namespace

std::vector<std::uint16_t> cluster_tree(const std::vector<float>& vectors, std::uint32_t rows) {
    std::vector<std::uint16_t> leaf(rows, 0);
    std::size_t parents = 1;
    for (const std::size_t branches : {std::size_t{64}, std::size_t{4}, std::size_t{4}}) {
        std::vector<std::vector<std::uint32_t>> members(parents);
        for (std::uint32_t row = 0; row < rows; ++row) members[leaf[row]].push_back(row);
        for (std::size_t parent = 0; parent < parents; ++parent) {
            const std::vector<std::uint16_t> part =
                split(vectors, members[parent], branches, static_cast<std::uint32_t>(parent + 1));
            for (std::size_t i = 0; i < part.size(); ++i)
                leaf[members[parent][i]] = static_cast<std::uint16_t>(parent * branches + part[i]);
        }
        parents *= branches;
    }
    return leaf;
}

}  // namespace earwitness::training
