#include "analysis/entities/missed_names.h"

#include <algorithm>

#include "analysis/entities/names.h"
#include "text/stop_words.h"
#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

constexpr double kFirstWord = 0.5;           // how alike the first words are where nothing else says to compare
constexpr std::size_t kMostWindows = 50000;  // of one episode; what comes behind is left as it was said
constexpr std::uint32_t kTakenHere = 0xFFFFFFFF;

bool is_plain_word(std::string_view word) { return text::word_class(text::lower(word)) == text::WordClass::kStop; }

}  // namespace

MissedNames::MissedNames(Speller& speller, const Document& document, const Reading& reading,
                         std::vector<TypedSpan>& spans)
    : speller_(speller), document_(document), reading_(reading), spans_(spans), taken_(document.tokens.size(), 0) {
    for (std::uint32_t i = 0; i < spans.size(); ++i)
        for (std::uint32_t t = 0; t < spans[i].token_count; ++t) taken_[spans[i].first_token + t] = i + 1;
    know_words();
}

void MissedNames::add() {
    for (const Sentence& sentence : document_.sentences) add_known_forms(sentence);
    add_sure_windows();
    if (dropped_ == 0 && added_.empty()) return;
    spans_.erase(
        std::remove_if(spans_.begin(), spans_.end(), [](const TypedSpan& span) { return span.token_count == 0; }),
        spans_.end());
    spans_.insert(spans_.end(), added_.begin(), added_.end());
    std::sort(spans_.begin(), spans_.end(), [](const TypedSpan& a, const TypedSpan& b) { return a.span < b.span; });
}

void MissedNames::know_words() {
    anchors_of_.assign(reading_.words.size(), 0);
    anchors_.emplace_back();
    std::vector<std::uint8_t> seen(reading_.words.size(), 0);
    for (std::uint32_t t = 0; t < document_.tokens.size(); ++t) {
        const std::uint32_t id = reading_.word_of[t];
        if (seen[id] != 0 || document_.tokens[t].kind == text::TokenKind::kPunctuation) continue;
        seen[id] = 1;
        Anchors anchors;
        anchors.forms = speller_.knowledge_.forms_from(reading_.words[id].lower);
        if (!speller_.candidates_.empty()) add_anchors(t, anchors.candidates);
        if (anchors.forms == nullptr && anchors.candidates.empty()) continue;
        anchors_of_[id] = static_cast<std::uint32_t>(anchors_.size());
        anchors_.push_back(std::move(anchors));
    }
}

bool MissedNames::may_begin(std::uint32_t token) const {
    return reading_.casing == Casing::kUncased || is_capitalised(reading_.word(token).form) ||
           reading_.word(token).form == Form::kAlnum;
}

// Alone, a word that is written small is compared only where it is no everyday word.
bool MissedNames::is_unusual(std::uint32_t token) const {
    const Word& word = reading_.word(token);
    return !word.known || word.usage >> 4 >= 3 || (word.usage & 15) <= 3;
}

// A candidate's first word may be misheard, each of its others is taken as it is spelt.
void MissedNames::add_anchors(std::uint32_t token, std::vector<Anchor>& anchors) const {
    const std::string_view word = document_.of(document_.tokens[token].span);
    if (is_plain_word(word)) return;
    const Sound sound = sound_of(word);
    if (sound.letters.size() < 2) return;
    for (std::uint32_t i = 0; i < speller_.candidates_.size(); ++i) {
        const std::vector<Sound>& words = speller_.candidates_[i].sounds.words;
        const std::string& code = speller_.candidates_[i].sounds.whole.code;
        const bool begins = sound.code.size() >= 3 && code.starts_with(sound.code.substr(0, 3));
        if (begins || (may_be_alike(sound, words.front()) && speller_.comparisons_left_-- > 0 &&
                       likeness(sound, words.front()) >= kFirstWord))
            anchors.push_back({i, 0});
        for (std::uint32_t w = 1; w < words.size(); ++w)
            if (words[w].letters == sound.letters) anchors.push_back({i, w});
    }
}

void MissedNames::add_known_forms(const Sentence& sentence) {
    const std::uint32_t end = sentence.first_token + sentence.token_count;
    for (std::uint32_t t = sentence.first_token; t < end; ++t) {
        const Anchors& anchors = anchors_[anchors_of_[reading_.word_of[t]]];
        if (anchors.forms == nullptr) continue;
        for (const KnownForm& form : *anchors.forms) {
            const auto count = static_cast<std::uint32_t>(form.words.size());
            if (!matches(form, t, end) || !take(t, count, speller_.knowledge_.name(form.name).type)) continue;
            t += count - 1;
            break;
        }
    }
}

bool MissedNames::matches(const KnownForm& form, std::uint32_t token, std::uint32_t end) const {
    if (form.words.size() > end - token) return false;
    for (std::size_t i = 0; i < form.words.size(); ++i) {
        const std::string_view word = document_.of(document_.tokens[token + i].span);
        if (form.any_case ? text::lower(word) != form.words[i] : word != form.words[i]) return false;
    }
    return true;
}

std::vector<MissedNames::Window> MissedNames::windows() const {
    std::vector<Window> out;
    if (speller_.candidates_.empty()) return out;
    for (const Sentence& sentence : document_.sentences)
        for (std::uint32_t t = sentence.first_token; t < sentence.first_token + sentence.token_count; ++t)
            for (const Anchor& anchor : anchors_[anchors_of_[reading_.word_of[t]]].candidates)
                if (out.size() < kMostWindows) add_windows_at(t, sentence, anchor, out);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

// As many words as the candidate has, one more or one fewer, in front of the anchor or behind it.
void MissedNames::add_windows_at(std::uint32_t token, const Sentence& sentence, const Anchor& anchor,
                                 std::vector<Window>& out) const {
    const auto words = static_cast<std::uint32_t>(speller_.candidates_[anchor.candidate].sounds.words.size());
    const std::uint32_t end = sentence.first_token + sentence.token_count;
    for (std::uint32_t count = std::max(2u, words) - 1; count <= words + 1; ++count) {
        const std::uint32_t least = anchor.word > 1 ? anchor.word - 1 : anchor.word;
        for (std::uint32_t front = least; front <= (anchor.word == 0 ? 0 : anchor.word + 1); ++front) {
            if (front >= count || token < sentence.first_token + front || token - front + count > end) continue;
            if (is_open(token - front, count)) out.push_back({token - front, count, anchor.candidate});
        }
    }
}

// A name that the tagger found inside a longer one: "China" of "China Talks".
bool MissedNames::is_inside(std::uint32_t token, std::uint32_t first, std::uint32_t count) const {
    if (taken_[token] == kTakenHere) return false;
    const TypedSpan& span = spans_[taken_[token] - 1];
    return span.first_token >= first && span.first_token + span.token_count <= first + count &&
           span.token_count < count;
}

bool MissedNames::is_open(std::uint32_t token, std::uint32_t count) const {
    for (std::uint32_t t = token; t < token + count; ++t)
        if ((taken_[t] != 0 && !is_inside(t, token, count)) ||
            document_.tokens[t].kind == text::TokenKind::kPunctuation)
            return false;
    const char first = words(token, 1).front();
    if (first == '\'' || first == '\xE2' || (count == 1 && !may_begin(token) && !is_unusual(token))) return false;
    return !is_plain_word(words(token + count - 1, 1));
}

std::string_view MissedNames::words(std::uint32_t token, std::uint32_t count) const {
    return document_.of({document_.tokens[token].span.begin, document_.tokens[token + count - 1].span.end});
}

Heard MissedNames::heard_in(const Window& window) const {
    Heard heard{sounds_of(words(window.token, window.count)), false, false, true};
    for (std::uint32_t t = window.token; t < window.token + window.count; ++t)
        heard.has_capital = heard.has_capital && may_begin(t);
    return heard;
}

void MissedNames::add_sure_windows() {
    struct Sure {
        Window window;
        double probability;
    };
    std::vector<Sure> sure;
    for (const Window& window : windows()) {
        if (speller_.comparisons_left_-- <= 0) break;
        const Speller::Candidate& candidate = speller_.candidates_[window.candidate];
        const Heard heard = heard_in(window);
        if (heard.sounds.whole.letters == candidate.sounds.whole.letters) {
            if (window.count > 1 || (reading_.casing == Casing::kCased && heard.has_capital))
                sure.push_back({window, 1});
            continue;
        }
        if (speller_.likelihood(heard, candidate) < Speller::kSure) continue;
        const Speller::Verdict verdict = speller_.judge(heard);
        if (verdict.candidate == &candidate) sure.push_back({window, verdict.probability});
    }
    std::stable_sort(sure.begin(), sure.end(), [](const Sure& a, const Sure& b) {
        return a.probability != b.probability ? a.probability > b.probability : a.window.count > b.window.count;
    });
    for (const Sure& each : sure)
        if (is_open(each.window.token, each.window.count) &&
            take(each.window.token, each.window.count, speller_.candidates_[each.window.candidate].type) &&
            each.probability < 1)
            speller_.decided_.emplace(name_key(words(each.window.token, each.window.count)), each.window.candidate);
}

// What the tagger found inside is taken over; what it cut across stays, and nothing is added.
bool MissedNames::take(std::uint32_t token, std::uint32_t count, EntityType type) {
    std::array<float, kEntityTypes> probability;
    probability.fill(0.02f);
    probability[static_cast<std::size_t>(type)] = 0.88f;
    for (std::uint32_t t = token; t < token + count; ++t)
        if (taken_[t] != 0 && !is_inside(t, token, count)) return false;
    for (std::uint32_t t = token; t < token + count; ++t) {
        if (taken_[t] != 0) spans_[taken_[t] - 1].token_count = 0, ++dropped_;
        taken_[t] = kTakenHere;
    }
    const Span span{document_.tokens[token].span.begin, document_.tokens[token + count - 1].span.end};
    added_.push_back({span, type, probability[static_cast<std::size_t>(type)], probability, token, count});
    return true;
}

}  // namespace earwitness::analysis::entities
