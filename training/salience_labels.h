// Which names a person's summary of a talk mentions, by GUM: its salience says which clusters of mentions the summary
// takes up, its named entities which of these clusters are names at all ("Debbie's death" has a proper noun in it and
// is none). For salience_train.cc; tools/score_salience.py reads the same files in the same way.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/transcript.h"

namespace earwitness::training {

struct NameSpan {
    std::size_t begin = 0, end = 0;  // tokens of the document
    std::string text;                // tokens joined by spaces
};
using NamesByDocument = std::map<std::string, std::vector<NameSpan>>;

// Of a file of two columns, token and BIO label, with "# newdoc id = ..." before each document. Empty where there is
// none.
NamesByDocument read_names(const std::string& path);

// The talk of a line of GUM's salience, a segment a sentence.
Transcript talk_of(const nlohmann::json& record);

// A name as it is compared: lower case, without a leading "the", titles, possessives and marks.
std::string plain_name(std::string_view name);

// Plain forms of the names that the summary of `record` (a line of GUM's salience) mentions. A name belongs to the
// cluster with the shortest mention around it.
std::set<std::string> names_in_summary(const nlohmann::json& record, const std::vector<NameSpan>& names);

}  // namespace earwitness::training
