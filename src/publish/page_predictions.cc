// The ledger of predictions: who said what would be so, and by when; those that have fallen due first. Rendering asks
// no clock: "due" means by the day of the archive's newest episode.
#include <algorithm>

#include "base/clock.h"
#include "publish/facts.h"
#include "publish/pages.h"
#include "publish/plot.h"

namespace earwitness::publish {
namespace {

std::string last_day(const DueDate& due) { return due.to.empty() ? due.from : due.to; }

std::string due_words(const DueDate& due) {
    const std::string day = last_day(due);
    if (day.size() == 10 && day.substr(4) == "-12-31") return "end of " + day.substr(0, 4);
    return due.to.empty() ? "from " + date_words(day) : date_words(day);
}

// "hedged, on a condition"; "not hedged" where the speaker takes nothing back.
std::string how_sure(const InsightLine& prediction) {
    std::string words;
    for (const std::string& fact : reservation_facts(prediction.hedge, prediction.condition))
        words += (words.empty() ? "" : ", ") + fact;
    return words.empty() ? "not hedged" : words;
}

void write_row(Page& page, const InsightLine& prediction) {
    Html& html = page.html();
    html.open("tr").open("td");
    if (prediction.due) html.element("time", {{"datetime", last_day(*prediction.due)}}, due_words(*prediction.due));
    html.close().open("td").text(how_sure(prediction)).close().open("td");
    if (!prediction.line.speaker.empty()) html.element("span", {{"class", "who"}}, prediction.line.speaker);
    html.close().open("td", {{"class", "words"}});
    write_words(page, "p", "said", prediction.line);
    write_origin(page, prediction.line, Origin::kEverywhere);
    html.close().close().newline();
}

void write_table(Page& page, std::string_view heading, const std::vector<const InsightLine*>& predictions) {
    if (predictions.empty()) return;
    Html& html = page.html();
    html.open("section").element("h2", heading).open("table", {{"class", "ledger"}}).open("thead").open("tr");
    for (const char* column : {"By when", "How sure", "Who", "What"}) html.element("th", {{"scope", "col"}}, column);
    html.close().close().open("tbody").newline();
    for (const InsightLine* prediction : predictions) write_row(page, *prediction);
    html.close().close().close().newline();
}

}  // namespace

std::vector<const InsightLine*> ledger_order(const SiteIndex& index) {
    std::vector<const InsightLine*> predictions;
    for (const InsightLine& insight : index.insights)
        if (insight.type == InsightType::kPrediction) predictions.push_back(&insight);
    std::stable_sort(predictions.begin(), predictions.end(), [](const InsightLine* a, const InsightLine* b) {
        const auto day = [](const InsightLine* p) { return p->due ? last_day(*p->due) : std::string("9999"); };
        return day(a) < day(b);
    });
    return predictions;
}

std::string predictions_path(std::size_t page) {
    return page == 1 ? "predictions.html" : "predictions/" + std::to_string(page) + ".html";
}

std::string render_predictions(const SiteContext& site, const std::vector<const InsightLine*>& all, PageOf of) {
    Page page(site, predictions_path(of.number), "insights.html");
    page.begin("Predictions", "");
    Html& html = page.html();
    const auto dates = archive_dates(site);
    const std::string today = dates ? base::format_utc(dates->second).substr(0, 10) : "";
    html.open("header", {{"class", "title"}}).element("h1", "The ledger of predictions");
    html.element("p", {{"class", "holdings"}},
                 counted(all.size(), "prediction", "predictions") +
                     (today.empty() ? ", those with a date first."
                                    : ", those first that were to come true by " + date_words(today) +
                                          ", the day of the newest episode."))
        .close()
        .newline();
    std::vector<const InsightLine*> due, open, undated;
    for (std::size_t i = of.first; i < of.last; ++i) {
        const InsightLine* prediction = all[i];
        const bool dated = prediction->due && !last_day(*prediction->due).empty();
        (!dated ? undated : !today.empty() && last_day(*prediction->due) <= today ? due : open).push_back(prediction);
    }
    write_table(page, "Fallen due", due);
    // Where no episode has a date nobody knows what has fallen due.
    write_table(page, today.empty() ? "With a date" : "Still to come", open);
    write_table(page, "Without a date", undated);
    std::vector<std::string> paths;
    for (std::size_t n = 1; n <= of.count; ++n) paths.push_back(predictions_path(n));
    write_pager(page, of, paths);
    return page.end();
}

}  // namespace earwitness::publish
