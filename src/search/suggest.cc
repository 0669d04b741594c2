#include "search/suggest.h"

#include <algorithm>
#include <tuple>

#include "search/codec.h"
#include "search/terms.h"

namespace earwitness::search {
namespace {

constexpr std::size_t kLettersThatMustBeRight = 2;
constexpr std::size_t kLeastLetters = 4;
constexpr std::size_t kLettersForTwo = 7;

// A term of the index near to the one that was asked for, and where it stands first.
struct Near {
    std::size_t distance = 0;
    std::size_t episodes = 0;
    std::string term;
    std::uint32_t episode = 0;
    std::uint32_t position = 0;
};

bool better(const Near& a, const Near& b) {
    return std::tuple(a.distance, b.episodes, std::string_view(a.term)) <
           std::tuple(b.distance, a.episodes, std::string_view(b.term));
}

class Suggester {
  public:
    Suggester(const Index& index, const Wanted& wanted, EpisodeReader& reader)
        : index_(index), wanted_(wanted), reader_(reader) {}

    // Nothing where the stem is known, or nothing is near to it.
    Result<std::optional<std::string>> meant_by(const std::string& word, const std::string& stem) {
        const std::size_t most = letters_that_may_differ(word);
        if (most == 0) return std::optional<std::string>();
        const std::string first = stem.substr(0, kLettersThatMustBeRight), last = first + "\xff";
        auto known = is_said(stem);
        if (!known) return known.error();
        if (*known) return std::optional<std::string>();
        std::optional<Near> best, now;
        const auto take = [&] {
            if (now && now->episodes > 0 && (!best || better(*now, *best))) best = std::move(now);
            now.reset();
        };
        std::string term_before;
        auto done =
            index_.each_posting(first, last, [&](std::string_view term, std::int64_t row, std::string_view data) {
                if (term != term_before) {
                    take();
                    term_before = std::string(term);
                    if (const std::size_t far =
                            std::min(edit_distance(stem, term, most), edit_distance(word, term, most));
                        far <= most)
                        now = Near{far, 0, term_before, 0, 0};
                }
                if (!now) return true;
                const std::uint32_t episode = wanted_.find(row);
                if (episode == kNoEpisode) return true;
                if (now->episodes++ == 0) {
                    now->episode = episode;
                    now->position = static_cast<std::uint32_t>(NumberReader(data).next());
                }
                return true;
            });
        if (!done) return done.error();
        take();
        return best ? as_said(*best) : std::optional<std::string>();
    }

  private:
    Result<bool> is_said(const std::string& stem) const {
        bool said = false;
        auto done = index_.each_posting(stem, stem, [&](std::string_view, std::int64_t row, std::string_view) {
            said = wanted_.find(row) != kNoEpisode;
            return !said;
        });
        if (!done) return done.error();
        return said;
    }

    // The index holds stems ("kubernet"): the word itself stands in the transcript.
    Result<std::optional<std::string>> as_said(const Near& near) {
        auto document = reader_.document(wanted_[near.episode].row);
        if (!document) return document.error();
        auto transcript = reader_.transcript(wanted_[near.episode]);
        if (!transcript) return transcript.error();
        if (near.position >= (*document)->words.size()) return std::optional<std::string>();
        std::vector<Word> words;
        find_words((*transcript)->text, (*document)->words[near.position], words);
        return words.empty() ? std::optional<std::string>() : std::optional(words.front().folded);
    }

    const Index& index_;
    const Wanted& wanted_;
    EpisodeReader& reader_;
};

}  // namespace

std::size_t letters_that_may_differ(std::string_view word) {
    return word.size() < kLeastLetters ? 0 : word.size() < kLettersForTwo ? 1 : 2;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
    std::vector<std::size_t> before, row(b.size() + 1), next(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                next[j] = std::min(next[j], before[j - 2] + 1);
        }
        if (*std::min_element(next.begin(), next.end()) > most) return most + 1;
        before = row;
        std::swap(row, next);
    }
    return std::min(row[b.size()], most + 1);
}

Result<std::vector<Suggestion>> suggest_words(const Index& index, const Query& query, const Wanted& wanted,
                                              EpisodeReader& reader) {
    std::vector<Suggestion> suggestions;
    Suggester suggester(index, wanted, reader);
    for (const Clause& clause : query.clauses) {
        if (clause.need == Need::kMustNot || clause.alternatives.size() != 1) continue;
        const Atom& atom = clause.alternatives.front();
        if (atom.prefix || atom.stems.size() != 1) continue;
        auto meant = suggester.meant_by(atom.written, atom.stems.front());
        if (!meant) return meant.error();
        if (*meant) suggestions.push_back({atom.written, **meant});
    }
    return suggestions;
}

}  // namespace earwitness::search
