// Counts in how many windows of a thousand words each term, and each pair of neighbours that are no function words, is
// heard.
//   background_train OUT < LIST      LIST: a transcript file a line, in any format that earwitness reads
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/terms.h"
#include "base/files.h"
#include "transcript/read.h"

namespace {

using namespace earwitness;

constexpr std::size_t kWindowWords = 1000;
constexpr std::uint32_t kLeastWord = 2, kLeastPair = 6;  // heard in fewer windows: as good as unknown

struct Count {
    std::uint32_t windows = 0;
    std::uint32_t last = 0;  // the window that counted it last, from 1
    std::uint64_t inside = 0, capitalised = 0;
};

class Counter {
  public:
    void add(const Transcript& transcript, const analysis::Background& none) {
        const analysis::Document document = analysis::build_document(transcript);
        const analysis::Terms terms = analysis::build_terms(document, none);
        if (!terms.english) return;
        ++windows_;
        std::size_t words = 0;
        for (const analysis::Sentence& sentence : document.sentences) {
            if (words >= kWindowWords) {
                ++windows_;
                words = 0;
            }
            std::uint32_t before = analysis::kNoTerm;
            for (std::uint32_t i = sentence.first_token; i < sentence.first_token + sentence.token_count; ++i) {
                const std::uint32_t id = terms.of_token[i];
                words += id != analysis::kNoTerm;
                if (id == analysis::kNoTerm) {
                    before = id;
                    continue;
                }
                hear(terms.terms[id].key);
                if (says_something(terms, before) && says_something(terms, id))
                    hear(terms.terms[before].key + ' ' + terms.terms[id].key);
                before = id;
            }
        }
        if (!terms.cased) return;
        for (const analysis::Term& term : terms.terms) {
            Count& count = counts_[term.key];
            count.inside += term.inside;
            count.capitalised += term.capitalised;
        }
    }

    std::string file() const {
        std::vector<analysis::BackgroundCount> kept;
        for (const auto& [key, count] : counts_) {
            const bool pair = key.find(' ') != std::string::npos;
            if (count.windows < (pair ? kLeastPair : kLeastWord)) continue;
            kept.push_back(
                {key, count.windows,
                 count.inside == 0 ? 0 : static_cast<float>(count.capitalised) / static_cast<float>(count.inside)});
        }
        std::sort(kept.begin(), kept.end(), [](const auto& l, const auto& r) { return l.key < r.key; });
        std::cerr << kept.size() << " keys, " << windows_ << " windows\n";
        return analysis::background_file(kept, windows_);
    }

  private:
    static bool says_something(const analysis::Terms& terms, std::uint32_t id) {
        return id != analysis::kNoTerm && terms.word_class[id] != text::WordClass::kStop;
    }

    void hear(const std::string& key) {
        Count& count = counts_[key];
        if (count.last == windows_) return;
        count.last = windows_;
        ++count.windows;
    }

    std::unordered_map<std::string, Count> counts_;
    std::uint32_t windows_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: background_train OUT < LIST\n";
        return 2;
    }
    const std::string empty = analysis::background_file({}, 1);
    const auto none = analysis::Background::load(empty);
    Counter counter;
    std::string path;
    while (std::getline(std::cin, path)) {
        const auto bytes = base::read_file(path);
        if (!bytes) {
            std::cerr << bytes.error().message << "\n";
            return 1;
        }
        transcript::ReadOptions options;
        options.name = path;
        const auto read = transcript::read_transcript(*bytes, options);
        if (read) counter.add(read->transcript, *none);
    }
    const auto written = base::write_file_atomic(argv[1], counter.file());
    if (!written) std::cerr << written.error().message << "\n";
    return written ? 0 : 1;
}
