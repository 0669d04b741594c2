#include "analysis/chapters/windows.h"

#include <algorithm>
#include <cmath>

namespace earwitness::analysis::chapters {
namespace {

// Keeps the dot product and both norms up to date while words enter the right window, cross over and leave the left.
class Slider {
  public:
    explicit Slider(const Terms& terms) : terms_(terms), left_(terms.terms.size()), right_(terms.terms.size()) {}

    void enter_right(std::uint32_t id) { change(id, 0, 1); }
    void cross(std::uint32_t id) { change(id, 1, -1); }
    void leave_left(std::uint32_t id) { change(id, -1, 0); }

    float cosine() const {
        return left_norm_ > 1e-6 && right_norm_ > 1e-6 ? static_cast<float>(dot_ / std::sqrt(left_norm_ * right_norm_))
                                                       : 0;
    }

  private:
    void change(std::uint32_t id, int left, int right) {
        const double weight = static_cast<double>(terms_.rarity[id]) * static_cast<double>(terms_.rarity[id]);
        const int l = left_[id], r = right_[id];
        dot_ += weight * ((l + left) * (r + right) - l * r);
        left_norm_ += weight * left * (2 * l + left);
        right_norm_ += weight * right * (2 * r + right);
        left_[id] = l + left;
        right_[id] = r + right;
    }

    const Terms& terms_;
    std::vector<int> left_, right_;
    double dot_ = 0, left_norm_ = 0, right_norm_ = 0;
};

}  // namespace

ContentWords content_words(const Document& document, const Terms& terms) {
    ContentWords words;
    for (const Sentence& sentence : document.sentences) {
        words.first_of_sentence.push_back(words.ids.size());
        for (std::uint32_t i = sentence.first_token; i < sentence.first_token + sentence.token_count; ++i)
            if (terms.is_content(terms.of_token[i])) words.ids.push_back(terms.of_token[i]);
    }
    return words;
}

std::vector<float> slide_windows(const ContentWords& talk, const Terms& terms, std::size_t words) {
    const std::vector<std::uint32_t>& ids = talk.ids;
    Slider slider(terms);
    std::vector<float> cosines;
    std::size_t left_begin = 0, middle = 0, right_end = 0;
    for (const std::size_t point : talk.first_of_sentence) {
        const std::size_t end = std::min(ids.size(), point + words), begin = point > words ? point - words : 0;
        while (right_end < end) slider.enter_right(ids[right_end++]);
        while (middle < point) slider.cross(ids[middle++]);
        while (left_begin < begin) slider.leave_left(ids[left_begin++]);
        cosines.push_back(slider.cosine());
    }
    return cosines;
}

}  // namespace earwitness::analysis::chapters
