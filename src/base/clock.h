// Time, as an interface, so that tests can hold it still; and UTC seconds to text and back. Only fetch/, store/,
// pipeline/ and cli/ ask what time it is: analysis and rendering never do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace earwitness::base {

class Clock {
  public:
    virtual ~Clock() = default;
    virtual std::int64_t now_ms() const = 0;  // since 1970, UTC
    virtual void sleep_ms(std::int64_t duration) = 0;
    std::int64_t now_s() const { return now_ms() / 1000; }
};

// The machine's clock; any thread may use it.
Clock& system_clock();

// A clock that stands still until it is moved or slept on.
class ManualClock : public Clock {
  public:
    explicit ManualClock(std::int64_t start_ms = 0) : now_(start_ms) {}
    std::int64_t now_ms() const override { return now_; }
    void sleep_ms(std::int64_t duration) override { now_ += duration; }
    void advance_ms(std::int64_t duration) { now_ += duration; }

  private:
    std::int64_t now_;
};

// Seconds since 1970 as "2025-05-14T12:42:12Z".
std::string format_utc(std::int64_t seconds);
// The inverse, of exactly that form (and of "2025-05-14" alone, midnight); nothing for anything else.
std::optional<std::int64_t> parse_utc(std::string_view text);
// Seconds since 1970 of a civil date and time; nothing where a field is out of range.
std::optional<std::int64_t> utc_seconds(int year, int month, int day, int hour, int minute, int second);

// 3723000 as "1:02:03", 63000 as "1:03": how pages print a place in the audio.
std::string format_position(std::int64_t milliseconds);

}  // namespace earwitness::base
