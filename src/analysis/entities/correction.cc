#include "analysis/entities/correction.h"

#include <algorithm>

#include "analysis/entities/missed_names.h"
#include "analysis/entities/names.h"
#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

constexpr std::size_t kLeastLetters = 4;
constexpr double kMargin = 0.06;  // before the next best

std::string_view without_possessive(std::string_view said) {
    for (const std::string_view tail : {std::string_view("'s"), std::string_view("\xE2\x80\x99s")})
        if (said.ends_with(tail)) return said.substr(0, said.size() - tail.size());
    return said;
}

// Two to four words that begin with a capital and have no digits.
bool is_full_name(std::string_view label) {
    const auto words = name_words(label);
    constexpr std::size_t kMost = 4;
    return words.size() >= 2 && words.size() <= kMost &&
           std::all_of(words.begin(), words.end(), [](std::string_view word) {
               const auto first = static_cast<unsigned char>(word[0]);
               return ((first >= 'A' && first <= 'Z') || first >= 0x80) &&
                      std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
           });
}

}  // namespace

Speller::Speller(const EpisodeMeta& meta, const Knowledge& knowledge, const Tagger& tagger)
    : knowledge_(knowledge), lexicon_(tagger.lexicon()) {
    add_hints(meta.title, tagger);
    for (const Person& person : meta.persons) add(person.name, EntityType::kPerson, true);
    for (const Candidate& candidate : candidates_)
        if (candidate.type == EntityType::kPerson && candidate.sounds.words.size() > 1)
            people_.push_back(candidate.name);
    for (const std::string& name : meta.known_names) add(name, EntityType::kPerson, false);
    for (const std::string& name : knowledge.user_names()) {
        const KnownName* known = knowledge.find(name);
        if (known != nullptr) add(name, known->type, true);
    }
    add(meta.show, EntityType::kWork, false);
    add_hints(std::string_view(meta.notes).substr(0, 20000), tagger);
}

void Speller::add_speakers(const std::vector<Speaker>& speakers) {
    for (const Speaker& speaker : speakers) {
        const std::string name = speaker.name.substr(0, speaker.name.find(", "));  // "Mireille Reece, PsyD"
        if (is_full_name(name) && std::find(people_.begin(), people_.end(), name) == people_.end())
            people_.push_back(name);
    }
}

void Speller::add(std::string_view name, EntityType type, bool typed) {
    const Span trimmed = trimmed_name(name, {0, static_cast<std::uint32_t>(std::min<std::size_t>(name.size(), 200))});
    name = trimmed.in(name);
    if (candidates_.size() >= kMaxCandidates || !text::is_valid_utf8(name)) return;
    Candidate candidate{std::string(name), type, typed, sounds_of(name)};
    if (candidate.sounds.whole.letters.size() < kLeastLetters || candidate.sounds.words.size() > 6) return;
    const auto number = static_cast<std::uint32_t>(candidates_.size());
    if (!by_letters_.emplace(candidate.sounds.whole.letters, number).second) return;
    if (candidate.sounds.words.size() > 1)
        for (const Sound& word : candidate.sounds.words) parts_.emplace(word.letters, number);
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

double Speller::likelihood(const Heard& heard, const Candidate& candidate) const {
    if (!may_be_alike(heard.sounds.whole, candidate.sounds.whole) || comparisons_left_ <= 0) return 0;
    const Spelt spelt{candidate.sounds, candidate.typed ? candidate.type == EntityType::kPerson : heard.is_person};
    if (!may_be_misheard(heard, spelt, lexicon_)) return 0;
    --comparisons_left_;
    return mishearing_probability(mishearing_evidence(heard, spelt, lexicon_));
}

// A word that is somebody's or some place's name: "Alberta" is not misheard for "Alberto".
bool Speller::is_other_name(const Sound& word) const {
    const Lexicon::Entry* entry = lexicon_.find(word_hash(word.letters));
    return entry != nullptr && (entry->lists & (kFirstName | kCountry | kCity | kRegion | kDemonym)) != 0;
}

Speller::Verdict Speller::judge(const Heard& heard) const {
    const Sounds& said = heard.sounds;
    if (said.whole.letters.size() < kLeastLetters) return {};
    if (said.words.size() == 1 && (is_part(said.whole) || is_other_name(said.whole))) return {};
    Verdict best;
    double second = 0;
    for (const Candidate& candidate : candidates_) {
        const double likely = likelihood(heard, candidate);
        if (likely > best.probability)
            second = best.probability, best = {&candidate, likely};
        else
            second = std::max(second, likely);
    }
    if (best.probability < kSure || best.probability - second < kMargin) return {};
    return best;
}

const std::string* Speller::spelling(std::string_view said, EntityType type) const {
    if (const std::string* told = knowledge_.correction(said)) return told;
    if (candidates_.empty()) return nullptr;
    said = without_possessive(said);
    const auto same = by_letters_.find(sound_of(said).letters);
    if (same != by_letters_.end()) return &candidates_[same->second].name;
    if (knowledge_.find(said) != nullptr) return nullptr;
    const auto decided = decided_.find(name_key(said));
    if (decided != decided_.end()) return &candidates_[decided->second].name;
    const Verdict verdict = judge({sounds_of(said), true, type == EntityType::kPerson, true});
    return verdict.candidate == nullptr ? nullptr : &verdict.candidate->name;
}

void Speller::add_missed(const Document& document, const Reading& reading, std::vector<TypedSpan>& spans) {
    MissedNames(*this, document, reading, spans).add();
}

}  // namespace earwitness::analysis::entities
