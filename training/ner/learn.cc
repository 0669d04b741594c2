#include "learn.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace earwitness::training {
namespace ner = analysis::entities;

namespace {

constexpr int kL = ner::kLabels;
constexpr float kEpsilon = 1e-6f;

std::uint64_t next_random(std::uint64_t& state) {
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

bool chance(std::uint64_t& state, float probability) {
    return static_cast<float>(next_random(state) >> 40) < probability * static_cast<float>(1 << 24);
}

}  // namespace

// Probabilities of labels and of pairs of labels over a run, once over all sequences and once over the allowed ones.
struct Weights::Lattice {
    using Pairs = std::array<std::array<double, kL>, kL>;  // [label][before]
    std::vector<std::array<double, kL>> emission, forward, backward;
    std::vector<std::array<float, kL>> gradient;  // allowed minus all
    std::vector<Pairs> pair_gradient;

    double pass(const Weights& weights, const Examples& examples, const Examples::Run& run, bool all, float sign) {
        const std::size_t n = run.count;
        double log_sum = 0;
        forward.assign(n, {});
        backward.assign(n, {});
        for (std::size_t i = 0; i < n; ++i) {
            const Examples::Token& token = examples.tokens[run.first + i];
            const LabelSet allowed = all ? kAnyLabel : token.allowed;
            const auto& step = weights.step_exp_[static_cast<std::size_t>(token.form)];
            double total = 0;
            for (int y = 0; y < kL; ++y) {
                if (!(allowed >> y & 1u)) continue;
                double sum = 0;
                if (i == 0)
                    sum = ner::may_follow(0, y) ? step[static_cast<std::size_t>(y)][0] : 0;
                else
                    for (int b = 0; b < kL; ++b)
                        sum += forward[i - 1][static_cast<std::size_t>(b)] *
                               step[static_cast<std::size_t>(y)][static_cast<std::size_t>(b)];
                total += forward[i][static_cast<std::size_t>(y)] = sum * emission[i][static_cast<std::size_t>(y)];
            }
            if (total <= 0) return -1;
            for (double& value : forward[i]) value /= total;
            log_sum += std::log(total);
        }
        backward[n - 1].fill(1);
        for (std::size_t i = n; i-- > 0;) {
            const Examples::Token& token = examples.tokens[run.first + i];
            const LabelSet allowed = all ? kAnyLabel : token.allowed;
            double total = 0;
            for (std::size_t y = 0; y < kL; ++y) total += forward[i][y] * backward[i][y];
            for (std::size_t y = 0; y < kL; ++y)
                gradient[i][y] += sign * static_cast<float>(forward[i][y] * backward[i][y] / total);
            const auto& step = weights.step_exp_[static_cast<std::size_t>(token.form)];
            std::array<double, kL> before{};
            double mass = 0;
            for (std::size_t y = 0; y < kL; ++y) {
                if (!(allowed >> y & 1u)) continue;
                const double right = backward[i][y] * emission[i][y];
                for (std::size_t b = 0; b < kL; ++b) {
                    const double left = i == 0 ? (b == 0) : forward[i - 1][b];
                    const double value = left * step[y][b] * right;
                    mass += value;
                    before[b] += step[y][b] * right;
                }
            }
            for (std::size_t y = 0; y < kL; ++y) {
                if (!(allowed >> y & 1u)) continue;
                const double right = backward[i][y] * emission[i][y] / mass;
                for (std::size_t b = 0; b < kL; ++b)
                    pair_gradient[i][y][b] +=
                        static_cast<double>(sign) * (i == 0 ? (b == 0) : forward[i - 1][b]) * step[y][b] * right;
            }
            if (i == 0) break;
            double scale = 0;
            for (const double value : before) scale = std::max(scale, value);
            for (std::size_t b = 0; b < kL; ++b) backward[i - 1][b] = before[b] / scale;
        }
        return log_sum;
    }
};

Weights::Weights(const LearnOptions& options)
    : options_(options), rows_(std::size_t{1} << options.bits), squares_(rows_.size()), row_sums_(rows_.size()) {
    for (auto& form : step_exp_)
        for (int y = 0; y < kL; ++y)
            for (int b = 0; b < kL; ++b)
                form[static_cast<std::size_t>(y)][static_cast<std::size_t>(b)] = ner::may_follow(b, y) ? 1.f : 0.f;
}

void Weights::learn(const Examples& examples) {
    std::vector<std::uint32_t> order(examples.runs.size());
    std::iota(order.begin(), order.end(), 0u);
    std::uint64_t random = 0x9E3779B97F4A7C15ull * (options_.seed + 1);
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[next_random(random) % i]);
        double loss = 0;
        std::size_t broken = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const double cost = learn_run(examples, examples.runs[order[i]], random);
            if (cost < 0)
                ++broken;
            else
                loss += cost;
            if (epoch > 0 && (i + 1) % (order.size() / 4) == 0) remember();
        }
        std::fprintf(stderr, "  seed %u epoch %d: loss %.4f a token, %zu runs without an allowed sequence\n",
                     options_.seed, epoch + 1, loss / static_cast<double>(examples.tokens.size()), broken);
    }
}

// The model is the mean of snapshots taken four times an epoch: steadier than where the last examples left it.
void Weights::remember() {
    ++snapshots_;
    for (std::size_t i = 0; i < rows_.size(); ++i)
        for (std::size_t l = 0; l < ner::kLanes; ++l) row_sums_[i][l] += rows_[i][l];
    for (std::size_t f = 0; f < steps_.size(); ++f)
        for (std::size_t y = 0; y < ner::kLanes; ++y)
            for (std::size_t b = 0; b < ner::kLanes; ++b) step_sums_[f][y][b] += steps_[f][y][b];
}

double Weights::learn_run(const Examples& examples, const Examples::Run& run, std::uint64_t& random) {
    thread_local Lattice lattice;
    const float scale = 1 / (1 - options_.drop);
    lattice.emission.assign(run.count, {});
    lattice.gradient.assign(run.count, {});
    lattice.pair_gradient.assign(run.count, {});
    kept_.clear();
    kept_start_.clear();
    for (std::size_t i = 0; i < run.count; ++i) {
        const std::size_t token = run.first + i;
        const std::size_t end =
            token + 1 < examples.tokens.size() ? examples.tokens[token + 1].first_feature : examples.features.size();
        const bool no_word = chance(random, options_.drop_lexical);
        kept_start_.push_back(static_cast<std::uint32_t>(kept_.size()));
        Lanes sum{};
        for (std::size_t f = examples.tokens[token].first_feature; f < end; ++f) {
            const std::uint32_t feature = examples.features[f];
            if ((no_word && (feature & Examples::kLexical)) || chance(random, options_.drop)) continue;
            const std::uint32_t row = feature & ~Examples::kLexical;
            kept_.push_back(row);
            for (std::size_t l = 0; l < ner::kLanes; ++l) sum[l] += rows_[row][l];
        }
        const float top = *std::max_element(sum.begin(), sum.begin() + kL) * scale;
        for (std::size_t y = 0; y < kL; ++y)
            lattice.emission[i][y] = std::exp(static_cast<double>(sum[y] * scale - top));
    }
    kept_start_.push_back(static_cast<std::uint32_t>(kept_.size()));
    const double allowed = lattice.pass(*this, examples, run, false, 1);
    if (allowed == -1 && lattice.forward.back() == std::array<double, kL>{}) return -1;
    const double all = lattice.pass(*this, examples, run, true, -1);
    update(examples, run, lattice);
    return std::max(0.0, all - allowed);
}

void Weights::update(const Examples& examples, const Examples::Run& run, const Lattice& lattice) {
    const float rate = options_.rate;
    for (std::size_t i = 0; i < run.count; ++i) {
        Lanes g{};
        float size = 0;
        for (std::size_t y = 0; y < kL; ++y)
            g[y] = lattice.gradient[i][y] * run.weight, size = std::max(size, std::fabs(g[y]));
        if (size < 0.002f) continue;
        for (std::uint32_t k = kept_start_[i]; k < kept_start_[i + 1]; ++k) {
            Lanes &row = rows_[kept_[k]], &square = squares_[kept_[k]];
            for (std::size_t l = 0; l < ner::kLanes; ++l) {
                square[l] += g[l] * g[l];
                row[l] += rate * g[l] / (std::sqrt(square[l]) + kEpsilon);
            }
        }
        const auto form = static_cast<std::size_t>(examples.tokens[run.first + i].form);
        for (int y = 0; y < kL; ++y)
            for (int b = 0; b < kL; ++b) {
                if (!ner::may_follow(b, y)) continue;
                const auto yy = static_cast<std::size_t>(y), bb = static_cast<std::size_t>(b);
                const float d = static_cast<float>(lattice.pair_gradient[i][yy][bb]) * run.weight;
                if (std::fabs(d) < 0.001f) continue;
                step_squares_[form][yy][bb] += d * d;
                steps_[form][yy][bb] += rate * d / (std::sqrt(step_squares_[form][yy][bb]) + kEpsilon);
                step_exp_[form][yy][bb] = std::exp(steps_[form][yy][bb]);
            }
    }
}

void Weights::merge(const Weights& other) {
    snapshots_ += other.snapshots_;
    for (std::size_t i = 0; i < rows_.size(); ++i)
        for (std::size_t l = 0; l < ner::kLanes; ++l) row_sums_[i][l] += other.row_sums_[i][l];
    for (std::size_t f = 0; f < steps_.size(); ++f)
        for (std::size_t y = 0; y < ner::kLanes; ++y)
            for (std::size_t b = 0; b < ner::kLanes; ++b) step_sums_[f][y][b] += other.step_sums_[f][y][b];
}

void Weights::quantise(std::string& rows, std::string& steps, std::string& unit) const {
    std::vector<float> sizes;
    const float share = 1 / static_cast<float>(std::max(snapshots_, 1));
    for (const Lanes& row : row_sums_)
        for (const float value : row)
            if (value != 0) sizes.push_back(std::fabs(value * share));
    const std::size_t at = sizes.size() - 1 - sizes.size() / 2000;
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(at), sizes.end());
    const std::uint32_t millionths = static_cast<std::uint32_t>(sizes[at] / 127 * 1e6f) + 1;
    const float step = static_cast<float>(millionths) / 1e6f;
    for (const Lanes& row : row_sums_)
        for (const float value : row)
            rows += static_cast<char>(std::clamp(static_cast<int>(std::lround(value * share / step)), -127, 127));
    for (const auto& form : step_sums_)
        for (const auto& label : form)
            for (const float value : label) {
                const float bold = &label == &form[0] ? options_.boldness : 0;
                const int whole =
                    std::clamp(static_cast<int>(std::lround((value * share - bold) / step)), -32767, 32767);
                steps += static_cast<char>(whole & 0xFF);
                steps += static_cast<char>(whole >> 8 & 0xFF);
            }
    for (int i = 0; i < 4; ++i) unit += static_cast<char>(millionths >> (8 * i) & 0xFF);
}

}  // namespace earwitness::training
