// `earwitness publish markdown`: a file an episode, for note-taking programs and for reading in an editor: front
// matter, findings with speaker and time, the transcript. Names and words are escaped: Markdown may hold HTML.
#pragma once

#include "publish/publish_site.h"

namespace earwitness::publish {

Result<PublishReport> publish_markdown(const SiteModel& model, const AnalysisLoader& load,
                                       const std::filesystem::path& folder, std::size_t jobs);

// One line of text as Markdown that shows exactly it: line breaks become spaces, marks are escaped.
std::string markdown_text(std::string_view text);

}  // namespace earwitness::publish
