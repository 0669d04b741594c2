#include "pipeline/update.h"

#include <algorithm>
#include <set>

#include "base/files.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "feed/feed.h"
#include "pipeline/local.h"
#include "pipeline/schedule.h"
#include "pipeline/source.h"

namespace earwitness::pipeline {
namespace {

using store::ShowRecord;
using store::ShowSource;

constexpr int kMaxMoves = 3;  // itunes:new-feed-url that points on and on

// Names the parser as well as the bytes: a new version reads an unchanged feed again.
std::string body_key(std::string_view body) {
    base::Sha256 hash;
    hash.add_field(kProducer);
    hash.add_field(body);
    return hash.hex();
}

// Reads one show; a class because a reading is several steps that fill one Reading.
class Reader {
  public:
    Reader(const Services& services, const ShowRecord& show, const std::vector<std::string>& known)
        : services_(services), show_(show), known_(known.begin(), known.end()), now_(services.clock.now_s()) {
        reading_.location = show.location;
        reading_.fetch = show.fetch;
        reading_.fetch.fetched_at = now_;
    }

    Reading read() {
        switch (show_.source) {
            case ShowSource::kFeed:
                fetch_feed();
                break;
            case ShowSource::kFeedFile:
                read_feed_file();
                break;
            case ShowSource::kFolder:
                read_folder();
                break;
            case ShowSource::kFiles:
            case ShowSource::kPages:
                reading_.outcome = Reading::Outcome::kNotModified;
                break;
        }
        if (reading_.outcome != Reading::Outcome::kFailed) succeed();
        return std::move(reading_);
    }

  private:
    void fail(Error error) {
        reading_.outcome = Reading::Outcome::kFailed;
        auto& fetch = reading_.fetch;
        fetch.last_error = error.message;
        if (error.code == ErrorCode::kGone) {
            fetch.gone = true;
            fetch.next_due_at.reset();
        } else if (error.code != ErrorCode::kCancelled) {
            ++fetch.failures;
            fetch.next_due_at = now_ + std::max(back_off_s(fetch.failures), error.retry_after_s);
        }
        reading_.error = std::move(error);
    }

    void succeed() {
        auto& fetch = reading_.fetch;
        fetch.gone = false;
        fetch.failures = 0;
        fetch.last_error.clear();
        fetch.next_due_at = now_ + (reading_.outcome == Reading::Outcome::kRead
                                        ? update_interval_s(services_.settings, reading_.show, reading_.episodes)
                                        : previous_interval());
    }

    // An unchanged feed is asked again after as long as last time.
    std::int64_t previous_interval() const {
        const auto& before = show_.fetch;
        const std::int64_t last =
            before.next_due_at && before.fetched_at ? *before.next_due_at - *before.fetched_at : 0;
        return std::clamp(last, services_.settings.min_update_minutes * 60, services_.settings.max_update_minutes * 60);
    }

    void fetch_feed() {
        std::set<std::string> visited;
        for (int moves = 0; moves <= kMaxMoves; ++moves) {
            visited.insert(reading_.location);
            if (!fetch_one(moves == 0)) return;
            const std::string next = reading_.show.new_feed_url;
            if (reading_.outcome != Reading::Outcome::kRead || !is_http(next) || visited.contains(next)) return;
            // The feed says where it has moved to; believed only where a feed is there.
            const Reading here = reading_;
            reading_.location = next;
            if (fetch_one(false)) continue;
            const std::string why = reading_.error.message;
            reading_ = here;
            reading_.diagnostics.push_back(
                {"new_feed_url_unreadable", "the feed says that it has moved, but nothing is there: " + why, 0});
            return;
        }
    }

    // Fetches reading_.location and parses it. False where it failed.
    bool fetch_one(bool conditional) {
        auto request = make_request(services_, show_, reading_.location);
        request.accept =
            "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";
        if (conditional) {
            request.etag = show_.fetch.etag;
            request.last_modified = show_.fetch.last_modified;
        }
        auto response = services_.http.get(request);
        if (!response) return fail(response.error()), false;
        if (is_http(response->permanent_url)) reading_.location = response->permanent_url;
        if (response->not_modified()) {
            reading_.outcome = Reading::Outcome::kNotModified;
            return true;
        }
        reading_.fetch.etag = response->etag;
        reading_.fetch.last_modified = response->last_modified;
        return parse(response->body, response->content_type, response->final_url, conditional) &&
               (reading_.outcome != Reading::Outcome::kRead || read_pages(response->final_url));
    }

    bool parse(std::string_view body, const std::string& content_type, const std::string& url, bool may_skip) {
        const std::string key = body_key(body);
        if (may_skip && key == show_.fetch.body_sha256) {
            reading_.outcome = Reading::Outcome::kNotModified;
            return true;
        }
        feed::ParseOptions options;
        options.source_url = url;
        options.content_type = content_type;
        auto parsed = feed::parse_feed(body, options);
        if (!parsed) return fail(in_context(reading_.location, parsed.error())), false;
        reading_.outcome = Reading::Outcome::kRead;
        reading_.fetch.body_sha256 = key;
        reading_.show = std::move(parsed->show);
        reading_.diagnostics = std::move(parsed->diagnostics);
        reading_.episodes.clear();
        seen_.clear();
        add_episodes(std::move(parsed->episodes));
        return true;
    }

    // True where all of them were new to the archive.
    bool add_episodes(std::vector<Episode> episodes) {
        bool all_new = !episodes.empty();
        for (auto& episode : episodes) {
            if (known_.contains(episode.guid)) all_new = false;
            // Pages overlap when an episode comes out between two requests.
            const std::string key =
                episode.guid + '\0' + (episode.enclosure ? episode.enclosure->url : "") + '\0' + episode.title;
            if (reading_pages_ && !seen_.insert(key).second) continue;
            if (!reading_pages_) seen_.insert(key);
            reading_.episodes.push_back({std::move(episode), "", ""});
        }
        return all_new;
    }

    // RFC 5005. A page that cannot be had ends the walk and is said; what was read counts.
    bool read_pages(const std::string& first_url) {
        std::string next = reading_.show.next_page_url;
        if (next.empty()) return true;
        bool go_on = std::none_of(reading_.episodes.begin(), reading_.episodes.end(),
                                  [&](const auto& one) { return known_.contains(one.episode.guid); });
        std::set<std::string> visited = {first_url};
        reading_pages_ = true;
        for (int page = 1; go_on && is_http(next) && visited.insert(next).second; ++page) {
            if (page >= services_.settings.max_pages) break;
            auto response = services_.http.get(make_request(services_, show_, next));
            if (!response) {
                reading_.diagnostics.push_back(
                    {"page_unreadable", "an older page of the feed: " + response.error().message, 0});
                break;
            }
            feed::ParseOptions options;
            options.source_url = response->final_url;
            options.content_type = response->content_type;
            auto parsed = feed::parse_feed(response->body, options);
            if (!parsed) {
                reading_.diagnostics.push_back(
                    {"page_unreadable", "an older page of the feed: " + parsed.error().message, 0});
                break;
            }
            next = parsed->show.next_page_url;
            go_on = add_episodes(std::move(parsed->episodes));
            if (next.empty()) break;
        }
        reading_pages_ = false;
        reading_.whole = next.empty();
        return true;
    }

    void read_feed_file() {
        const auto body = base::read_file(show_.location, static_cast<std::size_t>(fetch::kMaxPageBytes));
        if (!body) return fail(body.error());
        parse(*body, "", file_url(show_.location), true);
    }

    void read_folder() {
        auto scanned = scan_folder(show_.location);
        if (!scanned) return fail(scanned.error());
        reading_.outcome = Reading::Outcome::kRead;
        reading_.show = show_.show;
        if (!scanned->album.empty()) reading_.show.title = std::move(scanned->album);
        reading_.episodes = std::move(scanned->episodes);
    }

    const Services& services_;
    const ShowRecord& show_;
    const std::set<std::string> known_;
    const std::int64_t now_;
    Reading reading_;
    std::set<std::string> seen_;
    bool reading_pages_ = false;
};

ShowUpdate describe(const ShowRecord& show, const Reading& reading) {
    ShowUpdate out;
    out.id = show.id;
    out.title = show.show.title.empty() ? reading.show.title : show.show.title;
    out.next_due_at = reading.fetch.next_due_at;
    out.diagnostics = reading.diagnostics;
    if (reading.outcome == Reading::Outcome::kFailed) {
        out.state = reading.fetch.gone ? "gone" : "failed";
        out.reason = reading.error.message;
    } else {
        out.state = reading.outcome == Reading::Outcome::kRead ? "updated" : "unchanged";
    }
    return out;
}

Result<std::vector<ShowRecord>> chosen_shows(const Services& services, const UpdateOptions& options) {
    auto all = services.archive.shows();
    if (!all) return all.error();
    std::vector<ShowRecord> out;
    for (const auto& wanted : options.shows) {
        const auto found =
            std::find_if(all->begin(), all->end(), [&](const ShowRecord& show) { return show.id == wanted; });
        if (found == all->end())
            return make_error(ErrorCode::kNotFound,
                              wanted + ": no such show in the archive; `earwitness show` lists them");
    }
    const std::int64_t now = services.clock.now_s();
    for (auto& show : *all) {
        const bool named = std::find(options.shows.begin(), options.shows.end(), show.id) != options.shows.end();
        if (!options.shows.empty() && !named) continue;
        if (!named && show.fetch.gone) continue;
        if (options.only_due && show.fetch.next_due_at && *show.fetch.next_due_at > now) continue;
        out.push_back(std::move(show));
    }
    return out;
}

// The show as it is since it was claimed; false where another process has left nothing to do.
Result<bool> reread(const Services& services, const UpdateOptions& options, ShowRecord& show) {
    if (!services.archive.shared()) return true;
    auto again = services.archive.find_show(show.id);
    if (!again) return again.error();
    if (!*again) return false;
    show = std::move(**again);
    return !(options.only_due && show.fetch.next_due_at && *show.fetch.next_due_at > services.clock.now_s());
}

struct Work {
    ShowRecord show;
    Reading reading;
    std::optional<Error> broken;        // the archive failed
    std::optional<store::Claim> claim;  // nothing: another process asks this feed, or has just asked it
};

}  // namespace

std::size_t UpdateSummary::failed() const {
    return static_cast<std::size_t>(std::count_if(
        shows.begin(), shows.end(), [](const auto& show) { return show.state == "failed" || show.state == "gone"; }));
}

std::size_t UpdateSummary::fresh() const {
    std::size_t total = 0;
    for (const auto& show : shows) total += show.counts.fresh;
    return total;
}

Reading read_show(const Services& services, const ShowRecord& show, const std::vector<std::string>& known) {
    return Reader(services, show, known).read();
}

Result<store::TakeIn> take_in(const Services& services, const ShowRecord& show, const Reading& reading) {
    auto& archive = services.archive;
    if (reading.location != show.location)
        if (auto done = archive.set_location(show.row, reading.location); !done) return done.error();
    if (reading.outcome == Reading::Outcome::kRead)
        return archive.take_in(show.row, reading.show, reading.episodes, reading.whole, reading.fetch,
                               services.clock.now_s());
    if (auto done = archive.set_fetch_state(show.row, reading.fetch); !done) return done.error();
    return store::TakeIn{};
}

Result<UpdateSummary> update(const Services& services, const UpdateOptions& options) {
    auto shows = chosen_shows(services, options);
    if (!shows) return shows.error();
    UpdateSummary summary;
    std::optional<Error> broken;
    std::size_t at = 0;
    const std::size_t total = shows->size();
    const std::function<std::optional<ShowRecord>()> next = [&]() -> std::optional<ShowRecord> {
        if (at >= shows->size() || services.is_cancelled()) return std::nullopt;
        return std::move((*shows)[at++]);
    };
    const std::function<Work(ShowRecord &&)> work = [&](ShowRecord&& show) {
        Work done{std::move(show), {}, {}, {}};
        auto claim = services.archive.claim("show/" + done.show.id);
        if (!claim) {
            done.broken = claim.error();
            return done;
        }
        done.claim = std::move(*claim);
        if (!done.claim) return done;
        if (auto current = reread(services, options, done.show); !current || !*current) {
            if (!current) done.broken = current.error();
            done.claim.reset();
            return done;
        }
        auto episodes = services.archive.episodes(done.show.id);
        if (!episodes) {
            done.broken = episodes.error();
            return done;
        }
        std::vector<std::string> known;
        for (const auto& one : *episodes)
            if (!one.episode.guid.empty()) known.push_back(one.episode.guid);
        done.reading = read_show(services, done.show, known);
        return done;
    };
    const std::function<bool(Work &&)> emit = [&](Work&& done) {
        if (done.broken) return broken = done.broken, false;
        if (!done.claim) return true;
        if (done.reading.error.code == ErrorCode::kCancelled && done.reading.outcome == Reading::Outcome::kFailed)
            return true;
        ShowUpdate line = describe(done.show, done.reading);
        auto counts = take_in(services, done.show, done.reading);
        if (!counts) return broken = counts.error(), false;
        line.counts = *counts;
        summary.shows.push_back(std::move(line));
        if (services.progress) services.progress({summary.shows.size(), total, summary.shows.back().title});
        return true;
    };
    base::ordered_parallel<ShowRecord, Work>(options.jobs, next, work, emit);
    if (broken) return *broken;
    summary.cancelled = services.is_cancelled();
    return summary;
}

}  // namespace earwitness::pipeline
