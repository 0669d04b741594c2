// `publish jekyll --git`: the publish as one commit whose message says what changed.
#pragma once

#include <string>

#include "publish/jekyll/git.h"
#include "publish/jekyll/publish.h"

namespace earwitness::publish::jekyll {

struct CommitMessage {
    std::string subject;  // "Add 2 episodes, change 1"
    std::string body;     // the titles, where there are few
};

CommitMessage commit_message(const JekyllReport& report);

struct CommitReport {
    std::string commit;  // "" where there was nothing to commit
    std::size_t files = 0;
    std::string pushed_to;  // "" where nothing was pushed
};

// Commits what this publish wrote or removed, and files wholly ours that an earlier one left uncommitted.
Result<CommitReport> commit_publish(const GitFolder& git, const JekyllReport& report, Push push);

}  // namespace earwitness::publish::jekyll
