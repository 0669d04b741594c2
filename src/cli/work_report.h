// What `update`, `run` and `watch` say at their end, as text for people and as JSON.
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>

#include "pipeline/run.h"
#include "pipeline/update.h"

namespace earwitness::cli {

void print_update(const pipeline::UpdateSummary& summary, std::ostream& out, bool quiet);
void print_run(const pipeline::RunSummary& summary, std::ostream& out, bool quiet);
nlohmann::ordered_json update_json(const pipeline::UpdateSummary& summary);
nlohmann::ordered_json run_json(const pipeline::RunSummary& summary);

}  // namespace earwitness::cli
