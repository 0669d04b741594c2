#include "fetch/part_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "base/files.h"

namespace earwitness::fetch {
namespace {

constexpr std::string_view kInfoHead = "earwitness download 1\n";

std::filesystem::path with_suffix(const std::filesystem::path& path, const char* suffix) {
    std::filesystem::path out = path;
    out += suffix;
    return out;
}

// RFC 9110, 13.1.5: If-Range takes a strong entity tag or a date.
std::string strong_validator(const Reply& reply) {
    const bool strong = !reply.etag.empty() && reply.etag.substr(0, 2) != "W/";
    return strong ? reply.etag : reply.last_modified;
}

bool take_number(std::string_view& text, std::int64_t& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || out < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (text.substr(0, prefix.size()) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

}  // namespace

bool parse_content_range(std::string_view value, std::int64_t& first, std::int64_t& last, std::int64_t& total) {
    total = -1;
    if (!take(value, "bytes ") || !take_number(value, first) || !take(value, "-") || !take_number(value, last))
        return false;
    if (!take(value, "/")) return false;
    if (value != "*" && (!take_number(value, total) || !value.empty() || total <= last)) return false;
    return first <= last;
}

PartFile::PartFile(const Request& request, const std::filesystem::path& path)
    : request_(request),
      path_(path),
      part_(with_suffix(path, ".part")),
      info_(with_suffix(path, ".part.info")),
      limit_(request.max_bytes > 0 ? request.max_bytes : kMaxMediaBytes),
      hash_(std::make_unique<base::Sha256>()) {}

PartFile::~PartFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Error PartFile::io_error(std::string_view doing, int number) const {
    std::string message = std::string(doing) + " " + path_.string() + ": " + std::strerror(number);
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        message += "; free some space and run the command again, it goes on from where it stopped";
    return make_error(ErrorCode::kIo, std::move(message));
}

Result<std::unique_ptr<PartFile>> PartFile::open(const Request& request, const std::filesystem::path& path) {
    if (path.has_parent_path()) {
        if (Status made = base::make_directories(path.parent_path()); !made) return made.error();
    }
    std::unique_ptr<PartFile> file(new PartFile(request, path));
    file->descriptor_ = ::open(file->part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file->descriptor_ < 0) return file->io_error("cannot write", errno);
    file->read_info();
    return file;
}

void PartFile::read_info() {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || status.st_size == 0) return;
    const auto text = base::read_file(info_, 64 * 1024);
    if (!text) return;
    std::string_view rest = *text;
    if (!take(rest, kInfoHead) || !take(rest, request_.url) || !take(rest, "\n")) return;
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos || end == 0) return;
    validator_ = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    total_ = -1;
    take_number(rest, total_);
    if (total_ < 0 || status.st_size < total_) resume_at_ = status.st_size;
}

Status PartFile::write_info(const Reply& reply) {
    const std::string validator = strong_validator(reply);
    // Bytes that were decoded on the way cannot be joined to a range of encoded ones.
    if (validator.empty() || !reply.content_encoding.empty()) {
        ::unlink(info_.c_str());
        return {};
    }
    return base::write_file_atomic(
        info_, std::string(kInfoHead) + request_.url + "\n" + validator + "\n" + std::to_string(total_) + "\n");
}

Status PartFile::rewind_to_start() {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) return io_error("cannot write", errno);
    if (status.st_size > 0 && ::ftruncate(descriptor_, 0) != 0) return io_error("cannot write", errno);
    if (::lseek(descriptor_, 0, SEEK_SET) < 0) return io_error("cannot write", errno);
    hash_ = std::make_unique<base::Sha256>();
    bytes_ = resumed_from_ = 0;
    return {};
}

Status PartFile::hash_what_is_there() {
    hash_ = std::make_unique<base::Sha256>();
    bytes_ = 0;
    if (::lseek(descriptor_, 0, SEEK_SET) < 0) return io_error("cannot read", errno);
    std::array<char, 65536> block{};
    while (bytes_ < resume_at_) {
        const auto want = std::min<std::int64_t>(static_cast<std::int64_t>(block.size()), resume_at_ - bytes_);
        const ssize_t got = ::read(descriptor_, block.data(), static_cast<std::size_t>(want));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return io_error("cannot read", got < 0 ? errno : EIO);
        hash_->add({block.data(), static_cast<std::size_t>(got)});
        bytes_ += got;
    }
    resumed_from_ = bytes_;
    return {};
}

Status PartFile::begin(const Reply& reply) {
    if (reply.status == 206 && resume_at_ > 0) {
        std::int64_t first = 0, last = 0, total = -1;
        const bool readable = parse_content_range(reply.content_range, first, last, total);
        const bool joins = readable && first == resume_at_ && (total_ < 0 || total < 0 || total == total_) &&
                           reply.content_encoding.empty();
        if (!joins)
            return make_error(ErrorCode::kMalformed,
                              "the server sends another part than was asked for ('" + reply.content_range + "')");
        if (total >= 0) total_ = total;
        return hash_what_is_there();
    }
    if (Status rewound = rewind_to_start(); !rewound) return rewound;
    total_ = reply.content_encoding.empty() ? reply.content_length : -1;
    if (total_ > limit_)
        return make_error(ErrorCode::kTooLarge,
                          "the file has " + std::to_string(total_) + " bytes, the limit is " + std::to_string(limit_));
    return write_info(reply);
}

Status PartFile::write(std::string_view bytes) {
    if (bytes_ + static_cast<std::int64_t>(bytes.size()) > limit_)
        return make_error(ErrorCode::kTooLarge,
                          "the file is larger than the limit of " + std::to_string(limit_) + " bytes");
    hash_->add(bytes);
    bytes_ += static_cast<std::int64_t>(bytes.size());
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor_, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return io_error("cannot write", errno);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (request_.progress) request_.progress(bytes_, total_);
    return {};
}

Status PartFile::finish() {
    if (total_ >= 0 && bytes_ != total_)
        return make_error(ErrorCode::kNetwork, printable_url(request_.url) + ": the file was cut short (" +
                                                   std::to_string(bytes_) + " of " + std::to_string(total_) +
                                                   " bytes)");
    if (::fsync(descriptor_) != 0) return io_error("cannot write", errno);
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) return io_error("cannot write", errno);
    if (::rename(part_.c_str(), path_.c_str()) != 0) return io_error("cannot write", errno);
    ::unlink(info_.c_str());
    return {};
}

bool PartFile::is_empty() const {
    struct stat status {};
    return descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0 && status.st_size == 0;
}

void PartFile::remove() {
    ::unlink(part_.c_str());
    ::unlink(info_.c_str());
}

}  // namespace earwitness::fetch
