#include "verify/model_words.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "text/spoken_words.h"
#include "text/utf8.h"

namespace earwitness::verify {
namespace {

// clang-format off
constexpr std::string_view kCategories[][2] = {
    {"ORG", "|big tech|AI lab|AI application|AI infrastructure|semiconductors|software|research|university|media|finance|crypto|government|non-profit|other|"},
    {"PERSON", "|executive|founder|researcher|engineer|investor|politician|media|other|"},
    {"PRODUCT", "|AI model|AI application|language|database|developer tool|infrastructure|operating system|application|hardware|crypto|protocol|other|"},
    {"PLACE", "|country|region|city|site|other|"},
    {"GROUP", "|nationality|religion|party|other|"},
    {"EVENT", "|conference|history|sport|other|"},
    {"WORK", "|book|film|series|podcast|paper|game|music|law|other|"},
};
// clang-format on

std::vector<text::SpokenWord> words_of(std::string_view text, Span within) {
    std::vector<text::SpokenWord> out;
    text::spoken_words(text, within, out);
    return out;
}

// Nothing that a page or a reader could take for more than words.
bool is_plain(std::string_view words) {
    if (!text::is_valid_utf8(words) || words.find("://") != std::string_view::npos) return false;
    return std::all_of(words.begin(), words.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F &&
               std::string_view("<>[]{}`*_#|\\").find(c) == std::string_view::npos;
    });
}

std::optional<std::uint32_t> number_before(std::string_view& text, char mark) {
    std::uint32_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc()) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty() ? mark == '-' : text.front() != mark) return {};
    if (!text.empty()) text.remove_prefix(1);
    return out;
}

}  // namespace

std::string why_not_borne_out(std::string_view words, const std::vector<Span>& cites, const Evidence& evidence) {
    if (squeezed(words).empty()) return "no words";
    if (!is_plain(words)) return "more than plain words";
    if (cites.empty()) return "words that cite nothing";
    std::set<std::string, std::less<>> said;
    for (const Span& span : cites)
        for (auto& word : words_of(evidence.text, span)) said.insert(std::move(word.text));
    for (const auto& word : words_of(words, {0, static_cast<std::uint32_t>(words.size())}))
        if ((word.capital || word.number) && said.count(word.text) == 0)
            return "\"" + word.text + "\", which the cited words do not have";
    return {};
}

std::optional<std::vector<Span>> parse_cites(std::string_view text, const Evidence& evidence) {
    std::vector<Span> out;
    while (!text.empty()) {
        const auto begin = number_before(text, '-');
        const auto end = begin ? number_before(text, ' ') : std::nullopt;
        if (!end || !evidence.why_not(*begin, *end).empty()) return {};
        out.push_back({*begin, *end});
    }
    return out;
}

std::string cites_text(const std::vector<Span>& cites) {
    std::string out;
    for (const Span& span : cites)
        out += (out.empty() ? "" : " ") + std::to_string(span.begin) + "-" + std::to_string(span.end);
    return out;
}

bool is_category(std::string_view type, std::string_view category) {
    for (const auto& [name, list] : kCategories)
        if (name == type)
            return !category.empty() && category.find('|') == std::string_view::npos &&
                   list.find("|" + std::string(category) + "|") != std::string_view::npos;
    return false;
}

}  // namespace earwitness::verify
