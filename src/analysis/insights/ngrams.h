// What words and pairs of words say of a sentence's type, beside its cues: a table of small weights, a bucket of hashes
// a row (models/insights.bin, inside the program). Made by training/insights.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/findings.h"
#include "earwitness/result.h"

namespace earwitness::analysis::insights {

class NgramTable {
  public:
    // kRefused for a foreign file or version, kCorrupt for a truncated one.
    static Result<NgramTable> load(std::string_view bytes);
    // models/insights.bin as it was when the program was built. An empty table, which weighs nothing, where it is
    // broken (a test says so).
    static const NgramTable& builtin();
    static std::string_view builtin_bytes();

    // Adds the weights of the buckets, type by type.
    void add(const std::vector<std::uint32_t>& buckets, double (&sums)[kInsightTypes]) const;

  private:
    static constexpr std::size_t kLanes = 8;  // the types and one of padding: a row is one load
    std::vector<signed char> rows_;
    std::uint32_t buckets_ = 0;
    double scales_[kInsightTypes] = {};
};

// The file for these weights, a row a type, a column a bucket.
std::string ngram_file(const std::vector<std::vector<double>>& weights);

}  // namespace earwitness::analysis::insights
