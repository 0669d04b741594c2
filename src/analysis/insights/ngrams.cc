// The file, little endian: "EWIN", u32 version, u32 buckets, u32 types, then for each type its scale (f32), then for
// each bucket a signed byte a type. A weight is the byte times the type's scale.
#include "analysis/insights/ngrams.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

extern "C" {
extern const char earwitness_insights_begin[];
extern const char earwitness_insights_end[];
}

namespace earwitness::analysis::insights {
namespace {

constexpr std::string_view kMagic = "EWIN";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 16 + 4 * kInsightTypes;

std::uint32_t read_u32(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

void append_u32(std::uint32_t value, std::string& out) {
    for (int i = 0; i < 4; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

}  // namespace

Result<NgramTable> NgramTable::load(std::string_view bytes) {
    if (bytes.size() < kHeader || bytes.substr(0, 4) != kMagic)
        return make_error(ErrorCode::kRefused, "not a table of insight words: it does not begin with EWIN");
    if (read_u32(bytes, 4) != kVersion || read_u32(bytes, 12) != kInsightTypes)
        return make_error(ErrorCode::kRefused,
                          "a table of insight words of version " + std::to_string(read_u32(bytes, 4)) + " with " +
                              std::to_string(read_u32(bytes, 12)) + " types; this program reads version 1 with 7");
    NgramTable table;
    table.buckets_ = read_u32(bytes, 8);
    if (bytes.size() != kHeader + std::size_t{table.buckets_} * kInsightTypes)
        return make_error(ErrorCode::kCorrupt, "the table of insight words has " + std::to_string(bytes.size()) +
                                                   " bytes where its head promises " + std::to_string(table.buckets_) +
                                                   " buckets");
    for (std::size_t type = 0; type < kInsightTypes; ++type)
        table.scales_[type] = static_cast<double>(std::bit_cast<float>(read_u32(bytes, 16 + 4 * type)));
    table.rows_.resize(std::size_t{table.buckets_} * kLanes);
    for (std::size_t bucket = 0; bucket < table.buckets_; ++bucket)
        std::memcpy(&table.rows_[bucket * kLanes], bytes.data() + kHeader + bucket * kInsightTypes, kInsightTypes);
    return table;
}

std::string_view NgramTable::builtin_bytes() {
    return {earwitness_insights_begin, static_cast<std::size_t>(earwitness_insights_end - earwitness_insights_begin)};
}

const NgramTable& NgramTable::builtin() {
    static const NgramTable table = load(builtin_bytes()).value_or(NgramTable());
    return table;
}

void NgramTable::add(const std::vector<std::uint32_t>& buckets, double (&sums)[kInsightTypes]) const {
    using Row = std::int8_t __attribute__((vector_size(kLanes)));
    using Sum = std::int16_t __attribute__((vector_size(2 * kLanes)));
    constexpr std::size_t kMost = 256;  // rows whose sum sixteen bits surely hold
    int totals[kInsightTypes] = {};
    for (std::size_t at = 0; at < buckets.size();) {
        Sum sum{};
        for (const std::size_t end = std::min(buckets.size(), at + kMost); at < end; ++at) {
            if (buckets[at] >= buckets_) continue;
            Row row;
            std::memcpy(&row, &rows_[buckets[at] * kLanes], kLanes);
            sum += __builtin_convertvector(row, Sum);
        }
        for (int type = 0; type < kInsightTypes; ++type) totals[type] += sum[type];
    }
    for (int type = 0; type < kInsightTypes; ++type) sums[type] += totals[type] * scales_[type];
}

std::string ngram_file(const std::vector<std::vector<double>>& weights) {
    std::string out(kMagic);
    append_u32(kVersion, out);
    append_u32(static_cast<std::uint32_t>(weights.at(0).size()), out);
    append_u32(static_cast<std::uint32_t>(weights.size()), out);
    std::vector<double> scales;
    for (const auto& row : weights) {
        double most = 1e-6;
        for (const double weight : row) most = std::max(most, std::abs(weight));
        const float scale = static_cast<float>(most / 127);
        scales.push_back(static_cast<double>(scale));
        append_u32(std::bit_cast<std::uint32_t>(scale), out);
    }
    for (std::size_t bucket = 0; bucket < weights[0].size(); ++bucket)
        for (std::size_t type = 0; type < weights.size(); ++type)
            out += static_cast<char>(std::clamp<long>(std::lround(weights[type][bucket] / scales[type]), -127, 127));
    return out;
}

}  // namespace earwitness::analysis::insights
