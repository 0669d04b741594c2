// Whole files in and out. Writes are atomic: a reader sees the old bytes or the new ones, and a crash or a
// full disk in between leaves the old file. Errors name the path, the reason and what to do.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "earwitness/result.h"

namespace earwitness::base {

inline constexpr std::size_t kDefaultMaxFileBytes = std::size_t{1} << 30;

// The bytes of a regular file. kNotFound, kTooLarge (over max_bytes), kIo.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes = kDefaultMaxFileBytes);

// Everything on standard input, likewise bounded.
Result<std::string> read_standard_input(std::size_t max_bytes = kDefaultMaxFileBytes);

enum class Durability {
    kRenamed,  // atomic, but may be lost whole when the machine (not the process) dies
    kSynced,   // on the disk before the call returns
};

// Writes beside the path and renames over it; makes missing parent folders. kIo names what failed.
Status write_file_atomic(const std::filesystem::path& path, std::string_view bytes,
                         Durability durability = Durability::kRenamed);

// Like write_file_atomic, but leaves a file alone that already has these bytes. True where it wrote.
Result<bool> write_file_if_changed(const std::filesystem::path& path, std::string_view bytes);

// Removes what write_file_atomic() left in a folder when its process was killed. Only for a folder that no other
// process writes to. The number of files removed.
std::size_t remove_unfinished_writes(const std::filesystem::path& folder);

Status make_directories(const std::filesystem::path& path);

}  // namespace earwitness::base
