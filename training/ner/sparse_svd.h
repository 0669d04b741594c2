// A randomised truncated SVD (Halko, Martinsson and Tropp 2011) of a sparse matrix; seeded, one thread, deterministic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace earwitness::training {

inline constexpr std::size_t kDimensions = 64;

struct SparseMatrix {  // compressed rows
    std::size_t columns = 0;
    std::vector<std::size_t> start;
    std::vector<std::uint32_t> column;
    std::vector<float> value;
};

// rows x kDimensions: U * sqrt(S), each row scaled to length 1.
std::vector<float> reduce(const SparseMatrix& matrix, std::uint32_t rows);

}  // namespace earwitness::training
