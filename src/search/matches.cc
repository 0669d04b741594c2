#include "search/matches.h"

#include <algorithm>

#include "search/codec.h"
#include "search/index.h"

namespace earwitness::search {
namespace {

constexpr std::size_t kMaxPrefixTerms = 400;  // a*: the first of them

bool is_earlier(const Places::Part& a, const Places::Part& b) { return a.episode < b.episode; }

// Parts that are of the same episode, of several terms, become one.
Places joined(const Places& places) {
    Places out;
    out.positions.reserve(places.positions.size());
    for (const auto& part : places.parts) {
        if (out.parts.empty() || out.parts.back().episode != part.episode)
            out.parts.push_back({part.episode, static_cast<std::uint32_t>(out.positions.size()), 0});
        out.positions.insert(out.positions.end(), places.positions.begin() + part.begin,
                             places.positions.begin() + part.end);
        out.parts.back().end = static_cast<std::uint32_t>(out.positions.size());
    }
    for (const auto& part : out.parts) std::sort(out.positions.begin() + part.begin, out.positions.begin() + part.end);
    return out;
}

class Finder {
  public:
    Finder(const Index& index, const Wanted& wanted) : index_(index), wanted_(wanted) {}

    Result<Places> atom(const Atom& atom) {
        Places places;
        for (std::size_t i = 0; i < atom.stems.size(); ++i) {
            auto word = term(atom.stems[i], atom.prefix && i + 1 == atom.stems.size(), i == 0 ? nullptr : &places);
            if (!word) return word.error();
            places = i == 0 ? std::move(*word) : behind(places, *word);
            if (places.parts.empty()) break;
        }
        // Phrases are found by their last word; they stand where they begin.
        const auto back = static_cast<std::uint32_t>(atom.stems.size() - 1);
        for (auto& position : places.positions) position -= back;
        return places;
    }

    // Only in the episodes of `within`, unless that is null.
    Result<Places> term(const std::string& first, bool prefix, const Places* within = nullptr) {
        Places places;
        std::vector<bool> fits(within == nullptr ? 0 : wanted_.size());
        if (within != nullptr)
            for (const auto& part : within->parts) fits[part.episode] = true;
        std::string last_term;
        std::size_t terms = 0;
        const std::string last = prefix ? first + "\xff" : first;
        auto done =
            index_.each_posting(first, last, [&](std::string_view term, std::int64_t row, std::string_view data) {
                if (term != last_term) {
                    last_term = std::string(term);
                    if (++terms > kMaxPrefixTerms) return false;
                }
                const std::uint32_t episode = wanted_.find(row);
                if (episode == kNoEpisode || (within != nullptr && !fits[episode])) return true;
                const auto begin = static_cast<std::uint32_t>(places.positions.size());
                append_positions(data, places.positions);
                places.parts.push_back({episode, begin, static_cast<std::uint32_t>(places.positions.size())});
                return true;
            });
        if (!done) return done.error();
        if (!std::is_sorted(places.parts.begin(), places.parts.end(), is_earlier))
            std::stable_sort(places.parts.begin(), places.parts.end(), is_earlier);
        return terms > 1 ? joined(places) : places;
    }

  private:
    // The positions of `second` that stand right behind one of `first`.
    Places behind(const Places& first, const Places& second) const {
        std::vector<const Places::Part*> before(wanted_.size());
        for (const auto& part : first.parts) before[part.episode] = &part;
        Places out;
        for (const auto& part : second.parts) {
            if (before[part.episode] == nullptr) continue;
            const auto begin = static_cast<std::uint32_t>(out.positions.size());
            std::uint32_t at = before[part.episode]->begin;
            const std::uint32_t end = before[part.episode]->end;
            for (std::uint32_t p = part.begin; p < part.end; ++p) {
                const std::uint32_t position = second.positions[p];
                while (at < end && first.positions[at] + 1 < position) ++at;
                if (at < end && first.positions[at] + 1 == position) out.positions.push_back(position);
            }
            const auto behind = static_cast<std::uint32_t>(out.positions.size());
            if (behind > begin) out.parts.push_back({part.episode, begin, behind});
        }
        return out;
    }

    const Index& index_;
    const Wanted& wanted_;
};

}  // namespace

const Places::Part* Places::find(std::uint32_t episode) const {
    const auto found =
        std::partition_point(parts.begin(), parts.end(), [&](const Part& part) { return part.episode < episode; });
    return found == parts.end() || found->episode != episode ? nullptr : &*found;
}

Result<std::vector<ClausePlaces>> find_places(const Index& index, const Query& query, const Wanted& wanted) {
    Finder finder(index, wanted);
    std::vector<ClausePlaces> out;
    for (const auto& clause : query.clauses) {
        ClausePlaces places;
        places.need = clause.need;
        for (const auto& atom : clause.alternatives) {
            auto found = finder.atom(atom);
            if (!found) return found.error();
            places.alternatives.push_back(std::move(*found));
            Places speakers;
            if (clause.need == Need::kShould && atom.stems.size() == 1 && !atom.prefix) {
                auto spoken = finder.term(kSpeakerMark + atom.stems[0], false);
                if (!spoken) return spoken.error();
                speakers = std::move(*spoken);
            }
            places.spoken_by.push_back(std::move(speakers));
        }
        out.push_back(std::move(places));
    }
    return out;
}

}  // namespace earwitness::search
