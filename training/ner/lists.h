// Builds the lexicon: name lists, capitals and clusters from raw text, and which small words the labelled sets have in
// names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/entities/lexicon.h"
#include "corpus.h"
#include "distribution.h"

namespace earwitness::training {

class LexiconBuilder {
  public:
    void add_raw(const RawText& raw, const Clusters& clusters);
    // Names one a line or separated by commas; lines with # are remarks.
    void add_list(const std::string& path, std::uint32_t bit, char separator);
    void add_name(std::string name, std::uint32_t bit);
    // Words that stand small inside or at the start of names of cased text, and all words of names for uncased text.
    void add_names(const std::vector<GoldDocument>& documents);

    std::string words_section() const;
    std::string phrases_section() const;

  private:
    using Entry = analysis::entities::Lexicon::Entry;
    Entry& word(const std::string& surface);
    std::map<std::uint32_t, Entry> words_, phrases_;
};

}  // namespace earwitness::training
