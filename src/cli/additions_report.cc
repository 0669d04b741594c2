#include "cli/additions_report.h"

#include <map>

#include "base/clock.h"
#include "cli/session.h"
#include "publish/reading.h"

namespace earwitness::cli {
namespace {

class Report {
  public:
    explicit Report(const Analysis& analysis)
        : analysis_(analysis), added_(*analysis.llm), reading_(publish::build_reading(analysis, {})) {}

    std::string write() {
        if (added_.empty()) return nothing();
        out_ = "Added by " + one_line(added_.model, 80) +
               ", a language model (the words of quotations are the transcript's";
        if (added_.parts_read < added_.parts) out_ += "; " + answers_had();
        out_ += ")\n";
        if (added_.title) out_ += "\nTitle: " + sentence(*added_.title);
        for (const auto& section : added_.sections) {
            out_ += "\n" + heading(section) + "\n";
            for (const auto& one : section.sentences) out_ += "  " + sentence(one);
        }
        for (const auto& quote : added_.quotes) {
            out_ += "\n\"" + one_line(quote.span.in(analysis_.transcript.text), 1'000) + "\"  " + places({quote.span});
            if (!quote.topic.empty()) out_ += "  " + one_line(quote.topic, 80) + "\n";
            if (!quote.why.empty()) out_ += "  " + one_line(quote.why, 300) + "\n";
        }
        if (!added_.chapters.empty()) out_ += "\nChapters\n";
        for (const auto& one : added_.chapters)
            out_ += "  " + one_line(analysis_.chapters[one.chapter].title, 60) + " -> " + sentence(one.title);
        if (!added_.categories.empty()) out_ += "\nCategories\n";
        for (const auto& one : added_.categories) out_ += "  " + category(one) + "\n";
        return std::move(out_);
    }

  private:
    std::string answers_had() const {
        return std::to_string(added_.parts_read) + " of its " + counted(added_.parts, "answer was", "answers were") +
               " had";
    }
    // Where no answer came, or the transcript bears none of them out.
    std::string nothing() const {
        return "Nothing was added by " + one_line(added_.model, 80) + ", a language model" +
               (added_.parts_read < added_.parts ? ": " + answers_had() : "") + "\n";
    }
    std::string places(const std::vector<Span>& spans) const {
        std::string out;
        for (const Span& span : spans) {
            const auto at = reading_.start_ms_at(span.begin);
            out += (out.empty() ? "[" : ", ") + (at ? base::format_position(*at) + " " : std::string()) +
                   std::to_string(span.begin) + "-" + std::to_string(span.end);
        }
        return out + "]\n";
    }
    std::string sentence(const ModelSentence& one) const { return one_line(one.text, 400) + "  " + places(one.cites); }
    std::string heading(const ModelSection& section) const {
        if (!section.chapter || *section.chapter >= analysis_.chapters.size()) return "Summary";
        return "On \"" + one_line(analysis_.chapters[*section.chapter].title, 80) + "\"";
    }
    std::string category(const ModelCategory& one) const {
        for (const Entity& entity : analysis_.entities)
            if (entity.id == one.entity)
                return one_line(entity.name, 60) + ": " + (entity.category.empty() ? "none" : entity.category) +
                       " -> " + one_line(one.category, 40);
        return one_line(one.entity, 60);
    }

    const Analysis& analysis_;
    const ModelAdditions& added_;
    const publish::Reading reading_;
    std::string out_;
};

}  // namespace

std::string additions_text(const Analysis& analysis) { return Report(analysis).write(); }

std::string refused_text(const std::vector<store::RefusedAddition>& refused, bool each) {
    std::map<std::string, std::size_t> counts;
    for (const auto& one : refused) ++counts[one.kind + ": " + one.reason];
    std::string out = counted(refused.size(), "answer", "answers") + " refused";
    for (const auto& [what, count] : counts) out += "; " + what + " " + std::to_string(count);
    out += "\n";
    for (const auto& one : refused)
        if (each)
            out += "  " + one.kind + ", " + one.reason +
                   (one.detail.empty() ? "" : " (" + one_line(one.detail, 80) + ")") + ": " + one_line(one.text, 300) +
                   "\n";
    return out;
}

}  // namespace earwitness::cli
