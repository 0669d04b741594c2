// What one process works on alone among all that write to an archive (Archive::claim): a lock of the database's, which
// ends with the process or its connection, however those end.
#pragma once

#include <functional>
#include <utility>

namespace earwitness::store {

// Held until it is dropped. The archive must outlive it. It belongs to the archive's connection: taken again there, it
// is had twice.
class Claim {
  public:
    explicit Claim(std::function<void()> release = {}) : release_(std::move(release)) {}
    Claim(Claim&& other) noexcept : release_(std::exchange(other.release_, {})) {}
    Claim& operator=(Claim&& other) noexcept {
        std::swap(release_, other.release_);
        return *this;
    }
    ~Claim() {
        if (release_) release_();
    }

  private:
    std::function<void()> release_;
};

}  // namespace earwitness::store
