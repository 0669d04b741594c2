#include "verify/model_part.h"

#include <set>

#include "verify/evidence_reader.h"
#include "verify/model_words.h"

namespace earwitness::verify {
namespace {

using transcript::array_member;
using transcript::JsonValue;
using transcript::member;
using transcript::string_member;
using transcript::string_of;

class ModelPartChecker {
  public:
    ModelPartChecker(const JsonValue& analysis, Evidence& evidence, std::string_view file, const std::string& prefix,
                     Report& report)
        : analysis_(analysis), evidence_(evidence), file_(file), prefix_(prefix), report_(report) {}

    void check(const JsonValue& part) {
        model_.name = std::string(string_member(part, "model"));
        if (squeezed(model_.name).empty()) add("model", "the name of the model", "none");
        if (string_member(part, "provider").empty()) add("provider", "who runs the model", "none");
        read_findings();
        if (const auto* title = member(part, "title")) check_words(*title, "title", {});
        each(part, "sections", [&](const JsonValue& section, const std::string& where) {
            if (const auto* chapter = member(section, "chapter")) chapter_span(*chapter, where);
            each(section, "sentences",
                 [&](const JsonValue& sentence, const std::string& place) { check_words(sentence, place, {}); });
        });
        each(part, "chapters", [&](const JsonValue& chapter, const std::string& where) {
            const auto* number = member(chapter, "chapter");
            const auto within = number == nullptr ? std::nullopt : chapter_span(*number, where);
            if (number == nullptr) add(where + ".chapter", "a number", "none");
            if (within) check_words(chapter, where, within);
        });
        each(part, "quotes", [&](const JsonValue& quote, const std::string& where) { check_quote(quote, where); });
        each(part, "categories",
             [&](const JsonValue& category, const std::string& where) { check_category(category, where); });
        evidence_.model = std::move(model_);
    }

  private:
    void add(const std::string& where, std::string expected, std::string found) {
        report_.add(file_, prefix_ + "llm." + where, std::move(expected), std::move(found));
    }

    template <typename Check>
    void each(const JsonValue& owner, const char* key, Check check) {
        const auto* list = array_member(owner, key);
        if (list == nullptr) return add(key, "a list", "none");
        rapidjson::SizeType number = 0;
        for (const auto& item : list->GetArray()) check(item, std::string(key) + "[" + std::to_string(number++) + "]");
    }

    // What a model may cite: built-in findings, never what it added itself.
    void read_findings() {
        const auto read = [&](const JsonValue* list) {
            if (list == nullptr || !list->IsArray()) return;
            for (const auto& item : list->GetArray())
                if (const auto span = read_span(item)) findings_.insert(*span);
        };
        read(member(analysis_, "quotes"));
        read(member(analysis_, "insights"));
        const auto* summary = member(analysis_, "summary");
        if (summary != nullptr) read(member(*summary, "sentences"));
    }

    std::optional<Span> span_of(const JsonValue& item, const std::string& where) {
        const auto span = read_span(item);
        const std::string wrong = span ? evidence_.why_not(span->first, span->second) : "no span";
        if (wrong.empty())
            return Span{static_cast<std::uint32_t>(span->first), static_cast<std::uint32_t>(span->second)};
        add(where, "a span of words of the transcript", wrong);
        return {};
    }

    std::optional<Span> chapter_span(const JsonValue& number, const std::string& where) {
        const auto* chapters = array_member(analysis_, "chapters");
        if (chapters != nullptr && number.IsUint() && number.GetUint() < chapters->Size())
            return span_of((*chapters)[number.GetUint()], where + ".chapter");
        add(where + ".chapter", "the number of a chapter", shown(number));
        return {};
    }

    void check_words(const JsonValue& item, const std::string& where, std::optional<Span> within) {
        std::vector<Span> cites;
        bool good = true;
        each(item, "cites", [&](const JsonValue& cited, const std::string& place) {
            const auto span = span_of(cited, where + "." + place);
            good = good && span;
            if (!span) return;
            cites.push_back(*span);
            if (findings_.count({span->begin, span->end}) == 0)
                add(where + "." + place, "a finding of this analysis",
                    std::to_string(span->begin) + ".." + std::to_string(span->end));
            if (within && (span->begin < within->begin || span->begin >= within->end))
                add(where + "." + place, "a finding of its chapter", std::to_string(span->begin));
        });
        if (good) take_words(string_member(item, "text"), cites, where + ".text");
    }

    void take_words(std::string_view text, const std::vector<Span>& cites, const std::string& where) {
        ++report_.model_words;
        if (const std::string wrong = why_not_borne_out(text, cites, evidence_); !wrong.empty())
            add(where, "words that what they cite bears out", wrong);
        model_.words.emplace(std::pair(squeezed(text), cites_text(cites)), 0);
    }

    void check_quote(const JsonValue& quote, const std::string& where) {
        const auto span = span_of(quote, where);
        if (!span) return;
        ++report_.findings;
        if (span->begin < behind_) add(where, "quotations in order, none over another", std::to_string(span->begin));
        behind_ = std::max(behind_, span->end);
        const std::string_view match = string_member(quote, "match");
        if (match != "exact" && match != "normalised" && match != "aligned")
            add(where + ".match", "exact, normalised or aligned", excerpt(match));
        for (const char* key : {"why", "topic"})
            if (const std::string_view words = string_member(quote, key); !words.empty())
                take_words(words, {*span}, where + "." + key);
    }

    void check_category(const JsonValue& item, const std::string& where) {
        const std::string_view id = string_member(item, "entity"), category = string_member(item, "category");
        const JsonValue* entity = nullptr;
        if (const auto* entities = array_member(analysis_, "entities"))
            for (const auto& one : entities->GetArray())
                if (string_member(one, "id") == id) entity = &one;
        if (entity == nullptr || id.empty()) return add(where + ".entity", "an entity of this analysis", excerpt(id));
        if (!is_category(string_member(*entity, "type"), category))
            add(where + ".category", "one of the closed list of its type", excerpt(category));
        ++report_.model_words;
        model_.categories[std::string(id)] = {std::string(category), 0};
    }

    const JsonValue& analysis_;
    Evidence& evidence_;
    std::string_view file_;
    const std::string& prefix_;
    Report& report_;
    ModelEvidence model_;
    std::set<std::pair<std::int64_t, std::int64_t>> findings_;
    std::uint32_t behind_ = 0;
};

}  // namespace

void check_model_part(const JsonValue& analysis, Evidence& evidence, std::string_view file, const std::string& prefix,
                      Report& report) {
    const auto* part = member(analysis, "llm");
    if (part == nullptr) return;
    if (!part->IsObject()) return report.add(file, prefix + "llm", "an object", shown(*part));
    ModelPartChecker(analysis, evidence, file, prefix, report).check(*part);
}

}  // namespace earwitness::verify
