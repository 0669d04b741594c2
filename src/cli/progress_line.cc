#include "cli/progress_line.h"

#include <algorithm>
#include <ostream>

#include "cli/session.h"

namespace earwitness::cli {
namespace {

constexpr std::size_t kBarWidth = 24, kWhatWidth = 40;
constexpr std::chrono::milliseconds kBetween(100);

}  // namespace

void ProgressLine::show(std::string_view verb, std::size_t done, std::size_t total, std::string_view what) {
    const auto now = std::chrono::steady_clock::now();
    if (shown_ && done < total && now - drawn_ < kBetween) return;
    shown_ = true;
    drawn_ = now;
    const std::size_t full = total == 0 ? 0 : std::min(done, total) * kBarWidth / total;
    out_ << "\r\x1b[K" << verb << " [" << std::string(full, '#') << std::string(kBarWidth - full, '-') << "] " << done
         << "/" << total << "  " << one_line(what, kWhatWidth) << std::flush;
}

void ProgressLine::wipe() {
    if (shown_) out_ << "\r\x1b[K" << std::flush;
    shown_ = false;
}

}  // namespace earwitness::cli
