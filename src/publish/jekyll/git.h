// A published folder inside a git repository: commits the files that a publish changed, and nothing else that the user
// has under way there. git is run as a program, with arguments; what it says is passed on.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "earwitness/result.h"

namespace earwitness::publish::jekyll {

enum class Push { kNo, kYes };

class GitFolder {
  public:
    // Refuses, before anything was written, what a commit could not be made in: no git, no repository, a detached HEAD,
    // a merge or rebase under way, unmerged files; with kYes also a branch that has nowhere to go.
    static Result<GitFolder> open(const std::filesystem::path& folder, Push push);

    // Of `paths` (relative to the folder) those that differ from the last commit.
    Result<std::set<std::string>> changed(const std::set<std::string>& paths) const;
    // Commits exactly these as they stand in the folder; whatever else is changed or staged stays so. The commit's
    // short name.
    Result<std::string> commit(const std::set<std::string>& paths, const std::string& subject,
                               const std::string& body) const;
    // Where it went: "origin/main".
    Result<std::string> push() const;

  private:
    explicit GitFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<std::string> git(std::vector<std::string> arguments, std::string_view input = {}) const;
    Status check_at_rest() const;
    Status find_remote();

    std::filesystem::path folder_;
    std::string branch_, remote_;
    bool has_upstream_ = false;
};

}  // namespace earwitness::publish::jekyll
