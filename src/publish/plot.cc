#include "publish/plot.h"

#include <algorithm>

#include "base/clock.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kMaxBars = 48;
constexpr int kPlotHeight = 100;
constexpr int kBarWidth = 10;
constexpr int kGap = 2;

// Months since year 0.
int month_of(std::int64_t seconds) {
    const std::string day = base::format_utc(seconds);
    return std::stoi(day.substr(0, 4)) * 12 + std::stoi(day.substr(5, 2)) - 1;
}

std::string period_name(int first_month, int months) {
    const int year = first_month / 12, month = first_month % 12;
    if (months == 12) return std::to_string(year);
    if (months == 3) return "quarter " + std::to_string(month / 3 + 1) + " of " + std::to_string(year);
    const std::string words =
        date_words(std::to_string(year) + (month < 9 ? "-0" : "-") + std::to_string(month + 1) + "-01");
    return words.substr(words.find(' ') + 1);
}

constexpr std::size_t kFewBars = 8;  // not to be stretched over the whole column

struct Periods {
    int months = 1;  // 1, 3 or 12
    int first = 0;   // month, a multiple of `months`
    std::size_t count = 0;
    std::size_t of(std::int64_t seconds) const {
        return static_cast<std::size_t>((month_of(seconds) - first) / months);
    }
};

Periods choose_periods(std::int64_t first, std::int64_t last) {
    Periods periods;
    for (const int months : {1, 3, 12}) {
        periods.months = months;
        periods.first = month_of(first) / months * months;
        periods.count = static_cast<std::size_t>((month_of(last) - periods.first) / months) + 1;
        if (periods.count <= kMaxBars) break;
    }
    return periods;
}

}  // namespace

std::optional<std::pair<std::int64_t, std::int64_t>> archive_dates(const SiteContext& site) {
    std::optional<std::pair<std::int64_t, std::int64_t>> dates;
    for (const SiteEpisode& episode : site.model.episodes) {
        const auto at = episode.about.published_at;
        if (!at || episode.state != EpisodeState::kAnalysed) continue;
        if (!dates) dates = {*at, *at};
        dates = {std::min(dates->first, *at), std::max(dates->second, *at)};
    }
    return dates;
}

void write_plot(Page& page, const std::vector<Dated>& events, std::int64_t first, std::int64_t last,
                std::string_view what, std::string_view whats) {
    const Periods periods = choose_periods(first, last);
    if (periods.count < 2 || events.empty()) return;
    std::vector<std::size_t> counts(periods.count);
    for (const Dated& event : events)
        if (event.at >= first && event.at <= last)
            counts[std::min(periods.of(event.at), counts.size() - 1)] += event.count;
    const auto most = std::max_element(counts.begin(), counts.end());
    if (*most == 0) return;
    const auto name = [&](std::size_t i) {
        return period_name(periods.first + static_cast<int>(i) * periods.months, periods.months);
    };
    const std::string_view unit = periods.months == 1 ? "month" : periods.months == 3 ? "quarter" : "year";
    const std::string caption = "By " + std::string(unit) + "; most in " +
                                name(static_cast<std::size_t>(most - counts.begin())) + ", " +
                                counted(*most, what, whats) + ".";
    Html& html = page.html();
    html.open("figure", {{"class", periods.count < kFewBars ? "plot few" : "plot"}});
    html.open("svg",
              {{"viewBox", "0 0 " + std::to_string(periods.count * kBarWidth) + " " + std::to_string(kPlotHeight)},
               {"preserveAspectRatio", "none"},
               {"role", "img"},
               {"aria-label", "Bars from " + name(0) + " to " + name(counts.size() - 1) + ". " + caption}});
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        const std::size_t height = std::max<std::size_t>(2, counts[i] * kPlotHeight / *most);
        html.open("rect", {{"x", std::to_string(i * kBarWidth)},
                           {"y", std::to_string(kPlotHeight - height)},
                           {"width", std::to_string(kBarWidth - kGap)},
                           {"height", std::to_string(height)}});
        html.element("title", name(i) + ": " + counted(counts[i], what, whats)).close();
    }
    html.close().open("figcaption");
    html.element("span", {{"class", "axis"}}, name(0)).element("span", {{"class", "axis"}}, name(counts.size() - 1));
    html.element("span", caption).close().close().newline();
}

}  // namespace earwitness::publish
