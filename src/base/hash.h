// SHA-256 as lower-case hex: the name of a transcript, a medium, a stage's inputs.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace earwitness::base {

std::string sha256_hex(std::string_view bytes);

// For bytes that come in pieces. One use: add() any number of times, then hex() once.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::string_view bytes);
    // Adds the length first, so that ("ab","c") and ("a","bc") differ: for hashing a row of fields.
    void add_field(std::string_view bytes);
    std::string hex();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace earwitness::base
