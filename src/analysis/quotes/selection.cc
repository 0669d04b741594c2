// Every sentence gets a score from a trained linear model; runs of one to three sentences of a turn are candidates,
// judged by their sentences and by how they begin and end; the best that neither overlap nor repeat one another are
// kept.
#include "analysis/quotes/selection.h"

#include <algorithm>
#include <cmath>

#include "analysis/quotes/reasons.h"
#include "analysis/quotes/repetition.h"

namespace earwitness::analysis::quotes {
namespace {

constexpr std::uint32_t kMinWords = 8;
constexpr std::uint32_t kMaxWords = 75;
constexpr std::size_t kMaxSentences = 3;
constexpr std::size_t kMinQuotes = 10, kMaxQuotes = 60, kTokensPerQuote = 300;
// Added to the log odds of a sentence, of which one in fifty is quotable, so that a score of a half means: show it.
constexpr double kLevel = 2.5;
constexpr double kMinScore = 0.25;
const double kHopeless = std::log(kMinScore / (1 - kMinScore)) - 1e-6;  // log odds that are surely below it

// What a candidate needs to know of a sentence.
struct Judged {
    float score = 0;    // log odds of being quotable
    float opening = 0;  // added where a run begins with it (never positive)
    float closing = 0;  // added where a run ends with it
    float flow = 0;     // added wherever it stands: how well it reads (never positive)
    std::uint32_t words = 0;
    Reasons reasons = 0;
    bool barred = false;
    bool question = false;
};

struct Candidate {
    double score = 0;
    std::uint32_t first = 0, count = 0;
};

// "Those things", "this part", "I think that's": what was pointed at stands outside.
bool points_outside(const Document& document, const SentenceCues& cues) {
    for (std::size_t i = 0; i < std::min<std::size_t>(8, cues.words.size()); ++i) {
        const std::string_view word = document.of(document.tokens[cues.words[i].token].span);
        if (word == "this" || word == "these" || word == "those" || word == "This" || word == "These" ||
            word == "Those")
            return true;
        const bool is_pronoun =
            i < 5 && i + 1 < cues.words.size() && (cues.words[i + 1].classes & class_bit(WordClass::kBe)) != 0;
        if (is_pronoun && (word == "that" || word == "That" || word == "that's" || word == "That's")) return true;
    }
    return false;
}

// A run must make sense to someone who has not heard what came before it.
float opening_of(const Document& document, const SentenceReading& reading) {
    const SentenceCues& cues = reading.cues;
    if (cues.words.empty()) return -2;
    float out = 0;
    const std::string_view first = document.of(document.tokens[cues.words[0].token].span);
    const bool joins = first == "And" || first == "But" || first == "Because" || first == "Or" || first == "Which" ||
                       first == "Then" || first == "Like";
    bool answers = false;  // "Yeah, ...", "Right, ..."
    for (std::size_t h = 0; h < cues.hits.size() && cues.hits[h].first == 0; ++h)
        answers = answers || cues.hits[h].cue == Cue::kAssent;
    const char head = first.empty() ? ' ' : first[0];
    if (joins) out -= 0.5f;
    if (answers) out -= 0.5f;
    if (reading.has(Shape::kStartsWithAnaphor)) out -= joins ? 1.0f : 0.6f;
    if (head >= 'a' && head <= 'z') out -= 0.8f;
    if (points_outside(document, cues)) out -= 0.35f;
    return out;
}

float closing_of(const Document& document, const Sentence& sentence, const SentenceReading& reading) {
    const char last = document.text()[sentence.span.end - 1];
    if (last == '?') return -1.0f;
    if (reading.has(Shape::kEllipsis)) return -0.6f;
    const bool closed =
        last == '.' || last == '!' || last == '"' || last == ')' || static_cast<unsigned char>(last) >= 0x80;
    return closed ? 0.0f : -0.8f;
}

// Speech that was not meant to be read: long-winded, full of fillers, restarted, stuttered.
float flow_of(const Document& document, const SentenceCues& cues, std::uint32_t words) {
    int commas = 0, breaks = 0, stutters = 0;
    std::uint32_t before = 0;
    for (const Word& word : cues.words) {
        if (word.punctuation) {
            const std::string_view mark = document.of(document.tokens[word.token].span);
            commas += mark == ",";
            breaks += mark == "--" || mark == "\xE2\x80\x94" || mark == "\xE2\x80\x93" || mark.starts_with("..") ||
                      mark == "\xE2\x80\xA6";
            continue;
        }
        stutters += word.hash == before;
        before = word.hash;
    }
    float out =
        -0.3f * static_cast<float>(std::min(cues[Cue::kFiller], 5)) - 0.5f * static_cast<float>(std::min(stutters, 3));
    out -= 0.15f * static_cast<float>(std::clamp(commas - 3, 0, 8)) + 0.25f * static_cast<float>(std::min(breaks, 3));
    return out - 0.02f * static_cast<float>(std::max(0, static_cast<int>(words) - 30));
}

// Quotation marks opened in it less those closed; straight ones count by parity.
int open_marks_in(std::string_view text) {
    int straight = 0, curly = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') ++straight;
        if (text[i] != '\xE2') continue;
        if (text.substr(i, 3) == "\xE2\x80\x9C") ++curly;
        if (text.substr(i, 3) == "\xE2\x80\x9D") --curly;
    }
    return curly + straight % 2;
}

// Whether a quotation that begins in the sentences [first, last] does not end in them, or the other way round.
bool leaves_open(const Document& document, std::size_t first, std::size_t last) {
    int open = 0;
    for (std::size_t s = first; s <= last; ++s)
        open += open_marks_in(document.of(document.sentences[s].span).substr(0, 2000));
    return open % 2 != 0;
}

std::vector<Judged> judge(const Document& document, const SentenceReadings& readings,
                          const std::vector<SponsorRead>& sponsors, const float* weights) {
    if (!readings.is_english()) return {};
    std::vector<Span> ads;
    for (const SponsorRead& read : sponsors) ads.push_back(read.span);
    std::sort(ads.begin(), ads.end());
    std::size_t ad = 0;
    std::vector<Judged> out(document.sentences.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const Sentence& sentence = document.sentences[i];
        const SentenceReading reading = readings.of(i);
        const SentenceCues& cues = reading.cues;
        Judged& judged = out[i];
        for (const Feature& feature : reading.features) judged.score += feature.value * weights[feature.index];
        judged.opening = opening_of(document, reading);
        judged.closing = closing_of(document, sentence, reading);
        judged.reasons = reasons_of(cues, reading.has(Shape::kQuantities));
        judged.question = document.text()[sentence.span.end - 1] == '?';
        std::uint32_t last_token = 0xFFFFFFFF;
        for (const Word& word : cues.words) {
            judged.words += !word.punctuation && word.token != last_token;
            last_token = word.token;
        }
        judged.flow = flow_of(document, cues, judged.words);
        while (ad < ads.size() && ads[ad].end <= sentence.span.begin) ++ad;
        judged.barred = (ad < ads.size() && ads[ad].overlaps(sentence.span)) || cues[Cue::kThanks] > 1 ||
                        cues[Cue::kShow] > 2 || cues.has(Cue::kBracket);
    }
    return out;
}

// Whether nothing stands between a sentence and the next.
bool is_blank(const Document& document, std::size_t sentence) {
    const Span gap{document.sentences[sentence].span.end, document.sentences[sentence + 1].span.begin};
    return gap.begin >= gap.end || document.of(gap).find_first_not_of(" \n\r\t") == std::string_view::npos;
}

void append_candidates(const Document& document, const std::vector<Judged>& judged, std::vector<Candidate>& out) {
    for (std::size_t first = 0; first < judged.size(); ++first) {
        std::uint32_t words = 0;
        double sum = 0, best = -100;
        bool statement = false;
        for (std::size_t count = 1; count <= kMaxSentences && first + count <= judged.size(); ++count) {
            const std::size_t last = first + count - 1;
            const Judged& sentence = judged[last];
            if (sentence.barred || document.sentences[last].turn != document.sentences[first].turn) break;
            // A time stamp or a heading between two paragraphs was not said.
            if (count > 1 && !is_blank(document, last - 1)) break;
            words += sentence.words;
            if (words > kMaxWords) break;
            const double score = static_cast<double>(sentence.score + sentence.flow);
            sum += score;
            best = std::max(best, score);
            statement = statement || !sentence.question;
            if (words < kMinWords || !statement) continue;
            Candidate candidate;
            candidate.first = static_cast<std::uint32_t>(first);
            candidate.count = static_cast<std::uint32_t>(count);
            const double mean = sum / static_cast<double>(count);
            const double company = count == 1 ? 0 : count == 2 ? 0.6 : 0.8;
            const double length = words < 12 ? -0.4 : words <= 24 ? 0 : words <= 48 ? 0.3 : 0.1;
            const double run = kLevel + 0.65 * mean + 0.35 * best + company + length +
                               static_cast<double>(judged[first].opening + sentence.closing);
            if (run < kHopeless) continue;
            const double worth = run - (leaves_open(document, first, last) ? 0.8 : 0);
            if (worth < kHopeless) continue;
            candidate.score = 1 / (1 + std::exp(-worth));
            if (candidate.score >= kMinScore) out.push_back(candidate);
        }
    }
}

}  // namespace

std::vector<Quote> select_quotes(const Document& document, const SentenceReadings& readings,
                                 const std::vector<SponsorRead>& sponsors, const std::vector<Insight>& insights,
                                 const float* weights) {
    const std::vector<Judged> judged = judge(document, readings, sponsors, weights);
    std::vector<Candidate> candidates;
    append_candidates(document, judged, candidates);
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        if (a.score != b.score) return a.score > b.score;
        return a.first != b.first ? a.first < b.first : a.count < b.count;
    });
    const std::size_t limit = std::clamp(document.tokens.size() / kTokensPerQuote, kMinQuotes, kMaxQuotes);
    std::vector<Quote> out;
    std::vector<bool> taken(judged.size() + 2);  // by sentence, shifted by one; neighbours of a quote are taken too
    RepetitionFilter repetition;
    for (const Candidate& candidate : candidates) {
        if (out.size() == limit) break;
        const std::size_t last = candidate.first + candidate.count - 1;
        bool is_free = true;
        for (std::size_t i = candidate.first; i <= last; ++i) is_free = is_free && !taken[i + 1];
        if (!is_free) continue;
        Quote quote;
        quote.span = {document.sentences[candidate.first].span.begin, document.sentences[last].span.end};
        if (repetition.is_repeated(document.of(quote.span))) continue;
        Reasons reasons = reasons_of(quote.span, insights);
        for (std::size_t i = candidate.first; i <= last; ++i) reasons |= judged[i].reasons;
        quote.why = reason_names(reasons);
        quote.start_ms = document.start_ms_at(quote.span.begin);
        quote.end_ms = document.end_ms_at(quote.span.end);
        quote.speaker = document.sentences[candidate.first].speaker;
        quote.score = std::round(candidate.score * 1000) / 1000;
        for (std::size_t i = candidate.first; i <= last + 2; ++i) taken[i] = true;
        out.push_back(std::move(quote));
    }
    return out;
}

}  // namespace earwitness::analysis::quotes
