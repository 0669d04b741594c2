// Markdown transcripts without what is not said.
#pragma once

#include <string>

#include "earwitness/transcript.h"

namespace earwitness::training {

// "**Speaker:** words" and Markdown marks go from a line; lines are paragraphs.
std::string spoken(std::string line);

// Of a Markdown file: a segment a paragraph, nobody labelled.
Transcript read_spoken(const std::string& path);

}  // namespace earwitness::training
