// What every rendering of a language model's additions says alike: the note that marks them, and in which order they
// come. Used by the site's pages, by Jekyll's and by Markdown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "earwitness/findings.h"
#include "publish/reading.h"

namespace earwitness::publish {

// Behind the model's name: ", a language model. The names and numbers ..."
std::string model_note(const ModelAdditions& additions);

// What it says of one chapter; each may be missing, not both. Pointers into the analysis.
struct ModelTopic {
    std::string_view chapter_title;  // the built-in one; "" where the talk has no chapters
    const ModelSentence* title = nullptr;
    const std::vector<ModelSentence>* sentences = nullptr;
};
std::vector<ModelTopic> model_topics(const Analysis& analysis);  // in the order of the talk

// "120-180 300-350"
std::string cites_text(const std::vector<Span>& cites);
// "12:34", "words" where no time is known.
std::string place_text(const Reading& reading, Span span);

// The built-in category, "none" where there is none.
std::string_view built_in_text(const Entity& entity);

const Entity* entity_of(const Analysis& analysis, std::string_view id);  // null where there is none

}  // namespace earwitness::publish
