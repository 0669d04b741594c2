#include "distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kmeans.h"
#include "sparse_svd.h"
#include "text/tokens.h"
#include "text/utf8.h"

namespace earwitness::training {
namespace {

constexpr std::uint32_t kContexts = 3000;

struct Pair {
    std::uint32_t word, context;  // rows of the matrix
};

// The most frequent lower-case words, as context numbers; kBreak for the rest.
std::vector<std::uint32_t> context_numbers(const RawText& raw) {
    std::vector<std::uint64_t> frequency(raw.words().size());
    for (std::uint32_t id = 0; id < raw.words().size(); ++id) frequency[raw.lower_of()[id]] += raw.counts()[id];
    std::vector<std::uint32_t> order(raw.words().size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return frequency[a] > frequency[b]; });
    std::vector<std::uint32_t> number(raw.words().size(), RawText::kBreak);
    for (std::uint32_t i = 0; i < kContexts && i < order.size(); ++i) number[order[i]] = i;
    return number;
}

// Four blocks of columns: the neighbours at -1, 1, -2 and 2. Keys are word << 14 | column.
std::vector<std::uint32_t> count_pairs(const RawText& raw, const std::vector<std::uint32_t>& row_of) {
    const std::vector<std::uint32_t> context = context_numbers(raw);
    const auto& stream = raw.stream();
    std::vector<std::uint32_t> keys;
    static constexpr int kDistance[] = {-1, 1, -2, 2};
    for (std::size_t i = 0; i < stream.size(); ++i) {
        if (stream[i] == RawText::kBreak) continue;
        const std::uint32_t low = raw.lower_of()[stream[i]];
        for (std::uint32_t block = 0; block < 4; ++block) {
            const std::int64_t at = static_cast<std::int64_t>(i) + kDistance[block];
            if (at < 0 || at >= static_cast<std::int64_t>(stream.size()) ||
                stream[static_cast<std::size_t>(at)] == RawText::kBreak)
                continue;
            const std::uint32_t column = context[raw.lower_of()[stream[static_cast<std::size_t>(at)]]];
            if (column == RawText::kBreak) continue;
            const std::uint32_t place = block * kContexts + column;
            if (row_of[stream[i]] != RawText::kBreak) keys.push_back(row_of[stream[i]] << 14 | place);
            if (low != stream[i] && row_of[low] != RawText::kBreak) keys.push_back(row_of[low] << 14 | place);
        }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

SparseMatrix weighted(const std::vector<std::uint32_t>& keys, std::uint32_t rows) {
    SparseMatrix matrix;
    matrix.columns = 4 * kContexts;
    std::vector<double> row_sum(rows), column_sum(matrix.columns);
    for (const std::uint32_t key : keys) ++row_sum[key >> 14], ++column_sum[key & 0x3FFF];
    double smoothed = 0;
    for (double& sum : column_sum) sum = std::pow(sum, 0.75), smoothed += sum;
    matrix.start.assign(1, 0);
    std::size_t i = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
        for (; i < keys.size() && keys[i] >> 14 == row;) {
            std::size_t j = i;
            while (j < keys.size() && keys[j] == keys[i]) ++j;
            const std::uint32_t column = keys[i] & 0x3FFF;
            const double pmi = std::log(static_cast<double>(j - i) * smoothed / (row_sum[row] * column_sum[column]));
            if (pmi > 0) matrix.column.push_back(column), matrix.value.push_back(static_cast<float>(pmi));
            i = j;
        }
        matrix.start.push_back(matrix.column.size());
    }
    return matrix;
}

}  // namespace

std::uint32_t RawText::id(const std::string& word) {
    const auto [place, fresh] = ids_.emplace(word, static_cast<std::uint32_t>(words_.size()));
    const std::uint32_t number = place->second;
    if (!fresh) return number;
    words_.push_back(word);
    counts_.push_back(0);
    lower_of_.push_back(number);
    use_.emplace_back();
    const std::string low = text::lower(word);
    if (low != word) {
        const std::uint32_t low_id = id(low);
        lower_of_[number] = low_id;
    }
    return number;
}

void RawText::add(const std::string& line) {
    std::vector<text::Token> tokens;
    text::tokenize(line, {0, static_cast<std::uint32_t>(line.size())}, tokens);
    bool at_start = true;
    for (const text::Token& token : tokens) {
        std::string word(token.span.in(line));
        if (token.kind == text::TokenKind::kNumber) word = std::string(std::min<std::size_t>(word.size(), 6), '0');
        const std::uint32_t number = id(word);
        ++counts_[number];
        stream_.push_back(number);
        if (token.kind != text::TokenKind::kWord) {
            at_start = at_start || word[0] == '.' || word[0] == '?' || word[0] == '!' || word[0] == ':' ||
                       word[0] == '"' || word[0] == '-' || word[0] == '(';
            continue;
        }
        WordUse& use = use_[lower_of_[number]];
        if (lower_of_[number] == number)
            ++use.small;
        else if (!at_start)
            ++use.capital;
        at_start = false;
    }
    stream_.push_back(kBreak);
}

Clusters cluster_words(const RawText& raw, std::uint32_t least_count) {
    std::vector<std::uint64_t> frequency(raw.words().size());
    for (std::uint32_t id = 0; id < raw.words().size(); ++id) {
        frequency[id] += raw.counts()[id];
        if (raw.lower_of()[id] != id) frequency[raw.lower_of()[id]] += raw.counts()[id];
    }
    Clusters clusters;
    std::vector<std::uint32_t> row_of(raw.words().size(), RawText::kBreak);
    for (std::uint32_t id = 0; id < raw.words().size(); ++id) {
        if (frequency[id] < least_count || clusters.words.size() >= 250000) continue;
        row_of[id] = static_cast<std::uint32_t>(clusters.words.size());
        clusters.words.push_back(id);
    }
    const auto rows = static_cast<std::uint32_t>(clusters.words.size());
    const SparseMatrix matrix = weighted(count_pairs(raw, row_of), rows);
    std::vector<float> vectors = reduce(matrix, rows);
    clusters.cluster = cluster_tree(vectors, rows);
    return clusters;
}

}  // namespace earwitness::training
