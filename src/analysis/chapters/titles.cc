#include "analysis/chapters/titles.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "analysis/chapters/wording.h"
#include "text/utf8.h"

namespace earwitness::analysis::chapters {
namespace {

constexpr std::size_t kOpening = 4;          // sentences in which an opening question is looked for
constexpr std::size_t kLongestQuestion = 9;  // words
constexpr float kRareEnough = 3.2f;          // Background::rarity of a word that makes a question a title

// Words that point at something that a reader of the title has not heard.
constexpr std::array<std::string_view, 22> kPointers = {
    "it",    "that", "this",   "they", "them",  "he",      "she",  "him", "her",  "there", "these",
    "those", "it's", "that's", "he's", "she's", "they're", "here", "one", "some", "do",    "so"};
constexpr std::array<std::string_view, 12> kQuestions = {"what", "what's", "how", "why", "who",  "where",
                                                         "when", "is",     "are", "can", "does", "should"};

struct Choice {
    double score = 0;
    std::size_t chapter = 0;
    std::size_t candidate = 0;
};

class Namer {
  public:
    Namer(const Document& document, const Terms& terms, const std::vector<Candidate>& candidates,
          const std::vector<std::size_t>& starts)
        : document_(document), terms_(terms), candidates_(candidates), starts_(starts) {
        for (const std::size_t s : starts) begins_.push_back(document.sentences[s].first_token);
        begins_.push_back(static_cast<std::uint32_t>(document.tokens.size()));
    }

    std::vector<std::string> name(const std::vector<Topic>& topics, const std::vector<SponsorRead>& sponsors) {
        for (const Topic& topic : topics) topics_.insert(text::lower(topic.label));
        std::vector<std::string> titles;
        const auto phrases = choose_phrases();
        Wording wording(document_, terms_, candidates_, sponsors, starts_);
        for (std::size_t c = 0; c < starts_.size(); ++c) {
            std::string title = question_of(c);
            if (title.empty() && are_names(phrases[c])) title = joined(phrases[c]);
            if (title.empty()) title = first_new(wording.runs(c), titles);
            if (title.empty()) title = joined(phrases[c]);
            if (title.empty()) title = rare_words(c);
            if (title.empty()) title = first_words(c);
            titles.push_back(capitalised(std::move(title)));
        }
        return titles;
    }

  private:
    // Of runs, the first that names no chapter yet; empty where there is none.
    std::string first_new(const std::vector<Span>& runs, const std::vector<std::string>& titles) const {
        for (const Span run : runs) {
            const std::string title = one_line(run), lower = text::lower(title);
            if (std::none_of(titles.begin(), titles.end(), [&](const auto& t) { return text::lower(t) == lower; }))
                return title;
        }
        return {};
    }

    std::size_t end_sentence(std::size_t chapter) const {
        return chapter + 1 < starts_.size() ? starts_[chapter + 1] : document_.sentences.size();
    }
    std::string lower_token(std::uint32_t i) const { return text::lower(document_.of(document_.tokens[i].span)); }

    // "So, what is a submarine swap?" -> "What is a submarine swap?", where it is short and speaks for itself.
    std::string question_of(std::size_t chapter) const {
        for (std::size_t s = starts_[chapter]; s < std::min(end_sentence(chapter), starts_[chapter] + kOpening); ++s) {
            const Sentence& sentence = document_.sentences[s];
            if (document_.of(sentence.span).back() != '?') continue;
            std::uint32_t first = sentence.first_token;
            const std::uint32_t end = first + sentence.token_count;
            while (first < end && first < sentence.first_token + 4 && !is_in(kQuestions, lower_token(first))) ++first;
            if (first == end || !is_in(kQuestions, lower_token(first))) continue;
            if (speaks_for_itself(first, end)) return one_line({document_.tokens[first].span.begin, sentence.span.end});
        }
        return {};
    }

    template <std::size_t N>
    static bool is_in(const std::array<std::string_view, N>& list, std::string_view word) {
        return std::find(list.begin(), list.end(), word) != list.end();
    }

    bool speaks_for_itself(std::uint32_t first, std::uint32_t end) const {
        std::size_t words = 0;
        bool rare = false;
        for (std::uint32_t i = first; i < end; ++i) {
            const std::uint32_t id = terms_.of_token[i];
            if (id == kNoTerm) {
                if (i + 1 < end && document_.tokens[i].kind == text::TokenKind::kPunctuation) return false;
                continue;
            }
            ++words;
            if (is_in(kPointers, lower_token(i))) return false;
            rare |= terms_.is_content(id) && terms_.rarity[id] >= kRareEnough && terms_.terms[id].count > 1;
        }
        return rare && words >= 3 && words <= kLongestQuestion;
    }

    // Each phrase goes to the chapter that it is most typical of; a chapter takes its best, and a second that is worth
    // it.
    std::vector<std::vector<Choice>> choose_phrases() const {
        std::vector<Choice> choices;
        for (std::size_t i = 0; i < candidates_.size(); ++i) add_choices(i, choices);
        std::stable_sort(choices.begin(), choices.end(),
                         [](const Choice& l, const Choice& r) { return l.score > r.score; });
        std::vector<std::vector<Choice>> taken(starts_.size());
        std::vector<char> used(candidates_.size());  // a phrase names one chapter only
        for (const Choice& choice : choices) {
            auto& mine = taken[choice.chapter];
            const Candidate& c = candidates_[choice.candidate];
            if (mine.size() == 2 ||
                (mine.size() == 1 && choice.score < (is_plain(c) ? 0.8 : 0.45) * mine.front().score))
                continue;
            if (used[choice.candidate] || (mine.size() == 1 && share_a_word(c, candidates_[mine.front().candidate])))
                continue;
            used[choice.candidate] = 1;
            mine.push_back(choice);
        }
        // Unless nothing else names the chapter.
        for (const Choice& choice : choices)
            if (taken[choice.chapter].empty()) taken[choice.chapter].push_back(choice);
        return taken;
    }

    static bool share_a_word(const Candidate& left, const Candidate& right) {
        return std::any_of(left.ids.begin(), left.ids.begin() + left.length, [&](std::uint32_t id) {
            return std::find(right.ids.begin(), right.ids.begin() + right.length, id) !=
                   right.ids.begin() + right.length;
        });
    }

    // In how many quarters of its chapter a phrase is said: what is said throughout is its subject.
    double quarters_with(const Candidate& c, std::size_t first, std::size_t end, std::size_t chapter) const {
        const std::uint32_t begin = begins_[chapter], length = begins_[chapter + 1] - begin;
        std::array<bool, 4> seen{};
        for (std::size_t i = first; i < end; ++i)
            seen[std::min<std::size_t>(3, 4 * std::size_t{c.places[i] - begin} / length)] = true;
        return static_cast<double>(std::count(seen.begin(), seen.end(), true));
    }

    // A single common word, which says little in a title.
    bool is_plain(const Candidate& c) const { return c.length == 1 && c.capitalised < 0.5f && !is_topic(c); }

    void add_choices(std::size_t index, std::vector<Choice>& choices) const {
        const Candidate& c = candidates_[index];
        double rarity = 0;
        for (std::uint32_t k = 0; k < c.length; ++k) rarity += static_cast<double>(terms_.rarity[c.ids[k]]);
        rarity /= c.length;
        const double all = static_cast<double>(document_.tokens.size());
        const double total = static_cast<double>(c.places.size());
        for (std::size_t at = 0; at < c.places.size();) {
            const auto chapter = static_cast<std::size_t>(
                std::upper_bound(begins_.begin(), begins_.end(), c.places[at]) - begins_.begin() - 1);
            const std::size_t first = at;
            std::size_t end = at;
            while (end < c.places.size() && c.places[end] < begins_[chapter + 1]) ++end;
            const double here = static_cast<double>(end - at),
                         length = static_cast<double>(begins_[chapter + 1] - begins_[chapter]);
            at = end;
            if (here < 2 || (here < 3 && c.length == 1 && c.capitalised < 0.5f)) continue;
            const double typical = typicality(here, total, length, all);
            if (typical <= 0) continue;
            const double shape = quarters_with(c, first, end, chapter) * (c.length > 1 ? 1.8 : 1.0) *
                                 (1 + 0.3 * static_cast<double>(c.capitalised)) * (is_topic(c) ? 1.4 : 1.0) *
                                 (is_plain(c) ? 0.4 : 1.0);
            choices.push_back(
                {std::pow(here, 0.8) * std::sqrt(rarity) * std::min(1 + typical, 3.0) * shape, chapter, index});
        }
    }

    bool is_topic(const Candidate& c) const {
        return topics_.contains(
            text::lower(document_.of({document_.tokens[c.places.front()].span.begin,
                                      document_.tokens[c.places.front() + c.length - 1].span.end})));
    }

    // "BuildKit and Dagger" says enough; of common words somebody's own wording says more.
    bool are_names(const std::vector<Choice>& choices) const {
        return choices.size() == 2 && std::all_of(choices.begin(), choices.end(), [&](const Choice& choice) {
                   return candidates_[choice.candidate].capitalised >= 0.5f;
               });
    }

    std::string joined(const std::vector<Choice>& choices) const {
        std::string title;
        for (const Choice& choice : choices)
            title += (title.empty() ? "" : " and ") + label_of(document_, terms_, candidates_[choice.candidate]);
        return title;
    }

    // Nothing is said twice: the rarest two content words, as they stand.
    std::string rare_words(std::size_t chapter) const {
        std::vector<std::pair<float, std::uint32_t>> words;
        std::set<std::uint32_t> seen;
        for (std::uint32_t i = begins_[chapter]; i < begins_[chapter + 1]; ++i) {
            const std::uint32_t id = terms_.of_token[i];
            if (!terms_.is_content(id) || document_.tokens[i].span.size() < 4 || !seen.insert(id).second) continue;
            words.push_back({-terms_.rarity[id] * static_cast<float>(std::log2(1.0 + terms_.terms[id].count)), i});
        }
        std::sort(words.begin(), words.end());
        std::string title;
        for (std::size_t i = 0; i < words.size() && i < 2; ++i)
            title += (i ? " and " : "") + std::string(document_.of(document_.tokens[words[i].second].span));
        return title;
    }

    std::string first_words(std::size_t chapter) const {
        const Sentence& sentence = document_.sentences[starts_[chapter]];
        if (sentence.token_count == 0) return one_line(sentence.span);
        const std::uint32_t last = sentence.first_token + std::min(sentence.token_count, 6u) - 1;
        return one_line({sentence.span.begin, document_.tokens[last].span.end});
    }

    std::string one_line(Span span) const {
        std::string out(document_.of(span));
        std::replace_if(
            out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        return out;
    }

    static std::string capitalised(std::string title) {
        if (title.empty()) return title;
        // "iOS", "npm-like.js": a word with a capital of its own keeps its first letter.
        const std::string_view word = std::string_view(title).substr(0, title.find(' '));
        if (std::any_of(word.begin() + 1, word.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return title;
        std::size_t at = 0;
        const char32_t first = text::next_code_point(title, at);
        std::string out;
        text::append_utf8(static_cast<char32_t>(u_toupper(static_cast<UChar32>(first))), out);
        return out + title.substr(at);
    }

    const Document& document_;
    const Terms& terms_;
    const std::vector<Candidate>& candidates_;
    const std::vector<std::size_t>& starts_;
    std::vector<std::uint32_t> begins_;  // first token of each chapter, then the end
    std::set<std::string> topics_;
};

}  // namespace

std::vector<std::string> chapter_titles(const Document& document, const Terms& terms,
                                        const std::vector<Candidate>& candidates, const std::vector<Topic>& topics,
                                        const std::vector<SponsorRead>& sponsors,
                                        const std::vector<std::size_t>& starts) {
    return Namer(document, terms, candidates, starts).name(topics, sponsors);
}

}  // namespace earwitness::analysis::chapters
