#include "llm/reading.h"

#include <algorithm>
#include <mutex>

#include "base/files.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "llm/prompt.h"
#include "text/utf8.h"

namespace earwitness::llm {
namespace {

using nlohmann::json;

// Answers on the disk, named by all that they depend on.
class KeptAnswers {
  public:
    KeptAnswers(const ReadingOptions& options) : options_(options) {}

    std::string name(const TalkPiece& piece) const {
        base::Sha256 hash;
        const auto& m = options_.model;
        for (const std::string_view field : {std::string_view("answer/1"), kPromptVersion, std::string_view(m.provider),
                                             std::string_view(m.model), std::string_view(piece.prompt)})
            hash.add_field(field);
        hash.add_field(std::to_string(m.answer_tokens));
        return hash.hex();
    }
    std::optional<json> find(const std::string& name) const {
        if (options_.work.empty()) return {};
        const auto bytes = base::read_file(options_.work / (name + ".json"), std::size_t{8} << 20);
        if (!bytes) return {};
        json value = json::parse(*bytes, nullptr, false);
        if (value.is_discarded() || !check_schema(value, answer_schema())) return {};
        return value;
    }
    Status keep(const std::string& name, const json& value) const {
        if (options_.work.empty()) return {};
        return base::write_file_atomic(options_.work / (name + ".json"),
                                       value.dump(-1, ' ', false, json::error_handler_t::replace));
    }

  private:
    const ReadingOptions& options_;
};

// Plain words: nothing that a page, a shell or a reader could take for more than that.
bool is_plain(std::string_view text) {
    if (text.empty() || !text::is_valid_utf8(text)) return false;
    if (text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F &&
               std::string_view("<>[]{}`*_#|\\").find(c) == std::string_view::npos;
    });
}

class Holder {
  public:
    Holder(const Analysis& analysis, Additions& out)
        : index_(analysis.transcript.text, turns_of(analysis.transcript)), out_(out) {}

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
    void refuse(std::string kind, std::string_view reason, std::string text, std::string detail = {}) {
        out_.refused.push_back({std::move(kind), std::string(reason), text::repair_utf8(text), std::move(detail)});
    }

    void take_quote(const TalkPiece& piece, const json& given) {
        const std::string words = given["text"];
        const Grounding found = ground(index_, words, piece.span);
        if (found.refused) return refuse("quote", refusal_name(*found.refused), words, found.detail);
        AddedQuote quote;
        quote.span = found.span;
        quote.match = found.match;
        quote.why = held("why", given["why"], {found.span});
        quote.topic = held("topic", given["topic"], {found.span});
        out_.quotes.push_back(std::move(quote));
    }

    // The model's words where they may stand, else "".
    std::string held(const char* kind, const std::string& text, const std::vector<Span>& evidence) {
        if (text.empty()) return {};
        if (!is_plain(text)) return refuse(kind, "markup", text), std::string();
        const auto unsupported = unsupported_words(index_, text, evidence);
        if (!unsupported.empty()) return refuse(kind, "unsupported", text, unsupported.front()), std::string();
        return text;
    }

    void take_sentence(const TalkPiece& piece, const json& given) {
        AddedSentence sentence;
        for (const auto& number : given["cites"]) {
            const auto n = number.get<std::int64_t>();
            if (n < 1 || n > static_cast<std::int64_t>(piece.findings.size()))
                return refuse("sentence", "unknown_citation", given["text"], std::to_string(n));
            sentence.cites.push_back(piece.findings[static_cast<std::size_t>(n - 1)]);
        }
        if (sentence.cites.empty()) return refuse("sentence", "no_citation", given["text"]);
        sentence.text = held("sentence", given["text"], sentence.cites);
        if (!speaks_of(index_, sentence.text, sentence.cites)) return refuse("sentence", "unrelated", given["text"]);
        if (!sentence.text.empty()) out_.summary.push_back(std::move(sentence));
    }

    text::QuotationIndex index_;
    Additions& out_;
};

struct Outcome {
    std::optional<json> value;
    std::optional<Error> error;
    bool kept = false;
    std::int64_t tokens_in = 0, tokens_out = 0;
};

}  // namespace

Additions read_talk(const Analysis& analysis, LanguageModel& model, const ReadingOptions& options) {
    Additions out;
    out.provider = options.model.provider;
    out.model = options.model.model;
    const auto pieces = cut_talk(analysis, options.model);
    out.pieces = pieces.size();
    const KeptAnswers answers(options);
    std::atomic<bool> over{false};  // the budget, the user, or a server that will not have us
    const std::function<Outcome(std::size_t &&)> work = [&](std::size_t&& i) {
        Outcome outcome;
        const std::string name = answers.name(pieces[i]);
        if ((outcome.value = answers.find(name))) {
            outcome.kept = true;
            return outcome;
        }
        if (over || (options.cancelled != nullptr && options.cancelled->load())) return outcome;
        if (options.allow)
            if (auto allowed = options.allow(pieces[i].tokens, options.model.answer_tokens); !allowed) {
                outcome.error = allowed.error();
                over = true;
                return outcome;
            }
        auto answer = model.ask({system_prompt(), pieces[i].prompt, answer_schema(), options.cancelled});
        if (!answer) {
            outcome.error = answer.error();
            if (answer.error().code != ErrorCode::kMalformed) over = true;
            return outcome;
        }
        outcome.value = std::move(answer->value);
        outcome.tokens_in = answer->tokens_in;
        outcome.tokens_out = answer->tokens_out;
        if (auto done = answers.keep(name, *outcome.value); !done) outcome.error = done.error();
        return outcome;
    };
    Holder holder(analysis, out);
    std::size_t at = 0, taken = 0;
    const std::function<std::optional<std::size_t>()> next = [&]() -> std::optional<std::size_t> {
        return at < pieces.size() ? std::optional<std::size_t>(at++) : std::nullopt;
    };
    const std::function<bool(Outcome &&)> emit = [&](Outcome&& outcome) {
        const TalkPiece& piece = pieces[taken++];
        if (outcome.error) out.failures.push_back(*outcome.error);
        if (!outcome.value) return true;
        ++out.read;
        out.kept += outcome.kept;
        out.tokens_in += outcome.tokens_in;
        out.tokens_out += outcome.tokens_out;
        holder.take(piece, *outcome.value);
        return true;
    };
    base::ordered_parallel<std::size_t, Outcome>(options.jobs, next, work, emit);
    holder.finish();
    return out;
}

}  // namespace earwitness::llm
