// What a language model added to a page of a Jekyll folder: its lists "llm_...". Internal to verify/.
#pragma once

#include <string>

#include "verify/evidence.h"
#include "verify/front_matter.h"
#include "verify/report.h"

namespace earwitness::verify {

// Every item names the page's model; its words cite spans of the transcript that bear them out.
void check_jekyll_additions(const FrontMatter& page, const std::string& file, const Evidence& evidence, Report& report);

}  // namespace earwitness::verify
