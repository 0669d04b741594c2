#include "analysis/chapters/floor.h"

#include <cmath>

namespace earwitness::analysis::chapters {

std::vector<float> log_turn_words(const Document& document) {
    std::vector<float> out;
    for (const Turn& turn : document.turns) {
        double words = 0;
        for (std::uint32_t s = turn.first_sentence; s < turn.first_sentence + turn.sentence_count; ++s)
            words += document.sentences[s].token_count;
        out.push_back(static_cast<float>(std::log1p(words)));
    }
    return out;
}

std::vector<TurnsAround> turns_around(const Document& document, std::uint32_t words) {
    const auto& sentences = document.sentences;
    std::vector<std::uint32_t> turns_before(1);  // that begin before each sentence
    for (std::size_t s = 0; s < sentences.size(); ++s)
        turns_before.push_back(turns_before.back() + (document.turns[sentences[s].turn].first_sentence == s));
    std::vector<TurnsAround> out;
    std::size_t low = 0, high = 0;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        const std::uint32_t place = sentences[s].first_token;
        while (sentences[low].first_token + words < place) ++low;
        while (high < sentences.size() && sentences[high].first_token < place + words) ++high;
        const auto count = [&](std::size_t first, std::size_t end) {
            return std::log1p(static_cast<float>(turns_before[end] - turns_before[first]));
        };
        out.push_back({count(low, s), count(s, high)});
    }
    return out;
}

}  // namespace earwitness::analysis::chapters
