#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <vector>

namespace earwitness::base {
namespace {

Error io_error(std::string_view doing, const std::filesystem::path& path, int number) {
    std::string remedy;
    ErrorCode code = ErrorCode::kIo;
    switch (number) {
        case ENOENT:
            code = ErrorCode::kNotFound;
            break;
        case EACCES:
        case EPERM:
            remedy = "; check who owns it, or choose another folder";
            break;
        case ENOSPC:
        case EDQUOT:
            remedy = "; free some space and run the command again, nothing was lost";
            break;
        case EROFS:
            remedy = "; the file system is read-only, choose another folder";
            break;
        default:
            break;
    }
    return make_error(code, std::string(doing) + " " + path.string() + ": " + std::strerror(number) + remedy);
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }
    int close_now() {
        const int result = ::close(number_);
        number_ = -1;
        return result;
    }

  private:
    int number_;
};

Result<std::string> read_all(int descriptor, const std::filesystem::path& name, std::size_t size_hint,
                             std::size_t max_bytes) {
    std::string bytes;
    bytes.resize(std::min(size_hint + 1, max_bytes + 1));
    std::size_t used = 0;
    for (;;) {
        if (used == bytes.size()) bytes.resize(std::min(bytes.size() * 2 + 65536, max_bytes + 1));
        const ssize_t got = ::read(descriptor, bytes.data() + used, bytes.size() - used);
        if (got < 0) {
            if (errno == EINTR) continue;
            return io_error("cannot read", name, errno);
        }
        if (got == 0) break;
        used += static_cast<std::size_t>(got);
        if (used > max_bytes)
            return make_error(ErrorCode::kTooLarge, "cannot read " + name.string() +
                                                        ": it is larger than the limit of " +
                                                        std::to_string(max_bytes) + " bytes");
    }
    bytes.resize(used);
    return bytes;
}

Status write_all(int descriptor, const std::filesystem::path& name, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
        if (put < 0) {
            if (errno == EINTR) continue;
            return io_error("cannot write", name, errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return io_error("cannot read", path, errno);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return io_error("cannot read", path, errno);
    if (S_ISDIR(info.st_mode))
        return make_error(ErrorCode::kInvalidArgument, "cannot read " + path.string() + ": it is a folder");
    return read_all(file.get(), path, S_ISREG(info.st_mode) ? static_cast<std::size_t>(info.st_size) : 65536,
                    max_bytes);
}

Result<std::string> read_standard_input(std::size_t max_bytes) {
    return read_all(STDIN_FILENO, "standard input", 65536, max_bytes);
}

Status make_directories(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return io_error("cannot make the folder", path, error.value());
    return {};
}

Status write_file_atomic(const std::filesystem::path& path, std::string_view bytes, Durability durability) {
    static std::atomic<unsigned> counter{0};
    // The process id keeps two programs apart, the counter two threads.
    std::filesystem::path beside = path;
    beside += ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    Status written = [&]() -> Status {
        const auto create = [&] { return ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644); };
        int number = create();
        if (number < 0 && errno == ENOENT && path.has_parent_path()) {  // most folders are there already
            if (Status made = make_directories(path.parent_path()); !made) return made;
            number = create();
        }
        Descriptor file(number);
        if (file.get() < 0) return io_error("cannot write", path, errno);
        if (Status put = write_all(file.get(), path, bytes); !put) return put;
        if (durability == Durability::kSynced && ::fsync(file.get()) != 0) return io_error("cannot write", path, errno);
        if (file.close_now() != 0) return io_error("cannot write", path, errno);
        if (::rename(beside.c_str(), path.c_str()) != 0) return io_error("cannot write", path, errno);
        return {};
    }();
    if (!written) ::unlink(beside.c_str());
    return written;
}

Result<bool> write_file_if_changed(const std::filesystem::path& path, std::string_view bytes) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (!error && size == bytes.size()) {
        const auto old = read_file(path);
        if (old && *old == bytes) return false;
    }
    if (Status written = write_file_atomic(path, bytes); !written) return written.error();
    return true;
}

std::size_t remove_unfinished_writes(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    const auto is_unfinished = [](const std::string& name) {
        const std::size_t mark = name.rfind(".tmp-");
        if (mark == std::string::npos) return false;
        const std::string_view rest = std::string_view(name).substr(mark + 5);
        return rest.find('-') != std::string_view::npos &&
               rest.find_first_not_of("0123456789-") == std::string_view::npos;
    };
    std::vector<fs::path> found;
    std::error_code code;
    for (fs::recursive_directory_iterator at(folder, code), end; !code && at != end; at.increment(code))
        if (is_unfinished(at->path().filename().string()) && at->is_regular_file(code)) found.push_back(at->path());
    std::size_t removed = 0;
    for (const auto& path : found) removed += fs::remove(path, code);
    return removed;
}

}  // namespace earwitness::base
