// The one writer of an archive: an advisory lock on archive.lock that ends with the process, however it ends.
#pragma once

#include <filesystem>

#include "earwitness/result.h"

namespace earwitness::store {

class WriterLock {
  public:
    // kUnavailable names the pid that holds it.
    static Result<WriterLock> take(const std::filesystem::path& folder);
    WriterLock() = default;
    WriterLock(WriterLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

  private:
    int descriptor_ = -1;
};

}  // namespace earwitness::store
