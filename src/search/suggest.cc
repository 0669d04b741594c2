#include "search/suggest.h"

#include <algorithm>
#include <tuple>

#include "search/indexer.h"
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
    std::int64_t row = 0;
    std::uint32_t position = 0;
};

bool better(const Near& a, const Near& b) {
    return std::tuple(a.distance, b.episodes, std::string_view(a.term)) <
           std::tuple(b.distance, a.episodes, std::string_view(b.term));
}

class Suggester {
  public:
    Suggester(const store::Archive& archive, const std::vector<store::Archive::SearchRow>& rows, EpisodeReader& reader)
        : archive_(archive), rows_(rows), reader_(reader) {
        for (std::size_t i = 0; i < rows.size(); ++i) by_row_.emplace_back(rows[i].row, i);
        std::sort(by_row_.begin(), by_row_.end());
    }

    // Nothing where the stem is known, or nothing is near to it.
    Result<std::optional<std::string>> meant_by(const std::string& word, const std::string& stem) {
        if (word.size() < kLeastLetters) return std::optional<std::string>();
        const std::size_t most = word.size() < kLettersForTwo ? 1 : 2;
        const std::string first = stem.substr(0, kLettersThatMustBeRight), last = first + "\xff";
        std::optional<Near> best, now;
        bool known = false;
        const auto take = [&] {
            if (now && (!best || better(*now, *best))) best = std::move(now);
            now.reset();
        };
        std::string term_before;
        auto done =
            archive_.each_posting(first, last, [&](std::string_view term, std::int64_t row, std::string_view data) {
                if (!find(row)) return true;
                if (term == stem) known = true;
                if (known) return false;
                if (term != term_before) {
                    take();
                    term_before = std::string(term);
                    if (const std::size_t far =
                            std::min(edit_distance(stem, term, most), edit_distance(word, term, most));
                        far <= most)
                        now = Near{far, 0, term_before, row, read_positions(data).front()};
                }
                if (now) ++now->episodes;
                return true;
            });
        if (!done) return done.error();
        take();
        if (known || !best) return std::optional<std::string>();
        return as_said(*best);
    }

  private:
    const store::Archive::SearchRow* find(std::int64_t row) const {
        const auto at = std::lower_bound(by_row_.begin(), by_row_.end(), std::pair(row, std::size_t{0}));
        return at == by_row_.end() || at->first != row ? nullptr : &rows_[at->second];
    }

    // The index holds stems ("kubernet"): the word itself stands in the transcript.
    Result<std::optional<std::string>> as_said(const Near& near) {
        auto document = reader_.document(near.row);
        if (!document) return document.error();
        auto transcript = reader_.transcript(*find(near.row));
        if (!transcript) return transcript.error();
        if (near.position >= (*document)->words.size()) return std::optional<std::string>();
        std::vector<Word> words;
        find_words((*transcript)->text, (*document)->words[near.position], words);
        return words.empty() ? std::optional<std::string>() : std::optional(words.front().folded);
    }

    const store::Archive& archive_;
    const std::vector<store::Archive::SearchRow>& rows_;
    EpisodeReader& reader_;
    std::vector<std::pair<std::int64_t, std::size_t>> by_row_;
};

}  // namespace

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

Result<std::vector<Suggestion>> suggest_words(const store::Archive& archive, const Query& query,
                                              const std::vector<store::Archive::SearchRow>& rows,
                                              EpisodeReader& reader) {
    std::vector<Suggestion> suggestions;
    Suggester suggester(archive, rows, reader);
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
