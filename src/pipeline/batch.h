// A JSON record in, a JSON line out: how a batch engine drives earwitness (`analyze --format jsonl`). A record is
// {"id", "text" | "segments" | "path", "meta"}; the answer is {"id", ...analysis} or {"id", "error"}. Called by the
// command line from several threads at once; keeps nothing between records.
#pragma once

#include <string>
#include <string_view>

#include "earwitness/engine.h"
#include "earwitness/result.h"

namespace earwitness::pipeline {

enum class PathRecords { kAllowed, kRefused };

// The answer to one record, one line without its line break. Never fails: what is wrong is said in "error".
std::string answer_record(const Engine& engine, std::string_view record, PathRecords paths);

// What an episode's description may say (docs/analysis-json.md): title, show, notes, link, published_at (ISO date
// or seconds), duration_ms, persons [{name, role}], known_names. kMalformed names the field that is wrong.
Result<EpisodeMeta> parse_meta(std::string_view json);

// The value of the top-level key "id" as it stands in a valid JSON object; "null" where there is none.
std::string_view raw_id(std::string_view record);

}  // namespace earwitness::pipeline
