// One function a kind of page; each returns a whole HTML document. Called by site.cc, which knows the paths.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "publish/page.h"

namespace earwitness::publish {

std::string render_home(const SiteContext& site, const std::vector<std::uint32_t>& newest);
std::string render_shows(const SiteContext& site);
std::string render_show(const SiteContext& site, std::size_t show, const std::vector<std::uint32_t>& newest);
// An episode with its findings and its transcript.
std::string render_episode(const SiteContext& site, std::size_t episode, const Analysis& analysis,
                           const Reading& reading);
// An episode that waits for something, or failed.
std::string render_waiting_episode(const SiteContext& site, std::size_t episode);
std::string render_search(const SiteContext& site);

// A list over several pages: which one, of how many, and how their paths are made.
struct PageOf {
    std::size_t number = 1, count = 1;
    std::size_t first = 0, last = 0;  // items [first, last) stand on it
};
inline std::size_t pages_for(std::size_t items, std::size_t per_page) {
    return items == 0 ? 1 : (items + per_page - 1) / per_page;
}

inline constexpr std::size_t kQuotesPerPage = 100;
inline constexpr std::size_t kInsightsPerPage = 200;
inline constexpr std::size_t kLinesPerPage = 300;
inline constexpr std::size_t kNamesPerPage = 1000;

std::string quotes_path(std::size_t page);
std::string render_quotes(const SiteContext& site, PageOf page);

// `type` absent: all of them.
std::string insights_path(std::optional<InsightType> type, std::size_t page);
std::string render_insights(const SiteContext& site, std::optional<InsightType> type,
                            const std::vector<const InsightLine*>& lines, PageOf page);

// Predictions by the day that they fall due; those without one last, the newest first.
std::vector<const InsightLine*> ledger_order(const SiteIndex& index);
inline constexpr std::size_t kPredictionsPerPage = 200;
std::string predictions_path(std::size_t page);
std::string render_predictions(const SiteContext& site, const std::vector<const InsightLine*>& all, PageOf page);

std::string render_trends(const SiteContext& site, const std::vector<std::uint32_t>& newest);

std::string render_names(const SiteContext& site);
std::string names_path(EntityType type, std::size_t page);
std::string render_names_of_type(const SiteContext& site, EntityType type,
                                 const std::vector<const EntityPage*>& entities, PageOf page);
std::string render_name(const SiteContext& site, const EntityPage& entity, PageOf page);

std::string render_topics(const SiteContext& site);
std::string render_topic(const SiteContext& site, const TopicPage& topic, PageOf page);

// "Earlier 1 2 3 Later"; nothing where there is one page.
void write_pager(Page& page, PageOf of, const std::vector<std::string>& paths);

// "Waits for a transcription ..." or "Failed: ..."
std::string waiting_text(const SiteEpisode& episode);
// An entry of a list of episodes: title, show, date, length, what it says, or what it waits for.
enum class EntryDetail { kWithShow, kWithinShow };
void write_episode_entry(Page& page, std::size_t episode, EntryDetail detail);
// The list itself, in the order given.
void write_episode_list(Page& page, const std::vector<std::uint32_t>& episodes, EntryDetail detail);

// Quotes and insights as list items.
void write_quote(Page& page, const QuoteLine& quote, Origin origin);
void write_insight(Page& page, const InsightLine& insight, Origin origin);
// What a language model added to the episode, marked as its; nothing where that is nothing (page_additions.cc).
void write_additions(Page& page, std::size_t episode, const Analysis& analysis, const Reading& reading);
// Lines under a heading for each episode that they come from.
void write_lines_by_episode(Page& page, const std::vector<Line>& lines, PageOf of);

}  // namespace earwitness::publish
