// `earwitness publish json`: every analysis as it is (schema earwitness/analysis/1), every transcript's text, and two
// lists over them: index.json (shows and episodes) and entities.json. docs/site.md names the fields.
#pragma once

#include "publish/publish_site.h"

namespace earwitness::publish {

Result<PublishReport> publish_json(const SiteModel& model, const AnalysisLoader& load,
                                   const std::filesystem::path& folder, std::size_t jobs);

}  // namespace earwitness::publish
