#include "analysis/entities/boundaries.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "analysis/entities/cues.h"
#include "analysis/entities/lexicon.h"
#include "analysis/entities/names.h"

namespace earwitness::analysis::entities {
namespace {

class Mender {
  public:
    Mender(std::string_view text, const std::vector<text::Token>& tokens, const Reading& reading)
        : text_(text), tokens_(tokens), reading_(reading) {}

    void run(std::vector<TypedSpan>& spans) {
        count_names(spans);
        find_shouted(spans);
        std::vector<TypedSpan> out;
        out.reserve(spans.size());
        for (TypedSpan span : spans) {
            if (is_no_name(span) || is_address_or_version(span) || is_plain_talk(span) || is_doubtful_acronym(span) ||
                is_of_a_law(span) || is_one_of_many(span) || is_shouted_scrap(span))
                continue;
            if (span.type == EntityType::kWork) widen_title(span, out);
            widen_storm(span, out);
            if (span.type == EntityType::kPerson)
                split_person(span, out);
            else
                split_at_brackets(span, out);
        }
        spans = std::move(out);
    }

  private:
    std::uint64_t lower(std::uint32_t token) const { return reading_.word(token).lower; }
    bool is_first_name(std::uint32_t token) const { return (reading_.word(token).lists & kFirstName) != 0; }

    std::uint64_t key(std::uint32_t first, std::uint32_t count) const {
        std::uint64_t hash = lower(first);
        for (std::uint32_t i = 1; i < count; ++i) hash = phrase_hash(hash, lower(first + i));
        return hash;
    }

    // "Mr. President", "the Senators", "oh my God": an address or an outcry, not a name.
    bool is_no_name(const TypedSpan& span) const {
        if (span.token_count != 1) return false;
        const Word& word = reading_.word(span.first_token);
        static const std::uint64_t kOutcries[] = {word_hash("god"), word_hash("gosh"), word_hash("lord"),
                                                  word_hash("goodness")};
        if (std::find(std::begin(kOutcries), std::end(kOutcries), word.lower) != std::end(kOutcries) &&
            span.first_token > 0) {
            static const std::uint64_t kBefore[] = {word_hash("my"),  word_hash("oh"),   word_hash("thank"),
                                                    word_hash("for"), word_hash("good"), word_hash("swear")};
            std::uint32_t before = span.first_token - 1;
            if (before > 0 && reading_.word(before).form == Form::kMark) --before;  // "Oh, God"
            return std::find(std::begin(kBefore), std::end(kBefore), lower(before)) != std::end(kBefore);
        }
        return span.type == EntityType::kPerson && (word.cues & kTitle) != 0 &&
               (word.lists & (kFirstName | kKnownPerson)) == 0;
    }

    // "https://example.org/x", "v2", "v1.4".
    bool is_address_or_version(const TypedSpan& span) const {
        const std::string_view name = span.span.in(text_);
        if (name.find("://") != std::string_view::npos || name.starts_with("www.")) return true;
        return name.size() > 1 && (name[0] == 'v' || name[0] == 'V') &&
               std::all_of(name.begin() + 1, name.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    }

    // "quantum computing": plain words written small in a text that has capitals, whatever company is called so.
    bool is_plain_talk(const TypedSpan& span) const {
        if (reading_.casing == Casing::kUncased) return is_rarely_a_name(span);
        constexpr std::uint32_t kTelling = ~static_cast<std::uint32_t>(kCompany | kSurname | kCity | kFilm);
        for (std::uint32_t t = span.first_token; t < span.first_token + span.token_count; ++t) {
            const Word& word = reading_.word(t);
            const bool plain = word.form == Form::kLower && word.known && (word.usage >> 4) <= 5 &&
                               (word.lists & kTelling) == 0 &&
                               (reading_.phrases[t].lists & kTelling & ~static_cast<std::uint32_t>(kTechnology)) == 0;
            if (!plain && word.form != Form::kMark) return false;
        }
        return true;
    }

    // "go" and "react" where nothing is capitalised: names only where they often are.
    bool is_rarely_a_name(const TypedSpan& span) const {
        if (span.token_count != 1) return false;
        const Word& word = reading_.word(span.first_token);
        return (word.usage >> 4) >= 1 && (word.usage >> 4) <= 5 &&
               single_.at(word.lower) * 6 < reading_.writing[word.lower_id].small;
    }

    // "CSIs", "RF": capitals alone make no organisation of a word that no list has, that does
    // nothing in its one sentence and that the tagger was unsure about.
    bool is_doubtful_acronym(const TypedSpan& span) const {
        constexpr float kSureEnough = 0.6f;
        if (span.token_count != 1 || span.type != EntityType::kOrg || span.confidence >= kSureEnough) return false;
        const Word& word = reading_.word(span.first_token);
        const Writing& writing = reading_.writing[word.lower_id];
        const bool acts =
            (writing.cues_after & (kCopula | kSpeech | kPossessive)) != 0 || (writing.cues_before & (kAt | kRole)) != 0;
        return !acts && (word.form == Form::kUpper || word.form == Form::kMixed) &&
               (word.lists & ~static_cast<std::uint32_t>(kSurname)) == 0 && writing.capital + writing.at_start <= 1 &&
               tokens_[span.first_token].span.size() <= 5;
    }

    // "Moore's Law" is about nobody called Moore and nothing that acts. Works are left alone: acts have such names.
    bool is_of_a_law(const TypedSpan& span) const {
        if (span.type == EntityType::kWork) return false;
        static const std::uint64_t kLaws[] = {word_hash("law"),       word_hash("laws"),    word_hash("theorem"),
                                              word_hash("razor"),     word_hash("paradox"), word_hash("lemma"),
                                              word_hash("conjecture")};
        const auto is_law = [&](std::uint32_t token) {
            return token < tokens_.size() && (reading_.word(token - 1).cues & kPossessive) != 0 &&
                   std::find(std::begin(kLaws), std::end(kLaws), lower(token)) != std::end(kLaws);
        };
        const std::uint32_t end = span.first_token + span.token_count;
        return (span.token_count > 2 && is_law(end - 1)) || (span.token_count <= 2 && is_law(end + 1));
    }

    // "If there's an Oracle in the future": a plain word behind "a" or "an" that nothing is named by here.
    bool is_one_of_many(const TypedSpan& span) const {
        if (span.token_count != 1 || span.type != EntityType::kOrg || span.first_token == 0 ||
            span.first_token + 1 >= tokens_.size() || reading_.casing == Casing::kUncased)
            return false;
        static const std::uint64_t kOne[] = {word_hash("a"), word_hash("an")};
        const Word &word = reading_.word(span.first_token), &next = reading_.word(span.first_token + 1);
        return std::find(std::begin(kOne), std::end(kOne), lower(span.first_token - 1)) != std::end(kOne) &&
               word.form == Form::kTitle && (next.cues & (kIn | kAt | kBy)) != 0;
    }

    bool is_shouted(const TokenRange& sentence) const {
        constexpr std::uint32_t kLeastWords = 5;
        std::uint32_t words = 0;
        for (std::uint32_t t = sentence.first; t < sentence.first + sentence.count; ++t) {
            const Form form = reading_.word(t).form;
            if (form == Form::kMark || form == Form::kBoundary || form == Form::kNumber) continue;
            if (form != Form::kUpper && form != Form::kInitial && form != Form::kPronoun) return false;
            ++words;
        }
        return words >= kLeastWords;
    }

    // Sentences all in capitals, as headings are, in a text that has small letters: their capitals tell nothing of
    // names.
    void find_shouted(const std::vector<TypedSpan>& spans) {
        if (reading_.casing == Casing::kUncased) return;
        for (const TokenRange& sentence : reading_.sentences)
            if (is_shouted(sentence)) shouted_.push_back(sentence);
        if (shouted_.empty()) return;
        for (const TypedSpan& span : spans)
            if (!stands_shouted(span)) said_.insert(key(span.first_token, span.token_count));
    }

    bool stands_shouted(const TypedSpan& span) const {
        const auto after = std::upper_bound(shouted_.begin(), shouted_.end(), span.first_token,
                                            [](std::uint32_t t, const TokenRange& range) { return t < range.first; });
        return after != shouted_.begin() && span.first_token < (after - 1)->first + (after - 1)->count;
    }

    // "PRELOGAR ON BEHALF OF THE PETITIONERS": what is called so in a heading and nowhere else.
    bool is_shouted_scrap(const TypedSpan& span) const {
        return !shouted_.empty() && stands_shouted(span) && !said_.contains(key(span.first_token, span.token_count));
    }

    // Full names of two words that stand alone somewhere in the document.
    void count_names(const std::vector<TypedSpan>& spans) {
        for (const TypedSpan& span : spans) {
            if (span.type == EntityType::kPerson && span.token_count == 2) ++seen_[key(span.first_token, 2)];
            if (span.token_count == 1) ++single_[lower(span.first_token)];
        }
    }

    // Where the next person begins inside [at, end), or end.
    std::uint32_t person_end(std::uint32_t at, std::uint32_t end) const {
        const std::uint32_t left = end - at;
        if (left >= 2 && lower(at) == lower(at + 1)) return at + 1;
        if (left < 3) return end;
        const auto known = seen_.find(key(at, 2));
        if (known != seen_.end() && known->second >= 1) return at + 2;
        const bool initial = reading_.word(at + 1).form == Form::kInitial;
        return left >= 4 && !initial && is_first_name(at) && is_first_name(at + 2) ? at + 2 : end;
    }

    // "the blog post AI and Compute": a title begins behind the word that says that it is one.
    void widen_title(TypedSpan& span, const std::vector<TypedSpan>& before) const {
        constexpr std::uint32_t kFarthest = 4;
        const std::uint32_t least = before.empty() ? 0 : before.back().first_token + before.back().token_count;
        std::uint32_t first = span.first_token;
        if (first < 3 || (reading_.word(first - 1).cues & (kBy | kIn)) == 0) return;
        while (first > least && span.first_token - first < kFarthest &&
               (is_capitalised(reading_.word(first - 1).form) || first == span.first_token))
            --first;
        if (first == span.first_token - 1 || first == least || !is_capitalised(reading_.word(first).form)) return;
        const auto says_so = [&](std::uint32_t token) {
            return reading_.word(token).form == Form::kLower &&
                   (reading_.word(token).cues & (kWorkHead | kNaming)) != 0;
        };
        if (!says_so(first - 1) && (first < 2 || lower(first - 1) != word_hash("post") || !says_so(first - 2))) return;
        span.token_count += span.first_token - first;
        span.first_token = first;
        span.span.begin = tokens_[first].span.begin;
    }

    // "Typhoon" belongs to the name behind it, also where it begins the sentence and is capitalised anyway.
    void widen_storm(TypedSpan& span, const std::vector<TypedSpan>& before) const {
        if (span.first_token == 0 || span.token_count != 1) return;
        if (!before.empty() && before.back().first_token + before.back().token_count >= span.first_token) return;
        const std::uint32_t first = span.first_token - 1;
        if (!is_capitalised(reading_.word(first).form) || !is_storm(tokens_[first].span.in(text_))) return;
        span.first_token = first;
        ++span.token_count;
        span.span.begin = tokens_[first].span.begin;
    }

    void split_person(const TypedSpan& span, std::vector<TypedSpan>& out) {
        std::uint32_t at = span.first_token;
        const std::uint32_t end = at + span.token_count;
        while (at + 1 < end && (reading_.word(at).cues & kTitle) != 0 && !is_first_name(at)) ++at;
        while (at < end) {
            const std::uint32_t stop = person_end(at, end);
            add_part(span, at, stop, out);
            at = stop;
        }
    }

    // "Association for Computational Linguistics (ACL": what stands in brackets is a name of its own.
    void split_at_brackets(const TypedSpan& span, std::vector<TypedSpan>& out) {
        std::uint32_t at = span.first_token;
        const std::uint32_t end = at + span.token_count;
        while (at < end) {
            std::uint32_t stop = at;
            while (stop < end && !is_bracket(stop)) ++stop;
            if (stop > at) add_part(span, at, stop, out);
            at = stop + 1;
        }
    }

    bool is_bracket(std::uint32_t token) const {
        const char mark = text_[tokens_[token].span.begin];
        return mark == '(' || mark == ')' || mark == '[' || mark == ']' || mark == ';';
    }

    void add_part(const TypedSpan& whole, std::uint32_t first, std::uint32_t end, std::vector<TypedSpan>& out) {
        TypedSpan part = whole;
        part.first_token = first;
        part.token_count = end - first;
        part.span = {tokens_[first].span.begin, tokens_[end - 1].span.end};
        keep(part, out);
    }

    void keep(TypedSpan& span, std::vector<TypedSpan>& out) {
        span.span = trimmed_name(text_, span.span);
        if (!span.span.empty()) out.push_back(span);
    }

    std::string_view text_;
    const std::vector<text::Token>& tokens_;
    const Reading& reading_;
    std::unordered_map<std::uint64_t, int> seen_;
    std::vector<TokenRange> shouted_;
    std::unordered_set<std::uint64_t> said_;                   // keys of names outside of shouted_
    std::unordered_map<std::uint64_t, std::uint32_t> single_;  // names of one word
};

}  // namespace

void mend_boundaries(std::string_view text, const std::vector<text::Token>& tokens, const Reading& reading,
                     std::vector<TypedSpan>& spans) {
    Mender(text, tokens, reading).run(spans);
}

}  // namespace earwitness::analysis::entities
