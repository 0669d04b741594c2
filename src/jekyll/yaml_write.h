// Writes a value as PyYAML 6's yaml.dump(value, default_flow_style=False, allow_unicode=True) does, byte for byte:
// keys sorted, block style, [] and {} where empty, lists not indented under their key, lines folded at 80 characters,
// plain where a plain scalar reads back as the same string, else single quotes, else double quotes with escapes.
// That is what the old pages are made of, so that a page that is read and written again is the same file.
#pragma once

#include <string>

#include "jekyll/value.h"

namespace earwitness::jekyll {

// Ends in a newline. Scalars other than strings are written as their text stands. Values nested deeper than the
// reader lets through (yaml_read.h) must not be given.
std::string write_yaml(const Value& value);

}  // namespace earwitness::jekyll
