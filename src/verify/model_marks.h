// The words of a language model on a page: they stand in an element that names the model, in its attribute and for its
// readers, and are those of the findings (docs/verify.md). Fed by page_check.cc, tag by tag.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transcript/tag_scanner.h"
#include "verify/evidence.h"
#include "verify/page_check.h"
#include "verify/report.h"

namespace earwitness::verify {

class ModelMarks {
  public:
    ModelMarks(std::string_view file, ShownEpisodes& episodes, Report& report)
        : file_(file), episodes_(episodes), report_(report) {}

    // `depth`: how many elements are open around it.
    void open(const transcript::TagEvent& event, std::size_t depth, std::size_t line);
    bool listens() const { return !open_.empty(); }  // to text
    void text(std::string_view text);
    // An element that was opened at this depth ends.
    void close(std::size_t depth);

  private:
    enum class Kind { kSection, kNote, kWords, kCategory };
    struct Element {
        Kind kind = Kind::kSection;
        std::size_t depth = 0, line = 0;
        std::string value;  // of its attribute: cites, an entity
        std::string text;
    };

    void open_section(const std::string& model, const std::string& episode, std::size_t depth, std::size_t line);
    void judge(const Element& element);
    void judge_words(const Element& element);
    void judge_category(const Element& element);
    void add(std::size_t line, std::string expected, std::string found) {
        report_.add(file_, "line " + std::to_string(line), std::move(expected), std::move(found));
    }

    std::string_view file_;
    ShownEpisodes& episodes_;
    Report& report_;
    std::vector<Element> open_;
    ModelEvidence* model_ = nullptr;  // of the section that is open
    bool is_open_ = false, is_named_ = false;
};

}  // namespace earwitness::verify
