#include "pipeline/intake.h"

#include <algorithm>

#include "base/files.h"
#include "feed/feed.h"
#include "feed/opml.h"
#include "pipeline/local.h"
#include "pipeline/source.h"
#include "text/utf8.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;
using store::ShowRecord;
using store::ShowSource;

Added describe(const ShowRecord& record, bool already, store::TakeIn counts, bool fetched) {
    return {record.id, record.show.title, std::string(store::show_source_name(record.source)),
            already,   std::move(counts), fetched};
}

// Reads a show that is there or would be, then makes and fills it. What cannot be read leaves nothing behind.
Result<Added> add_and_read(const Services& services, ShowRecord candidate) {
    auto& archive = services.archive;
    auto known = archive.find_show_by_location(candidate.location);
    if (!known) return known.error();
    const bool already = known->has_value();
    if (already) {
        candidate = std::move(**known);
        candidate.fetch.gone = false;
    }
    const Reading reading = read_show(services, candidate, {});
    if (reading.outcome == Reading::Outcome::kFailed) return reading.error;
    if (!already) {
        // The feed may say, or its redirects may lead to, an address that is followed already under another.
        auto same = archive.find_show_by_location(reading.location);
        if (!same) return same.error();
        if (*same) return describe(**same, true, {}, true);
        auto made = archive.add_show(candidate.source, reading.location, candidate.added_as, reading.show,
                                     services.clock.now_s());
        if (!made) return made.error();
        candidate = std::move(*made);
    }
    auto counts = take_in(services, candidate, reading);
    if (!counts) return counts.error();
    if (reading.outcome == Reading::Outcome::kRead) candidate.show = reading.show;
    return describe(candidate, already, std::move(*counts), true);
}

Result<std::vector<Added>> one(Result<Added> added) {
    if (!added) return added.error();
    return std::vector<Added>{std::move(*added)};
}

Result<std::vector<Added>> add_list(const Services& services, const feed::Opml& list) {
    std::vector<Added> out;
    for (const auto& item : list.subscriptions) {
        if (!is_http(item.feed_url)) continue;
        auto known = services.archive.find_show_by_location(item.feed_url);
        if (!known) return known.error();
        if (*known) {
            out.push_back(describe(**known, true, {}, false));
            continue;
        }
        Show show;
        show.title = item.title;
        auto made =
            services.archive.add_show(ShowSource::kFeed, item.feed_url, item.feed_url, show, services.clock.now_s());
        if (!made) return made.error();
        out.push_back(describe(*made, false, {}, false));
    }
    return out;
}

Result<Added> add_folder(const Services& services, const fs::path& folder) {
    ShowRecord candidate;
    candidate.source = ShowSource::kFolder;
    candidate.location = candidate.added_as = folder.string();
    candidate.show.title = text::repair_utf8(folder.filename().string());
    const auto scanned = scan_folder(folder);
    if (!scanned) return scanned.error();
    if (scanned->episodes.empty())
        return make_error(
            ErrorCode::kNotFound,
            folder.string() +
                ": holds no transcript (vtt, srt, json, md, html, txt) and no audio; name another folder, or a feed");
    return add_and_read(services, std::move(candidate));
}

// The show of an episode that is this very file, in a followed folder for instance.
Result<std::optional<ShowRecord>> show_that_has(const store::Archive& archive, const std::string& file) {
    const auto episode = archive.find_episode_by_file(file);
    if (!episode) return episode.error();
    return *episode ? archive.find_show((*episode)->show_id) : std::optional<ShowRecord>();
}

// Single files are episodes of one show, "Local files".
Result<Added> add_file(const Services& services, const fs::path& file) {
    auto& archive = services.archive;
    auto episode = describe_file(file);
    if (!episode) return episode.error();
    auto has = show_that_has(archive, file.string());
    if (!has) return has.error();
    if (*has && (*has)->source != ShowSource::kFiles) return describe(**has, true, {}, false);
    auto shows = archive.shows();
    if (!shows) return shows.error();
    const auto found =
        std::find_if(shows->begin(), shows->end(), [](const auto& show) { return show.source == ShowSource::kFiles; });
    ShowRecord record;
    if (found != shows->end()) {
        record = std::move(*found);
    } else {
        Show show;
        show.title = "Local files";
        auto made = archive.add_show(ShowSource::kFiles, "", "", show, services.clock.now_s());
        if (!made) return made.error();
        record = std::move(*made);
    }
    auto counts =
        archive.take_in(record.row, record.show, {std::move(*episode)}, false, record.fetch, services.clock.now_s());
    if (!counts) return counts.error();
    const bool already = counts->fresh == 0;
    return describe(record, already, std::move(*counts), true);
}

ShowRecord feed_candidate(ShowSource source, std::string_view location) {
    ShowRecord candidate;
    candidate.source = source;
    candidate.location = candidate.added_as = std::string(location);
    return candidate;
}

// A file with markup: a list of feeds or a feed. Anything else is for add_file.
Result<std::vector<Added>> add_any_file(const Services& services, const fs::path& file) {
    const std::string ending = text::lower(file.extension().string());
    const bool may_be_json_feed = ending == ".json";
    const bool is_markup =
        ending == ".xml" || ending == ".rss" || ending == ".atom" || ending == ".opml" || ending == ".rdf";
    if (!is_markup && !may_be_json_feed && file_kind(file) != FileKind::kNone) return one(add_file(services, file));
    const auto bytes = base::read_file(file, static_cast<std::size_t>(fetch::kMaxPageBytes));
    if (!bytes) return bytes.error();
    if (auto list = feed::parse_opml(*bytes); list && !list->subscriptions.empty()) return add_list(services, *list);
    if (auto parsed = feed::parse_feed(*bytes))
        return one(add_and_read(services, feed_candidate(ShowSource::kFeedFile, file.string())));
    else if (!may_be_json_feed)
        return make_error(ErrorCode::kMalformed,
                          file.string() + ": is neither a feed (" + parsed.error().message +
                              "), nor a list of feeds (OPML), nor a transcript or audio by its name");
    return one(add_file(services, file));
}

}  // namespace

Result<std::vector<Added>> add(const Services& services, std::string_view what) {
    if (is_http(what)) return one(add_and_read(services, feed_candidate(ShowSource::kFeed, what)));
    std::error_code code;
    const fs::path path = fs::canonical(fs::path(what), code);
    if (code)
        return make_error(ErrorCode::kNotFound, std::string(what) + ": no such file or folder (" + code.message() +
                                                    "); a feed's address begins with http:// or https://");
    if (fs::is_directory(path, code)) return one(add_folder(services, path));
    return add_any_file(services, path);
}

}  // namespace earwitness::pipeline
