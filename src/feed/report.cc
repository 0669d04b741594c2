#include "feed/report.h"

#include <algorithm>

#include "text/utf8.h"

namespace earwitness::feed {
namespace {

constexpr std::size_t kShownPerCode = 8;

}  // namespace

std::string shortened(std::string_view text) {
    constexpr std::size_t kMost = 60;
    std::size_t end = std::min(text.size(), kMost);
    while (end > 0 && !text::is_boundary(text, end)) --end;
    std::string out(text.substr(0, end));
    for (char& c : out)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return end < text.size() ? out + "..." : out;
}

namespace {

std::string with_spaces(std::string code) {
    std::replace(code.begin(), code.end(), '_', ' ');
    return code;
}

}  // namespace

void Report::odd(std::string_view code, std::string_view message, std::size_t offset) {
    auto count = std::find_if(counts_.begin(), counts_.end(), [&](const Count& c) { return c.code == code; });
    if (count == counts_.end()) count = counts_.insert(counts_.end(), Count{std::string(code)});
    if (++count->seen > kShownPerCode) return;
    entries_.push_back({std::string(code), std::string(message), offset});
}

void Report::malformed(std::string_view code, std::string_view message, std::size_t offset) {
    recovered_ = true;
    odd(code, message, offset);
}

Diagnostics Report::take(std::string_view text) {
    // kNowhere + 1 is 0, so that what concerns the whole document comes first.
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.offset + 1 < b.offset + 1; });
    Diagnostics out;
    std::size_t line = 1, at = 0;
    for (Entry& entry : entries_) {
        Diagnostic diagnostic{std::move(entry.code), std::move(entry.message), 0};
        if (entry.offset != kNowhere) {
            const std::size_t end = std::min(entry.offset, text.size());
            line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                        text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
            at = end;
            diagnostic.line = line;
        }
        out.push_back(std::move(diagnostic));
    }
    for (const Count& count : counts_)
        if (count.seen > kShownPerCode)
            out.push_back({count.code,
                           std::to_string(count.seen - kShownPerCode) + " more places with " + with_spaces(count.code),
                           0});
    entries_.clear();
    counts_.clear();
    return out;
}

}  // namespace earwitness::feed
