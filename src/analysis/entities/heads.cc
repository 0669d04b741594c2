#include "analysis/entities/heads.h"

#include <algorithm>
#include <string>

#include "analysis/entities/names.h"
#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

// What organisations are hardly called by.
// clang-format off
constexpr std::string_view kEvents[] = {"conference", "conf", "expo", "hackathon", "meetup", "meetups", "summit", "symposium", "workshop"};
constexpr std::string_view kWorks[] = {"album", "blog", "crossword", "documentary", "newsletter", "novel", "podcast", "puzzle", "sitcom", "trilogy"};
constexpr std::string_view kProducts[] = {"app", "font", "framework", "laptop", "phone", "sdk"};
// clang-format on

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// "GopherCon", "JSConf", "RailsConf": and "GopherCon EU" is that one in Europe.
bool is_conference(std::string_view word) {
    return word.size() > 4 && (word.ends_with("Con") || word.ends_with("Conf"));
}

}  // namespace

NameHead head_of(std::string_view name) {
    const auto words = name_words(name);
    if (words.size() < 2) return {};
    const std::string last = text::lower(words.back());
    if (last == "zone" && text::lower(words[words.size() - 2]) == "time") return {false, {}};
    if (is_one_of(last, kEvents) || (words.size() == 2 && is_conference(words.front()) && last.size() < 4))
        return {true, EntityType::kEvent};
    if (is_one_of(last, kWorks)) return {true, EntityType::kWork};
    if (is_one_of(last, kProducts)) return {true, EntityType::kProduct};
    return {};
}

}  // namespace earwitness::analysis::entities
