#include "analysis/speakers/clues.h"

#include <algorithm>
#include <string_view>

#include "text/utf8.h"

namespace earwitness::analysis::speakers {
namespace {

// Weights chosen on the odd half of the episodes of tools/score_speakers.py; kSure of speakers.cc is 2.
constexpr double kOwnFullName = 3, kOwnFirstName = 2.2, kOwnLate = 1.2, kThisIs = 1.6;
constexpr double kIntroduced = 1.3, kThanks = 1, kAddressed = 1.0, kAnswered = 0.7;
constexpr double kNotMe = -1, kSpokenOf = -0.3;
constexpr std::uint32_t kTail = 220;    // bytes of a turn's end that the next speaker answers
constexpr std::uint32_t kHead = 100;    // bytes of a turn's begin that answer the one before
constexpr std::uint32_t kContext = 90;  // bytes around a name
constexpr std::uint32_t kOpeningTurns = 30;

// clang-format off
constexpr std::string_view kOwnName[] = {
    "i'm", "i am", "my name is", "my name's", "i'm your host", "i am your host", "your host", "i'm your co-host", "myself", "it's me", "i'm still", "i'm also",
};
constexpr std::string_view kIntroductions[] = {
    "joined", "guest", "guests", "welcome", "co-host", "cohost", "co-hosts", "panelist", "panelists", "introduce", "introducing", "here with", "with us",
    "with me", "talking to", "talking with", "speaking with", "speak with", "chatting with", "say hello", "say hi", "interviewing",
};
// "We have a guest, Ada" and "I have Ada" introduce; "I have to say" and "I have told Ada" do not.
constexpr std::string_view kHaving[] = {"we have", "i have", "we also have", "i also have"};
constexpr std::string_view kHad[] = {"", "a", "an", "another", "as", "back", "here", "mr", "mr.", "ms", "ms.", "my", "on", "our", "some", "the", "this", "today", "tonight", "two", "three", "with", "dr", "dr.", "professor"};
constexpr std::string_view kIntroducedAfter[] = {
    "welcome", "thanks for joining", "thank you for joining", "thanks for coming", "thank you for coming", "thanks for being", "thank you for being",
    "is here", "joining us", "joins us", "is joining", "is with us", "is with me", "glad to have you", "great to have you", "good to have you", "happy to have you",
};
constexpr std::string_view kThanking[] = {
    "thanks", "thank you", "happy to be", "glad to be", "good to be", "great to be", "excited to be", "nice to be", "pleasure", "honored", "delighted",
    "hello", "hi", "hey", "hi there", "good morning", "what's up", "doing well", "doing great", "i'm good", "i'm doing", "yay",
};
// clang-format on

char plain(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// Lower case, with straight apostrophes, white space as single blanks.
std::string folded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("\xE2\x80\x99"))
            out += '\'', i += 2;
        else if (static_cast<unsigned char>(text[i]) <= ' ')
            out += out.empty() || out.back() == ' ' ? "" : " ";
        else
            out += plain(text[i]);
    }
    return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// `phrase` as whole words in folded text.
bool has_words(std::string_view text, std::string_view phrase) {
    for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
        const std::size_t end = at + phrase.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

template <std::size_t N>
bool has_any(std::string_view text, const std::string_view (&phrases)[N]) {
    return std::any_of(std::begin(phrases), std::end(phrases),
                       [&](std::string_view phrase) { return has_words(text, phrase); });
}

bool ends_with_words(std::string_view text, std::string_view phrase) {
    return text.ends_with(phrase) &&
           (text.size() == phrase.size() || !is_letter(text[text.size() - phrase.size() - 1]));
}

std::string_view without_tail(std::string_view text, std::string_view marks) {
    while (!text.empty() && marks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    return text;
}

// One mention in its turn and sentence.
struct Place {
    const PersonMention* mention = nullptr;
    const Turn* turn = nullptr;
    std::size_t turn_number = 0;
    std::string before, after;  // of the same turn, folded; at most kContext bytes
    std::string sentence_before, sentence_after;
};

class ClueFinder {
  public:
    ClueFinder(const Document& document, const std::vector<NamedPerson>& persons,
               const std::vector<PersonMention>& mentions)
        : document_(document), persons_(persons), mentions_(mentions) {}

    std::vector<Clue> find() {
        std::size_t turn = 0;
        for (std::size_t i = 0; i < mentions_.size(); ++i) {
            const Span span = mentions_[i].span;
            while (turn < document_.turns.size() && document_.turns[turn].span.end <= span.begin) ++turn;
            if (turn == document_.turns.size()) break;
            if (!document_.turns[turn].span.contains(span)) continue;
            index_ = i;
            judge(place_of(mentions_[i], turn));
        }
        return std::move(clues_);
    }

  private:
    Place place_of(const PersonMention& mention, std::size_t number) const {
        Place place{&mention, &document_.turns[number], number, {}, {}, {}, {}};
        const Span turn = place.turn->span;
        const Span sentence = document_.sentences[document_.sentence_at(mention.span.begin)].span;
        const auto before = [&](std::uint32_t from) {
            from = std::max(from, mention.span.begin - std::min(mention.span.begin, kContext));
            return folded(Span{from, mention.span.begin}.in(document_.text()));
        };
        const auto after = [&](std::uint32_t to) {
            to = std::min(to, mention.span.end + kContext);
            return folded(Span{mention.span.end, to}.in(document_.text()));
        };
        place.before = before(turn.begin), place.after = after(turn.end);
        place.sentence_before = before(std::max(sentence.begin, turn.begin));
        place.sentence_after = after(std::max(mention.span.end, std::min(sentence.end, turn.end)));
        return place;
    }

    void judge(const Place& place) {
        if (place.after.starts_with("'s ") || place.turn->speaker == kNoSpeaker) return;
        if (says_own_name(place)) return;
        const bool addressed = is_addressed(place), introduced = is_introduced(place);
        if (addressed || introduced)
            add(place.turn->speaker, place, kNotMe, "");
        else
            add(place.turn->speaker, place, kSpokenOf, "");
        if (introduced) introduce(place);
        if (addressed) address(place);
    }

    bool says_own_name(const Place& place) {
        const std::string_view before = without_tail(place.sentence_before, " ,-:");
        const bool full = persons_[place.mention->person].is_full;
        for (const std::string_view phrase : kOwnName)
            if (ends_with_words(before, phrase)) {
                const bool early = place.turn_number < kOpeningTurns || is_first_turn(place);
                const bool quoted =
                    before.size() > phrase.size() &&
                    before.substr(0, before.size() - phrase.size()).find_first_of("\"\x9C") != std::string_view::npos;
                add(place.turn->speaker, place,
                    !early || quoted ? kOwnLate
                    : full           ? kOwnFullName
                                     : kOwnFirstName,
                    "says_own_name", static_cast<std::uint32_t>(phrase.size()) + 2);
                return true;
            }
        if (ends_with_words(before, "this is") && full && place.turn_number < kOpeningTurns &&
            (place.after.empty() || place.after[0] == '.' || place.after[0] == ',')) {
            add(place.turn->speaker, place, kThisIs, "says_own_name", 9);
            return true;
        }
        return false;
    }

    bool is_first_turn(const Place& place) const {
        for (std::size_t i = 0; i < place.turn_number; ++i)
            if (document_.turns[i].speaker == place.turn->speaker) return false;
        return true;
    }

    // Set off by commas or sentence ends, and nobody else is named beside: "What's up, Ada?", "Ada, tell us".
    bool is_addressed(const Place& place) const {
        if (has_neighbour()) return false;
        const std::string_view before = without_tail(place.sentence_before, " ");
        const bool opens = before.empty(), set_off = before.ends_with(",") || before.ends_with("-");
        const std::string_view after = place.sentence_after;
        const bool closes = after.empty() || std::string_view(".?!").find(after[0]) != std::string_view::npos;
        if (opens) return closes || after[0] == ',';
        if (set_off) return closes || (after[0] == ',' && before.find(',') + 1 == before.size() && before.size() < 16);
        // "Thanks Ada.", "welcome Ada"
        return closes && (ends_with_words(before, "thanks") || ends_with_words(before, "thank you") ||
                          ends_with_words(before, "hi") || ends_with_words(before, "hey") ||
                          ends_with_words(before, "hello") || ends_with_words(before, "welcome"));
    }

    bool has_neighbour() const {
        const auto near = [&](std::size_t other) {
            const Span a = mentions_[index_].span, b = mentions_[other].span;
            return (a.end <= b.begin ? b.begin - a.end : a.begin - b.end) < 10;
        };
        return (index_ > 0 && near(index_ - 1)) || (index_ + 1 < mentions_.size() && near(index_ + 1));
    }

    static bool has_someone(std::string_view before) {
        for (const std::string_view phrase : kHaving)
            for (std::size_t at = before.find(phrase); at != std::string_view::npos; at = before.find(phrase, at + 1)) {
                const std::string_view rest = before.substr(at + phrase.size());
                if ((at > 0 && is_letter(before[at - 1])) || (!rest.empty() && is_letter(rest[0]))) continue;
                const std::string_view next =
                    rest.substr(std::min<std::size_t>(rest.find_first_not_of(" ,-"), rest.size()));
                if (std::find(std::begin(kHad), std::end(kHad), next.substr(0, next.find_first_of(" ,"))) !=
                    std::end(kHad))
                    return true;
            }
        return false;
    }

    bool is_introduced(const Place& place) const {
        return has_someone(place.sentence_before) || has_any(place.sentence_before, kIntroductions) ||
               has_any(place.sentence_after, kIntroducedAfter);
    }

    // The next turn is the guest's, where nobody else is introduced in between.
    void introduce(const Place& place) {
        if (has_neighbour()) return;
        for (std::size_t i = index_ + 1; i < mentions_.size() && place.turn->span.contains(mentions_[i].span); ++i)
            if (mentions_[i].person != place.mention->person) return;
        const std::size_t next = place.turn_number + 1;
        if (next >= document_.turns.size() || document_.turns[next].speaker == kNoSpeaker) return;
        const Turn& answer = document_.turns[next];
        if (place.turn->span.end - place.mention->span.end > 700 && !is_first(next)) return;
        const std::string begin = folded(
            Span{answer.span.begin, std::min(answer.span.end, answer.span.begin + kContext)}.in(document_.text()));
        const double weight =
            (is_first(next) ? kIntroduced : kIntroduced / 2) + (has_any(begin, kThanking) ? kThanks : 0);
        add(answer.speaker, place, weight, "introduced", kContext);
    }

    bool is_first(std::size_t turn) const {
        for (std::size_t i = 0; i < turn; ++i)
            if (document_.turns[i].speaker == document_.turns[turn].speaker) return false;
        return true;
    }

    void address(const Place& place) {
        const Span turn = place.turn->span, span = place.mention->span;
        const auto& turns = document_.turns;
        const bool thanks = has_any(place.sentence_before, kThanking);
        if (turn.end - span.end <= kTail && place.turn_number + 1 < turns.size() && !is_other_named_behind(place))
            add(turns[place.turn_number + 1].speaker, place, kAddressed, "addressed");
        else if (span.begin - turn.begin <= kHead && place.turn_number > 0 && (thanks || turn.end - span.end > kTail))
            add(turns[place.turn_number - 1].speaker, place, thanks ? kAnswered + kThanks : kAnswered, "addressed",
                thanks ? kContext : 0);
    }

    bool is_other_named_behind(const Place& place) const {
        for (std::size_t i = index_ + 1; i < mentions_.size() && place.turn->span.contains(mentions_[i].span); ++i)
            if (mentions_[i].person != place.mention->person) return true;
        return false;
    }

    // The span: the name with at most `before` bytes of its sentence, from a word's begin.
    void add(int speaker, const Place& place, double weight, const char* how, std::uint32_t before = 0) {
        if (speaker == kNoSpeaker) return;
        Span span = place.mention->span;
        if (before > 0) {
            const Span sentence = document_.sentences[document_.sentence_at(span.begin)].span;
            const std::uint32_t least =
                std::max({sentence.begin, place.turn->span.begin, span.begin - std::min(before, span.begin)});
            std::uint32_t from = span.begin;
            for (std::uint32_t at = span.begin; at > least; --at)
                if (at - 1 == least ? least == std::max(sentence.begin, place.turn->span.begin)
                                    : document_.text()[at - 2] == ' ')
                    if (document_.text()[at - 1] != ' ') from = at - 1;
            span.begin = from;
        }
        clues_.push_back({speaker, place.mention->person, weight, span, how});
    }

    const Document& document_;
    const std::vector<NamedPerson>& persons_;
    const std::vector<PersonMention>& mentions_;
    std::size_t index_ = 0;
    std::vector<Clue> clues_;
};

}  // namespace

std::vector<Clue> find_clues(const Document& document, const std::vector<NamedPerson>& persons,
                             const std::vector<PersonMention>& mentions) {
    return ClueFinder(document, persons, mentions).find();
}

}  // namespace earwitness::analysis::speakers
