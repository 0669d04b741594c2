#include "cli/progress_line.h"

#include <algorithm>
#include <ostream>

#include "cli/session.h"

namespace earwitness::cli {
namespace {

constexpr std::size_t kBarWidth = 24, kWhatWidth = 40, kWhatWidthOfLines = 80;
constexpr std::chrono::milliseconds kBetweenBars(100), kBetweenLines(10'000);

std::string count_text(std::size_t done, std::size_t total) {
    return std::to_string(done) + (total == 0 ? " done" : "/" + std::to_string(total));
}

}  // namespace

ProgressLine::ProgressLine(std::ostream& out, ProgressStyle style)
    : ProgressLine(out, style, style == ProgressStyle::kBar ? kBetweenBars : kBetweenLines) {}

void ProgressLine::show(std::string_view verb, std::size_t done, std::size_t total, std::string_view what) {
    const auto now = std::chrono::steady_clock::now();
    const bool is_end = style_ == ProgressStyle::kBar && total > 0 && done >= total;
    if (drawn_once_ && !is_end && now - drawn_ < between_) return;
    drawn_once_ = true;
    drawn_ = now;
    if (style_ == ProgressStyle::kBar) return draw_bar(verb, done, total, what);
    out_ << "earwitness: " << verb << ", " << count_text(done, total)
         << (what.empty() ? "" : ": " + one_line(what, kWhatWidthOfLines)) << std::endl;
}

void ProgressLine::draw_bar(std::string_view verb, std::size_t done, std::size_t total, std::string_view what) {
    on_screen_ = true;
    out_ << "\r\x1b[K" << verb << " ";
    if (total > 0) {
        const std::size_t full = std::min(done, total) * kBarWidth / total;
        out_ << "[" << std::string(full, '#') << std::string(kBarWidth - full, '-') << "] ";
    }
    out_ << count_text(done, total) << "  " << one_line(what, kWhatWidth) << std::flush;
}

void ProgressLine::wipe() {
    if (on_screen_) out_ << "\r\x1b[K" << std::flush;
    on_screen_ = drawn_once_ = false;
}

}  // namespace earwitness::cli
