// Quotes and insights over all episodes.
#include "publish/pages.h"

namespace earwitness::publish {

std::string quotes_path(std::size_t page) {
    return page == 1 ? "quotes.html" : "quotes/" + std::to_string(page) + ".html";
}

std::string render_quotes(const SiteContext& site, PageOf of) {
    Page page(site, quotes_path(of.number), "quotes.html");
    page.begin("Quotes", "");
    Html& html = page.html();
    html.open("header", {{"class", "title"}}).element("h1", "Quotes");
    html.element("p", {{"class", "holdings"}},
                 counted(site.index.quotes.size(), "line", "lines") + " worth repeating, the strongest first.");
    html.close().newline();
    html.open("ul", {{"class", "lines big"}}).newline();
    for (std::size_t i = of.first; i < of.last; ++i) write_quote(page, site.index.quotes[i], Origin::kEverywhere);
    html.close().newline();
    std::vector<std::string> paths;
    for (std::size_t n = 1; n <= of.count; ++n) paths.push_back(quotes_path(n));
    write_pager(page, of, paths);
    return page.end();
}

std::string insights_path(std::optional<InsightType> type, std::size_t page) {
    std::string path = "insights";
    if (type) path += "/" + std::string(insight_type_name(*type));
    if (page > 1) path += (type ? "-" : "/") + std::to_string(page);
    return path + ".html";
}

std::string render_insights(const SiteContext& site, std::optional<InsightType> type,
                            const std::vector<const InsightLine*>& lines, PageOf of) {
    Page page(site, insights_path(type, of.number), "insights.html");
    page.begin(type ? type_heading(*type) : "Insights", "");
    Html& html = page.html();
    html.open("header", {{"class", "title"}}).element("h1", type ? type_heading(*type) : "Insights");
    html.element("p", {{"class", "holdings"}},
                 "What was predicted, recommended, counted and complained about; the newest episodes first.");
    // Without scripts each type is a page; where all stand on this one, a script filters in place.
    html.open("nav",
              {{"class", "filter"}, {"aria-label", "Types"}, {!type && of.count == 1 ? "data-filter" : "", "insight"}});
    html.element(
        "a",
        {{"href", page.to(insights_path(std::nullopt, 1))}, {"data-type", ""}, {type ? "" : "aria-current", "page"}},
        "All");
    std::vector<std::size_t> counts(kInsightTypes);
    for (const InsightLine& insight : site.index.insights) ++counts[static_cast<std::size_t>(insight.type)];
    for (int i = 0; i < kInsightTypes; ++i) {
        const auto other = static_cast<InsightType>(i);
        if (counts[static_cast<std::size_t>(i)] == 0) continue;
        html.open("a", {{"href", page.to(insights_path(other, 1))},
                        {"data-type", insight_type_name(other)},
                        {type == other ? "aria-current" : "", "page"}});
        html.text(type_heading(other))
            .text(" ")
            .element("span", {{"class", "n"}}, std::to_string(counts[static_cast<std::size_t>(i)]))
            .close();
    }
    html.close();
    if (counts[static_cast<std::size_t>(InsightType::kPrediction)] > 0)
        html.open("p")
            .element("a", {{"class", "more"}, {"href", page.to(predictions_path(1))}}, "The ledger of predictions")
            .close();
    html.close().newline();
    html.open("ul", {{"class", "lines"}}).newline();
    for (std::size_t i = of.first; i < of.last; ++i) write_insight(page, *lines[i], Origin::kEverywhere);
    html.close().newline();
    std::vector<std::string> paths;
    for (std::size_t n = 1; n <= of.count; ++n) paths.push_back(insights_path(type, n));
    write_pager(page, of, paths);
    return page.end();
}

}  // namespace earwitness::publish
