// The first stage: what a show's feed or folder says now. Fetching (any number of shows at once) is kept apart from
// taking in (one at a time, in the shows' order), so that the archive does not depend on who answered first.
#pragma once

#include <string>
#include <vector>

#include "earwitness/result.h"
#include "pipeline/services.h"

namespace earwitness::pipeline {

// One reading of a show; made without touching the archive.
struct Reading {
    enum class Outcome { kRead, kNotModified, kFailed };
    Outcome outcome = Outcome::kFailed;
    Error error;              // kFailed
    std::string location;     // where to ask next time
    store::FetchState fetch;  // what to remember
    Show show;                // kRead
    std::vector<store::IncomingEpisode> episodes;
    bool whole = true;  // every page was read
    Diagnostics diagnostics;
};

// `known`: guids of the show's episodes; older pages are read only as long as they hold nothing known.
Reading read_show(const Services& services, const store::ShowRecord& show, const std::vector<std::string>& known);

// Writes what was read.
Result<store::TakeIn> take_in(const Services& services, const store::ShowRecord& show, const Reading& reading);

struct UpdateOptions {
    std::vector<std::string> shows;  // ids; empty = all
    bool only_due = false;           // leave out shows whose next time has not come (watch does)
    std::size_t jobs = 4;
};

struct ShowUpdate {
    std::string id, title;
    std::string state;   // "updated", "unchanged", "failed", "gone"
    std::string reason;  // why it failed
    store::TakeIn counts;
    std::optional<std::int64_t> next_due_at;
    Diagnostics diagnostics;
};

struct UpdateSummary {
    std::vector<ShowUpdate> shows;  // by id
    bool cancelled = false;
    std::size_t failed() const;
    std::size_t fresh() const;
};

// kNotFound for a show that is not there; errors of the archive end it. A show that cannot be fetched is no error:
// the summary names it and the others go on.
Result<UpdateSummary> update(const Services& services, const UpdateOptions& options);

}  // namespace earwitness::pipeline
