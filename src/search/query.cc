#include "search/query.h"

#include <algorithm>
#include <array>

#include "base/clock.h"
#include "earwitness/findings.h"
#include "search/terms.h"
#include "text/stop_words.h"
#include "text/utf8.h"

namespace earwitness::search {
namespace {

constexpr std::size_t kMaxBytes = 4000;
constexpr std::size_t kMaxWords = 64;
constexpr std::size_t kShownBytes = 60;
constexpr std::array<std::string_view, 5> kKinds = {"quote", "insight", "summary", "sponsor", "chapter"};

// Words that say what is to be done with a subject, not what it is: people ask in sentences.
constexpr std::array<std::string_view, 26> kAskingWords = {
    "describe", "described", "discuss",   "discussed", "discussing", "discussion", "discussions",
    "explain",  "mention",   "mentioned", "opinion",   "opinions",   "said",       "say",
    "says",     "summarise", "summarize", "talk",      "talked",     "talking",    "tell",
    "think",    "thinking",  "thought",   "thoughts",  "whats"};

bool carries_no_subject(const std::string& folded) {
    return text::word_class(folded) == text::WordClass::kStop ||
           std::find(kAskingWords.begin(), kAskingWords.end(), folded) != kAskingWords.end();
}

// A piece of the query as it was written.
struct Piece {
    char sign = 0;           // '-', '+' or 0
    std::string_view field;  // before the colon, "" where there is none
    std::string_view value;
    bool quoted = false;
    bool unclosed = false;  // quoted, and the second mark is missing
    bool is_or = false;
};

bool is_field(std::string_view name) {
    constexpr std::array<std::string_view, 7> kFields = {"show",   "episode", "speaker", "kind",
                                                         "entity", "since",   "until"};
    return std::find(kFields.begin(), kFields.end(), name) != kFields.end();
}

class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text) {}

    bool next(Piece& piece) {
        piece = {};
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
        if (at_ >= text_.size()) return false;
        if (text_[at_] == '-' || text_[at_] == '+') piece.sign = text_[at_++];
        const std::size_t begin = at_;
        while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '"' && text_[at_] != ':') ++at_;
        if (at_ < text_.size() && text_[at_] == ':' && is_field(text_.substr(begin, at_ - begin))) {
            piece.field = text_.substr(begin, at_ - begin);
            ++at_;
            take_value(piece, at_);
            return true;
        }
        take_value(piece, begin);
        piece.is_or = !piece.quoted && piece.sign == 0 && piece.value == "OR";
        return true;
    }

  private:
    static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    // "quoted" up to the next quotation mark, or everything up to a blank or a quotation mark.
    void take_value(Piece& piece, std::size_t begin) {
        at_ = begin;
        if (at_ < text_.size() && text_[at_] == '"') {
            const std::size_t close = text_.find('"', ++at_);
            piece.value = text_.substr(at_, close - at_);  // to the end where there is no other mark
            piece.quoted = true;
            piece.unclosed = close == std::string_view::npos;
            at_ = piece.unclosed ? text_.size() : close + 1;
            return;
        }
        while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '"') ++at_;
        piece.value = text_.substr(begin, at_ - begin);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

class Parser {
  public:
    Result<Query> parse(std::string_view text) {
        Splitter splitter(text);
        for (Piece piece; splitter.next(piece);) {
            if (piece.unclosed) return unclosed(piece);
            if (!piece.field.empty()) {
                if (auto done = filter(piece); !done) return done.error();
            } else if (piece.is_or) {
                join_ = !query_.clauses.empty();
            } else {
                words(piece);
            }
            if (words_ > kMaxWords)
                return make_error(ErrorCode::kTooLarge, "the query has more than " + std::to_string(kMaxWords) +
                                                            " words; ask for less at once");
        }
        drop_asking_words();
        return std::move(query_);
    }

  private:
    // Where it was meant to end cannot be known, and a phrase that goes on to the end finds nothing or the wrong thing.
    static Error unclosed(const Piece& piece) {
        const std::string_view begin = piece.value.substr(0, kShownBytes);
        const std::string words(begin.substr(0, text::valid_utf8_prefix(begin)));
        return make_error(
            ErrorCode::kInvalidArgument,
            "\"" + words + (begin.size() < piece.value.size() ? "\u2026" : "") +
                ": this quotation mark has no second one; put it where the phrase ends, or leave this one "
                "away to look for the words anywhere");
    }

    Status filter(const Piece& piece) {
        auto& f = query_.filters;
        const std::string value(text::trimmed(piece.value)), written = std::string(piece.field) + ":" + value;
        if (piece.sign == '-')
            return make_error(
                ErrorCode::kInvalidArgument,
                "-" + written + ": a filter cannot be turned round; leave the - away, or -word to leave out a word");
        if (value.empty())
            return make_error(ErrorCode::kInvalidArgument,
                              written + " says nothing; write " + written + "something, without a blank");
        if (piece.field == "show") f.show = value;
        if (piece.field == "episode") f.episode = value;
        if (piece.field == "speaker") f.speaker = value;
        if (piece.field == "entity") f.entity = value;
        if (piece.field == "kind") {
            f.kind = text::lower(value);
            if (!is_known_kind(f.kind))
                return make_error(ErrorCode::kInvalidArgument,
                                  written + ": there is no such kind; write one of " + known_kinds());
        }
        if (piece.field == "since" || piece.field == "until") {
            auto day = parse_day(value, piece.field == "until");
            if (!day) return in_context(piece.field, day.error());
            (piece.field == "since" ? f.since : f.until) = *day;
        }
        return {};
    }

    void words(const Piece& piece) {
        std::vector<Word> found;
        find_words(piece.value, {0, static_cast<std::uint32_t>(piece.value.size())}, found);
        words_ += found.size();
        if (found.empty() || words_ > kMaxWords) return;
        Atom atom;
        atom.prefix = !piece.quoted && piece.value.ends_with('*');
        for (std::size_t i = 0; i < found.size(); ++i)
            atom.stems.push_back(atom.prefix && i + 1 == found.size() ? found[i].folded
                                                                      : stemmer_.stem(found[i].folded));
        if (found.size() == 1) atom.written = found.front().folded;
        const bool plain = !piece.quoted && piece.sign == 0 && !atom.prefix && found.size() == 1;
        if (join_ && piece.sign == 0) {
            auto& clause = query_.clauses.back();
            if (clause.need == Need::kShould) clause.need = Need::kMust;
            clause.alternatives.push_back(std::move(atom));
            droppable_.back() = false;
        } else {
            const Need need = piece.sign == '-'                   ? Need::kMustNot
                              : piece.sign == '+' || piece.quoted ? Need::kMust
                                                                  : Need::kShould;
            query_.clauses.push_back({need, {std::move(atom)}});
            droppable_.push_back(plain && carries_no_subject(found[0].folded));
        }
        join_ = false;
    }

    // They are left out as long as anything else is asked for.
    void drop_asking_words() {
        bool others = false;
        for (std::size_t i = 0; i < query_.clauses.size(); ++i)
            others = others || (!droppable_[i] && query_.clauses[i].need != Need::kMustNot);
        if (!others) return;
        std::vector<Clause> kept;
        for (std::size_t i = 0; i < query_.clauses.size(); ++i)
            if (!droppable_[i]) kept.push_back(std::move(query_.clauses[i]));
        query_.clauses = std::move(kept);
    }

    Query query_;
    std::vector<bool> droppable_;  // a clause for a clause
    Stemmer stemmer_;
    std::size_t words_ = 0;
    bool join_ = false;
};

}  // namespace

Result<Query> parse_query(std::string_view text) {
    if (text.size() > kMaxBytes)
        return make_error(ErrorCode::kTooLarge,
                          "the query is longer than " + std::to_string(kMaxBytes) + " bytes; ask for less at once");
    return Parser().parse(text::is_valid_utf8(text) ? std::string(text) : text::repair_utf8(text));
}

bool is_known_kind(std::string_view kind) {
    return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end() || insight_type_from(kind).has_value();
}

std::string known_kinds() {
    std::string out;
    for (const auto kind : kKinds) out += std::string(kind) + ", ";
    for (int i = 0; i < kInsightTypes; ++i)
        out += std::string(insight_type_name(static_cast<InsightType>(i))) + (i + 1 < kInsightTypes ? ", " : "");
    return out;
}

Result<std::int64_t> parse_day(std::string_view text, bool end_of) {
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        for (std::size_t i = at; i < at + size; ++i) {
            if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const bool has_month = text.size() >= 7 && text[4] == '-', has_day = text.size() == 10 && text[7] == '-';
    int year = number(0, 4), month = has_month ? number(5, 2) : 1, day = has_day ? number(8, 2) : 1;
    std::optional<std::int64_t> at;
    if (year >= 0 && month >= 0 && day >= 0 && (text.size() == 4 || (has_month && text.size() == 7) || has_day))
        at = base::utc_seconds(year, month, day, 0, 0, 0);
    if (!at)
        return make_error(ErrorCode::kInvalidArgument,
                          std::string(text) + ": is no date; write 2025-05-14, 2025-05 or 2025");
    if (!end_of) return *at;
    if (has_day) return *at + 24 * 3600;
    const bool next_year = !has_month || month == 12;
    return base::utc_seconds(next_year ? year + 1 : year, next_year ? 1 : month + 1, 1, 0, 0, 0).value_or(*at);
}

}  // namespace earwitness::search
