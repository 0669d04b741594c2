#include "publish/site.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/analysis_json.h"
#include "base/clock.h"
#include "base/parallel.h"
#include "publish/assets.h"
#include "publish/pages.h"
#include "publish/quote_clips.h"
#include "publish/search_files.h"

namespace earwitness::publish {
namespace {

// What a thread makes of one episode.
struct Made {
    std::size_t episode = 0;
    std::optional<Error> failure;
    EpisodeLines lines;
    EpisodeSearch search;
    std::vector<std::pair<std::string, std::string>> files;
    Status clipped;
};

std::vector<std::uint32_t> newest_first(const SiteModel& model) {
    std::vector<std::uint32_t> order(model.episodes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return model.episodes[a].about.published_at.value_or(INT64_MIN) >
               model.episodes[b].about.published_at.value_or(INT64_MIN);
    });
    return order;
}

PageOf page_of(std::size_t number, std::size_t items, std::size_t per_page) {
    PageOf page{number, pages_for(items, per_page)};
    page.first = (number - 1) * per_page;
    page.last = std::min(items, number * per_page);
    return page;
}

std::string findings_json(const Analysis& analysis) {
    std::string json;
    base::append_analysis_json(analysis, base::JsonLayout::kCompact, json);
    json += '\n';
    return json;
}

}  // namespace

Site::Site(SiteModel model, AnalysisLoader load)
    : model_(std::move(model)), load_(std::move(load)), links_(model_), newest_(newest_first(model_)) {}

std::unique_ptr<Site> Site::build(SiteModel model, AnalysisLoader load, std::size_t jobs, const EpisodeSink& sink,
                                  Diagnostics& problems, const ClipMaking& clips) {
    std::unique_ptr<Site> site(new Site(std::move(model), std::move(load)));
    SearchFiles search(site->model_, site->links_);
    std::size_t at = 0;
    const auto next = [&]() -> std::optional<std::size_t> {
        while (at < site->model_.episodes.size() && site->model_.episodes[at].state != EpisodeState::kAnalysed) ++at;
        return at < site->model_.episodes.size() ? std::optional(at++) : std::nullopt;
    };
    const auto make = [&](std::size_t&& episode) {
        Made made{episode};
        const auto analysis = site->load_(episode);
        if (!analysis) {
            made.failure = analysis.error();
            return made;
        }
        const Reading reading = build_reading(**analysis, page_breaks(**analysis));
        made.lines = collect_lines(**analysis, reading, static_cast<std::uint32_t>(episode));
        made.search = index_for_search(**analysis, reading);
        if (sink) {
            // Each thread touches its own episode of the model only.
            if (clips.cutter)
                made.clipped = cut_quotes(clips.cutter, **analysis, site->links_.episode_name(episode),
                                          site->model_.episodes[episode], made.files);
            const std::string stem = site->links_.episode_stem(episode);
            made.files.emplace_back(stem + ".html", render_episode(site->context(), episode, **analysis, reading));
            made.files.emplace_back(stem + ".json", findings_json(**analysis));
            made.files.emplace_back(stem + ".txt", (*analysis)->transcript.text);
        }
        return made;
    };
    const auto take = [&](Made&& made) {
        if (made.failure) {
            SiteEpisode& episode = site->model_.episodes[made.episode];
            problems.push_back({"analysis_unreadable", episode.key + ": " + made.failure->message});
            episode.state = EpisodeState::kFailed;
            episode.waits_for = made.failure->message;
            return true;
        }
        if (!made.clipped && clips.notes != nullptr)
            clips.notes->push_back({"no_clips", site->model_.episodes[made.episode].key +
                                                    ": no clips of its quotes: " + made.clipped.error().message});
        merge(std::move(made.lines), site->index_);
        const auto [path, script] = search.add(made.episode, std::move(made.search));
        site->episode_files_[path] = made.episode;
        if (sink) {
            for (const auto& [file, bytes] : made.files)
                if (!sink(file, bytes)) return false;
            return sink(path, script);
        }
        return true;
    };
    base::ordered_parallel<std::size_t, Made>(jobs, next, make, take);
    std::vector<std::uint32_t> rank(site->newest_.size());
    for (std::uint32_t i = 0; i < site->newest_.size(); ++i) rank[site->newest_[i]] = i;
    finish(site->index_, rank);
    for (auto& [path, bytes] : search.finish(site->index_)) site->files_[path] = std::move(bytes);
    site->add_pages();
    return site;
}

void Site::add_pages() {
    for (const Asset& asset : assets()) files_.emplace(asset.path, asset.bytes);
    pages_["index.html"] = [this] { return render_home(context(), newest_); };
    pages_["shows.html"] = [this] { return render_shows(context()); };
    pages_["search.html"] = [this] { return render_search(context()); };
    pages_["names.html"] = [this] { return render_names(context()); };
    pages_["trends.html"] = [this] { return render_trends(context(), newest_); };
    pages_["topics.html"] = [this] { return render_topics(context()); };
    for (std::size_t show = 0; show < model_.shows.size(); ++show)
        pages_[links_.show(show)] = [this, show] { return render_show(context(), show, newest_); };
    for (std::size_t episode = 0; episode < model_.episodes.size(); ++episode) {
        if (model_.episodes[episode].state == EpisodeState::kAnalysed) {
            for (const char* ending : {".html", ".json", ".txt"})
                episode_files_[links_.episode_stem(episode) + ending] = episode;
        } else {
            pages_[links_.episode(episode)] = [this, episode] { return render_waiting_episode(context(), episode); };
        }
    }
    add_list_pages();
    add_name_pages();
    if (model_.noindex) files_["robots.txt"] = "User-agent: *\nDisallow: /\n";
    if (!model_.base_url.empty()) add_sitemap();
}

void Site::add_list_pages() {
    const std::size_t quotes = index_.quotes.size();
    for (std::size_t n = 1; n <= pages_for(quotes, kQuotesPerPage); ++n)
        pages_[quotes_path(n)] = [this, n, quotes] {
            return render_quotes(context(), page_of(n, quotes, kQuotesPerPage));
        };
    auto ledger = std::make_shared<std::vector<const InsightLine*>>(ledger_order(index_));
    for (std::size_t n = 1; n <= pages_for(ledger->size(), kPredictionsPerPage); ++n)
        pages_[predictions_path(n)] = [this, n, ledger] {
            return render_predictions(context(), *ledger, page_of(n, ledger->size(), kPredictionsPerPage));
        };
    for (int i = -1; i < kInsightTypes; ++i) {
        const auto type = i < 0 ? std::nullopt : std::optional(static_cast<InsightType>(i));
        auto lines = std::make_shared<std::vector<const InsightLine*>>();
        for (const InsightLine& line : index_.insights)
            if (!type || line.type == *type) lines->push_back(&line);
        if (type && lines->empty()) continue;
        for (std::size_t n = 1; n <= pages_for(lines->size(), kInsightsPerPage); ++n)
            pages_[insights_path(type, n)] = [this, n, type, lines] {
                return render_insights(context(), type, *lines, page_of(n, lines->size(), kInsightsPerPage));
            };
    }
}

void Site::add_name_pages() {
    for (int i = 0; i < kEntityTypes; ++i) {
        const auto type = static_cast<EntityType>(i);
        auto entities = std::make_shared<std::vector<const EntityPage*>>();
        for (const auto& [id, entity] : index_.entities)
            if (entity.type == type) entities->push_back(&entity);
        if (entities->empty()) continue;
        std::stable_sort(entities->begin(), entities->end(),
                         [](const EntityPage* a, const EntityPage* b) { return a->name < b->name; });
        for (std::size_t n = 1; n <= pages_for(entities->size(), kNamesPerPage); ++n)
            pages_[names_path(type, n)] = [this, n, type, entities] {
                return render_names_of_type(context(), type, *entities, page_of(n, entities->size(), kNamesPerPage));
            };
    }
    for (const auto& [id, entity] : index_.entities) {
        const std::size_t lines = entity.lines.size();
        for (std::size_t n = 1; n <= pages_for(lines, kLinesPerPage); ++n)
            pages_[links_.name(id, n)] = [this, n, lines, &page = entity] {
                return render_name(context(), page, page_of(n, lines, kLinesPerPage));
            };
    }
    for (const auto& [id, topic] : index_.topics) {
        const std::size_t lines = topic.lines.size();
        for (std::size_t n = 1; n <= pages_for(lines, kLinesPerPage); ++n)
            pages_[links_.topic(id, n)] = [this, n, lines, &page = topic] {
                return render_topic(context(), page, page_of(n, lines, kLinesPerPage));
            };
    }
}

void Site::add_sitemap() {
    const auto listed = [&](std::size_t show) { return !model_.shows[show].about.blocked; };
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    const auto add = [&](std::string_view path) {
        xml += "<url><loc>";
        append_escaped(model_.base_url, xml);
        append_escaped(path, xml);
        xml += "</loc></url>\n";
    };
    add("");
    for (std::size_t show = 0; show < model_.shows.size(); ++show)
        if (listed(show)) add(links_.show(show));
    for (std::size_t episode = 0; episode < model_.episodes.size(); ++episode)
        if (listed(model_.episodes[episode].show)) add(links_.episode(episode));
    for (const auto& [id, entity] : index_.entities) add(links_.name(id));
    if (!model_.noindex) files_["sitemap.xml"] = xml + "</urlset>\n";
}

std::vector<std::string> Site::paths() const {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files_) paths.push_back(path);
    for (const auto& [path, page] : pages_) paths.push_back(path);
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<std::string> Site::render_episode_file(std::size_t number, std::string_view path) const {
    const auto analysis = load_(number);
    if (!analysis) return analysis.error();
    if (path.ends_with(".json")) return findings_json(**analysis);
    if (path.ends_with(".txt")) return (*analysis)->transcript.text;
    const Reading reading = build_reading(**analysis, page_breaks(**analysis));
    if (path.ends_with(".html")) return render_episode(context(), number, **analysis, reading);
    SearchFiles search(model_, links_);
    return search.add(number, index_for_search(**analysis, reading)).second;
}

Result<std::string> Site::render(std::string_view path) const {
    if (const auto file = files_.find(path); file != files_.end()) return file->second;
    if (const auto page = pages_.find(path); page != pages_.end()) return page->second();
    if (const auto file = episode_files_.find(path); file != episode_files_.end())
        return render_episode_file(file->second, path);
    return make_error(ErrorCode::kNotFound, "no page " + std::string(path));
}

}  // namespace earwitness::publish
