#include "analysis/insights/condition.h"

#include "analysis/insights/phrase_list.h"

namespace earwitness::analysis::insights {
namespace {

constexpr std::uint32_t kLeastWords = 3;  // "if so", "if anything" say nothing
// clang-format off
constexpr std::string_view kOpeners[] = {
    "if", "unless", "as long as", "so long as", "assuming", "provided that", "provided", "providing", "on the condition that", "in the event that", "once",
};
// Before "if": it means whether, or nothing is claimed.
constexpr std::string_view kWhether[] = {
    "know", "knows", "knew", "see", "seeing", "wonder", "wonders", "wondering", "wondered", "ask", "asks", "asked", "asking", "sure", "tell", "check", "unclear", "what", "as", "clear",
    "say", "decide", "matter", "idea", "question", "remember", "curious", "out", "shocked", "surprised",
};
// Behind a comma these go on inside the clause: "if we, like, stop", "if it's cheap, or free, and works".
constexpr std::string_view kContinues[] = {"and", "or", "like", "right", "which", "who", "but", "um", "uh", "say", "let"};
constexpr std::string_view kSetPhrases[] = {
    "if you will", "if anything", "if not", "if ever", "if at all", "if so", "if only", "if you like", "if you want to call", "if i may", "if i remember", "once again", "once in a while",
    "once upon", "once every", "once a", "provided by", "if i'm being honest", "if i had to guess", "if you think about it", "if you look at",
};
// clang-format on

class Finder {
  public:
    explicit Finder(const SentenceWords& words) : words_(words) {}

    std::optional<Span> find() const {
        static const PhraseList openers(kOpeners);
        std::optional<Span> found;
        for (std::uint32_t at = words_.begin(); at < words_.end() && !found; ++at)
            openers.any_at(words_, at, [&](std::string_view, std::uint32_t count) {
                if (!opens(at)) return false;
                const std::uint32_t last = end_of_clause(at + count);
                if (last - at >= count + kLeastWords - 1) found = words_.span(begins(at), last);
                return found.has_value();
            });
        return found;
    }

  private:
    std::string low(std::uint32_t at) const { return words_.low(at); }

    bool opens(std::uint32_t at) const {
        static const PhraseList set_phrases(kSetPhrases);
        if (set_phrases.any_at(words_, at, [](std::string_view, std::uint32_t) { return true; })) return false;
        if (at == words_.begin()) return true;
        const std::string before = low(at - 1), word = low(at);
        if (word == "once" && words_.is_word(at - 1)) return false;  // "at once", "I once"
        return !is_one_of(before, kWhether);
    }

    // "even if", "only if", "especially if"
    std::uint32_t begins(std::uint32_t at) const {
        if (at == words_.begin()) return at;
        const std::string before = low(at - 1);
        return before == "even" || before == "only" || before == "especially" || before == "except" ? at - 1 : at;
    }

    // Up to the comma or "then" behind which the claim goes on; else to the sentence's end without its mark.
    std::uint32_t end_of_clause(std::uint32_t from) const {
        std::uint32_t last = words_.end();
        while (last > from && words_.is_mark(last - 1) && words_.raw(last - 1) != "%") --last;
        for (std::uint32_t at = from; at < last; ++at) {
            const std::string_view mark = words_.raw(at);
            if (mark == ";" || mark == "?" || mark == "!" || mark == "-" || mark == "\xE2\x80\x93" ||
                mark == "\xE2\x80\x94" || mark == "--" || mark == "\xE2\x80\xA6")
                return at;
            if (mark == "," && at >= from + 2 && !goes_on(at)) return at;
            if (low(at) == "then" && at > from + 1 && low(at - 1) != "and" && low(at - 1) != "back") return at;
        }
        return last;
    }

    // Whether what follows the comma still belongs to the clause.
    bool goes_on(std::uint32_t comma) const {
        const std::string before = low(comma - 1), after = low(comma + 1);
        if (before == "like" || before == "um" || before == "uh") return true;
        if (after == "you") return low(comma + 2) == "know";
        return is_one_of(after, kContinues);
    }

    const SentenceWords& words_;
};

}  // namespace

std::optional<Span> find_condition(const SentenceWords& words) { return Finder(words).find(); }

}  // namespace earwitness::analysis::insights
