#include "analysis/chapters/windows.h"

// The ratio is that of Dirichlet-multinomial models (after Eisenstein and Barzilay's BayesSeg): with g(n) =
// lgamma(n + a) - lgamma(a), each term adds g(left) + g(right) - g(left + right), kept up to date as words move.
#include <algorithm>
#include <cmath>

namespace earwitness::analysis::chapters {
namespace {

constexpr double kPrior = 0.1;

class Slider {
  public:
    explicit Slider(const Terms& terms) : terms_(terms), left_(terms.terms.size()), right_(terms.terms.size()), gamma_(1) {}

    void enter_right(std::uint32_t id) { change(id, 0, 1); }
    void cross(std::uint32_t id) { change(id, 1, -1); }
    void leave_left(std::uint32_t id) { change(id, -1, 0); }

    float cosine() const {
        return left_norm_ > 0 && right_norm_ > 0 ? static_cast<float>(dot_ / std::sqrt(left_norm_ * right_norm_)) : 0;
    }
    float ratio() const {
        const double sizes = total(left_words_ + right_words_) - total(left_words_) - total(right_words_);
        const double words = static_cast<double>(left_words_ + right_words_);
        return words > 0 ? static_cast<float>((gain_ + sizes) / words) : 0;
    }

  private:
    void change(std::uint32_t id, int left, int right) {
        const double weight = static_cast<double>(terms_.terms[id].rarity) * static_cast<double>(terms_.terms[id].rarity);
        int& l = left_[id];
        int& r = right_[id];
        dot_ -= weight * l * r;
        left_norm_ -= weight * l * l;
        right_norm_ -= weight * r * r;
        gain_ -= gain(l, r);
        l += left;
        r += right;
        dot_ += weight * l * r;
        left_norm_ += weight * l * l;
        right_norm_ += weight * r * r;
        while (gamma_.size() <= static_cast<std::size_t>(l + r)) gamma_.push_back(gamma_.back() + std::log(static_cast<double>(gamma_.size()) - 1 + kPrior));
        gain_ += gain(l, r);
        left_words_ += left;
        right_words_ += right;
    }
    double gain(int l, int r) const { return gamma_[static_cast<std::size_t>(l)] + gamma_[static_cast<std::size_t>(r)] - gamma_[static_cast<std::size_t>(l + r)]; }
    // The models' normalisers, for a vocabulary of the size that a window of talk has.
    static double total(int words) {
        constexpr double kVocabulary = 2000 * kPrior;
        return std::lgamma(words + kVocabulary);
    }

    const Terms& terms_;
    std::vector<int> left_, right_;
    std::vector<double> gamma_;
    double dot_ = 0, left_norm_ = 0, right_norm_ = 0, gain_ = 0;
    int left_words_ = 0, right_words_ = 0;
};

}  // namespace

Cohesion slide_windows(const Document& document, const Terms& terms, std::size_t words) {
    std::vector<std::uint32_t> ids;      // the content words of the talk
    std::vector<std::size_t> first_word;  // of each sentence, into ids
    for (const Sentence& sentence : document.sentences) {
        first_word.push_back(ids.size());
        for (std::uint32_t i = sentence.first_token; i < sentence.first_token + sentence.token_count; ++i)
            if (terms.is_content(terms.of_token[i])) ids.push_back(terms.of_token[i]);
    }
    Slider slider(terms);
    Cohesion out;
    std::size_t left_begin = 0, middle = 0, right_end = 0;
    for (std::size_t s = 0; s < first_word.size(); ++s) {
        const std::size_t point = first_word[s], end = std::min(ids.size(), point + words), begin = point > words ? point - words : 0;
        while (right_end < end) slider.enter_right(ids[right_end++]);
        while (middle < point) slider.cross(ids[middle++]);
        while (left_begin < begin) slider.leave_left(ids[left_begin++]);
        out.cosine.push_back(slider.cosine());
        out.ratio.push_back(slider.ratio());
    }
    return out;
}

}  // namespace earwitness::analysis::chapters
