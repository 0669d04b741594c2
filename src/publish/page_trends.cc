// Trends of the archive: what the newest fifth of its episodes names more often than the others, less often, or for the
// first time. Shares of episodes are compared, so that a fuller month is not a trend.
#include <algorithm>
#include <cmath>

#include "publish/pages.h"
#include "publish/plot.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kLeastEpisodes = 10;  // dated ones; below, a share means nothing
constexpr std::size_t kShown = 25;
constexpr double kLeastZ = 1.64;  // one-sided 5 %
constexpr std::size_t kLeastNew = 2;

struct Trend {
    std::string name, path;
    std::size_t recent = 0, before = 0;  // episodes that name it
    double z = 0;
};

// Difference of two shares in standard errors.
double z_score(double recent, double recent_of, double before, double before_of) {
    const double pooled = (recent + before + 1) / (recent_of + before_of + 2);
    const double error = std::sqrt(pooled * (1 - pooled) * (1 / recent_of + 1 / before_of));
    return error > 0 ? (recent / recent_of - before / before_of) / error : 0;
}

struct Split {
    std::vector<bool> is_recent, is_dated;  // by episode
    double recent = 0, before = 0;
};

Split split(const SiteContext& site, const std::vector<std::uint32_t>& newest) {
    std::vector<std::uint32_t> dated;
    for (const std::uint32_t episode : newest) {
        const SiteEpisode& record = site.model.episodes[episode];
        if (record.state == EpisodeState::kAnalysed && record.about.published_at) dated.push_back(episode);
    }
    Split parts;
    parts.is_recent.resize(site.model.episodes.size());
    parts.is_dated.resize(site.model.episodes.size());
    const std::size_t recent = dated.size() / 5;
    for (std::size_t i = 0; i < dated.size(); ++i) {
        parts.is_dated[dated[i]] = true;
        parts.is_recent[dated[i]] = i < recent;
    }
    parts.recent = static_cast<double>(recent);
    parts.before = static_cast<double>(dated.size() - recent);
    return parts;
}

Trend trend_of(const Split& parts, std::string name, std::string path, const std::vector<std::uint32_t>& episodes) {
    Trend trend{std::move(name), std::move(path)};
    for (const std::uint32_t episode : episodes)
        if (parts.is_dated[episode]) ++(parts.is_recent[episode] ? trend.recent : trend.before);
    trend.z = z_score(static_cast<double>(trend.recent), parts.recent, static_cast<double>(trend.before), parts.before);
    return trend;
}

std::string percent(std::size_t part, double whole) {
    return std::to_string(static_cast<int>(std::lround(100.0 * static_cast<double>(part) / whole))) + " %";
}

void write_list(Page& page, std::string_view heading, std::string_view none, std::vector<const Trend*> trends,
                const Split& parts, bool with_before) {
    Html& html = page.html();
    html.open("section").element("h2", heading).newline();
    if (trends.empty()) html.element("p", {{"class", "notes"}}, none);
    trends.resize(std::min(trends.size(), kShown));
    if (!trends.empty()) html.open("ul", {{"class", "namelist"}}).newline();
    for (const Trend* trend : trends) {
        html.open("li").element("a", {{"href", page.to(trend->path)}}, trend->name).text(" ");
        const std::string figures =
            with_before ? percent(trend->before, parts.before) + " → " + percent(trend->recent, parts.recent)
                        : counted(trend->recent, "episode", "episodes");
        html.element("span", {{"class", "n"}}, figures).close().newline();
    }
    if (!trends.empty()) html.close();
    html.close().newline();
}

}  // namespace

std::string render_trends(const SiteContext& site, const std::vector<std::uint32_t>& newest) {
    Page page(site, "trends.html", "names.html");
    page.begin("Trends", "");
    Html& html = page.html();
    const Split parts = split(site, newest);
    html.open("header", {{"class", "title"}}).element("h1", "Trends");
    if (parts.recent + parts.before < kLeastEpisodes) {
        html.element("p", {{"class", "holdings"}},
                     "Trends need " + std::to_string(kLeastEpisodes) + " episodes with a date; the archive has " +
                         std::to_string(static_cast<int>(parts.recent + parts.before)) + ".");
        html.close();
        return page.end();
    }
    html.element("p", {{"class", "holdings"}},
                 "The newest " + counted(static_cast<std::size_t>(parts.recent), "episode", "episodes") +
                     " beside the " + counted(static_cast<std::size_t>(parts.before), "episode", "episodes") +
                     " before: in how many of them something is named, where the difference is more than chance makes "
                     "in nineteen cases of twenty.");
    html.close().newline();
    std::vector<Trend> trends;
    for (const auto& [id, entity] : site.index.entities)
        if (!entity.in_sponsor_only)
            trends.push_back(trend_of(parts, entity.name, site.links.name(id), entity.episodes));
    std::vector<const Trend*> rising, falling, fresh;
    for (const Trend& trend : trends) {
        if (trend.before == 0 && trend.recent >= kLeastNew)
            fresh.push_back(&trend);
        else if (trend.before > 0 && trend.z >= kLeastZ)
            rising.push_back(&trend);
        else if (trend.z <= -kLeastZ)
            falling.push_back(&trend);
    }
    std::stable_sort(rising.begin(), rising.end(), [](const Trend* a, const Trend* b) { return a->z > b->z; });
    std::stable_sort(falling.begin(), falling.end(), [](const Trend* a, const Trend* b) { return a->z < b->z; });
    std::stable_sort(fresh.begin(), fresh.end(), [](const Trend* a, const Trend* b) { return a->recent > b->recent; });
    html.open("div", {{"class", "three"}}).newline();
    write_list(page, "Rising", "Nothing is named clearly more often.", rising, parts, true);
    write_list(page, "Falling", "Nothing is named clearly less often.", falling, parts, true);
    write_list(page, "New", "Nothing new is named in two episodes or more.", fresh, parts, false);
    html.close();
    return page.end();
}

}  // namespace earwitness::publish
