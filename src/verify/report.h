// What verify found: breaches, each naming the file, the place, what was expected and what stands there, and
// counts of what was proved. Filled by all checks, printed by the command line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earwitness::verify {

struct Breach {
    std::string file;
    std::string where;  // "quotes[3].begin", "line 12", "" for the whole file
    std::string expected;
    std::string found;
};

class Report {
  public:
    // A broken file can have a breach a line: the first hundred are kept, all are counted.
    void add(std::string_view file, std::string where, std::string expected, std::string found) {
        ++breach_count_;
        if (breaches_.size() < kKept)
            breaches_.push_back({std::string(file), std::move(where), std::move(expected), std::move(found)});
    }
    const std::vector<Breach>& breaches() const { return breaches_; }
    std::size_t breach_count() const { return breach_count_; }
    bool proved() const { return breach_count_ == 0; }

    std::size_t analyses = 0;     // whose every span was checked
    std::size_t findings = 0;     // spans of findings in them
    std::size_t lines = 0;        // marked elements on pages
    std::size_t model_words = 0;  // sentences, remarks, titles and categories of a language model
    std::size_t pages = 0;
    std::size_t files = 0;         // whose hash was checked
    std::size_t hash_only = 0;     // of these, in folders without transcripts: unaltered, and no more is known
    std::size_t unhashed = 0;      // media outside the proof
    std::size_t not_analysed = 0;  // JSON Lines records with an error
    std::size_t by_hand = 0;       // items of a page's lists that claim no evidence

  private:
    static constexpr std::size_t kKept = 100;
    std::vector<Breach> breaches_;
    std::size_t breach_count_ = 0;
};

// At most 60 bytes of the text, on one line, for messages.
std::string excerpt(std::string_view text);

}  // namespace earwitness::verify
