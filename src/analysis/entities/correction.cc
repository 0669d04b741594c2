#include "analysis/entities/correction.h"

#include <algorithm>

#include "analysis/entities/names.h"
#include "text/stop_words.h"
#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

// Chosen on the train calls of tools/score_corrections.py (docs/accuracy.md).
constexpr std::size_t kLeastLetters = 4;
constexpr double kPart = 0.50;     // each word, where as many were said
constexpr std::size_t kShort = 4;  // letters: East and West
constexpr double kShortPart = 0.60;
constexpr double kFirst = 0.62;                                              // a first name that is not the same
constexpr double kPerson = 0.74;                                             // the whole, word by word
constexpr double kPersonHalf = 0.70;                                         // one of its words is the same
constexpr double kUneven = 0.82;                                             // said in more or fewer words
constexpr double kSingle = 0.82;                                             // a name of one word
constexpr double kSeveral = 0.80;                                            // a name of several words, not a person's
constexpr double kScanCased = 0.80, kScanUncased = 0.84, kScanSmall = 0.86;  // where the tagger saw no name
constexpr double kMargin = 0.06;                                             // before the next best

std::vector<Sound> sounds_of(std::string_view name) {
    std::vector<Sound> out;
    for (const std::string_view word : name_words(name)) {
        Sound sound = sound_of(word);
        if (!sound.letters.empty()) out.push_back(std::move(sound));
    }
    return out;
}

bool begins_alike(std::string_view a, std::string_view b) {
    static constexpr std::string_view kClasses[] = {"aeiouh", "pbf", "tdTsCjkg", "mn", "lr"};
    if (a.empty() || b.empty()) return false;
    return a[0] == b[0] || std::any_of(std::begin(kClasses), std::end(kClasses), [&](std::string_view sounds) {
               return sounds.find(a[0]) != std::string_view::npos && sounds.find(b[0]) != std::string_view::npos;
           });
}

bool is_plain_word(std::string_view word) { return text::word_class(text::lower(word)) == text::WordClass::kStop; }

std::string_view without_possessive(std::string_view said) {
    for (const std::string_view tail : {std::string_view("'s"), std::string_view("\xE2\x80\x99s")})
        if (said.ends_with(tail)) return said.substr(0, said.size() - tail.size());
    return said;
}

}  // namespace

Speller::Speller(const EpisodeMeta& meta, const Knowledge& knowledge, const Tagger& tagger)
    : knowledge_(knowledge), lexicon_(tagger.lexicon()) {
    for (const Person& person : meta.persons) add(person.name, EntityType::kPerson, true);
    for (const std::string& name : meta.known_names) add(name, EntityType::kPerson, false);
    for (const std::string& name : knowledge.user_names()) {
        const KnownName* known = knowledge.find(name);
        if (known != nullptr) add(name, known->type, true);
    }
    add(meta.show, EntityType::kWork, false);
    add_hints(meta.title, tagger);
    add_hints(std::string_view(meta.notes).substr(0, 20000), tagger);
}

void Speller::add(std::string_view name, EntityType type, bool typed) {
    const Span trimmed = trimmed_name(name, {0, static_cast<std::uint32_t>(std::min<std::size_t>(name.size(), 200))});
    name = trimmed.in(name);
    if (candidates_.size() >= kMaxCandidates || !text::is_valid_utf8(name)) return;
    Candidate candidate{std::string(name), type, typed, sound_of(name), sounds_of(name)};
    if (candidate.whole.letters.size() < kLeastLetters || candidate.words.size() > 6) return;
    const auto number = static_cast<std::uint32_t>(candidates_.size());
    if (!by_letters_.emplace(candidate.whole.letters, number).second) return;
    if (candidate.words.size() > 1)
        for (const Sound& word : candidate.words) parts_.emplace(word.letters, number);
    candidates_.push_back(std::move(candidate));
}

void Speller::add_hints(std::string_view text, const Tagger& tagger) {
    if (text.empty()) return;
    Transcript transcript;
    transcript.text = text::repair_utf8(text);
    transcript.segments.push_back({{0, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, kNoSpeaker});
    const Document document = build_document(transcript);
    const Reading reading = tagger.read(document);
    if (reading.casing != Casing::kCased) return;
    std::vector<TypedSpan> spans;
    tagger.tag(reading, document.tokens, spans);
    for (const TypedSpan& span : spans) add(document.of(span.span), span.type, true);
}

double Speller::score(const Sound& whole, const std::vector<Sound>& words, const Candidate& candidate,
                      bool as_person) const {
    if (!may_be_alike(whole, candidate.whole) || comparisons_left_ <= 0) return 0;
    --comparisons_left_;
    const double all = likeness(whole, candidate.whole);
    const bool even = words.size() == candidate.words.size();
    if (words.size() == 1 && candidate.words.size() == 1) return all >= kSingle ? all : 0;
    if (!even || words.size() < 2) return all >= (as_person ? kUneven : kSeveral) ? all : 0;
    bool same = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const double part = likeness(words[i], candidate.words[i]);
        const bool is_short = std::min(words[i].letters.size(), candidate.words[i].letters.size()) <= kShort;
        if (part < (is_short ? kShortPart : kPart) || (as_person && i == 0 && part < kFirst)) return 0;
        same = same || part == 1;
    }
    return all >= (!as_person ? kSeveral : same ? kPersonHalf : kPerson) ? all : 0;
}

// A word that is somebody's or some place's name: "Alberta" is not misheard for "Alberto".
bool Speller::is_other_name(std::string_view word) const {
    const Lexicon::Entry* entry = lexicon_.find(word_hash(text::lower(word)));
    return entry != nullptr && (entry->lists & (kFirstName | kCountry | kCity | kRegion)) != 0;
}

Speller::Verdict Speller::judge(std::string_view said, EntityType type, bool typed) const {
    const Sound whole = sound_of(said);
    if (whole.letters.size() < kLeastLetters) return {};
    const std::vector<Sound> words = sounds_of(said);
    if (words.size() == 1 && (is_part(whole) || is_other_name(said))) return {};
    Verdict best, second;
    for (const Candidate& candidate : candidates_) {
        const bool person = (candidate.typed ? candidate.type : type) == EntityType::kPerson;
        if (typed && candidate.typed && person != (type == EntityType::kPerson) &&
            words.size() != candidate.words.size())
            continue;
        const double alike = score(whole, words, candidate, person);
        if (alike > best.score)
            second = best, best = {&candidate, alike};
        else if (alike > second.score)
            second = {&candidate, alike};
    }
    if (best.candidate == nullptr || best.score - second.score < kMargin) return {};
    return best;
}

const std::string* Speller::spelling(std::string_view said, EntityType type) const {
    if (const std::string* told = knowledge_.correction(said)) return told;
    if (candidates_.empty()) return nullptr;
    said = without_possessive(said);
    const auto same = by_letters_.find(sound_of(said).letters);
    if (same != by_letters_.end()) return &candidates_[same->second].name;
    if (knowledge_.find(said) != nullptr) return nullptr;
    const Verdict verdict = judge(said, type, true);
    return verdict.candidate == nullptr ? nullptr : &verdict.candidate->name;
}

// One walk over the tokens of a document for what the tagger left out.
class Speller::Scan {
  public:
    Scan(const Speller& speller, const Document& document, const Reading& reading, std::vector<TypedSpan>& spans)
        : speller_(speller), document_(document), reading_(reading), spans_(spans), taken_(document.tokens.size(), 0) {
        for (std::uint32_t i = 0; i < spans.size(); ++i)
            for (std::uint32_t t = 0; t < spans[i].token_count; ++t) taken_[spans[i].first_token + t] = i + 1;
        know_words();
    }

    void walk() {
        for (const Sentence& sentence : document_.sentences) {
            const std::uint32_t end = sentence.first_token + sentence.token_count;
            for (std::uint32_t t = sentence.first_token; t < end;) t += std::max(1u, take_at(t, end));
        }
        if (dropped_ == 0 && added_.empty()) return;
        spans_.erase(
            std::remove_if(spans_.begin(), spans_.end(), [](const TypedSpan& span) { return span.token_count == 0; }),
            spans_.end());
        spans_.insert(spans_.end(), added_.begin(), added_.end());
        std::sort(spans_.begin(), spans_.end(), [](const TypedSpan& a, const TypedSpan& b) { return a.span < b.span; });
    }

  private:
    struct FirstWord {
        const std::vector<KnownForm>* forms = nullptr;
        std::vector<std::uint32_t> candidates;  // whose first word sounds like it
    };

    // For each distinct word of the document, what could begin with it.
    void know_words() {
        begins_.assign(reading_.words.size(), 0);
        first_words_.emplace_back();
        std::vector<std::uint8_t> seen(reading_.words.size(), 0);
        for (std::uint32_t t = 0; t < document_.tokens.size(); ++t) {
            const std::uint32_t id = reading_.word_of[t];
            if (seen[id] != 0 || document_.tokens[t].kind == text::TokenKind::kPunctuation) continue;
            seen[id] = 1;
            FirstWord first;
            first.forms = speller_.knowledge_.forms_from(reading_.words[id].lower);
            if (!speller_.candidates_.empty())
                near_candidates(document_.of(document_.tokens[t].span), may_begin(t), first);
            if (first.forms == nullptr && first.candidates.empty()) continue;
            begins_[id] = static_cast<std::uint32_t>(first_words_.size());
            first_words_.push_back(std::move(first));
        }
    }

    bool may_begin(std::uint32_t token) const {
        return reading_.casing == Casing::kUncased || is_capitalised(reading_.word(token).form) ||
               reading_.word(token).form == Form::kAlnum;
    }

    // A word that is written small is compared only with what begins with such a sound.
    void near_candidates(std::string_view word, bool capital, FirstWord& first) const {
        if (is_plain_word(word)) return;
        const Sound sound = sound_of(word);
        if (sound.letters.size() < 2) return;
        for (std::uint32_t i = 0; i < speller_.candidates_.size(); ++i) {
            const Candidate& candidate = speller_.candidates_[i];
            const Sound& with = candidate.words.front();
            if (!capital && !begins_alike(sound.code, with.code)) continue;
            const bool begins = candidate.whole.code.starts_with(sound.code.substr(0, 3)) && sound.code.size() >= 3;
            if (begins ||
                (may_be_alike(sound, with) && speller_.comparisons_left_-- > 0 && likeness(sound, with) >= 0.6))
                first.candidates.push_back(i);
        }
    }

    // Tokens used by the name that was added at `token`; 0 for none.
    std::uint32_t take_at(std::uint32_t token, std::uint32_t end) {
        const FirstWord& first = first_words_[begins_[reading_.word_of[token]]];
        if (first.forms != nullptr)
            for (const KnownForm& form : *first.forms)
                if (matches(form, token, end))
                    if (const std::uint32_t used = add(token, static_cast<std::uint32_t>(form.words.size()),
                                                       speller_.knowledge_.name(form.name).type))
                        return used;
        for (const std::uint32_t number : first.candidates)
            if (const std::uint32_t used = take_candidate(speller_.candidates_[number], token, end)) return used;
        return 0;
    }

    bool matches(const KnownForm& form, std::uint32_t token, std::uint32_t end) const {
        if (form.words.size() > end - token) return false;
        for (std::size_t i = 0; i < form.words.size(); ++i) {
            const std::string_view word = document_.of(document_.tokens[token + i].span);
            if (form.any_case ? text::lower(word) != form.words[i] : word != form.words[i]) return false;
        }
        return true;
    }

    // A name that the tagger found inside a longer one: "China" of "China Talks".
    bool is_inside(std::uint32_t token, std::uint32_t first, std::uint32_t count) const {
        const TypedSpan& span = spans_[taken_[token] - 1];
        return span.first_token >= first && span.first_token + span.token_count <= first + count &&
               span.token_count < count;
    }

    // The words of a window without a mark inside it, none of which belongs to a name that goes beyond it; else empty.
    std::string_view window(std::uint32_t token, std::uint32_t count, std::uint32_t end) const {
        if (token + count > end) return {};
        for (std::uint32_t t = token; t < token + count; ++t)
            if ((taken_[t] != 0 && !is_inside(t, token, count)) ||
                document_.tokens[t].kind == text::TokenKind::kPunctuation || (count == 1 && !may_begin(t)))
                return {};
        const std::uint32_t last = token + count - 1;
        if (is_plain_word(document_.of(document_.tokens[last].span))) return {};
        return document_.of({document_.tokens[token].span.begin, document_.tokens[last].span.end});
    }

    std::uint32_t take_candidate(const Candidate& candidate, std::uint32_t token, std::uint32_t end) {
        const auto words = static_cast<std::uint32_t>(candidate.words.size());
        for (std::uint32_t count = words + 1; count >= 1 && count + 1 >= words; --count) {
            const std::string_view said = window(token, count, end);
            if (said.empty() || speller_.comparisons_left_-- <= 0 || !is_sure(said, candidate, token, count)) continue;
            return add(token, count, candidate.type);
        }
        return 0;
    }

    // Stricter than for what the tagger took for a name: these words may be plain words.
    bool is_sure(std::string_view said, const Candidate& candidate, std::uint32_t token, std::uint32_t count) const {
        const Sound whole = sound_of(said);
        if (whole.letters == candidate.whole.letters) return count > 1 || reading_.casing == Casing::kCased;
        bool small = false;
        for (std::uint32_t t = token; t < token + count; ++t) small = small || !may_begin(t);
        const double least = small ? kScanSmall : reading_.casing == Casing::kCased ? kScanCased : kScanUncased;
        if ((count == 1 && candidate.words.size() == 1) || likeness(whole, candidate.whole) < least) return false;
        const Verdict verdict = speller_.judge(said, candidate.type, candidate.typed);
        return verdict.candidate == &candidate;
    }

    // What the tagger found inside is taken over; what it cut across stays, and nothing is added.
    std::uint32_t add(std::uint32_t token, std::uint32_t count, EntityType type) {
        std::array<float, kEntityTypes> probability;
        probability.fill(0.02f);
        probability[static_cast<std::size_t>(type)] = 0.88f;
        for (std::uint32_t t = token; t < token + count; ++t) {
            if (taken_[t] == 0) continue;
            const TypedSpan& other = spans_[taken_[t] - 1];
            if (other.first_token < token || other.first_token + other.token_count > token + count ||
                other.token_count == count)
                return 0;
        }
        for (std::uint32_t t = token; t < token + count; ++t) {
            if (taken_[t] != 0) spans_[taken_[t] - 1].token_count = 0, ++dropped_;
            taken_[t] = 0;
        }
        const Span span{document_.tokens[token].span.begin, document_.tokens[token + count - 1].span.end};
        added_.push_back({span, type, probability[static_cast<std::size_t>(type)], probability, token, count});
        return count;
    }

    const Speller& speller_;
    const Document& document_;
    const Reading& reading_;
    std::vector<TypedSpan>& spans_;
    std::vector<TypedSpan> added_;
    std::vector<std::uint32_t> taken_;   // by token: 1 + the span that it is in
    std::vector<std::uint32_t> begins_;  // by distinct word: into first_words_, 0 for none
    std::vector<FirstWord> first_words_;
    std::uint32_t dropped_ = 0;
};

void Speller::add_missed(const Document& document, const Reading& reading, std::vector<TypedSpan>& spans) const {
    Scan(*this, document, reading, spans).walk();
}

}  // namespace earwitness::analysis::entities
