#include "store/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace earwitness::store {

Result<WriterLock> WriterLock::take(const std::filesystem::path& folder) {
    const auto path = folder / "archive.lock";
    WriterLock lock;
    lock.descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock.descriptor_ < 0)
        return make_error(ErrorCode::kIo,
                          folder.string() + ": this command writes to the archive, and its archive.lock cannot be " +
                              "written (" + std::strerror(errno) +
                              "); run it as a user who may write to the folder, or name another with --archive; "
                              "commands that only read (show, search, publish, serve ...) work here all the same");
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
        char holder[32] = {};
        const auto got = ::pread(lock.descriptor_, holder, sizeof holder - 1, 0);
        const std::string pid(holder, got > 0 ? std::strcspn(holder, "\n") : 0);
        return make_error(ErrorCode::kUnavailable,
                          folder.string() + ": another earwitness" + (pid.empty() ? "" : " (pid " + pid + ")") +
                              " is writing to this archive; wait for it to end, or stop it, and try again");
    }
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(lock.descriptor_, 0) != 0 || ::pwrite(lock.descriptor_, pid.data(), pid.size(), 0) < 0) {
        // The pid is for the other's message only; the lock holds without it.
    }
    return lock;
}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace earwitness::store
