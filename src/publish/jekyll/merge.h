// Brings a page up to date that somebody may have edited. The page itself remembers what we wrote: its key
// `earwitness` holds a hash of every key, and of every item of a list, as we left them. What differs from that is the
// user's and stays; the rest is replaced. docs/jekyll.md describes the rules and the key.
#pragma once

#include <string>
#include <string_view>

#include "earwitness/result.h"

namespace earwitness::publish::jekyll {

// The key that holds the hashes.
inline constexpr std::string_view kStateKey = "earwitness";

// A freshly rendered page (its keys sorted, no kStateKey yet) with its hashes put in.
std::string sign_page(std::string_view fresh);

enum class Takeover {
    kNo,
    kYes,  // a page that carries no hashes is taken for one of the old pipeline: its keys are replaced
};

struct MergedPage {
    std::string text;
    bool edited = false;  // something in it is the user's
};

// kMalformed where `existing` cannot be read; kRefused where it is not ours (no hashes) and `takeover` is kNo.
Result<MergedPage> merge_page(std::string_view existing, std::string_view fresh, Takeover takeover);

// Whether a page is as we left it, to the byte where it matters. False for pages that are not ours.
bool is_untouched(std::string_view page);
bool is_ours(std::string_view page);

}  // namespace earwitness::publish::jekyll
