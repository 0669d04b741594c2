#include "analysis/summary/style.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "analysis/phrases.h"

namespace earwitness::analysis::summary {
namespace {

enum Mark : unsigned {
    kNominal = 1u << 0,
    kThe = 1u << 1,
    kOfAnd = 1u << 2,
    kFiller = 1u << 3,
    kVerb = 1u << 4,      // finite, or as good as
    kSubject = 1u << 5,   // what "'s" may be a verb behind
    kFragment = 1u << 6,  // begins what hangs on another sentence
    kJoining = 1u << 7,
    kWholeWord = 1u << 8,  // of one or two letters, and yet not the stub of another
    kMayRepeat = 1u << 9,  // "that that", "very very"
    kClitic = 1u << 10,    // "'s": is or has behind a subject
    kPronoun = 1u << 11,   // is a subject wherever it stands, so that a verb follows
};

struct MarkedWords {
    unsigned mark;
    std::string_view words;
};

// clang-format off
constexpr MarkedWords kLists[] = {
    {kNominal, "the of and to for in on with by from into between an or about"},
    {kThe, "the"},
    {kOfAnd, "of and"},
    {kFiller, "um uh er mm hmm hm eh ah oh tsk"},
    {kVerb,
     "is are was were am has have had do does did can could will would should must may might shall cannot can't won't "
     "don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't couldn't wouldn't shouldn't needs wants "
     "makes means said says got gets became becomes began begins came comes gave gives goes went knew knows let's "
     "made took takes works i'm i've i'll i'd we're we've we'll we'd they're they've they'll they'd you're you've "
     "you'll you'd he'll he'd she'll she'd it'll it'd that'll there'll who'll who'd"},
    {kSubject, "i we they he she you it that there here what who this"},
    {kPronoun, "i we they he she"},
    {kFragment, "which because than whereas whose of to with from like"},
    {kJoining, "and but or so yeah yes no well also then okay ok right because"},
    {kWholeWord,
     "a i of to in on is it we be by as at or an so do he my up us if no go me am oh ok tv ai uk eu vs os db ip ui pr ml"},
    {kMayRepeat, "that had very really"},
    {kClitic, "'s"},
};
// clang-format on

const std::unordered_map<std::string_view, unsigned>& marked_words() {
    static const auto map = [] {
        std::unordered_map<std::string_view, unsigned> out;
        for (const auto& [mark, words] : kLists)
            for (std::size_t at = 0; at < words.size();) {
                const std::size_t end = std::min(words.find(' ', at), words.size());
                out[words.substr(at, end - at)] |= mark;
                at = end + 1;
            }
        return out;
    }();
    return map;
}

constexpr std::uint32_t kGreetingReach = 6;  // words

const PhraseSet& greetings() {
    static const PhraseSet set({{0,
                                 "hello|hi|hey|welcome|good morning|good afternoon|good evening|live from|how are "
                                 "you|how you doing|nice to meet you|good to see you|great to see you|my name is|thank "
                                 "you|thanks|you're listening to|you are listening to|glad to be here|happy to be "
                                 "here|great to be here|good to have you|great "
                                 "to have you|bye|goodbye|see you|take care|pleasure"}});
    return set;
}

// "..., because they know..." and "[unintelligible 00:17:44]" are no sentences, with or without a quotation mark
// behind.
bool looks_complete(std::string_view words) {
    if (words.empty()) return false;
    const auto first = static_cast<unsigned char>(words.front()), last = static_cast<unsigned char>(words.back());
    const bool begins =
        (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') || first >= 0x80 || first == '"';
    const bool ends = last == '.' || last == '!' || last == '"' || last == ')' || last >= 0x80;
    std::string_view bare = words;
    while (bare.ends_with('"')) bare.remove_suffix(1);
    const bool trails_off = bare.ends_with("...") || bare.ends_with("\xE2\x80\xA6") || bare.ends_with("--");
    return begins && ends && !trails_off && words.find('[') == std::string_view::npos;
}

class Reader {
  public:
    Reader(const Document& document, const Terms& terms) : document_(document), terms_(terms) {
        for (const Term& term : terms.terms) {
            const auto found = marked_words().find(term.key);
            marks_.push_back(found == marked_words().end() ? 0 : found->second);
        }
        last_.resize(terms.terms.size());
    }

    std::vector<Style> read() {
        std::vector<Style> styles;
        for (const Sentence& sentence : document_.sentences) styles.push_back(style_of(sentence));
        for (const auto& hit : greetings().find(terms_)) {
            const std::size_t s = document_.sentence_at(document_.tokens[hit.token].span.begin);
            if (s < styles.size() && hit.token - document_.sentences[s].first_token < kGreetingReach)
                styles[s].greets = true;
        }
        return styles;
    }

  private:
    unsigned marks_at(std::uint32_t token) const {
        return terms_.of_token[token] == kNoTerm ? 0 : marks_[terms_.of_token[token]];
    }

    bool is_participle(std::uint32_t token) const {
        const std::string_view word = document_.of(document_.tokens[token].span);
        return word.size() > 4 && word.ends_with("ed");
    }

    Style style_of(const Sentence& sentence) {
        Style style;
        ++sentence_;
        const std::uint32_t first = sentence.first_token, end = first + sentence.token_count;
        for (std::uint32_t i = first; i < end; ++i) {
            const text::Token& token = document_.tokens[i];
            if (token.kind == text::TokenKind::kPunctuation) {
                style.commas += document_.of(token.span) == ",";
                continue;
            }
            ++style.words;
            style.letters += static_cast<float>(token.span.size());
            const std::uint32_t id = terms_.of_token[i];
            if (id == kNoTerm) {
                ++style.distinct;
                continue;
            }
            add(i, first, end, style);
            style.distinct += last_[id] != sentence_;
            last_[id] = sentence_;
        }
        style.states = style.states && (marks_at(first) & kFragment) == 0;
        style.complete = style.states && looks_complete(document_.of(sentence.span));
        style.joined = (marks_at(first) & kJoining) != 0;
        if (style.words > 0)
            for (float* share : {&style.nominal, &style.the, &style.of_and, &style.fillers, &style.repeats,
                                 &style.stubs, &style.contractions, &style.commas, &style.letters, &style.distinct})
                *share /= style.words;
        return style;
    }

    void add(std::uint32_t i, std::uint32_t first, std::uint32_t end, Style& style) const {
        const std::uint32_t id = terms_.of_token[i];
        const unsigned marks = marks_[id];
        const text::Token& token = document_.tokens[i];
        style.nominal += (marks & kNominal) != 0;
        style.the += (marks & kThe) != 0;
        style.of_and += (marks & kOfAnd) != 0;
        style.fillers += (marks & kFiller) != 0;
        style.repeats += i > first && terms_.of_token[i - 1] == id && (marks & kMayRepeat) == 0;
        style.stubs += token.span.size() <= 2 && (marks & kWholeWord) == 0;
        style.contractions += terms_.terms[id].key.find('\'') != std::string::npos;
        const bool subject = (marks & kPronoun) != 0 && i + 1 < end && terms_.of_token[i + 1] != kNoTerm;
        const bool clitic = (marks & kClitic) != 0 && i > first && (marks_at(i - 1) & kSubject) != 0;
        style.states = style.states || (marks & kVerb) != 0 || subject || clitic || (i > first && is_participle(i));
    }

    const Document& document_;
    const Terms& terms_;
    std::vector<unsigned> marks_;      // of each term
    std::vector<std::uint32_t> last_;  // 1 + the last sentence that each term was read in
    std::uint32_t sentence_ = 0;
};

}  // namespace

std::vector<Style> styles_of(const Document& document, const Terms& terms) { return Reader(document, terms).read(); }

bool asks_for_complete(const std::vector<Style>& styles) {
    const auto found = static_cast<std::size_t>(
        std::count_if(styles.begin(), styles.end(), [](const Style& style) { return style.complete; }));
    return found * 5 > styles.size();
}

}  // namespace earwitness::analysis::summary
