#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "jekyll/audit/checks.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

constexpr double kNearlyTheSame = 0.8;  // of the words of two quotes together are in both
constexpr std::int64_t kSaturated = 9;
constexpr std::size_t kCompared =
    500;  // quotes before and behind each: the work grows with their number, not its square

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

// A quote's words in lower case: as they follow one another, and as a sorted set of hashes.
struct QuoteWords {
    std::vector<std::size_t> sequence, set;
};

QuoteWords words_of(std::string_view quote) {
    QuoteWords words;
    const std::string lower = text::lower(quote);
    for (std::size_t at = 0; at < lower.size();) {
        std::size_t end = at;
        while (end < lower.size() && is_word_byte(lower[end])) ++end;
        if (end > at)
            words.sequence.push_back(std::hash<std::string_view>{}(std::string_view(lower).substr(at, end - at)));
        at = end + 1;
    }
    words.set = words.sequence;
    std::sort(words.set.begin(), words.set.end());
    words.set.erase(std::unique(words.set.begin(), words.set.end()), words.set.end());
    return words;
}

bool nearly_the_same(const QuoteWords& a, const QuoteWords& b) {
    const double small = static_cast<double>(std::min(a.set.size(), b.set.size()));
    if (small <= kNearlyTheSame * static_cast<double>(std::max(a.set.size(), b.set.size()))) return false;
    std::size_t shared = 0;
    for (auto left = a.set.begin(), right = b.set.begin(); left != a.set.end() && right != b.set.end();) {
        if (*left == *right)
            ++shared, ++left, ++right;
        else
            *left < *right ? ++left : ++right;
    }
    return static_cast<double>(shared) > kNearlyTheSame * static_cast<double>(a.set.size() + b.set.size() - shared);
}

bool is_inside(const QuoteWords& part, const QuoteWords& whole) {
    return !part.sequence.empty() && part.sequence.size() < whole.sequence.size() &&
           std::search(whole.sequence.begin(), whole.sequence.end(), part.sequence.begin(), part.sequence.end()) !=
               whole.sequence.end();
}

// Quotes that are nearly one another are a group; all but its first are surplus.
void check_repeats(const std::vector<Value>& quotes, PageAudit& audit) {
    std::vector<QuoteWords> words;
    for (const Value& quote : quotes) words.push_back(words_of(words_at(quote, "text")));
    std::vector<std::size_t> group(quotes.size());
    std::iota(group.begin(), group.end(), 0u);
    const auto head = [&](std::size_t i) {
        while (group[i] != i) i = group[i] = group[group[i]];
        return i;
    };
    for (std::size_t i = 0; i < quotes.size(); ++i)
        for (std::size_t j = i + 1; j < quotes.size() && j - i <= kCompared; ++j)
            if (nearly_the_same(words[i], words[j])) group[std::max(head(i), head(j))] = std::min(head(i), head(j));
    for (std::size_t i = 0; i < quotes.size(); ++i) {
        const bool surplus = head(i) != i;
        tally(audit, Defect::kNearDuplicateQuote, quotes[i], surplus, words_at(quotes[i], "text"));
        bool inside = false;
        const std::size_t last = std::min(quotes.size(), i + kCompared);
        for (std::size_t j = i - std::min(i, kCompared); j < last && !inside && !surplus; ++j)
            inside = head(j) != head(i) && is_inside(words[i], words[j]);
        tally(audit, Defect::kContainedQuote, quotes[i], inside, words_at(quotes[i], "text"));
    }
}

bool has_any(std::string_view text, const auto& phrases) {
    return std::any_of(std::begin(phrases), std::end(phrases),
                       [&](std::string_view phrase) { return text.find(phrase) != std::string_view::npos; });
}

// "Hypothetical quote based on ...", "[implied: ...]".
bool says_it_is_invented(const Value& quote) {
    constexpr std::array<std::string_view, 8> kReasons = {
        "hypothetical quote", "invented quote",        "fabricated quote",   "implied quote",
        "quote is implied",   "quote is hypothetical", "not a direct quote", "quote is invented"};
    constexpr std::array<std::string_view, 5> kMarks = {"[implied", "(implied", "[hypothetical", "[inferred",
                                                        "[paraphras"};
    return has_any(text::lower(words_at(quote, "impact_reason")), kReasons) ||
           has_any(text::lower(words_at(quote, "text")), kMarks);
}

bool is_edited(std::string_view text) {
    return text.find("...") != std::string_view::npos || text.find("…") != std::string_view::npos ||
           (text.find('[') != std::string_view::npos && text.find(']') != std::string_view::npos);
}

void check_model_quote(const Value& quote, PageAudit& audit) {
    const std::string_view text = words_at(quote, "text");
    tally(audit, Defect::kEditedQuote, quote, is_edited(text), text);
    const Value* score = quote.find("relevance_score");
    tally(audit, Defect::kSaturatedScore, quote, score != nullptr && score->as_number().value_or(0) >= kSaturated,
          text);
}

// The keyword stands in the text, but only inside of other words: "rag" in "average".
bool is_only_part_of_words(std::string_view keyword, std::string_view lower) {
    bool there = false;
    for (std::size_t at = lower.find(keyword); at != std::string_view::npos; at = lower.find(keyword, at + 1)) {
        there = true;
        std::size_t end = at + keyword.size();
        if (end < lower.size() && lower[end] == 's') ++end;
        if ((at == 0 || !is_word_byte(lower[at - 1])) && (end >= lower.size() || !is_word_byte(lower[end])))
            return false;
    }
    return there;
}

// Where sentences were split at each point: "7 billion" of "3.7 billion", "grew by 3", "the U".
bool is_cut(std::string_view text) {
    if (text.empty() || text.back() == ' ') return false;
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (is_lower(text.front()) || is_digit(text.front())) return true;
    const std::size_t blank = text.rfind(' ');
    const std::string_view last = blank == std::string_view::npos ? text : text.substr(blank + 1);
    const bool year = last.size() == 4 && std::all_of(last.begin(), last.end(), is_digit);
    if (is_digit(last.back()) && !year) return true;
    if (last.size() == 1 && last[0] >= 'A' && last[0] <= 'Z' && last[0] != 'I') return true;
    return std::count(text.begin(), text.end(), '"') % 2 != 0;
}

void check_rule_quote(const Value& quote, PageAudit& audit) {
    constexpr std::array<std::string_view, 9> kStock = {"the biggest",    "most important", "you have to",
                                                        "the problem is", "the reality is", "the thing about",
                                                        "the key is",     "here's what",    "what we found"};
    const std::string_view text = words_at(quote, "text");
    const std::string lower = text::lower(text);
    const auto& topics = items_at(quote, "topics");
    tally(audit, Defect::kStockPhrase, quote, topics.empty() && has_any(lower, kStock), text);
    for (const Value& topic : topics)
        if (!topic.text.empty())
            tally(audit, Defect::kSubstringKeyword, quote, is_only_part_of_words(text::lower(topic.text), lower),
                  topic.text + ": " + std::string(text));
    tally(audit, Defect::kCutQuote, quote, is_cut(text), text);
}

}  // namespace

void check_quotes(const Value& front, PageAudit& audit) {
    const auto& quotes = items_at(front, "quotes");
    for (const Value& quote : quotes) {
        tally(audit, Defect::kInventedQuote, quote, says_it_is_invented(quote),
              std::string(words_at(quote, "text")) + " -- " + std::string(words_at(quote, "impact_reason")));
        if (quote.find("source") != nullptr)
            check_model_quote(quote, audit);
        else
            check_rule_quote(quote, audit);
    }
    check_repeats(quotes, audit);
}

}  // namespace earwitness::jekyll
