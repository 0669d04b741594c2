#include "analysis/entities/resolution.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "analysis/entities/categories.h"
#include "analysis/entities/heads.h"
#include "analysis/entities/names.h"
#include "analysis/entities/nicknames.h"

namespace earwitness::analysis::entities {
namespace {

// How much knowledge weighs against the words around. A name of several listed types is left to them sooner than one
// that is listed as one thing only; a very sure reading (a person, where a company is listed) wins over either.
constexpr double kOnlyType = 15, kFirstType = 5, kOtherType = 2;

constexpr double kPartAlike = 0.6;  // a part of a name that was misheard, and a word of the right one

using Votes = std::array<double, kEntityTypes>;

Votes votes_of(const Group& group, const std::vector<TypedSpan>& spans) {
    Votes votes{};
    for (const std::uint32_t mention : group.mentions)
        for (std::size_t t = 0; t < votes.size(); ++t) votes[t] += static_cast<double>(spans[mention].probability[t]);
    return votes;
}

EntityType best_of(const Votes& votes) {
    return static_cast<EntityType>(std::max_element(votes.begin(), votes.end()) - votes.begin());
}

EntityType type_with(const KnownName& known, Votes votes) {
    const double first = (known.types & (known.types - 1)) == 0 ? kOnlyType : kFirstType;
    for (std::size_t t = 0; t < votes.size(); ++t)
        if (known.may_be(static_cast<EntityType>(t)))
            votes[t] *= known.type == static_cast<EntityType>(t) ? first : kOtherType;
    return best_of(votes);
}

// Hardly anything else is written like it: several words, or a capital or a digit behind the first letter.
bool is_distinctive(std::string_view name) {
    return std::any_of(name.begin() + (name.empty() ? 0 : 1), name.end(),
                       [](char c) { return c == ' ' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

// A listed product's company and the reverse.
std::string_view category_for(const KnownName& known, EntityType type, std::string_view name) {
    if (known.type == type || is_category(type, known.category)) return known.category;
    if (type == EntityType::kOrg && known.type == EntityType::kProduct)
        return known.category == "AI model" ? "AI lab" : "software";
    if (type == EntityType::kProduct && known.type == EntityType::kOrg)
        return known.category == "AI lab"              ? "AI model"
               : known.category == "AI infrastructure" ? "infrastructure"
                                                       : "application";
    return category_from_words(type, name);
}

class Resolver {
  public:
    Resolver(std::string_view text, const std::vector<TypedSpan>& spans, const Knowledge& knowledge,
             const Speller& speller, const OrganisationJudge& judge, bool technical)
        : text_(text), spans_(spans), knowledge_(knowledge), speller_(speller), judge_(judge), technical_(technical) {
        for (const std::string& name : speller.people()) people_.insert(name_key(name));
    }

    void add(Group group) {
        const Votes votes = votes_of(group, spans_);
        const std::string* spelt = speller_.spelling(group.name, group.type);
        if (spelt != nullptr) {
            if (*spelt != group.name) {
                renamed_ = true;
                if (Group others = take_unlike(group, *spelt); !others.mentions.empty()) add(std::move(others));
            }
            group.name = *spelt;
        }
        NamedGroup named{std::move(group), {}};
        const KnownName* known = knowledge_.find(named.group.name);
        if (known != nullptr && known->types != 0) {
            EntityType type = type_with(*known, votes);
            if (known->from_user || (!known->may_be(type) && is_distinctive(named.group.name))) type = known->type;
            if (known->may_be(type)) {
                if (type == EntityType::kOrg && !known->from_user &&
                    judge_.judge(named.group, known) == OrganisationJudge::Verdict::kProduct)
                    type = EntityType::kProduct;
                named.group.name = known->name;
                named.category = category_for(*known, type, known->name);
                named.group.type = type;
            } else {
                known = nullptr;
            }
        }
        if (known == nullptr || known->types == 0) {
            // Whoever speaks, or is named by the feed, is somebody.
            if (people_.contains(name_key(named.group.name))) named.group.type = EntityType::kPerson;
            // What people, title or notes name is a name, of the type that it has there.
            if (spelt == nullptr && (!judge_by_words(named.group) || (technical_ && !judge_unknown(named.group))))
                return;
            named.category = category_from_words(named.group.type, named.group.name);
        }
        merge(std::move(named));
    }

    // "Heim" belongs to "Lennart Heim" also where that was heard as another, and where only the feed or the title has
    // it.
    void join_parts() {
        if (!renamed_ && speller_.people().empty()) return;
        std::unordered_map<std::string, std::string> by_part;  // to the only full name; "" where there are several
        for (const NamedGroup& named : out_)
            if (named.group.type == EntityType::kPerson) add_parts(named.group.name, by_part);
        for (const std::string& name : speller_.people()) add_parts(name, by_part);
        for (std::size_t i = 0; i < out_.size(); ++i) {
            Group& single = out_[i].group;
            if (name_words(single.name).size() != 1 || single.type != EntityType::kPerson) continue;
            const auto found = by_part.find(name_key(single.name));
            if (found == by_part.end() || found->second.empty()) continue;
            const auto full = by_name_.find(name_key(found->second));
            if (full != by_name_.end() && full->second != i)
                take_over(out_[full->second].group, single);
            else if (full == by_name_.end())
                by_name_.emplace(name_key(found->second), i), single.name = found->second;
        }
    }

    std::vector<NamedGroup> result() {
        out_.erase(std::remove_if(out_.begin(), out_.end(),
                                  [](const NamedGroup& named) { return named.group.mentions.empty(); }),
                   out_.end());
        for (NamedGroup& named : out_) std::sort(named.group.mentions.begin(), named.group.mentions.end());
        std::sort(out_.begin(), out_.end(), [](const NamedGroup& a, const NamedGroup& b) {
            return a.group.mentions.front() < b.group.mentions.front();
        });
        return std::move(out_);
    }

  private:
    // What was read as an organisation and says by its own words that it is none. False where it is no name.
    bool judge_by_words(Group& group) const {
        if (group.type != EntityType::kOrg) return true;
        if (judge_.is_common_word(group)) return false;
        const NameHead head = head_of(group.name);
        if (head.is_name) group.type = head.type.value_or(group.type);
        return head.is_name;
    }

    // False where it is no name.
    bool judge_unknown(Group& group) const {
        if (group.type == EntityType::kPerson || group.type == EntityType::kPlace)
            group.type = judge_.type_of_stranger(group);
        else if (group.type == EntityType::kOrg) {
            const OrganisationJudge::Verdict verdict = judge_.judge(group, nullptr);
            if (verdict == OrganisationJudge::Verdict::kProduct) group.type = EntityType::kProduct;
            return verdict != OrganisationJudge::Verdict::kNoName;
        }
        return true;
    }

    static void add_parts(const std::string& name, std::unordered_map<std::string, std::string>& by_part) {
        const auto words = name_words(name);
        if (words.size() < 2) return;
        for (const std::string_view word : {words.front(), words.back()}) {
            const auto [place, fresh] = by_part.emplace(name_key(word), name);
            if (!fresh && person_key(place->second) != person_key(name)) place->second.clear();
        }
    }

    // Whoever is called by one word only is another where that sounds like no word of the name that was meant: the
    // "Martin" of a "Martin Larden" who is Antonio Llarden is nobody of that name.
    Group take_unlike(Group& group, const std::string& spelt) const {
        Group others;
        if (name_key(spelt) == name_key(group.name)) return others;  // only written otherwise
        const auto is_unlike = [&](std::uint32_t mention) {
            const std::string_view said = spans_[mention].span.in(text_);
            if (name_words(said).size() != 1 || name_key(said) == name_key(group.name)) return false;
            const Sound sound = sound_of(formal_first_name(name_key(said)));
            for (const std::string_view word : name_words(spelt))
                if (likeness(sound, sound_of(formal_first_name(name_key(word)))) >= kPartAlike) return false;
            return acronyms_of(spelt).empty() || acronyms_of(spelt).front() != name_key(said);
        };
        for (const std::uint32_t mention : group.mentions)
            if (is_unlike(mention)) others.mentions.push_back(mention);
        if (others.mentions.empty()) return others;
        others.name = on_one_line(spans_[others.mentions.front()].span.in(text_));
        others.type = best_of(votes_of(others, spans_));
        std::erase_if(group.mentions, is_unlike);
        return others;
    }

    static void take_over(Group& into, Group& from) {
        into.mentions.insert(into.mentions.end(), from.mentions.begin(), from.mentions.end());
        from.mentions.clear();
    }

    void merge(NamedGroup named) {
        const auto [place, fresh] = by_name_.emplace(name_key(named.group.name), out_.size());
        if (fresh) return out_.push_back(std::move(named));
        Group& into = out_[place->second].group;
        if (into.mentions.size() < named.group.mentions.size())
            into.type = named.group.type, out_[place->second].category = named.category;
        take_over(into, named.group);
    }

    const std::string_view text_;
    const std::vector<TypedSpan>& spans_;
    const Knowledge& knowledge_;
    const Speller& speller_;
    const OrganisationJudge& judge_;
    const bool technical_;
    std::vector<NamedGroup> out_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::unordered_set<std::string> people_;  // keys of full names
    bool renamed_ = false;
};

// "quantum AI" is "AI" where that is no name.
std::string_view without_small_words(std::string_view name) {
    while (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
        const std::size_t gap = name.find(' ');
        name.remove_prefix(gap == std::string_view::npos ? name.size() : gap + 1);
    }
    return name;
}

}  // namespace

void drop_never_names(std::string_view text, const Knowledge& knowledge, std::vector<TypedSpan>& spans) {
    spans.erase(std::remove_if(spans.begin(), spans.end(),
                               [&](const TypedSpan& span) {
                                   const std::string_view name = span.span.in(text), last = without_small_words(name);
                                   return knowledge.is_never(name) || (!last.empty() && knowledge.is_never(last));
                               }),
                spans.end());
}

std::vector<NamedGroup> resolve_groups(std::string_view text, std::vector<Group> groups,
                                       const std::vector<TypedSpan>& spans, const Knowledge& knowledge,
                                       const Speller& speller, const OrganisationJudge& judge) {
    Resolver resolver(text, spans, knowledge, speller, judge, is_technical_talk(groups, knowledge));
    for (Group& group : groups) resolver.add(std::move(group));
    resolver.join_parts();
    return resolver.result();
}

}  // namespace earwitness::analysis::entities
