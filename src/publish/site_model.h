// What the renderer is told: shows, their episodes and where each one's analysis is to be had. Plain data, filled by
// archive_source (from the store) and by tests; the renderer asks neither clock, nor network, nor store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "earwitness/episode.h"
#include "earwitness/findings.h"
#include "earwitness/result.h"

namespace earwitness::publish {

enum class EpisodeState { kAnalysed, kWaiting, kFailed };

struct SiteEpisode {
    std::string key;       // the archive's name for it; the page's file name is made from it
    std::size_t show = 0;  // index into SiteModel::shows
    Episode about;         // as the publisher says
    EpisodeState state = EpisodeState::kWaiting;
    std::string waits_for;             // for a person: "a transcript"; or why it failed
    std::string media_file;            // a local copy's URL relative to the site's root, "" where there is none
    std::filesystem::path audio_file;  // where a copy lies on this machine, "" where none does; never shown
    std::map<std::uint32_t, std::string> clips;  // first byte of a quote -> its clip's path in the site; made by Site
    std::string input_hash;                      // of the stored analysis: changes when it does
};

struct SiteShow {
    std::string key;
    Show about;
};

// A page of another system's site, as it was taken in (and mended).
struct ImportedPage {
    std::size_t episode = 0;  // that it tells of: index into SiteModel::episodes
    std::string file;         // its name among the pages
    std::string text;
};

struct SiteModel {
    std::string title = "Earwitness";
    std::string base_url;  // with a trailing slash, or "": only sitemap.xml and canonical links need it
    bool noindex = false;
    bool live = false;  // pages say "served from the archive" and link to the API
    std::vector<SiteShow> shows;
    std::vector<SiteEpisode> episodes;
};

// The analysis of one episode of the model, by its index. Called for analysed ones only; must be safe to call from
// several threads at once.
using AnalysisLoader = std::function<Result<std::shared_ptr<const Analysis>>(std::size_t episode)>;

struct ClipRange {
    std::int64_t begin_ms = 0, end_ms = 0;
};
struct CutClips {
    std::string ending;              // ".mp3"
    std::vector<std::string> files;  // one a range; "" where the audio has nothing there
};
// Clips out of a local audio file (audio/clip.h); kUnsupported where its format gives none. Safe to call from several
// threads at once.
using ClipCutter =
    std::function<Result<CutClips>(const std::filesystem::path& audio, const std::vector<ClipRange>& ranges)>;

}  // namespace earwitness::publish
