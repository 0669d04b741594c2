#include "analysis/summary/introductions.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace earwitness::analysis::summary {
namespace {

constexpr std::uint32_t kOpening = 400;   // tokens; behind them "I'm a ..." is no introduction any more
constexpr std::uint32_t kFewestLeft = 5;  // words of what may stay

class Finder {
  public:
    explicit Finder(const Document& document) : document_(document) {}

    std::vector<Introduction> find() const {
        std::vector<Introduction> found;
        for (std::size_t s = 0; s < document_.sentences.size(); ++s)
            if (introduces(document_.sentences[s])) found.push_back({s, behind(document_.sentences[s])});
        return found;
    }

  private:
    static std::uint32_t end_of(const Sentence& sentence) { return sentence.first_token + sentence.token_count; }

    // In lower case, its apostrophe straight; empty behind the sentence.
    std::string word(std::uint32_t token, std::uint32_t end) const {
        if (token >= end) return {};
        std::string word = document_.lower(token);
        constexpr std::string_view kCurly = "\xE2\x80\x99";
        if (const std::size_t at = word.find(kCurly); at != std::string::npos) word.replace(at, kCurly.size(), "'");
        return word;
    }
    bool is_any(std::uint32_t token, std::uint32_t end, std::initializer_list<std::string_view> words) const {
        return token < end && std::find(words.begin(), words.end(), word(token, end)) != words.end();
    }
    bool is_capitalised(std::uint32_t token) const {
        const char first = document_.of(document_.tokens[token].span)[0];
        return first >= 'A' && first <= 'Z';
    }

    // Past "I'm", "And I am", "This is": 0 where the sentence begins otherwise.
    std::uint32_t behind_start(std::uint32_t first, std::uint32_t end, bool& is_first_person) const {
        while (is_any(first, end, {"and", "so", "well", "oh", "yeah", "yes", "okay", "alright", ","})) ++first;
        is_first_person = true;
        if (is_any(first, end, {"i'm"})) return first + 1;
        if (is_any(first, end, {"i"}) && is_any(first + 1, end, {"am"})) return first + 2;
        is_first_person = false;
        const bool is = is_any(first + 1, end, {"is", "'s"});
        return is && is_any(first, end, {"this", "it"}) ? first + 2 : 0;
    }

    // A word of the speaker's own label.
    bool is_own_name(std::uint32_t token, const Sentence& sentence) const {
        if (sentence.speaker == kNoSpeaker || !is_capitalised(token)) return false;
        const std::string label =
            " " + text::lower(document_.transcript->speakers[static_cast<std::size_t>(sentence.speaker)].name) + " ";
        return label.find(" " + document_.lower(token) + " ") != std::string::npos;
    }

    // "your host", "my co-hosts", "one of the hosts".
    bool names_hosts(std::uint32_t first, std::uint32_t end) const {
        for (std::uint32_t i = first; i < end; ++i)
            if (is_any(i, end, {"host", "hosts", "co-host", "co-hosts", "cohost", "cohosts", "mc", "emcee"}) &&
                i > first && is_any(i - 1, end, {"your", "my", "our", "the", "usual", "other"}))
                return true;
        return false;
    }

    bool introduces(const Sentence& sentence) const {
        const std::uint32_t end = end_of(sentence);
        bool is_first_person = false;
        const std::uint32_t at = behind_start(sentence.first_token, end, is_first_person);
        if (at == 0 || at >= end) return false;
        if (is_own_name(at, sentence) || names_hosts(sentence.first_token, end)) return true;
        return is_first_person && says_what(at, end) && sentence.first_token < kOpening;
    }

    // What a speaker is: a name, "a data scientist", "your host".
    bool says_what(std::uint32_t token, std::uint32_t end) const {
        return token < end && (is_capitalised(token) || is_any(token, end, {"a", "an", "the", "one", "your"}));
    }

    // Whether a clause begins here that says what is to come or who else is here.
    bool goes_on(std::uint32_t token, std::uint32_t end) const {
        if (is_any(token, end, {"i'm"})) return !says_what(token + 1, end);
        if (is_any(token, end, {"i"}) && is_any(token + 1, end, {"am"})) return !says_what(token + 2, end);
        if (is_any(token, end, {"today", "tonight", "we're", "joining"})) return true;
        if (is_any(token, end, {"we"})) return is_any(token + 1, end, {"are", "have"});
        if (is_any(token, end, {"this", "my"})) return is_any(token + 1, end, {"week", "episode", "guest"});
        return is_any(token, end, {"on", "in", "with"}) && is_any(token + 1, end, {"this", "today", "me"});
    }

    // "I'm joined as always by my co-host", "with me is your other host": up to the next comma but one.
    bool is_about_hosts(std::uint32_t token, std::uint32_t end) const {
        for (std::uint32_t commas = 0; token < end; ++token) {
            if (is_any(token, end, {"always", "usual"}) || names_hosts(token, std::min(end, token + 2))) return true;
            commas += is_any(token, end, {","}) ? 1 : 0;
            if (commas == 2) break;
        }
        return false;
    }

    Span behind(const Sentence& sentence) const {
        const std::uint32_t end = end_of(sentence);
        for (std::uint32_t i = sentence.first_token + 3; i + kFewestLeft < end; ++i)
            if (is_any(i - 1, end, {",", "and", "-", "--"}) && goes_on(i, end) && !is_about_hosts(i, end))
                return {document_.tokens[i].span.begin, sentence.span.end};
        return {};
    }

    const Document& document_;
};

}  // namespace

std::vector<Introduction> find_introductions(const Document& document) { return Finder(document).find(); }

}  // namespace earwitness::analysis::summary
