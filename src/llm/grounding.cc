#include "llm/grounding.h"

#include <algorithm>
#include <cctype>

#include "llm/contrasts.h"
#include "text/sound_alike.h"
#include "text/stop_words.h"

namespace earwitness::llm {
namespace {

using text::SpokenWord;

constexpr std::size_t kLeastWords = 4;
constexpr std::size_t kMostWords = 600;
constexpr std::size_t kMostPutIn = 2;  // words of no weight that nobody said there
constexpr double kLeastEqual = 0.6;    // of a quotation's words, where it is placed at all
constexpr double kMisheardCost = 0.5;  // beside a word that is missing
constexpr double kNear = 0.4;          // below that it is not even half there

struct Side {
    std::vector<const SpokenWord*> words;
    std::string joined;
};

Side side(const std::vector<SpokenWord>& words, std::size_t begin, std::size_t end) {
    Side out;
    for (; begin < end; ++begin) {
        out.words.push_back(&words[begin]);
        out.joined += words[begin].text;
    }
    return out;
}

std::string spoken(const Side& side) {
    std::string out;
    for (const auto* word : side.words) out += (out.empty() ? "" : " ") + word->text;
    return out;
}

template <typename Wanted>
std::vector<std::string_view> picked(const Side& side, const Wanted& wanted) {
    std::vector<std::string_view> out;
    for (const auto* word : side.words)
        if (wanted(*word)) out.push_back(word->text);
    std::sort(out.begin(), out.end());
    return out;
}

// "for" was written where "four" was said: the numbers of one side that the other spells so.
void drop_homophones(std::vector<std::string_view>& numbers, const Side& other) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPairs = {
        {{"2", "to"}, {"2", "too"}, {"4", "for"}, {"8", "ate"}, {"10", "then"}}};
    std::erase_if(numbers, [&](std::string_view number) {
        return std::any_of(kPairs.begin(), kPairs.end(), [&](const auto& p) {
            return p.first == number && std::any_of(other.words.begin(), other.words.end(),
                                                    [&](const auto* w) { return w->text == p.second; });
        });
    });
}

class Judge {
  public:
    Judge(const text::QuotationIndex& index, const std::vector<SpokenWord>& quotation)
        : index_(index), quotation_(quotation) {}

    // Of one difference; counts what it costs.
    std::optional<Refusal> judge(const text::Difference& d) {
        const Side said = side(index_.words(), d.text_begin, d.text_end);
        const Side given = side(quotation_, d.quotation_begin, d.quotation_end);
        detail_ = spoken(given) + " / " + spoken(said);
        if (repeats(d, said)) return {};
        const auto number = [](const SpokenWord& w) { return w.number; };
        auto numbers = picked(given, number), said_numbers = picked(said, number);
        drop_homophones(numbers, said);
        drop_homophones(said_numbers, given);
        if (numbers != said_numbers) {
            if (!misheard_number(given, said, numbers.size())) return Refusal::kNumberChanged;
            cost_ += kMisheardCost;
            return {};
        }
        const auto negation = [](const SpokenWord& w) { return is_negation(w.text); };
        if (picked(given, negation).size() != picked(said, negation).size()) return Refusal::kNegationChanged;
        if (given.joined == said.joined) return {};
        for (const auto* a : given.words)
            for (const auto* b : said.words) {
                if (are_opposites(a->text, b->text)) return Refusal::kNegationChanged;
                if (are_contrasts(a->text, b->text)) return Refusal::kWordChanged;
            }
        const bool alike = text::sound_alike(given.joined, said.joined);
        const auto is_name = [&](const SpokenWord& w) { return name(w); };
        const auto names = picked(given, is_name), said_names = picked(said, is_name);
        if (names != said_names) {
            // Another name of this very talk is no mishearing.
            const bool known = std::any_of(names.begin(), names.end(), [&](auto n) { return index_.has_word(n); });
            const bool both = !names.empty() && !said_names.empty() && known;
            if (!alike || both) return Refusal::kNameChanged;
        }
        cost_ += kMisheardCost * static_cast<double>(alike ? 1 : std::max(given.words.size(), said.words.size()));
        if (alike) return {};
        const bool exchanged = !given.words.empty() && !said.words.empty();
        if (heavy(given) > 0 || (exchanged && heavy(said) > 0)) return Refusal::kWordChanged;
        if (said.words.empty() && given.words.size() > kMostPutIn) return Refusal::kTooFar;
        left_out_ += heavy(said);
        return {};
    }

    bool too_far(std::size_t equal) const {
        const double n = static_cast<double>(quotation_.size());
        return static_cast<double>(equal) < kLeastEqual * n || cost_ > 0.25 * n ||
               left_out_ > std::max<std::size_t>(1, quotation_.size() / 8);
    }
    const std::string& detail() const { return detail_; }

  private:
    // "I, I think": what was said twice was left out.
    bool repeats(const text::Difference& d, const Side& said) const {
        if (d.quotation_begin != d.quotation_end || said.words.size() > 4) return false;
        const auto& words = index_.words();
        const std::size_t n = said.words.size();
        const auto same = [&](std::size_t other) {
            if (other + n > words.size()) return false;
            for (std::size_t i = 0; i < n; ++i)
                if (words[other + i].text != words[d.text_begin + i].text) return false;
            return true;
        };
        return same(d.text_end) || (d.text_begin >= n && same(d.text_begin - n));
    }

    // "a hundret": a number's own words, misspelt, are no other number.
    bool misheard_number(const Side& given, const Side& said, std::size_t numbers) const {
        if (numbers > 0 || said.words.size() != 1 || !said.words[0]->number) return false;
        std::string spelt;
        for (const char c : said.words[0]->span.in(index_.text()))
            if (std::isalpha(static_cast<unsigned char>(c)))
                spelt += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        constexpr std::size_t kLeastLetters = 6;
        return spelt.size() >= kLeastLetters && text::edit_distance(spelt, given.joined) <= 1;
    }

    bool name(const SpokenWord& word) const {
        return !word.number && (word.capital || index_.is_name(word.text)) &&
               text::word_class(word.text) != text::WordClass::kStop;
    }

    // Words that carry something; numbers were compared before.
    static std::size_t heavy(const Side& side) {
        std::size_t n = 0;
        for (const auto* word : side.words)
            n += !word->number && text::word_class(word->text) != text::WordClass::kStop;
        return n;
    }

    const text::QuotationIndex& index_;
    const std::vector<SpokenWord>& quotation_;
    std::string detail_;
    double cost_ = 0;
    std::size_t left_out_ = 0;
};

// "watch" and "watched": all of the shorter one but a letter or two, and most of the longer one.
bool same_root(std::string_view a, std::string_view b) {
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const auto common = static_cast<std::size_t>(end - a.begin());
    constexpr std::size_t kLeast = 3, kEnding = 2;
    return a == b || (common >= kLeast && common + kEnding >= std::min(a.size(), b.size()) &&
                      5 * common >= 3 * std::max(a.size(), b.size()));
}

}  // namespace

std::string_view refusal_name(Refusal refusal) {
    constexpr std::array<std::string_view, kRefusals> kNames = {
        "too_short", "not_found", "too_far", "number_changed", "negation_changed", "name_changed", "word_changed"};
    return kNames[static_cast<std::size_t>(refusal)];
}

std::string_view refusal_text(Refusal refusal) {
    constexpr std::array<std::string_view, kRefusals> kTexts = {"is too short for a quotation",
                                                                "is not in the transcript",
                                                                "resembles what was said, but too many words differ",
                                                                "has a number that was not said there",
                                                                "denies what was said, or does not where it was denied",
                                                                "has a name that was not said there",
                                                                "has a word that was not said there"};
    return kTexts[static_cast<std::size_t>(refusal)];
}

std::string_view match_name(Match match) {
    return match == Match::kExact ? "exact" : match == Match::kNormalised ? "normalised" : "aligned";
}

std::vector<Span> turns_of(const Transcript& transcript) {
    std::vector<Span> out;
    int speaker = kNoSpeaker;
    for (const Segment& segment : transcript.segments) {
        bool joins = !out.empty() && segment.speaker == speaker;
        for (std::uint32_t at = joins ? out.back().end : 0; joins && at < segment.span.begin; ++at)
            joins = transcript.text[at] == '\n' || transcript.text[at] == ' ' || transcript.text[at] == '\r';
        if (joins)
            out.back().end = segment.span.end;
        else
            out.push_back(segment.span);
        speaker = segment.speaker;
    }
    return out;
}

Grounding ground(const text::QuotationIndex& index, std::string_view quotation, Span near) {
    Grounding out;
    std::vector<SpokenWord> words;
    const auto refuse = [&](Refusal why) {
        out.refused = why;
        return out;
    };
    constexpr std::size_t kMostBytes = 8'192;
    if (quotation.size() > kMostBytes) return refuse(Refusal::kNotFound);
    text::spoken_words(quotation, {0, static_cast<std::uint32_t>(quotation.size())}, words);
    if (words.size() < kLeastWords) return refuse(Refusal::kTooShort);
    if (words.size() > kMostWords) return refuse(Refusal::kNotFound);
    const auto placement = index.find(quotation, words, near);
    if (!placement) return refuse(Refusal::kNotFound);
    const double equal = static_cast<double>(placement->equal) / static_cast<double>(words.size());
    if (equal < kNear) return refuse(Refusal::kNotFound);
    out.span = placement->span;
    if (equal < kLeastEqual) return refuse(Refusal::kTooFar);
    Judge judge(index, words);
    for (const auto& difference : placement->differences)
        if (const auto why = judge.judge(difference)) {
            out.detail = judge.detail();
            return refuse(*why);
        }
    if (judge.too_far(placement->equal)) return refuse(Refusal::kTooFar);
    out.match = placement->exact                 ? Match::kExact
                : placement->differences.empty() ? Match::kNormalised
                                                 : Match::kAligned;
    return out;
}

std::vector<std::string> unsupported_words(const text::QuotationIndex& index, std::string_view sentence,
                                           const std::vector<Span>& cited) {
    std::vector<SpokenWord> words, evidence;
    text::spoken_words(sentence, {0, static_cast<std::uint32_t>(sentence.size())}, words);
    for (const Span& span : cited) text::spoken_words(index.text(), span, evidence);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        const bool name = word.capital || index.is_name(word.text) ||
                          (i == 0 && !index.has_word(word.text) && !sentence.empty() && sentence[0] >= 'A' &&
                           sentence[0] <= 'Z' && text::word_class(word.text) == text::WordClass::kContent);
        if (!word.number && !name) continue;
        // The first word has its capital for its place: "Lamps" may be what was said as "lamp".
        const bool by_place = i == 0 && !word.number && !word.capital && !index.is_name(word.text);
        const bool said = std::any_of(evidence.begin(), evidence.end(), [&](const auto& e) {
            return e.text == word.text || (by_place && same_root(word.text, e.text));
        });
        if (!said) out.push_back(word.text);
    }
    return out;
}

bool speaks_of(const text::QuotationIndex& index, std::string_view sentence, const std::vector<Span>& cited) {
    std::vector<SpokenWord> words, evidence;
    text::spoken_words(sentence, {0, static_cast<std::uint32_t>(sentence.size())}, words);
    for (const Span& span : cited) text::spoken_words(index.text(), span, evidence);
    constexpr std::size_t kShare = 4;
    std::size_t heavy = 0, said = 0;
    for (const auto& word : words) {
        if (word.number || text::word_class(word.text) == text::WordClass::kStop) continue;
        ++heavy;
        said +=
            std::any_of(evidence.begin(), evidence.end(), [&](const auto& e) { return same_root(word.text, e.text); });
    }
    return kShare * said >= heavy;
}

}  // namespace earwitness::llm
