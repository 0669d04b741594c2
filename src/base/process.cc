#include "base/process.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

extern char** environ;

namespace earwitness::base {
namespace {

// Temporary files in place of pipes: neither side can wait for the other.
struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string bytes_of(std::FILE* file) {
    std::string bytes;
    std::rewind(file);
    char buffer[1 << 14];
    for (std::size_t read = 0; (read = std::fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.append(buffer, read);
    return bytes;
}

Error failure(const std::string& program, int number) {
    if (number == ENOENT) return make_error(ErrorCode::kNotFound, program + ": there is no such program: install it");
    return make_error(ErrorCode::kIo, program + ": cannot be started: " + std::strerror(number));
}

struct Actions {
    Actions() { posix_spawn_file_actions_init(&actions); }
    ~Actions() { posix_spawn_file_actions_destroy(&actions); }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    posix_spawn_file_actions_t actions;
};

}  // namespace

Result<ProcessResult> run_process(const std::vector<std::string>& command, const std::filesystem::path& folder,
                                  std::string_view input) {
    const std::string& program = command.at(0);
    // spawn's own error for a folder that is not there reads as if the program were missing.
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        return make_error(ErrorCode::kIo, folder.string() + ": there is no such folder");
    const File in(std::tmpfile()), out(std::tmpfile()), err(std::tmpfile());
    if (!in || !out || !err) return failure(program, errno);
    if (!input.empty() && std::fwrite(input.data(), 1, input.size(), in.get()) != input.size())
        return failure(program, errno);
    std::rewind(in.get());
    Actions files;
    posix_spawn_file_actions_adddup2(&files.actions, fileno(in.get()), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files.actions, fileno(out.get()), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files.actions, fileno(err.get()), STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&files.actions, folder.c_str());
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    pid_t pid = 0;
    if (const int number = posix_spawnp(&pid, program.c_str(), &files.actions, nullptr, arguments.data(), environ))
        return failure(program, number);
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) return failure(program, errno);
    return ProcessResult{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), bytes_of(out.get()),
                         bytes_of(err.get())};
}

}  // namespace earwitness::base
