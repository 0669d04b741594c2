#include "search/search.h"

#include <algorithm>
#include <limits>
#include <map>

#include "search/episode_reader.h"
#include "search/filtered.h"
#include "search/known_filters.h"
#include "search/matches.h"
#include "search/ranking.h"
#include "search/snippet.h"

namespace earwitness::search {
namespace {

using Row = store::Archive::SearchRow;

// A passage or finding that may become a hit.
struct Candidate {
    double score = 0;
    std::uint32_t episode = 0;
    Span span;  // of a finding
    std::uint32_t window = 0;
    std::size_t finding = 0;
};

// What a finding is, beside where it stands.
struct Found {
    std::string kind, type, label;
};

class Search {
  public:
    Search(const Index& index, const Query& query, const SearchOptions& options)
        : index_(index),
          archive_(index.archive()),
          query_(query),
          filters_(query.filters),
          options_(options),
          reader_(index),
          speaker_(name_stems(query.filters.speaker)) {}

    Result<SearchAnswer> run() {
        auto filtered = filtered_episodes(index_, filters_, speaker_);
        if (!filtered) return filtered.error();
        rows_ = std::move(filtered->rows);
        wanted_ = std::move(filtered->wanted);
        answer_.searched = filtered->searched;
        const bool asks = std::any_of(query_.clauses.begin(), query_.clauses.end(),
                                      [](const Clause& c) { return c.need != Need::kMustNot; });
        if (!asks && filters_.kind.empty() && filters_.entity.empty())
            return make_error(ErrorCode::kInvalidArgument,
                              "nothing to look for; give a word, \"a phrase\", kind:prediction or entity:<id>");
        if (auto done = read_index(); !done) return done.error();
        Status done = !filters_.kind.empty() ? find_findings(asks) : asks ? find_passages() : find_mentions();
        if (!done) return done.error();
        if (answer_.hits.empty())
            if (auto known = expect_known(index_, listed_by_filters()); !known) return known.error();
        auto suggestions = suggest_words(index_, query_, wanted_, reader_);
        if (!suggestions) return suggestions.error();
        answer_.suggestions = std::move(*suggestions);
        return std::move(answer_);
    }

  private:
    Status read_index() {
        auto places = find_places(index_, query_, wanted_);
        if (!places) return places.error();
        places_ = std::move(*places);
        ranking_ = rank(places_, wanted_);
        if (!filters_.kind.empty()) return {};  // findings are counted, not what is said round them
        for (std::uint32_t e = 0; e < wanted_.size(); ++e)
            answer_.episodes += std::any_of(scores_of(e), scores_of(e + 1), [](double score) { return score > 0; });
        return {};
    }

    // The scores of an episode's windows begin there.
    const double* scores_of(std::uint32_t episode) const { return ranking_.score.data() + ranking_.first[episode]; }
    std::uint32_t words_in(std::uint32_t episode) const { return static_cast<std::uint32_t>(wanted_[episode].words); }

    bool is_before(const Candidate& a, const Candidate& b) const {
        const bool newest = options_.order == Order::kNewest;
        const auto day = [&](const Candidate& c) { return wanted_[c.episode].published_at.value_or(INT64_MIN); };
        if (newest && a.episode != b.episode) return std::tuple(day(b), a.episode) < std::tuple(day(a), b.episode);
        if (a.score != b.score) return a.score > b.score;
        return std::tie(a.episode, a.window, a.span, a.finding) < std::tie(b.episode, b.window, b.span, b.finding);
    }

    // Hands over the candidates in their order until `take` has had enough (false); most are never looked at, so that
    // a heap does less than sorting.
    template <typename Take>
    Status in_order(std::vector<Candidate>& candidates, const Take& take) const {
        const auto after = [&](const Candidate& a, const Candidate& b) { return is_before(b, a); };
        std::make_heap(candidates.begin(), candidates.end(), after);
        while (!candidates.empty()) {
            std::pop_heap(candidates.begin(), candidates.end(), after);
            const auto more = take(candidates.back());
            if (!more) return more.error();
            if (!*more) return {};
            candidates.pop_back();
        }
        return {};
    }

    // ---- passages

    Status find_passages() {
        std::vector<Candidate> candidates;
        for (std::uint32_t e = 0; e < wanted_.size(); ++e)
            for (const double* score = scores_of(e); score != scores_of(e + 1); ++score)
                if (*score > 0)
                    candidates.push_back({*score, e, {}, static_cast<std::uint32_t>(score - scores_of(e)), 0});
        std::map<std::uint32_t, std::vector<std::uint32_t>> taken;
        return in_order(candidates, [&](const Candidate& candidate) -> Result<bool> {
            if (answer_.hits.size() >= options_.limit) return false;
            auto& windows = taken[candidate.episode];
            const auto overlaps = [&](std::uint32_t w) {
                return w + 1 >= candidate.window && w <= candidate.window + 1;
            };
            if (std::any_of(windows.begin(), windows.end(), overlaps)) return true;
            auto document = reader_.document(wanted_[candidate.episode].row);
            if (!document) return document.error();
            const Span passage = bytes_of(**document, window_range(candidate.window, words_in(candidate.episode)));
            auto fits = passes(candidate.episode, **document, passage);
            if (!fits) return fits.error();
            if (!*fits) return true;
            windows.push_back(candidate.window);
            if (auto done = add_passage(candidate.episode, **document, passage, candidate.score); !done)
                return done.error();
            return true;
        });
    }

    // The filters that look inside an episode.
    Result<bool> passes(std::uint32_t episode, const IndexedDocument& document, Span passage) {
        const WordRange words = words_of(document, passage);
        if (!speaker_.empty() && (speaker_in(document, words) == kNoSpeaker || others_say_it(episode, document, words)))
            return false;
        if (filters_.entity.empty()) return true;
        auto mentions = mentions_of(wanted_[episode]);
        if (!mentions) return mentions.error();
        return std::any_of((*mentions)->begin(), (*mentions)->end(),
                           [&](const Span& span) { return span.overlaps(passage); });
    }

    // Something of what was asked for is said in the range, and none of it by the wanted speaker.
    bool others_say_it(std::uint32_t episode, const IndexedDocument& document, WordRange range) {
        bool said = false, by_wanted = false;
        each_match(episode, range, [&](std::uint32_t first, std::uint32_t end, std::size_t, double) {
            said = true;
            by_wanted = by_wanted || speaker_in(document, {first, end}) != kNoSpeaker;
        });
        return said && !by_wanted;
    }

    Result<const std::vector<Span>*> mentions_of(const Row& row) {
        if (const auto found = mentions_.find(row.row); found != mentions_.end()) return &found->second;
        auto spans = archive_.entity_mentions(row.row, filters_.entity);
        if (!spans) return spans.error();
        return &mentions_.emplace(row.row, std::move(*spans)).first->second;
    }

    // The wanted speaker, where he or she has a word in the range.
    int speaker_in(const IndexedDocument& document, WordRange range) {
        auto [named, fresh] = named_.try_emplace(&document);
        if (fresh)
            for (const auto& name : document.speakers) named->second.push_back(is_named(name, speaker_));
        for (std::size_t i = 0; i < document.turns.size(); ++i) {
            const std::uint32_t end = i + 1 < document.turns.size() ? document.turns[i + 1].first_word
                                                                    : std::numeric_limits<std::uint32_t>::max();
            const int speaker = document.turns[i].speaker;
            if (speaker == kNoSpeaker || document.turns[i].first_word >= range.end || end <= range.begin) continue;
            if (named->second[static_cast<std::size_t>(speaker)]) return speaker;
        }
        return kNoSpeaker;
    }

    Status add_passage(std::uint32_t episode, const IndexedDocument& document, Span passage, double score) {
        const Row& row = wanted_[episode];
        auto transcript = reader_.transcript(row);
        if (!transcript) return transcript.error();
        auto matches = matches_in(episode, document, words_of(document, passage));
        if (!filters_.entity.empty()) {
            auto mentions = mentions_of(row);
            if (!mentions) return mentions.error();
            for (const auto& span : **mentions)
                if (passage.contains(span)) matches.push_back({span, query_.clauses.size(), 1});
            std::sort(matches.begin(), matches.end(),
                      [](const auto& a, const auto& b) { return std::tie(a.span, a.part) < std::tie(b.span, b.part); });
        }
        const int speaker = speaker_.empty() ? kNoSpeaker : speaker_in(document, words_of(document, passage));
        const Snippet snippet = choose_snippet(**transcript, passage, speaker, matches);
        add_hit(row, **transcript, passage, snippet.span, snippet.speaker, score, matches);
        return {};
    }

    // ---- findings

    // The filters as lists of findings have them.
    store::FindingFilter listed_by_filters() const {
        store::FindingFilter filter;
        filter.show = filters_.show;
        filter.episode = filters_.episode;
        filter.entity = filters_.entity;
        filter.since = filters_.since;
        filter.until = filters_.until;
        filter.speaker = filters_.speaker;
        return filter;
    }

    Status find_findings(bool asks) {
        store::FindingFilter filter = listed_by_filters();
        if (insight_type_from(filters_.kind)) filter.type = filters_.kind;
        filter.kind = filter.type.empty() ? filters_.kind : "insight";
        filter.limit = 1'000'000;
        std::vector<Found> found;
        std::vector<Candidate> candidates;
        Status failed;
        auto done = index_.each_finding(filter, [&](const IndexedFinding& finding) {
            const std::uint32_t episode = wanted_.find(finding.row);
            if (episode == kNoEpisode || !failed) return;
            double score = finding.score;
            if (asks) {
                auto words = score_of(episode, finding);
                if (!words) failed = words.error();
                if (!words || *words <= 0) return;
                score = *words * (1 + 0.2 * finding.score);
            }
            candidates.push_back({score, episode, finding.span, 0, found.size()});
            found.push_back({std::string(finding.kind), std::string(finding.type), std::string(finding.label)});
        });
        if (!done || !failed) return done ? failed : done;
        std::vector<bool> seen(wanted_.size());
        for (const auto& candidate : candidates) seen[candidate.episode] = true;
        answer_.episodes = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
        return in_order(candidates, [&](const Candidate& candidate) -> Result<bool> {
            if (answer_.hits.size() >= options_.limit) return false;
            if (auto added = add_finding(candidate, found[candidate.finding]); !added) return added.error();
            return true;
        });
    }

    // How well the words of a finding answer: each part of the query that stands in it, and a little of what is said
    // round it. 0 where nothing stands in it, or the words round it do not match.
    Result<double> score_of(std::uint32_t episode, const IndexedFinding& finding) {
        if (std::all_of(scores_of(episode), scores_of(episode + 1), [](double score) { return score <= 0; }))
            return 0.0;
        std::optional<WordRange> range = finding.words;
        if (!range) {
            auto document = reader_.document(wanted_[episode].row);
            if (!document) return document.error();
            range = words_of(**document, finding.span);
        }
        if (range->begin >= range->end) return 0.0;
        double round = 0;
        const auto holding = windows_of(range->begin, words_in(episode));
        for (auto w = holding.begin; w < holding.end && scores_of(episode) + w < scores_of(episode + 1); ++w)
            round = std::max(round, scores_of(episode)[w]);
        if (round <= 0) return 0.0;
        double own = 0;
        std::size_t last_part = std::numeric_limits<std::size_t>::max();
        each_match(episode, *range, [&](std::uint32_t, std::uint32_t, std::size_t part, double weight) {
            own += part == last_part ? weight * 0.2 : weight;
            last_part = part;
        });
        return own <= 0 ? 0.0 : own + 0.1 * round;
    }

    Status add_finding(const Candidate& candidate, const Found& finding) {
        const Row& row = wanted_[candidate.episode];
        auto transcript = reader_.transcript(row);
        if (!transcript) return transcript.error();
        auto document = reader_.document(row.row);
        if (!document) return document.error();
        const auto matches = matches_in(candidate.episode, **document, words_of(**document, candidate.span));
        add_hit(row, **transcript, candidate.span, candidate.span, speaker_at(**transcript, candidate.span.begin),
                candidate.score, matches);
        auto& hit = answer_.hits.back();
        hit.kind = finding.kind;
        hit.type = finding.type;
        if (finding.kind != "chapter") return {};
        // A chapter's words are pages long: its title stands for it.
        hit.words = finding.label;
        return {};
    }

    // ---- an entity alone

    // Where it is named, the episodes that are most about it first.
    Status find_mentions() {
        auto episodes = archive_.entity_episodes(filters_.entity);
        if (!episodes) return episodes.error();
        std::map<std::string_view, std::uint32_t> by_id;
        for (std::uint32_t e = 0; e < wanted_.size(); ++e) by_id[wanted_[e].episode_id] = e;
        if (options_.order == Order::kNewest)
            std::stable_sort(episodes->begin(), episodes->end(), [](const auto& a, const auto& b) {
                return a.published_at.value_or(INT64_MIN) > b.published_at.value_or(INT64_MIN);
            });
        for (const auto& episode : *episodes) {
            const auto found = by_id.find(episode.episode_id);
            if (found == by_id.end()) continue;
            ++answer_.episodes;
            const Row& row = wanted_[found->second];
            auto document = reader_.document(row.row);
            if (!document) return document.error();
            auto mentions = mentions_of(row);
            if (!mentions) return mentions.error();
            std::uint32_t behind = 0;
            for (const auto& span : **mentions) {
                if (answer_.hits.size() >= options_.limit) return {};
                const WordRange words = words_of(**document, span);
                if (span.begin < behind || words.begin >= words.end) continue;
                const Span passage = bytes_of(**document, window_around(words.begin, words_in(found->second)));
                auto fits = passes(found->second, **document, passage);
                if (!fits) return fits.error();
                if (!*fits) continue;
                behind = passage.end;
                if (auto done = add_passage(found->second, **document, passage, episode.salience); !done) return done;
            }
        }
        return {};
    }

    static WordRange window_around(std::uint32_t word, std::uint32_t words) {
        const std::uint32_t begin = word > kWindowStep / 2 ? word - kWindowStep / 2 : 0;
        return {begin, std::min(words, begin + kWindowWords)};
    }

    // ---- both

    // Calls each(first word, one past the last, clause, weight) for what stands wholly in the range, clause by clause.
    template <typename Each>
    void each_match(std::uint32_t episode, WordRange range, const Each& each) const {
        for (std::size_t c = 0; c < places_.size(); ++c) {
            if (places_[c].need == Need::kMustNot) continue;
            for (std::size_t a = 0; a < places_[c].alternatives.size(); ++a) {
                const Places& places = places_[c].alternatives[a];
                const auto* part = places.find(episode);
                if (part == nullptr) continue;
                const auto length = static_cast<std::uint32_t>(query_.clauses[c].alternatives[a].stems.size());
                const auto end = places.positions.begin() + part->end;
                auto at = std::lower_bound(places.positions.begin() + part->begin, end, range.begin);
                for (; at != end && *at + length <= range.end; ++at) each(*at, *at + length, c, ranking_.weight[c][a]);
            }
        }
    }

    std::vector<MatchedWord> matches_in(std::uint32_t episode, const IndexedDocument& document, WordRange range) const {
        std::vector<MatchedWord> out;
        each_match(episode, range, [&](std::uint32_t first, std::uint32_t end, std::size_t part, double weight) {
            out.push_back({bytes_of(document, {first, end}), part, weight});
        });
        std::sort(out.begin(), out.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.span, a.part) < std::tie(b.span, b.part); });
        return out;
    }

    // The index has the names that the analysis found for labels.
    std::string name_of(const Row& row, const Transcript& transcript, std::size_t speaker) {
        const auto document = reader_.document(row.row);
        return document && speaker < (*document)->speakers.size() ? (*document)->speakers[speaker]
                                                                  : transcript.speakers[speaker].name;
    }

    void add_hit(const Row& row, const Transcript& transcript, Span passage, Span span, int speaker, double score,
                 const std::vector<MatchedWord>& matches) {
        Hit hit;
        hit.episode_id = row.episode_id;
        hit.episode_title = row.episode_title;
        hit.show_id = row.show_id;
        hit.show_title = row.show_title;
        hit.published_at = row.published_at;
        hit.score = score;
        hit.kind = "passage";
        // The sentences that are shown may begin before the window and end behind it.
        hit.passage = {std::min(passage.begin, span.begin), std::max(passage.end, span.end)};
        hit.span = span;
        hit.start_ms = time_at(transcript, span.begin);
        if (span.end > span.begin) hit.end_ms = time_at(transcript, span.end - 1);
        if (speaker >= 0) hit.speaker = name_of(row, transcript, static_cast<std::size_t>(speaker));
        hit.words = std::string(span.in(transcript.text));
        for (const auto& match : matches)
            if (span.contains(match.span) && (hit.matches.empty() || hit.matches.back().end <= match.span.begin))
                hit.matches.push_back(match.span);
        hit.transcript_sha256 = transcript.sha256;
        answer_.hits.push_back(std::move(hit));
    }

    const Index& index_;
    const store::Archive& archive_;
    const Query& query_;
    const Filters& filters_;
    const SearchOptions& options_;
    EpisodeReader reader_;
    const std::vector<std::string> speaker_;  // stems of the wanted speaker's name
    std::shared_ptr<const Index::Rows> rows_;
    Wanted wanted_;  // of the rows
    std::vector<ClausePlaces> places_;
    Ranking ranking_;
    std::map<std::int64_t, std::vector<Span>> mentions_;
    std::map<const IndexedDocument*, std::vector<bool>> named_;  // by speaker: is it the wanted one
    SearchAnswer answer_;
};

}  // namespace

Result<SearchAnswer> search(const Index& index, const Query& query, const SearchOptions& options) {
    return Search(index, query, options).run();
}

}  // namespace earwitness::search
