// Walks a text line by line: LF, CRLF and lone CR all end a line. Internal to transcript/.
#pragma once

#include <cstddef>
#include <string_view>

namespace earwitness::transcript {

class LineReader {
  public:
    explicit LineReader(std::string_view text) : text_(text) {}

    // False at the end. Lines come without their ends.
    bool next(std::string_view& line) {
        if (at_ >= text_.size()) return false;
        const std::size_t feed = find(feed_, '\n'), carriage = find(carriage_, '\r');
        const std::size_t end = feed < carriage ? feed : carriage;
        line = text_.substr(at_, end - at_);
        at_ = end + (end + 1 < text_.size() && text_[end] == '\r' && text_[end + 1] == '\n' ? 2 : 1);
        ++number_;
        return true;
    }
    std::size_t number() const { return number_; }  // of the line last given, 1-based

  private:
    // Remembers where the next one stands, so that a file without any CR is not searched to its end for each line.
    std::size_t find(std::size_t& known, char c) {
        if (known == kUnknown || known < at_) {
            known = text_.find(c, at_);
            if (known == std::string_view::npos) known = text_.size();
        }
        return known;
    }

    static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
    std::string_view text_;
    std::size_t at_ = 0, number_ = 0;
    std::size_t feed_ = kUnknown, carriage_ = kUnknown;
};

}  // namespace earwitness::transcript
