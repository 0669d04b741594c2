// Conversation made up from templates and name lists: the labelled sets have few works, products and events said in
// talk.
#pragma once

#include <string>
#include <vector>

#include "corpus.h"

namespace earwitness::training {

// `known`: the folder of the seven lists; `data`: the folder of gazetteers/ (films, names of persons, companies).
std::vector<GoldDocument> make_conversation(const std::string& templates, const std::string& known,
                                            const std::string& data, std::size_t documents, float weight);

}  // namespace earwitness::training
