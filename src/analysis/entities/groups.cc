#include "analysis/entities/groups.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "analysis/entities/names.h"
#include "analysis/entities/nicknames.h"

namespace earwitness::analysis::entities {
namespace {

constexpr std::uint32_t kSeveral = 0xFFFFFFFF;  // more than one name answers

struct Draft {
    std::string key, surface;
    std::vector<std::uint32_t> mentions;
    std::array<double, kEntityTypes> votes{};
    std::size_t words = 0;

    std::size_t type() const {
        return static_cast<std::size_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
    }
    bool is_person() const { return type() == static_cast<std::size_t>(EntityType::kPerson); }
};

std::vector<Draft> drafts_by_key(const Document& document, const std::vector<TypedSpan>& spans) {
    std::vector<Draft> drafts;
    std::unordered_map<std::string, std::uint32_t> by_key;
    for (std::uint32_t i = 0; i < spans.size(); ++i) {
        std::string key = name_key(document.of(spans[i].span));
        const auto [place, fresh] = by_key.emplace(key, static_cast<std::uint32_t>(drafts.size()));
        if (fresh) drafts.push_back({std::move(key), {}, {}, {}, name_words(document.of(spans[i].span)).size()});
        Draft& draft = drafts[place->second];
        draft.mentions.push_back(i);
        for (std::size_t t = 0; t < kEntityTypes; ++t) draft.votes[t] += static_cast<double>(spans[i].probability[t]);
    }
    return drafts;
}

// The most frequent way of writing it; of equals the first. Capitals win over none.
std::string surface_of(const Document& document, const std::vector<TypedSpan>& spans, const Draft& draft) {
    std::map<std::string_view, std::size_t> counts;
    for (const std::uint32_t mention : draft.mentions) ++counts[document.of(spans[mention].span)];
    std::string_view best;
    std::size_t most = 0;
    for (const std::uint32_t mention : draft.mentions) {
        const std::string_view surface = document.of(spans[mention].span);
        const bool capital = std::any_of(surface.begin(), surface.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        const std::size_t weight = counts[surface] * 2 + (capital ? 2 * draft.mentions.size() : 0);
        if (weight > most) most = weight, best = surface;
    }
    return std::string(best);
}

class Merger {
  public:
    explicit Merger(std::vector<Draft>& drafts) : drafts_(drafts), parent_(drafts.size()) {
        std::iota(parent_.begin(), parent_.end(), 0u);
    }

    // "Matt Boyle" is "Matthew Boyle", "John F. Kennedy" is "John Kennedy": the more frequent stands for both.
    void join_full_names() {
        std::unordered_map<std::string, std::uint32_t> by_key;
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
            if (drafts_[i].words < 2 || !drafts_[i].is_person()) continue;
            const std::string key = person_key(drafts_[i].surface);
            if (key.empty()) continue;
            const auto [place, fresh] = by_key.emplace(key, i);
            if (!fresh && drafts_[i].mentions.size() > drafts_[place->second].mentions.size()) place->second = i;
        }
        for (std::uint32_t i = 0; i < drafts_.size(); ++i)
            if (drafts_[i].words >= 2 && drafts_[i].is_person())
                if (const auto found = by_key.find(person_key(drafts_[i].surface)); found != by_key.end())
                    parent_[i] = found->second;
    }

    // "Altman" and "Sam" go to the one full name of a person that has them. `people` are those that the feed names:
    // where one of them is not named in full, a part of the name may be his.
    void join_parts_of_persons(const std::vector<std::string>& people) {
        std::unordered_map<std::string, std::uint32_t> by_part;
        std::unordered_set<std::string> keys;
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
            const std::vector<std::string_view> words = name_words(drafts_[i].surface);
            if (words.size() < 2 || words.size() > 4 || !drafts_[i].is_person()) continue;
            keys.insert(person_key(drafts_[i].surface));
            answer(by_part, name_key(words.front()), parent_[i]);
            answer(by_part, name_key(words.back()), parent_[i]);
        }
        for (const std::string& name : people) {
            const std::vector<std::string_view> words = name_words(name);
            if (words.size() < 2 || keys.count(person_key(name)) > 0) continue;
            for (const std::string_view part : {words.front(), words.back()})
                by_part.insert_or_assign(name_key(part), kSeveral);
        }
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
            if (drafts_[i].words != 1 || !(drafts_[i].is_person() || is_short(drafts_[i]))) continue;
            const auto found = by_part.find(drafts_[i].key);
            if (found != by_part.end() && found->second != kSeveral) parent_[i] = found->second;
        }
    }

    // "iPhones" are the iPhone where that is named more often. Not so for persons and places ("Alexis", "Wales").
    void join_plurals() {
        std::unordered_map<std::string_view, std::uint32_t> by_key;
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) by_key.emplace(drafts_[i].key, i);
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
            const Draft& many = drafts_[i];
            constexpr std::size_t kShortest = 4;
            if (parent_[i] != i || many.key.size() < kShortest || !many.surface.ends_with('s') || !may_be_plural(many))
                continue;
            const auto found = by_key.find(std::string_view(many.key).substr(0, many.key.size() - 1));
            if (found == by_key.end() || !may_be_plural(drafts_[found->second]) ||
                drafts_[found->second].mentions.size() <= many.mentions.size())
                continue;
            parent_[i] = found->second;
        }
    }

    // "Cyclone Idai" is a storm, whomever the name alone would call; "Idai" is that one where the episode has one of
    // it.
    void join_storms() {
        static const std::unordered_set<std::string> kStorms = {"hurricane", "cyclone", "typhoon"};
        std::unordered_map<std::string, std::uint32_t> by_name;
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
            const std::vector<std::string_view> words = name_words(drafts_[i].surface);
            if (words.size() != 2 || !is_storm(words.front())) continue;
            make_event(drafts_[i]);
            answer(by_name, name_key(words.back()), i);
        }
        if (by_name.empty()) return;
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
            const auto found = by_name.find(drafts_[i].key);
            if (found == by_name.end() || found->second == kSeveral) continue;
            parent_[i] = found->second;
            make_event(drafts_[i]);
        }
    }

    void join_acronyms() {
        std::unordered_map<std::string, std::uint32_t> by_letters;
        for (std::uint32_t i = 0; i < drafts_.size(); ++i)
            if (drafts_[i].words >= 2 && !drafts_[i].is_person())
                for (const std::string& letters : acronyms_of(drafts_[i].surface)) answer(by_letters, letters, i);
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
            const std::string& surface = drafts_[i].surface;
            const bool capitals =
                surface.size() >= 2 && surface.size() <= 8 &&
                std::all_of(surface.begin(), surface.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.'; });
            if (!capitals || parent_[i] != i) continue;
            const auto found = by_letters.find(drafts_[i].key);
            if (found != by_letters.end() && found->second != kSeveral && found->second != i)
                parent_[i] = found->second;
        }
    }

    // A part's full name may itself be an acronym's: two steps at most, as only whole names are parents.
    std::uint32_t root(std::uint32_t i) const { return parent_[parent_[i]]; }

  private:
    static void answer(std::unordered_map<std::string, std::uint32_t>& table, std::string key, std::uint32_t draft) {
        const auto [place, fresh] = table.emplace(std::move(key), draft);
        if (!fresh && place->second != draft) place->second = kSeveral;
    }
    static void make_event(Draft& draft) {
        draft.votes = {};
        draft.votes[static_cast<std::size_t>(EntityType::kEvent)] = static_cast<double>(draft.mentions.size());
    }
    static bool may_be_plural(const Draft& draft) {
        return !draft.is_person() && draft.type() != static_cast<std::size_t>(EntityType::kPlace);
    }
    // Its type is a guess: fewer than two good votes.
    static bool is_short(const Draft& draft) {
        return draft.votes[static_cast<std::size_t>(EntityType::kPerson)] >=
               0.2 * static_cast<double>(draft.mentions.size());
    }

    std::vector<Draft>& drafts_;
    std::vector<std::uint32_t> parent_;
};

}  // namespace

std::vector<Group> group_mentions(const Document& document, const std::vector<TypedSpan>& spans,
                                  const std::vector<std::string>& people) {
    std::vector<Draft> drafts = drafts_by_key(document, spans);
    for (Draft& draft : drafts) draft.surface = surface_of(document, spans, draft);
    Merger merger(drafts);
    merger.join_storms();
    merger.join_full_names();
    merger.join_parts_of_persons(people);
    merger.join_acronyms();
    merger.join_plurals();
    std::vector<std::uint32_t> group_of(drafts.size(), kSeveral);
    std::vector<Group> groups;
    std::vector<std::array<double, kEntityTypes>> votes;
    for (std::uint32_t i = 0; i < drafts.size(); ++i) {
        const std::uint32_t root = merger.root(i);
        if (group_of[root] == kSeveral) {
            group_of[root] = static_cast<std::uint32_t>(groups.size());
            groups.push_back({drafts[root].surface, {}, EntityType::kOrg, 0});
            votes.push_back({});
        }
        Group& group = groups[group_of[root]];
        group.mentions.insert(group.mentions.end(), drafts[i].mentions.begin(), drafts[i].mentions.end());
        for (std::size_t t = 0; t < kEntityTypes; ++t) votes[group_of[root]][t] += drafts[i].votes[t];
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        std::sort(groups[g].mentions.begin(), groups[g].mentions.end());
        const auto best = std::max_element(votes[g].begin(), votes[g].end());
        groups[g].type = static_cast<EntityType>(best - votes[g].begin());
        groups[g].confidence = static_cast<float>(*best / static_cast<double>(groups[g].mentions.size()));
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.mentions.front() < b.mentions.front(); });
    return groups;
}

}  // namespace earwitness::analysis::entities
