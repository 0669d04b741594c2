// Safe names from hostile text: file names of pages (ASCII, bounded, unique by a hash where letters were lost)
// and the URLs that a page may carry.
#pragma once

#include <string>
#include <string_view>

namespace earwitness::publish {

// Lower-case ASCII letters, digits and single hyphens, 1 to 80 bytes, never a name that a file system reserves.
// Accents are dropped ("Café" -> "cafe"). Where more than case, spaces and accents was lost, "-" and eight hex digits
// of the text's hash follow, so that "C++" and "C#" differ.
std::string slug(std::string_view text);

// The same, always with hash digits of `key`: for things whose text may change or repeat.
std::string slug_with_key(std::string_view text, std::string_view key);

// An http or https URL as it may stand in href or src: spaces encoded, no control characters; "" for every other
// scheme ("javascript:", "data:", "file:"), for relative references and for anything over 2,000 bytes.
std::string safe_url(std::string_view url);

// "https://www.example.org/a" -> "example.org"; "" where there is none.
std::string host_of(std::string_view url);

}  // namespace earwitness::publish
