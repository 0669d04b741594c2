#include "jekyll/claims.h"

#include <unordered_map>

#include "text/tokens.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

struct Word {
    std::string key;  // lower case, one spelling of the apostrophe
    Span span;
};

std::vector<Word> words_of(std::string_view text) {
    std::vector<text::Token> tokens;
    text::tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, tokens);
    std::vector<Word> words;
    words.reserve(tokens.size());
    for (const text::Token& token : tokens) {
        if (token.kind == text::TokenKind::kPunctuation) continue;
        std::string key = text::lower(token.span.in(text));
        for (std::size_t at = key.find("’"); at != std::string::npos; at = key.find("’", at)) key.replace(at, 3, "'");
        words.push_back({std::move(key), token.span});
    }
    return words;
}

void add_claims(const Value& front, std::string_view list, std::string_view kind, std::string_view field,
                std::vector<Claim>& out) {
    const Value* items = front.find(list);
    if (items == nullptr || !items->is_list()) return;
    for (const Value& item : items->items) {
        const Value* words = item.find(field);
        if (words == nullptr || !words->is_scalar() || text::trimmed(words->text).empty()) continue;
        out.push_back({std::string(kind), words->text, item.find("source") != nullptr, item.line});
    }
}

}  // namespace

std::vector<Claim> claims_of(const Value& front) {
    std::vector<Claim> out;
    add_claims(front, "companies", "company", "name", out);
    add_claims(front, "quotes", "quote", "text", out);
    add_claims(front, "insights", "insight", "text", out);
    return out;
}

struct WordFinder::Index {
    std::vector<Word> words;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> places;  // of words in the text, by key
};

WordFinder::WordFinder(std::string_view text) {
    auto index = std::make_unique<Index>();
    index->words = words_of(text);
    for (std::uint32_t i = 0; i < index->words.size(); ++i) index->places[index->words[i].key].push_back(i);
    index_ = std::move(index);
}

WordFinder::~WordFinder() = default;

std::optional<Span> WordFinder::find(std::string_view words) const {
    const std::vector<Word> wanted = words_of(words);
    if (wanted.empty()) return {};
    // From the places of the rarest word.
    const std::vector<std::uint32_t>* fewest = nullptr;
    std::size_t rarest = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto found = index_->places.find(wanted[i].key);
        if (found == index_->places.end()) return {};
        if (fewest == nullptr || found->second.size() < fewest->size()) {
            fewest = &found->second;
            rarest = i;
        }
    }
    const auto& all = index_->words;
    for (const std::uint32_t place : *fewest) {
        if (place < rarest || place - rarest + wanted.size() > all.size()) continue;
        const std::size_t first = place - rarest;
        std::size_t same = 0;
        while (same < wanted.size() && all[first + same].key == wanted[same].key) ++same;
        if (same == wanted.size()) return Span{all[first].span.begin, all[first + same - 1].span.end};
    }
    return {};
}

}  // namespace earwitness::jekyll
