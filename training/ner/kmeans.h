// A tree of clusters: 64, each cut into 4, each of those into 4 (1024 leaves). Seeded, one thread, deterministic.
#pragma once

#include <cstdint>
#include <vector>

namespace earwitness::training {

// vectors: rows x kDimensions of unit length. The leaf of each row; leaf >> 2 and leaf >> 4 are its coarser clusters.
std::vector<std::uint16_t> cluster_tree(const std::vector<float>& vectors, std::uint32_t rows);

}  // namespace earwitness::training
