// What each sentence shows of an advertisement: the offer, the address, the thanks. Internal to sponsors/.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/document.h"
#include "analysis/terms.h"

namespace earwitness::analysis::sponsors {

struct Signal {
    float opener = 0;      // "this episode is brought to you by": 2
    float offer = 0;       // "use the code", "20% off", "dot com slash": 1.5 each
    float call = 0;        // "go to", "sign up", "learn more at", with an address: 1
    float hint = 0;        // "sponsor", "dot com", "for free": 0.5
    float upkeep = 0;      // "leave us a review", "wherever you get your podcasts": 1.5
    unsigned kinds = 0;    // which of these, a bit each: a read shows several
    bool joke = false;     // asked, laughed or hypothetical: counts for less
    bool returns = false;  // "and now", "back to the show": the talk goes on
    std::uint32_t name_token =
        0;  // where the advertiser may be named: the token behind "brought to you by"; 0: nowhere

    float total() const { return (opener + offer + call + hint + upkeep) * (joke ? 0.5f : 1.0f); }
};

// One a sentence.
std::vector<Signal> find_signals(const Document& document, const Terms& terms);

// The token is an address ("sentry.io"): a word, a dot, a known ending. Its first label's length in bytes, or 0.
std::size_t domain_label(std::string_view token);

}  // namespace earwitness::analysis::sponsors
