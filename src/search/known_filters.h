// Filters that name nobody: an empty answer to a typing mistake would say that nothing was found. Used by search and
// by whoever lists findings, where the answer is empty.
#pragma once

#include "search/index.h"
#include "store/records.h"

namespace earwitness::search {

// kNotFound for the first of show, episode, entity and speaker that the archive does not have; the message names it,
// the nearest that there are, and where all are listed. A speaker is known by words or by a part of the name.
Status expect_known(const Index& index, const store::FindingFilter& filter);

}  // namespace earwitness::search
