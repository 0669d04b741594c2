// What the archive knows as JSON, in the shapes of the commands' --json (docs/http-api.md): who knows one knows the
// other. Row numbers and paths of this machine never appear; what is unknown is null.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "search/search.h"
#include "store/records.h"

namespace earwitness::serve {

nlohmann::ordered_json to_json(const store::ShowRecord& show);
nlohmann::ordered_json to_json(const store::EpisodeRecord& episode);
nlohmann::ordered_json to_json(const store::EntityRecord& entity);
nlohmann::ordered_json to_json(const store::EntityEpisode& episode);
nlohmann::ordered_json to_json(const store::FindingRecord& finding);
nlohmann::ordered_json to_json(const store::TopicRecord& topic);
nlohmann::ordered_json to_json(const search::Hit& hit);
// {"episodes", "searched": {...}, "suggestions": [...], "hits": [...]}
nlohmann::ordered_json search_json(const search::SearchAnswer& answer);

}  // namespace earwitness::serve
