// One line on a terminal that says how far a command is: a bar, a count and what is in hand. Drawn ten times a second
// at most; wiped before anything else is printed and when the work ends. Commands show it only where standard error is
// a terminal.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string_view>

namespace earwitness::cli {

class ProgressLine {
  public:
    explicit ProgressLine(std::ostream& out) : out_(out) {}
    ~ProgressLine() { wipe(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(std::string_view verb, std::size_t done, std::size_t total, std::string_view what);
    void wipe();

  private:
    std::ostream& out_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point drawn_;
};

}  // namespace earwitness::cli
