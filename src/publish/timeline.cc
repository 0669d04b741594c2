// The time line of an episode: a row of marks each for chapters, speakers, insights, quotes and sponsor reads.
#include <algorithm>
#include <array>
#include <map>

#include "base/clock.h"
#include "publish/plot.h"

namespace earwitness::publish {
namespace {

constexpr std::int64_t kUnits = 10000;     // the width of a row
constexpr std::int64_t kLeastWidth = 12;   // so that a short finding can be seen
constexpr std::size_t kSpeakersShown = 6;  // the others share a row
constexpr std::array<std::int64_t, 8> kSteps = {60, 120, 300, 600, 900, 1800, 3600, 7200};  // seconds between marks
constexpr std::int64_t kMaxSteps = 8;

struct Stretch {
    std::int64_t from = 0, to = 0;  // in units
};

// Places in the episode as units of the row.
class Scale {
  public:
    Scale(const Analysis& analysis, const Reading& reading)
        : reading_(reading), bytes_(analysis.transcript.text.size()) {
        // A few times in a long text, such as chapter marks, place nothing else.
        std::size_t timed = 0, all = 0;
        for (const Segment& segment : analysis.transcript.segments) {
            milliseconds_ = std::max({milliseconds_, segment.end_ms.value_or(0), segment.start_ms.value_or(0)});
            all += segment.span.size();
            if (segment.start_ms) timed += segment.span.size();
        }
        if (timed * 4 < all * 3) milliseconds_ = 0;
    }
    bool timed() const { return milliseconds_ > 0; }
    std::int64_t milliseconds() const { return milliseconds_; }
    bool empty() const { return bytes_ == 0; }

    Stretch of(Span span) const {
        if (!timed()) return {unit(span.begin, bytes_), unit(span.end, bytes_)};
        const auto from = reading_.start_ms_at(span.begin);
        const auto to = span.end > span.begin ? reading_.start_ms_at(span.end - 1) : from;
        return {unit(from.value_or(0), milliseconds_), unit(to.value_or(from.value_or(0)), milliseconds_)};
    }
    Stretch of(const Segment& segment) const {
        if (!timed() || !segment.start_ms || !segment.end_ms) return of(segment.span);
        return {unit(*segment.start_ms, milliseconds_), unit(*segment.end_ms, milliseconds_)};
    }

  private:
    template <typename Whole>
    static std::int64_t unit(std::int64_t at, Whole whole) {
        return std::clamp<std::int64_t>(at * kUnits / std::max<std::int64_t>(1, static_cast<std::int64_t>(whole)), 0,
                                        kUnits);
    }
    const Reading& reading_;
    std::size_t bytes_;
    std::int64_t milliseconds_ = 0;
};

// Overlapping and touching stretches as one path.
std::string path_of(std::vector<Stretch> stretches) {
    std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
    std::vector<Stretch> joined;
    for (Stretch stretch : stretches) {
        stretch.to = std::min(kUnits, std::max(stretch.to, stretch.from + kLeastWidth));
        if (!joined.empty() && stretch.from <= joined.back().to + 2)
            joined.back().to = std::max(joined.back().to, stretch.to);
        else
            joined.push_back(stretch);
    }
    std::string path;
    for (const Stretch& stretch : joined) {
        const std::string width = std::to_string(stretch.to - stretch.from);
        path += "M" + std::to_string(stretch.from) + " 0h" + width + "v10h-" + width + "z";
    }
    return path;
}

class Rows {
  public:
    Rows(Page& page, const Analysis& analysis, const Scale& scale)
        : html_(page.html()), analysis_(analysis), scale_(scale) {}

    void chapters() {
        if (analysis_.chapters.empty()) return;
        begin("Chapters", std::to_string(analysis_.chapters.size()));
        for (std::size_t i = 0; i < analysis_.chapters.size(); ++i) {
            const Stretch place = scale_.of(analysis_.chapters[i].span);
            html_.open("rect", {{"class", i % 2 == 0 ? "chapter" : "chapter odd"},
                                {"x", std::to_string(place.from)},
                                {"width", std::to_string(std::max(kLeastWidth, place.to - place.from))},
                                {"height", "10"}});
            html_.element("title", analysis_.chapters[i].title).close();
        }
        end();
    }

    void speakers() {
        std::map<int, std::vector<Stretch>> turns;
        std::map<int, std::int64_t> talk;
        std::int64_t whole = 0;
        for (const Segment& segment : analysis_.transcript.segments) {
            if (segment.speaker < 0 ||
                static_cast<std::size_t>(segment.speaker) >= analysis_.transcript.speakers.size())
                continue;
            turns[segment.speaker].push_back(scale_.of(segment));
            talk[segment.speaker] += segment.span.size();
            whole += segment.span.size();
        }
        std::vector<int> order;
        for (const auto& [speaker, bytes] : talk) order.push_back(speaker);
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return talk[a] > talk[b]; });
        const std::size_t shown = order.size() <= kSpeakersShown + 1 ? order.size() : kSpeakersShown;
        const auto share = [&](std::int64_t bytes) {
            return std::to_string((bytes * 100 + whole / 2) / std::max<std::int64_t>(1, whole)) + " %";
        };
        for (std::size_t i = 0; i < shown; ++i)
            row(analysis_.transcript.speakers[static_cast<std::size_t>(order[i])].name, share(talk[order[i]]),
                "speaker", turns[order[i]]);
        std::vector<Stretch> others;
        std::int64_t bytes = 0;
        for (std::size_t i = shown; i < order.size(); ++i) {
            others.insert(others.end(), turns[order[i]].begin(), turns[order[i]].end());
            bytes += talk[order[i]];
        }
        if (!others.empty()) row(std::to_string(order.size() - shown) + " others", share(bytes), "speaker", others);
    }

    template <typename Findings>
    void findings(std::string_view label, std::string_view css, const Findings& found) {
        std::vector<Stretch> stretches;
        for (const auto& finding : found) stretches.push_back(scale_.of(finding.span));
        if (!stretches.empty()) row(label, std::to_string(stretches.size()), css, stretches);
    }

    // Round times under the rows; by text there are none.
    void axis() {
        if (!scale_.timed()) return;
        const std::int64_t seconds = scale_.milliseconds() / 1000;
        std::int64_t step = kSteps.back();
        for (const std::int64_t candidate : kSteps)
            if (seconds / candidate <= kMaxSteps) {
                step = candidate;
                break;
            }
        html_.open("div", {{"class", "row axis"}})
            .element("span", {{"class", "label"}}, "")
            .open("span", {{"class", "scale"}});
        html_.open("svg", {{"aria-hidden", "true"}});
        for (std::int64_t at = step; at * 1000 * 20 < scale_.milliseconds() * 19; at += step) {
            const std::int64_t units = at * 1000 * kUnits / scale_.milliseconds();
            const std::string fraction = std::to_string(units % 100);
            html_.element("text",
                          {{"x", std::to_string(units / 100) + "." + (fraction.size() < 2 ? "0" : "") + fraction + "%"},
                           {"y", "12"},
                           {"text-anchor", "middle"}},
                          base::format_position(at * 1000));
        }
        html_.close().close().close().newline();
    }

  private:
    void begin(std::string_view label, std::string_view figure) {
        html_.open("div", {{"class", "row"}}).open("span", {{"class", "label"}}).text(label).text(" ");
        html_.element("span", {{"class", "n"}}, figure).close().open("span", {{"class", "bar"}});
        html_.open("svg", {{"viewBox", "0 0 10000 10"}, {"preserveAspectRatio", "none"}, {"aria-hidden", "true"}});
    }
    void end() { html_.close().close().close().newline(); }
    void row(std::string_view label, std::string_view figure, std::string_view css,
             const std::vector<Stretch>& stretches) {
        begin(label, figure);
        html_.element("path", {{"class", css}, {"d", path_of(stretches)}}, "");
        end();
    }
    Html& html_;
    const Analysis& analysis_;
    const Scale& scale_;
};

}  // namespace

void write_timeline(Page& page, const Analysis& analysis, const Reading& reading) {
    const Scale scale(analysis, reading);
    if (scale.empty()) return;
    Html& html = page.html();
    const std::string seconds = seconds_text(scale.milliseconds());
    html.open("figure", {{"class", "timeline"}, {scale.timed() ? "data-seconds" : "", seconds}}).newline();
    Rows rows(page, analysis, scale);
    rows.chapters();
    rows.speakers();
    rows.findings("Quotes", "quotes", analysis.quotes);
    rows.findings("Insights", "insights", analysis.insights);
    rows.findings("Sponsor reads", "sponsors", analysis.sponsors);
    rows.axis();
    html.element("figcaption", {{"class", "kicker"}},
                 scale.timed() ? "The episode as a time line: who talks when, and where things were found."
                               : "Where in the text things were found: its times are too few for a time line, or none.");
    html.close().newline();
}

}  // namespace earwitness::publish
