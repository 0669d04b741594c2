#include "search/matches.h"

#include <algorithm>

#include "search/indexer.h"

namespace earwitness::search {
namespace {

constexpr std::size_t kMaxPrefixTerms = 400;  // a*: the first of them

class Finder {
  public:
    Finder(const store::Archive& archive, const std::vector<std::int64_t>& wanted)
        : archive_(archive), wanted_(wanted) {}

    Result<Places> atom(const Atom& atom) {
        Places places;
        for (std::size_t i = 0; i < atom.stems.size(); ++i) {
            auto word = term(atom.stems[i], atom.prefix && i + 1 == atom.stems.size());
            if (!word) return word.error();
            places = i == 0 ? std::move(*word) : behind(places, *word);
            if (places.empty()) break;
        }
        // Phrases are found by their last word; they stand where they begin.
        if (const auto back = static_cast<std::uint32_t>(atom.stems.size() - 1); back > 0)
            for (auto& [row, positions] : places)
                for (auto& position : positions) position -= back;
        return places;
    }

    Result<Places> term(const std::string& first, bool prefix) {
        Places places;
        std::string last_term;
        std::size_t terms = 0;
        const std::string last = prefix ? first + "\xff" : first;
        auto done =
            archive_.each_posting(first, last, [&](std::string_view term, std::int64_t row, std::string_view data) {
                if (term != last_term) {
                    last_term = std::string(term);
                    if (++terms > kMaxPrefixTerms) return false;
                }
                if (!std::binary_search(wanted_.begin(), wanted_.end(), row)) return true;
                auto positions = read_positions(data);
                auto& list = places[row];
                if (list.empty())
                    list = std::move(positions);
                else
                    list.insert(list.end(), positions.begin(), positions.end());
                return true;
            });
        if (!done) return done.error();
        if (terms > 1)
            for (auto& [row, list] : places) std::sort(list.begin(), list.end());
        return places;
    }

  private:
    // The positions of `second` that stand right behind one of `first`.
    static Places behind(const Places& first, const Places& second) {
        Places out;
        for (const auto& [row, positions] : second) {
            const auto found = first.find(row);
            if (found == first.end()) continue;
            std::vector<std::uint32_t> list;
            for (const auto position : positions)
                if (position > 0 && std::binary_search(found->second.begin(), found->second.end(), position - 1))
                    list.push_back(position);
            if (!list.empty()) out.emplace(row, std::move(list));
        }
        return out;
    }

    const store::Archive& archive_;
    const std::vector<std::int64_t>& wanted_;
};

}  // namespace

Result<std::vector<ClausePlaces>> find_places(const store::Archive& archive, const Query& query,
                                              const std::vector<std::int64_t>& wanted) {
    Finder finder(archive, wanted);
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
