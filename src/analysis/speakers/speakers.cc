#include "analysis/speakers/speakers.h"

#include <algorithm>
#include <map>

#include "analysis/speakers/clues.h"
#include "text/utf8.h"

namespace earwitness::analysis::speakers {
namespace {

constexpr double kSure = 2, kMargin = 1.2;  // of weights, before the next name and the next speaker
constexpr double kMostAgainst = -3;         // what being spoken of may take away

std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> out;
    while (!(name = text::trimmed(name)).empty()) {
        const std::size_t end = std::min(name.find_first_of(" \t\n\r"), name.size());
        out.push_back(name.substr(0, end));
        name.remove_prefix(end);
    }
    return out;
}

// "Ada" of "Ada Vale", and "Avale", who may be called so.
bool is_part(std::string_view single, std::string_view full) {
    const auto words = words_of(full);
    if (words.size() < 2) return false;
    const std::string said = text::lower(single), first = text::lower(words.front()), last = text::lower(words.back());
    return first == said || last == said || (last.size() > 2 && first.substr(0, 1) + last == said);
}

// "God, I love that": an outcry, whoever it names.
bool is_outcry(std::string_view said) {
    static constexpr std::string_view kOutcries[] = {"god", "gosh", "goodness", "lord"};
    return std::find(std::begin(kOutcries), std::end(kOutcries), text::lower(said)) != std::end(kOutcries);
}

// Who is named, and where. A first name alone means the one of the feed's people who has it; else it stays a first
// name, though the episode names somebody in full who has it too: the Adam who says "I'm Adam" need not be Adam Curry.
class Persons {
  public:
    Persons(const Document& document, const EpisodeMeta& meta, const std::vector<Entity>& entities) {
        for (const Entity& entity : entities) {
            if (entity.type != EntityType::kPerson) continue;
            for (const Mention& mention : entity.mentions)
                if (!is_outcry(document.of(mention.span)))
                    mentions.push_back(
                        {mention.span, number_of(name_of(document.of(mention.span), entity.name, meta))});
        }
        std::sort(mentions.begin(), mentions.end(),
                  [](const PersonMention& a, const PersonMention& b) { return a.span < b.span; });
    }

    std::vector<NamedPerson> persons;
    std::vector<PersonMention> mentions;

  private:
    static std::string name_of(std::string_view said, const std::string& name, const EpisodeMeta& meta) {
        if (words_of(said).size() > 1) return name;
        const std::string* found = nullptr;
        for (const Person& person : meta.persons) {
            if (!is_part(said, person.name)) continue;
            if (found != nullptr && *found != person.name) return std::string(said);
            found = &person.name;
        }
        return found != nullptr ? *found : words_of(name).size() == 1 ? name : std::string(said);
    }

    std::uint32_t number_of(const std::string& name) {
        const auto [place, fresh] = numbers_.emplace(text::lower(name), static_cast<std::uint32_t>(persons.size()));
        if (fresh) persons.push_back({name, words_of(name).size() > 1});
        return place->second;
    }

    std::map<std::string, std::uint32_t> numbers_;
};

struct Tally {
    double in_favour = 0, against = 0;
    const Clue* best = nullptr;  // the weightiest, of equals the first
    double total() const { return in_favour + std::max(against, kMostAgainst); }
};
// Who speaks once in a long talk is a clip, an insertion or a scrap of another's turn, and only named by its own words.
class Scraps {
  public:
    explicit Scraps(const Document& document) : is_long_(document.turns.size() >= kManyTurns) {
        for (const Turn& turn : document.turns) ++turns_[turn.speaker];
    }
    bool has(int speaker) const { return is_long_ && turns_.at(speaker) <= 1; }

  private:
    static constexpr std::size_t kManyTurns = 20;
    bool is_long_;
    std::map<int, int> turns_;
};

using Tallies = std::map<std::pair<int, std::uint32_t>, Tally>;  // by speaker and person

Tallies tallies_of(const std::vector<Clue>& clues, const Scraps& scraps) {
    Tallies tallies;
    for (const Clue& clue : clues) {
        if (clue.weight > 0 && clue.how != std::string_view("says_own_name") && scraps.has(clue.speaker)) continue;
        Tally& tally = tallies[{clue.speaker, clue.person}];
        (clue.weight > 0 ? tally.in_favour : tally.against) += clue.weight;
        if (clue.weight > 0 && (tally.best == nullptr || clue.weight > tally.best->weight)) tally.best = &clue;
    }
    return tallies;
}

// Where something says that a speaker is Ada Vale, what says that he is Ada says so too.
void join_first_names(const std::vector<NamedPerson>& persons, Tallies& tallies) {
    for (auto single = tallies.begin(); single != tallies.end();) {
        const auto [speaker, person] = single->first;
        Tally* full = nullptr;
        bool several = false;
        for (auto& [key, tally] : tallies) {
            if (key.first != speaker || tally.in_favour <= 0 ||
                !is_part(persons[person].name, persons[key.second].name))
                continue;
            several = several || full != nullptr;
            full = &tally;
        }
        if (full == nullptr || several) {
            ++single;
            continue;
        }
        full->in_favour += single->second.in_favour;
        full->against += single->second.against;
        single = tallies.erase(single);
    }
}

// Sure by itself and clear of every other name of this speaker and every other speaker of this name.
bool is_sure(const Tallies& tallies, const Tallies::value_type& one) {
    if (one.second.total() < kSure || one.second.best == nullptr) return false;
    return std::all_of(tallies.begin(), tallies.end(), [&](const Tallies::value_type& other) {
        const bool rival = (other.first.first == one.first.first) != (other.first.second == one.first.second);
        return !rival || one.second.total() - other.second.total() >= kMargin;
    });
}

}  // namespace

bool is_anonymous(std::string_view label) {
    std::string low = text::lower(text::trimmed(label));
    if (low.size() == 1) return (low[0] >= 'a' && low[0] <= 'z') || (low[0] >= '0' && low[0] <= '9');
    while (!low.empty() && ((low.back() >= '0' && low.back() <= '9') || low.back() == ' ' || low.back() == '_' ||
                            low.back() == '-' || low.back() == '#'))
        low.pop_back();
    static constexpr std::string_view kLabels[] = {"",     "ch",          "channel",         "guest",
                                                   "host", "interviewee", "interviewer",     "speaker",
                                                   "spk",  "unknown",     "unknown speaker", "voice"};
    return std::find(std::begin(kLabels), std::end(kLabels), low) != std::end(kLabels);
}

std::vector<Naming> name_speakers(const Document& document, const EpisodeMeta& meta,
                                  const std::vector<Entity>& entities) {
    const std::vector<Speaker>& speakers = document.transcript->speakers;
    std::vector<Naming> out;
    if (std::none_of(speakers.begin(), speakers.end(), [](const Speaker& s) { return is_anonymous(s.name); }))
        return out;
    const Persons known(document, meta, entities);
    const std::vector<Clue> clues = find_clues(document, known.persons, known.mentions);
    Tallies tallies = tallies_of(clues, Scraps(document));
    join_first_names(known.persons, tallies);
    for (const auto& one : tallies) {
        const auto& [speaker, person] = one.first;
        const std::string& name = known.persons[person].name;
        const auto is_this = [&](const Speaker& s) { return text::lower(s.name) == text::lower(name); };
        if (!is_anonymous(speakers[static_cast<std::size_t>(speaker)].name) || !is_sure(tallies, one) ||
            std::any_of(speakers.begin(), speakers.end(), is_this))
            continue;
        const Clue& clue = *one.second.best;
        out.push_back({speaker, name, clue.span, document.start_ms_at(clue.span.begin), clue.how,
                       std::min(1.0, 0.5 + one.second.total() / 12)});
    }
    return out;
}

}  // namespace earwitness::analysis::speakers
