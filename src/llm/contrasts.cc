#include "llm/contrasts.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

namespace earwitness::llm {
namespace {

// clang-format off
constexpr std::array<std::string_view, 15> kNegations = {
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "nowhere", "hardly", "barely", "scarcely",
    "nope", "rarely"};

// Sets of words that stand for one another in grammar and not in meaning.
constexpr std::array<std::string_view, 19> kSets = {
    " can could may might must shall should will would ", " i we you he she they ", " my our your his her their ", " me us you him her them ",
    " more less fewer ", " most least ", " all some most few many every any each ", " always often sometimes usually ", " before after during ",
    " up down ", " over under above below ", " in out ", " on off ", " and or but ", " if unless because ", " until since ",
    " today tomorrow yesterday ", " first second third last ", " week month year day hour "};

struct Pair { std::string_view a, b; };
constexpr std::array<Pair, 15> kPrefixes = {{
    {"in", "ex"}, {"im", "ex"}, {"in", "de"}, {"in", "out"}, {"up", "down"}, {"over", "under"}, {"pro", "anti"}, {"pre", "post"},
    {"macro", "micro"}, {"maxi", "mini"}, {"hyper", "hypo"}, {"in", "re"}, {"a", "de"}, {"ac", "de"}, {"as", "de"}}};
constexpr std::array<std::string_view, 11> kDenials = {"un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "de", "a"};
constexpr std::array<Pair, 24> kOpposites = {{
    {"better", "worse"}, {"best", "worst"}, {"good", "bad"}, {"win", "lose"}, {"won", "lost"}, {"buy", "sell"}, {"with", "without"},
    {"big", "small"}, {"faster", "slower"}, {"love", "hate"}, {"easy", "hard"}, {"easier", "harder"}, {"open", "closed"}, {"true", "false"},
    {"right", "wrong"}, {"public", "private"}, {"higher", "lower"}, {"growing", "shrinking"}, {"grew", "shrank"}, {"rise", "fall"},
    {"remember", "forget"}, {"possible", "impossible"}, {"loss", "less"}, {"adopt", "adapt"}}};
// clang-format on

bool in_set(std::string_view set, std::string_view word) {
    return set.find(" " + std::string(word) + " ") != std::string_view::npos;
}

bool denies(std::string_view a, std::string_view b) {
    for (const auto prefix : kDenials)
        if (a.size() == b.size() + prefix.size() && b.size() >= 3 && a.starts_with(prefix) && a.ends_with(b))
            return true;
    return false;
}

bool is_pair(const Pair& p, std::string_view a, std::string_view b) {
    return (p.a == a && p.b == b) || (p.a == b && p.b == a);
}

// Whether a and b are `x` + one of the two letters' tails.
bool suffixes(std::string_view a, std::string_view b) {
    return a.ends_with("ful") && b.ends_with("less") && a.substr(0, a.size() - 3) == b.substr(0, b.size() - 4);
}

bool prefixes(std::string_view a, std::string_view b, const Pair& p) {
    return a.starts_with(p.a) && b.starts_with(p.b) && a.size() - p.a.size() >= 3 &&
           a.substr(p.a.size()) == b.substr(p.b.size());
}

}  // namespace

bool is_negation(std::string_view folded) {
    return std::find(kNegations.begin(), kNegations.end(), folded) != kNegations.end();
}

bool are_opposites(std::string_view a, std::string_view b) {
    if (a.size() >= 3 && b.size() >= 3) {
        if (denies(a, b) || denies(b, a) || suffixes(a, b) || suffixes(b, a)) return true;
        for (const Pair& p : kPrefixes)
            if (prefixes(a, b, p) || prefixes(b, a, p)) return true;
    }
    return std::any_of(kOpposites.begin(), kOpposites.end(), [&](const Pair& p) { return is_pair(p, a, b); });
}

bool are_contrasts(std::string_view a, std::string_view b) {
    if (a == b) return false;
    return std::any_of(kSets.begin(), kSets.end(),
                       [&](std::string_view set) { return in_set(set, a) && in_set(set, b); });
}

}  // namespace earwitness::llm
