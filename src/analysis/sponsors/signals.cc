#include "analysis/sponsors/signals.h"

#include <algorithm>
#include <array>

#include "analysis/phrases.h"
#include "text/utf8.h"

namespace earwitness::analysis::sponsors {
namespace {

enum Label { kReturn, kOpener, kOpenerNamed, kOffer, kCode, kCall, kHint, kUpkeep, kUpkeepHint, kJoke };

constexpr unsigned kPercentKind = 1u << 16;

const PhraseSet& phrases() {
    static const PhraseSet set({
        {kOpenerNamed,
         "episode is brought to you by|episode is also brought to you by|podcast is brought to you by|show is brought "
         "to you by|brought to you today by|"
         "today's episode is brought to you by|episode was brought to you by|brought to you in part by|show is also "
         "brought to you by|"
         "episode is sponsored by|podcast is sponsored by|show is sponsored by|is also sponsored by|episode is "
         "supported by|podcast is supported by|"
         "show is supported by|support comes from|support for this podcast comes from|support for the show comes "
         "from|support for this show comes from|"
         "episode is made possible by|episode is presented by|show is presented by|podcast is presented by|presenting "
         "sponsor|mention of our sponsors|mention of our sponsor|sponsored this week by|sponsor is|sponsor today is|"
         "sponsor for today is|sponsors for today are|sponsor of today is|sponsor for this episode is|sponsors for "
         "this episode are|shoutout to our sponsors|shoutout to our sponsor|shout-out to our sponsors|"
         "today's sponsor is|this week's sponsor is|this episode's sponsor is|sponsors today are|our sponsors "
         "are|sponsors for the show today are|"
         "thanks to our friends at|thanks to our sponsor|thank you to our sponsor|thanks to our sponsors|thank you to "
         "our sponsors|thanks again to our friends at|"
         "thanks to our partners|thanks to our partner|a big thank you to our friends at|this is brought to you by our "
         "friends at|"
         "bandwidth for changelog is provided by"},
        {kOpener,
         "word from our sponsor|word from our sponsors|message from our sponsor|message from our sponsors|hear from "
         "our sponsor|hear from our sponsors|"
         "thank our sponsor|thank our sponsors|thank today's sponsor|shout out to our sponsor|about our sponsor|check "
         "out our sponsors|sponsor break|sponsored break|sponsorship break|"
         "break to thank|ad break|a quick break|support our sponsors|brought to you by|new episode of our sponsor"},
        {kOffer,
         "promo code|coupon code|discount code|offer code|code at checkout|at checkout|percent off|dot com slash|"
         "dot io slash|dot co slash|dot org slash|dot dev slash|dot fm slash|money back guarantee|money-back "
         "guarantee|first month free|"
         "months free|free shipping|off your first|off your order|off your purchase|off your registration|terms "
         "apply|terms and conditions apply|in free credit|in free credits|"
         "no credit card required|sign up for free|try it free|try it for free|get started for free|risk "
         "free|satisfaction guaranteed|"
         "let them know we sent you|tell them we sent you|that url again|that's spelled"},
        {kCode,
         "use code|use the code|use our code|use my code|with code|with the code|with our code|enter code|enter the "
         "code|using code|using the code"},
        {kCall,
         "free trial|sign up|signing up|head over to|head to|learn more at|learn more and|get started at|get started "
         "today|check them out|check it out at|find out more at|check out|"
         "to learn more|go to|visit|start your|try for free|download the app|book a demo|request a demo|for our "
         "listeners|for listeners of|listeners of this|"
         "dot com|dot io|dot ai|dot dev|today at|click the link|link in the show notes|link in the description"},
        {kHint,
         "sponsor|sponsors|sponsored|offer|discount|save you|for free|free tier|trusted by|customers|the leading|helps "
         "you|lets you|makes it easy|world's|pricing|subscription"},
        {kUpkeep,
         "leave us a review|leave a review|rate and review|rating and review|five star review|five stars|subscribe to "
         "our|subscribe to the podcast|subscribe to the show|hit subscribe|"
         "hit the subscribe|smash that subscribe|like and subscribe|follow us on|wherever you get your "
         "podcasts|wherever you listen|"
         "on patreon|support the show|support this podcast|this episode was produced by|is produced by|our producer "
         "is|edited by|mixed by|theme music|our beats are|"
         "music is by|executive producer|we'll see you next week|see you next time|catch you next time|"
         "sign up for our newsletter|subscribe to our newsletter|follow us at|share this episode|tell a friend|share "
         "it with a friend|let us know in the comments"},
        {kUpkeepHint,
         "apple podcasts|thanks for listening|thank you for listening|thanks for tuning in|thanks for joining "
         "us|subscribe|podcast app|newsletter"},
        {kReturn,
         "and now|we're back|we are back|before the break|now back to|now here's|here's my conversation|here is my "
         "conversation|back to the show|back to "
         "our|let's get back|without further ado|let's dive in|let's get started"},
        {kJoke,
         "laughter|laughs|laughing|would be|could be|joking|joke|if you were|used to be|want people to|get people "
         "to|they sign up|i sign up|people sign up|signed up"},
    });
    return set;
}

constexpr std::array<std::string_view, 22> kEndings = {"com",  "io", "co", "org",  "net",  "ai",   "dev", "fm",
                                                       "app",  "so", "sh", "tv",   "me",   "gg",   "xyz", "cloud",
                                                       "tech", "us", "uk", "news", "club", "build"};

// "use the code pod20" names it; "use code to do that" does not.
bool names_a_code(const Document& document, std::uint32_t token, std::uint32_t end) {
    if (token >= end) return false;
    const std::string_view word = document.of(document.tokens[token].span);
    if (document.tokens[token].kind == text::TokenKind::kPunctuation)
        return word == "\"" || word == "'" || word == ":" || word.size() == 3;
    return word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string_view::npos;
}

void add(Signal& signal, const PhraseSet::Hit& hit, const Document& document, std::uint32_t end) {
    if (hit.label != kJoke && hit.label != kReturn) signal.kinds |= 1u << hit.label;
    switch (hit.label) {
        case kCode:
            if (names_a_code(document, hit.token + hit.count, end))
                signal.offer += 1.5f;
            else
                signal.kinds &= ~(1u << kCode);
            break;
        case kUpkeepHint:
            signal.upkeep += 0.5f;
            break;
        case kOpenerNamed:
            signal.opener = 2;
            signal.name_token = hit.token + hit.count;
            break;
        case kOpener:
            signal.opener = std::max(signal.opener, 1.5f);
            if (hit.count == 4 && signal.name_token == 0) signal.name_token = hit.token + hit.count;
            break;
        case kOffer:
            signal.offer += 1.5f;
            break;
        case kCall:
            signal.call += 0.5f;
            break;
        case kHint:
            signal.hint = 0.5f;
            break;
        case kUpkeep:
            signal.upkeep += 1.5f;
            break;
        case kJoke:
            signal.joke = true;
            break;
        case kReturn:
            signal.returns = true;
            break;
    }
}

// What phrases cannot say: "20% off", an address, a question.
void add_marks(const Document& document, const std::vector<char>& is_domain, const Sentence& sentence, Signal& signal) {
    for (std::uint32_t i = sentence.first_token; i < sentence.first_token + sentence.token_count; ++i) {
        const std::string_view token = document.of(document.tokens[i].span);
        if (token == "%" && i + 1 < sentence.first_token + sentence.token_count &&
            document.of(document.tokens[i + 1].span) == "off") {
            signal.offer += 1.5f;
            signal.kinds |= kPercentKind;
        }
        if (!is_domain[document.vocabulary.of_token[i]]) continue;
        signal.call += 0.5f;
        signal.kinds |= 1u << kCall;
        const bool path =
            i + 1 < sentence.first_token + sentence.token_count && document.of(document.tokens[i + 1].span) == "/";
        if (path || token.find('/') != std::string_view::npos) signal.call += 0.5f;
    }
    if (!document.of(sentence.span).empty() && document.of(sentence.span).back() == '?' && signal.offer == 0)
        signal.joke = true;
}

}  // namespace

std::size_t domain_label(std::string_view token) {
    if (token.find('.') == std::string_view::npos) return 0;
    if (const auto scheme = token.find("://"); scheme != std::string_view::npos) token.remove_prefix(scheme + 3);
    token = token.substr(0, token.find('/'));
    const auto dot = token.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return 0;
    const std::string ending = text::lower(token.substr(dot + 1));
    if (std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end()) return 0;
    return token.substr(0, token.find('.')).size() > 1 ? token.find('.') : 0;
}

std::vector<Signal> find_signals(const Document& document, const Terms& terms) {
    std::vector<Signal> signals(document.sentences.size());
    const auto hits = phrases().find(terms);
    std::vector<char> is_domain;  // by distinct word
    for (const text::Token& word : document.vocabulary.words)
        is_domain.push_back(domain_label(document.of(word.span)) != 0);
    std::size_t at = 0;
    for (std::size_t s = 0; s < signals.size(); ++s) {
        const Sentence& sentence = document.sentences[s];
        const std::uint32_t end = sentence.first_token + sentence.token_count;
        for (; at < hits.size() && hits[at].token < end; ++at)
            if (hits[at].token + hits[at].count <= end) add(signals[s], hits[at], document, end);
        if (signals[s].name_token >= end) signals[s].name_token = 0;
        add_marks(document, is_domain, sentence, signals[s]);
        signals[s].call = std::min(signals[s].call, 1.5f);
    }
    return signals;
}

}  // namespace earwitness::analysis::sponsors
