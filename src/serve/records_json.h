// What the archive knows as JSON: the shapes of the HTTP API and of the commands' --json (docs/http-api.md).
// Row numbers never appear; what is unknown is null.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "store/records.h"

namespace earwitness::serve {

nlohmann::ordered_json to_json(const store::ShowRecord& show);
nlohmann::ordered_json to_json(const store::EpisodeRecord& episode);
nlohmann::ordered_json to_json(const store::EntityRecord& entity);
nlohmann::ordered_json to_json(const store::EntityEpisode& episode);
nlohmann::ordered_json to_json(const store::FindingRecord& finding);
nlohmann::ordered_json to_json(const store::TopicRecord& topic);

}  // namespace earwitness::serve
