#include "llm/reading.h"

#include <algorithm>
#include <map>

#include "base/parallel.h"
#include "llm/asking.h"
#include "llm/holding.h"
#include "llm/overview.h"
#include "llm/prompt.h"

namespace earwitness::llm {
namespace {

using nlohmann::json;

class Holder {
  public:
    Holder(const Analysis& analysis, Additions& out)
        : analysis_(analysis), index_(analysis.transcript.text, turns_of(analysis.transcript)), out_(out) {}

    void take(const TalkPiece& piece, const json& answer) {
        for (const auto& quote : answer["quotes"]) take_quote(piece, quote);
        for (const auto& sentence : answer["summary"]) take_sentence(piece, sentence);
    }

    void finish() {
        auto& quotes = out_.quotes;
        std::stable_sort(quotes.begin(), quotes.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
        // Of two that overlap the first one found stays.
        std::vector<AddedQuote> kept;
        for (auto& quote : quotes)
            if (kept.empty() || !kept.back().span.overlaps(quote.span)) kept.push_back(std::move(quote));
        quotes = std::move(kept);
    }

  private:
    void take_quote(const TalkPiece& piece, const json& given) {
        const std::string words = given["text"];
        const Grounding found = ground(index_, words, piece.span);
        if (found.refused) return refuse(out_.refused, "quote", refusal_name(*found.refused), words, found.detail);
        for (const SponsorRead& read : analysis_.sponsors)
            if (read.span.overlaps(found.span)) return refuse(out_.refused, "quote", "sponsor_read", words);
        AddedQuote quote;
        quote.span = found.span;
        quote.match = found.match;
        quote.why = held("why", given["why"], {found.span});
        quote.topic = held("topic", given["topic"], {found.span});
        out_.quotes.push_back(std::move(quote));
    }

    std::string held(const char* kind, const std::string& text, const std::vector<Span>& evidence) {
        return held_words(index_, kind, text, evidence, out_.refused);
    }

    void take_sentence(const TalkPiece& piece, const json& given) {
        AddedSentence sentence;
        const std::string text = given["text"];
        sentence.cites = cited_findings(given["cites"], piece.findings, "sentence", text, out_.refused);
        if (sentence.cites.empty()) return;
        sentence.text = held_sentence(index_, "sentence", text, sentence.cites, out_.refused);
        if (!sentence.text.empty()) out_.summary.push_back(std::move(sentence));
    }

    const Analysis& analysis_;
    text::QuotationIndex index_;
    Additions& out_;
};

Asking asking_of(const TalkPiece& piece) {
    return {kPromptVersion, system_prompt(), piece.prompt, answer_schema(), piece.tokens};
}

}  // namespace

Additions read_talk(const Analysis& analysis, LanguageModel& model, const ReadingOptions& options) {
    Additions out;
    out.provider = options.model.provider;
    out.model = options.model.model;
    const auto pieces = cut_talk(analysis, options.model);
    out.pieces = pieces.size();
    Asker asker(&model, options);
    const std::function<Answered(std::size_t &&)> work = [&](std::size_t&& i) {
        return asker.ask(asking_of(pieces[i]));
    };
    Holder holder(analysis, out);
    std::size_t at = 0, taken = 0;
    const std::function<std::optional<std::size_t>()> next = [&]() -> std::optional<std::size_t> {
        return at < pieces.size() ? std::optional<std::size_t>(at++) : std::nullopt;
    };
    const std::function<bool(Answered &&)> emit = [&](Answered&& answered) {
        const TalkPiece& piece = pieces[taken++];
        if (answered.error) out.failures.push_back(*answered.error);
        if (!answered.value) return true;
        ++out.read;
        out.kept += answered.kept;
        out.tokens_in += answered.tokens_in;
        out.tokens_out += answered.tokens_out;
        holder.take(piece, *answered.value);
        return true;
    };
    base::ordered_parallel<std::size_t, Answered>(options.jobs, next, work, emit);
    holder.finish();
    return out;
}

void read_overview(const Analysis& analysis, LanguageModel& model, const ReadingOptions& options,
                   Additions& additions) {
    const auto question = overview_question(analysis, options);
    if (!question) return;
    ++additions.pieces;
    // What stopped the talk stops this.
    for (const Error& failure : additions.failures)
        if (failure.code != ErrorCode::kMalformed) return;
    Asker asker(&model, options);
    const Answered answered = asker.ask(question->asking);
    if (answered.error) additions.failures.push_back(*answered.error);
    if (!answered.value) return;
    ++additions.read;
    additions.kept += answered.kept;
    additions.tokens_in += answered.tokens_in;
    additions.tokens_out += answered.tokens_out;
    take_overview(analysis, *question, *answered.value, options, additions);
}

ReadingEstimate estimate_reading(const Analysis& analysis, const ReadingOptions& options) {
    ReadingEstimate out;
    const Asker asker(nullptr, options);
    const auto count = [&](const Asking& asking) {
        if (asker.is_kept(asking)) return;
        ++out.requests;
        out.tokens_in += asking.tokens;
        out.tokens_out += options.model.answer_tokens;
    };
    for (const TalkPiece& piece : cut_talk(analysis, options.model)) count(asking_of(piece));
    if (const auto question = overview_question(analysis, options)) count(question->asking);
    return out;
}

ModelAdditions model_additions(const Analysis& analysis, const Additions& additions) {
    ModelAdditions out;
    out.provider = additions.provider;
    out.model = additions.model;
    out.parts = additions.pieces;
    out.parts_read = additions.read;
    out.refused = additions.refused.size();
    out.title = additions.title;
    out.chapters = additions.chapters;
    out.categories = additions.categories;
    for (const AddedQuote& quote : additions.quotes)
        out.quotes.push_back({quote.span, std::string(match_name(quote.match)), quote.why, quote.topic});
    std::map<std::size_t, ModelSection> sections;  // a sentence is of the chapter in which its first evidence begins
    for (const AddedSentence& sentence : additions.summary) {
        const std::size_t chapter = chapter_at(analysis, sentence.cites.front().begin);
        ModelSection& section = sections[chapter];
        if (chapter < analysis.chapters.size()) section.chapter = chapter;
        section.sentences.push_back(sentence);
    }
    for (auto& [chapter, section] : sections) out.sections.push_back(std::move(section));
    return out;
}

std::string questions_version() { return std::string(kPromptVersion) + " " + std::string(kOverviewVersion); }

}  // namespace earwitness::llm
