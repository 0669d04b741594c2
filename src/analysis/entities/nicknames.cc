#include "analysis/entities/nicknames.h"

#include <algorithm>
#include <array>
#include <vector>

#include "analysis/entities/names.h"
#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

struct Nickname {
    std::string_view brief, formal;
};

// One formal name each; those that are short for several stand where they mostly belong. Sorted.
// clang-format off
constexpr Nickname kNicknames[] = {
    {"abe", "abraham"}, {"al", "albert"}, {"alex", "alexander"}, {"andy", "andrew"}, {"ben", "benjamin"}, {"bernie", "bernard"}, {"beth", "elizabeth"},
    {"bill", "william"}, {"bob", "robert"}, {"bobby", "robert"}, {"brad", "bradley"}, {"cathy", "catherine"}, {"charlie", "charles"}, {"chris", "christopher"},
    {"chuck", "charles"}, {"dan", "daniel"}, {"danny", "daniel"}, {"dave", "david"}, {"deb", "deborah"}, {"debbie", "deborah"}, {"don", "donald"},
    {"doug", "douglas"}, {"drew", "andrew"}, {"ed", "edward"}, {"eddie", "edward"}, {"fred", "frederick"}, {"gabe", "gabriel"}, {"geoff", "geoffrey"},
    {"greg", "gregory"}, {"hal", "harold"}, {"jeff", "jeffrey"}, {"jen", "jennifer"}, {"jenny", "jennifer"}, {"jerry", "gerald"}, {"jim", "james"},
    {"jimmy", "james"}, {"joe", "joseph"}, {"jon", "jonathan"}, {"josh", "joshua"}, {"kate", "katherine"}, {"kathy", "katherine"}, {"ken", "kenneth"},
    {"larry", "lawrence"}, {"liz", "elizabeth"}, {"maggie", "margaret"}, {"matt", "matthew"}, {"meg", "margaret"}, {"mike", "michael"}, {"nate", "nathan"},
    {"nick", "nicholas"}, {"pam", "pamela"}, {"pat", "patrick"}, {"pete", "peter"}, {"phil", "philip"}, {"ray", "raymond"}, {"rich", "richard"},
    {"rick", "richard"}, {"rob", "robert"}, {"ron", "ronald"}, {"sam", "samuel"}, {"stan", "stanley"}, {"steph", "stephanie"}, {"steve", "steven"},
    {"sue", "susan"}, {"ted", "theodore"}, {"tim", "timothy"}, {"tom", "thomas"}, {"tony", "anthony"}, {"vicky", "victoria"}, {"walt", "walter"},
    {"will", "william"}, {"zach", "zachary"},
};
// clang-format on

}  // namespace

std::string_view formal_first_name(std::string_view lower) {
    const auto found =
        std::lower_bound(std::begin(kNicknames), std::end(kNicknames), lower,
                         [](const Nickname& entry, std::string_view name) { return entry.brief < name; });
    return found != std::end(kNicknames) && found->brief == lower ? found->formal : lower;
}

std::string person_key(std::string_view name) {
    std::vector<std::string> words;
    for (const std::string_view word : name_words(name)) {
        std::string key = name_key(word);
        if (words.empty() || key.size() > 1) words.push_back(std::move(key));
    }
    if (words.size() < 2 || words.size() > 4) return {};
    std::string key(formal_first_name(words.front()));
    for (std::size_t i = 1; i < words.size(); ++i) key += " " + words[i];
    return key;
}

}  // namespace earwitness::analysis::entities
