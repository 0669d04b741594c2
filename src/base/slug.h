// Names to the short ids that users see and type: "Café, Noir & Co." is "cafe-noir-co". Latin letters lose their
// marks, other scripts are dropped (the caller falls back on a hash where nothing is left). Pure and stable: ids
// in archives and URLs of pages depend on it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace earwitness::base {

// Lower-case ASCII letters and digits joined by single hyphens; at most max_bytes, cut between words where there
// is one to cut at. May be "".
std::string make_slug(std::string_view name, std::size_t max_bytes = 60);

}  // namespace earwitness::base
