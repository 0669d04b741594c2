// How far a command is, on standard error. On a terminal one line with a bar, a count and what is in hand, drawn ten
// times a second at most, wiped before anything else is printed and when the work ends. In a log (a service, cron)
// whole lines, the first at once and then one in ten seconds at most; only commands that may work for hours write
// those.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string_view>

namespace earwitness::cli {

enum class ProgressStyle { kBar, kLines };

class ProgressLine {
  public:
    explicit ProgressLine(std::ostream& out, ProgressStyle style = ProgressStyle::kBar);
    // `between`: the least time from one line to the next.
    ProgressLine(std::ostream& out, ProgressStyle style, std::chrono::milliseconds between)
        : out_(out), style_(style), between_(between) {}
    ~ProgressLine() { wipe(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // total 0: nobody knows how much there is.
    void show(std::string_view verb, std::size_t done, std::size_t total, std::string_view what);
    // Ends what was shown: what is shown next is shown at once.
    void wipe();

  private:
    void draw_bar(std::string_view verb, std::size_t done, std::size_t total, std::string_view what);

    std::ostream& out_;
    ProgressStyle style_;
    std::chrono::milliseconds between_;
    bool drawn_once_ = false, on_screen_ = false;
    std::chrono::steady_clock::time_point drawn_;
};

}  // namespace earwitness::cli
