#include "verify/jekyll_additions.h"

#include "verify/model_words.h"

namespace earwitness::verify {
namespace {

std::string value_of(const Scalars& scalars, std::string_view key) {
    const auto found = scalars.find(key);
    return found == scalars.end() ? std::string() : found->second;
}

class Checker {
  public:
    Checker(const FrontMatter& page, const std::string& file, const Evidence& evidence, Report& report)
        : page_(page), file_(file), evidence_(evidence), report_(report), model_(value_of(page.scalars, "llm_model")) {}

    void check() {
        bool any = false;
        for (const FrontItem& item : page_.items) {
            if (!item.list.starts_with("llm_")) continue;
            any = true;
            if (const std::string model = value_of(item.scalars, "model"); model.empty() || model != model_)
                add(item, "model", "the page's llm_model, \"" + excerpt(model_) + "\"", "\"" + excerpt(model) + "\"");
            if (item.list == "llm_quotes")
                check_remarks(item);
            else if (item.list == "llm_categories")
                check_category(item);
            else
                check_words(item);
        }
        if (any && (model_.empty() || value_of(page_.scalars, "llm_note").find(model_) == std::string::npos))
            report_.add(file_, "llm_note", "a note that names the model", excerpt(value_of(page_.scalars, "llm_note")));
    }

  private:
    void add(const FrontItem& item, std::string_view member, std::string expected, std::string found) {
        report_.add(file_, "line " + std::to_string(item.line) + ": " + item.place() + "." + std::string(member),
                    std::move(expected), std::move(found));
    }

    void check_words(const FrontItem& item) {
        const std::string text = value_of(item.scalars, "cites");
        const auto cites = parse_cites(text, evidence_);
        if (!cites) return add(item, "cites", "spans of words of the transcript", excerpt(text));
        judge(item, "text", *cites);
    }

    // The words of the quotation itself are proved with the other findings.
    void check_remarks(const FrontItem& item) {
        const std::string place = value_of(item.scalars, "begin") + "-" + value_of(item.scalars, "end");
        const auto span = parse_cites(place, evidence_);
        for (const char* member : {"why", "topic"})
            if (span && item.scalars.count(member) > 0) judge(item, member, *span);
    }

    void judge(const FrontItem& item, const char* member, const std::vector<Span>& cites) {
        ++report_.model_words;
        const std::string wrong = why_not_borne_out(value_of(item.scalars, member), cites, evidence_);
        if (!wrong.empty()) add(item, member, "words that what they cite bears out", wrong);
    }

    void check_category(const FrontItem& item) {
        ++report_.model_words;
        std::string type = value_of(item.scalars, "type");
        for (char& c : type)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        const std::string category = value_of(item.scalars, "category");
        if (!is_category(type, category))
            add(item, "category", "one of the closed list of its type", excerpt(category));
    }

    const FrontMatter& page_;
    const std::string& file_;
    const Evidence& evidence_;
    Report& report_;
    const std::string model_;
};

}  // namespace

void check_jekyll_additions(const FrontMatter& page, const std::string& file, const Evidence& evidence,
                            Report& report) {
    Checker(page, file, evidence, report).check();
}

}  // namespace earwitness::verify
