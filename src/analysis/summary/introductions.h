// Who speaks, said before what the talk is about: "I'm Mat Ryer, and today we're digging into caching." A summary does
// not begin with that; what stands behind it may stay. Internal to summary/.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/document.h"

namespace earwitness::analysis::summary {

struct Introduction {
    std::size_t sentence = 0;
    Span behind;  // to the sentence's end ("today we're digging into caching."); empty where nothing worth it follows
};

// The sentences in which a speaker says who he is or who the hosts are, in order. Linear in the sentences.
std::vector<Introduction> find_introductions(const Document& document);

}  // namespace earwitness::analysis::summary
