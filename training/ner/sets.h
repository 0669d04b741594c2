// The labelled sets whose licences allow shipping weights (docs/entities.md), and how much each counts.
#pragma once

#include <string>
#include <vector>

#include "corpus.h"

namespace earwitness::training {

// `changes` such as "btc=0.5,wikigold=0" put other weights on the sets of that prefix (0 leaves them out), for
// experiments.
std::vector<GoldDocument> read_training_sets(const std::string& folder, const std::string& changes = "");

// As they are, and a share of them again in lower case, half of that without punctuation.
std::vector<Text> render_all(const std::vector<GoldDocument>& documents);

}  // namespace earwitness::training
