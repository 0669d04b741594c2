#include "publish/jekyll/git.h"

#include <array>

#include "base/process.h"
#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

namespace fs = std::filesystem;

// The first lines of what git said, on one line.
std::string said(const base::ProcessResult& done) {
    constexpr std::size_t kMost = 400;
    std::string words;
    for (const char c : std::string(text::trimmed(done.err.empty() ? done.out : done.err)))
        words += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (words.size() > kMost) words.resize(text::valid_utf8_prefix(std::string_view(words).substr(0, kMost)));
    return words.empty() ? "git ended with " + std::to_string(done.exit_code) : words;
}

std::string nul_joined(const std::set<std::string>& paths) {
    std::string list;
    for (const std::string& path : paths) list.append(path).push_back('\0');
    return list;
}

std::string_view line_of(std::string_view text) { return text::trimmed(text); }

}  // namespace

Result<std::string> GitFolder::git(std::vector<std::string> arguments, std::string_view input) const {
    std::vector<std::string> command = {"git", "--literal-pathspecs"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    auto done = base::run_process(command, folder_, input);
    if (!done) return done.error();
    if (done->exit_code != 0)
        return make_error(ErrorCode::kIo, folder_.string() + ": git " + arguments.front() + ": " + said(*done));
    return std::move(done->out);
}

Result<GitFolder> GitFolder::open(const fs::path& folder, Push push) {
    GitFolder opened(folder);
    if (auto there = base::run_process({"git", "--version"}, "/"); !there)
        return in_context("--git needs git", there.error());
    const std::string remedy = ": `git init " + folder.string() + "` makes a repository; without --git none is needed";
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return make_error(ErrorCode::kRefused,
                          folder.string() + ": no git repository, for there is no such folder" + remedy);
    const auto inside = base::run_process({"git", "rev-parse", "--is-inside-work-tree"}, folder);
    if (!inside) return inside.error();
    if (inside->exit_code != 0 || line_of(inside->out) != "true")
        return make_error(ErrorCode::kRefused,
                          folder.string() + ": not a git repository (" + said(*inside) + ")" + remedy);
    const auto branch = base::run_process({"git", "symbolic-ref", "--quiet", "--short", "HEAD"}, folder);
    if (!branch) return branch.error();
    if (branch->exit_code != 0)
        return make_error(ErrorCode::kRefused, folder.string() +
                                                   ": git's HEAD is detached, so that a commit would be on no branch: "
                                                   "`git switch <branch>` first");
    opened.branch_ = line_of(branch->out);
    if (auto rests = opened.check_at_rest(); !rests) return rests.error();
    if (push == Push::kYes)
        if (auto found = opened.find_remote(); !found) return found.error();
    return opened;
}

Status GitFolder::check_at_rest() const {
    const auto folder = git({"rev-parse", "--absolute-git-dir"});
    if (!folder) return folder.error();
    static constexpr std::array<std::pair<const char*, const char*>, 5> kUnderWay = {
        {{"MERGE_HEAD", "merge"},
         {"CHERRY_PICK_HEAD", "cherry-pick"},
         {"REVERT_HEAD", "revert"},
         {"rebase-merge", "rebase"},
         {"rebase-apply", "rebase or am"}}};
    std::error_code error;
    for (const auto& [file, what] : kUnderWay)
        if (fs::exists(fs::path(line_of(*folder)) / file, error))
            return make_error(ErrorCode::kRefused, folder_.string() + ": a git " + what +
                                                       " is under way: finish or abort it, then publish again");
    const auto unmerged = git({"ls-files", "--unmerged", "-z"});
    if (!unmerged) return unmerged.error();
    if (unmerged->empty()) return {};
    const auto tab = unmerged->find('\t') + 1;
    return make_error(ErrorCode::kRefused, folder_.string() + ": git has unmerged files (" +
                                               std::string(unmerged->c_str() + tab) +
                                               "): resolve the conflict, then publish again");
}

Status GitFolder::find_remote() {
    const auto upstream = base::run_process({"git", "config", "--get", "branch." + branch_ + ".remote"}, folder_);
    if (!upstream) return upstream.error();
    const auto remotes = git({"remote"});
    if (!remotes) return remotes.error();
    has_upstream_ = upstream->exit_code == 0;
    remote_ = has_upstream_ ? line_of(upstream->out) : std::string_view();
    if (has_upstream_) return {};
    const std::string names = "\n" + *remotes;
    if (names.find("\norigin\n") != std::string::npos)
        remote_ = "origin";
    else if (const std::string_view only = line_of(*remotes); !only.empty() && only.find('\n') == only.npos)
        remote_ = only;
    if (!remote_.empty()) return {};
    return make_error(
        ErrorCode::kRefused,
        folder_.string() + ": --push: branch " + branch_ + " has nowhere to go, for git knows " +
            (remotes->empty() ? "no remote: `git remote add origin <url>` names one"
                              : "several remotes: `git push -u <remote> " + branch_ + "` once chooses one"));
}

Result<std::set<std::string>> GitFolder::changed(const std::set<std::string>& paths) const {
    // git speaks of paths from the top of the repository.
    const auto prefix = git({"rev-parse", "--show-prefix"});
    if (!prefix) return prefix.error();
    const auto status = git({"status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", "."});
    if (!status) return status.error();
    const std::string top(line_of(*prefix));
    std::set<std::string> found;
    for (std::size_t at = 0; at + 3 < status->size();) {
        const auto end = status->find('\0', at);
        std::string path = status->substr(at + 3, end - at - 3);
        if (path.rfind(top, 0) == 0) path.erase(0, top.size());
        if (paths.count(path) > 0) found.insert(std::move(path));
        at = end + 1;
    }
    return found;
}

Result<std::string> GitFolder::commit(const std::set<std::string>& paths, const std::string& subject,
                                      const std::string& body) const {
    // Only what git does not track has to be added; `commit --only` takes the others from the folder.
    const auto tracked = git({"ls-files", "-z"});
    if (!tracked) return tracked.error();
    std::set<std::string> known, fresh;
    for (std::size_t at = 0; at < tracked->size();) {
        const auto end = tracked->find('\0', at);
        known.insert(tracked->substr(at, end - at));
        at = end + 1;
    }
    std::error_code error;
    for (const std::string& path : paths)
        if (known.count(path) == 0 && fs::exists(folder_ / path, error)) fresh.insert(path);
    const std::vector<std::string> from_input = {"--pathspec-from-file=-", "--pathspec-file-nul"};
    if (!fresh.empty()) {
        const auto added = git({"add", from_input[0], from_input[1]}, nul_joined(fresh));
        if (!added) return added.error();
    }
    std::vector<std::string> command = {"commit", "--quiet", "--only", "-m", subject};
    if (!body.empty()) command.insert(command.end(), {"-m", body});
    command.insert(command.end(), from_input.begin(), from_input.end());
    if (const auto done = git(command, nul_joined(paths)); !done) {
        // A hook may refuse, or git may not know who commits: the index is then as it was.
        if (!fresh.empty()) (void)git({"rm", "--cached", "--quiet", from_input[0], from_input[1]}, nul_joined(fresh));
        return done.error();
    }
    const auto name = git({"rev-parse", "--short", "HEAD"});
    if (!name) return name.error();
    return std::string(line_of(*name));
}

Result<std::string> GitFolder::push() const {
    std::vector<std::string> command = {"push", "--quiet"};
    if (!has_upstream_) command.insert(command.end(), {"--set-upstream", remote_, branch_});
    if (const auto done = git(command); !done) return done.error();
    return remote_ + "/" + branch_;
}

}  // namespace earwitness::publish::jekyll
