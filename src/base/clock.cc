#include "base/clock.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <thread>

namespace earwitness::base {
namespace {

class SystemClock : public Clock {
  public:
    std::int64_t now_ms() const override {
        using namespace std::chrono;
        return duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    }
    void sleep_ms(std::int64_t duration) override { std::this_thread::sleep_for(std::chrono::milliseconds(duration)); }
};

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return {};
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace

Clock& system_clock() {
    static SystemClock clock;
    return clock;
}

std::optional<std::int64_t> utc_seconds(int year, int month, int day, int hour, int minute, int second) {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (year < 0 || year > 9999 || month < 1 || day < 1 || !date.ok()) return {};
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return {};
    return sys_days(date).time_since_epoch().count() * std::int64_t{86400} + hour * 3600 + minute * 60 + second;
}

std::string format_utc(std::int64_t seconds) {
    using namespace std::chrono;
    const sys_seconds moment{std::chrono::seconds(seconds)};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss time(moment - day);
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return out.data();
}

std::optional<std::int64_t> parse_utc(std::string_view text) {
    if (text.size() != 10 && text.size() != 20) return {};
    if (text[4] != '-' || text[7] != '-') return {};
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (!year || !month || !day) return {};
    if (text.size() == 10) return utc_seconds(*year, *month, *day, 0, 0, 0);
    if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return {};
    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (!hour || !minute || !second) return {};
    return utc_seconds(*year, *month, *day, *hour, *minute, *second);
}

std::string format_position(std::int64_t milliseconds) {
    const std::int64_t seconds = milliseconds / 1000;
    std::array<char, 64> out{};
    if (seconds >= 3600)
        std::snprintf(out.data(), out.size(), "%lld:%02lld:%02lld", static_cast<long long>(seconds / 3600),
                      static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60));
    else
        std::snprintf(out.data(), out.size(), "%lld:%02lld", static_cast<long long>(seconds / 60),
                      static_cast<long long>(seconds % 60));
    return out.data();
}

}  // namespace earwitness::base
