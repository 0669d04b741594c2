#include "jekyll/audit/names.h"

#include <algorithm>
#include <array>

#include "text/stop_words.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

std::string_view text_at(const Value& item, std::string_view key) {
    const Value* value = item.find(key);
    return value != nullptr && value->is_scalar() ? std::string_view(value->text) : std::string_view();
}

std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find(' ', at), name.size());
        if (end > at) words.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

bool is_one_of(std::string_view word, const auto& list) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// How a word takes part in a name when it stands at its beginning.
enum class Opening {
    kName,      // it may: "The", "Two", "First", any content word
    kClause,    // never: conjunctions, question words, answers
    kFunction,  // seldom ("Under Armour", "Will Smith"): only where a reader of names sees the whole as a name
};

Opening opening_of(std::string_view word) {
    // clang-format off
    constexpr std::array<std::string_view, 48> kClause = {
        "and", "but", "or", "so", "if", "when", "while", "because", "although", "though", "since", "whereas", "unless", "until", "whether",
        "what", "which", "why", "how", "where", "then", "than", "that", "this", "these", "those", "there", "like", "as", "i", "yes", "yeah",
        "okay", "ok", "maybe", "perhaps", "actually", "basically", "obviously", "thanks", "hello", "hey", "hi", "sure", "said", "says", "uh", "um"};
    constexpr std::array<std::string_view, 20> kNames = {
        "the", "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third",
        "next", "best", "no", "all"};
    // clang-format on
    const std::string lower = text::lower(word);
    if (is_one_of(lower, kClause)) return Opening::kClause;
    if (is_one_of(lower, kNames)) return Opening::kName;
    // "US", "IT", "WHO" are spelt like function words and are none.
    if (word.size() > 1 && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
        return Opening::kName;
    return text::word_class(lower) == text::WordClass::kStop ? Opening::kFunction : Opening::kName;
}

bool begins_no_name(std::string_view word) { return opening_of(word) != Opening::kName; }

// A word after which a name would have to go on.
bool ends_no_name(std::string_view word) {
    constexpr std::array<std::string_view, 18> kWords = {"of",   "and", "the", "in", "for", "with", "to", "at",   "by",
                                                         "from", "or",  "but", "a",  "an",  "that", "is", "when", "if"};
    return is_one_of(text::lower(word), kWords);
}

bool is_acronym(std::string_view word) {
    if (word.ends_with('s')) word.remove_suffix(1);
    return word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_plural_acronym(std::string_view word) { return word.ends_with('s') && is_acronym(word); }

// Abbreviations of things and offices, which stand beside names and are none.
bool is_general_acronym(std::string_view word) {
    // clang-format off
    constexpr std::array<std::string_view, 40> kGeneral = {
        "AI", "API", "AGI", "ASI", "AR", "VR", "XR", "LLM", "GPU", "CPU", "TPU", "NPU", "ML", "NLP", "RAG", "SDK", "UI", "UX", "IT", "PC",
        "IPO", "CEO", "CFO", "CTO", "COO", "VC", "PE", "ETF", "GDP", "ROI", "KPI", "B2B", "SEO", "HR", "PR", "PM", "TV", "DNA", "OS", "GPT"};
    // clang-format on
    if (word.size() > 2 && word.ends_with('s')) word.remove_suffix(1);
    return std::find(kGeneral.begin(), kGeneral.end(), word) != kGeneral.end();
}

// What is done by or happens to a company, and who does it: "Ant Financial IPO", "CEO Ada Byron".
bool is_office_or_event(std::string_view word) {
    for (const std::string_view known : {"IPO", "IPOs", "CEO", "CEOs", "CFO", "CTO", "COO", "GDP", "ROI", "KPI"})
        if (word == known) return true;
    return false;
}

bool is_place_code(std::string_view word) {
    for (const std::string_view known : {"US", "USA", "UK", "EU", "UN", "UAE"})
        if (word == known) return true;
    return false;
}

std::string lead_or_tail(const std::vector<std::string_view>& words) {
    if (words.empty()) return "empty";
    for (const std::string_view word : words)
        if (word == "I") return "has the pronoun I";
    if (words.size() > 1 && begins_no_name(words.front())) return "begins with \"" + std::string(words.front()) + "\"";
    if (words.size() > 1 && ends_no_name(words.back())) return "ends with \"" + std::string(words.back()) + "\"";
    if (is_plural_acronym(words.back()) && is_general_acronym(words.back()))
        return "a plural of a thing's abbreviation";
    if (words.size() > 1)
        for (const std::string_view word : {words.front(), words.back()})
            if (is_office_or_event(word)) return "a name with \"" + std::string(word) + "\" glued to it";
    const auto says_nothing = [](std::string_view word) {
        return is_general_acronym(word) || is_place_code(word) || word == "The" || word == "An" || word == "A";
    };
    if (std::any_of(words.begin(), words.end(), is_general_acronym) &&
        std::all_of(words.begin(), words.end(), says_nothing))
        return "abbreviations of things";
    return {};
}

// What stands in the name beside the name that the reader sees: "IPO" of "Ant Financial IPO".
std::string glued(std::string_view name, std::string_view inner, std::size_t at) {
    const std::string_view before = name.substr(0, at), after = name.substr(at + inner.size());
    for (const std::string_view rest : {before, after})
        for (const std::string_view word : words_of(rest))
            if (is_general_acronym(word) || (rest.data() == before.data() && begins_no_name(word)))
                return "\"" + std::string(inner) + "\" with \"" + std::string(word) + "\" glued to it";
    return {};
}

void judge_by_reader(JudgedCompany& company, std::string_view text, Span place, const std::vector<SeenName>& seen) {
    for (const SeenName& name : seen) {
        if (!name.span.overlaps(place)) continue;
        if (name.span.contains(place)) {
            company.seen = name.type;
            if (opening_of(words_of(company.name).front()) == Opening::kFunction) company.junk.clear();
            return;
        }
        if (!place.contains(name.span)) continue;
        if (company.junk.empty()) company.junk = glued(company.name, name.span.in(text), name.span.begin - place.begin);
        if (!company.junk.empty()) return;
        company.seen = name.type;
    }
}

}  // namespace

std::vector<JudgedCompany> judge_companies(const Value& front, const NameReader& reader) {
    std::vector<JudgedCompany> out;
    const Value* list = front.find("companies");
    if (list == nullptr || !list->is_list()) return out;
    std::string text;
    std::vector<Span> places;
    for (const Value& item : list->items) {
        JudgedCompany company;
        company.entry = &item;
        company.name = text_at(item, "name");
        company.context = text_at(item, "context");
        company.category = text_at(item, "category");
        company.confidence = text_at(item, "confidence");
        company.from_model = item.find("source") != nullptr;
        if (text::trimmed(company.name).empty()) continue;
        // The model's context is a description, so that the name goes before it.
        std::size_t at = company.from_model ? std::string_view::npos : company.context.find(company.name);
        const std::size_t line = text.size();
        if (at == std::string_view::npos) {
            text += std::string(company.name) + " is named here: ";
            at = 0;
        }
        places.push_back(
            {static_cast<std::uint32_t>(line + at), static_cast<std::uint32_t>(line + at + company.name.size())});
        for (const char c : company.context) text += c == '\n' ? ' ' : c;
        text += '\n';
        if (!company.from_model) company.junk = lead_or_tail(words_of(company.name));
        out.push_back(std::move(company));
    }
    const auto seen = reader ? reader(text) : std::vector<SeenName>{};
    for (std::size_t i = 0; i < out.size(); ++i) judge_by_reader(out[i], text, places[i], seen);
    return out;
}

}  // namespace earwitness::jekyll
