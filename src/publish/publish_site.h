// `earwitness publish site`: the site of a model, written into a folder with its proof. Deterministic bytes; only
// changed files are touched.
#pragma once

#include <filesystem>
#include <functional>

#include "publish/folder.h"
#include "publish/site_model.h"

namespace earwitness::publish {

// How far a publish is, of what: called by one thread at a time.
using PublishProgress = std::function<void(std::size_t done, std::size_t total, std::string_view what)>;

struct PublishReport {
    std::size_t episodes = 0, files = 0, written = 0, removed = 0;
    Diagnostics problems;
    Diagnostics notes;      // what could not be done and leaves nothing stale
    std::size_t clips = 0;  // of `files`
};

// A local file that the site carries along (audio that is nowhere on the web).
struct Carried {
    std::string path;  // in the site, as SiteEpisode::media_file names it
    std::filesystem::path file;
};

// With a `cutter`, each quote with times of an episode whose audio is on this machine gets a clip.
Result<PublishReport> publish_site(SiteModel model, AnalysisLoader load, const std::vector<Carried>& carried,
                                   const std::filesystem::path& folder, std::size_t jobs, const ClipCutter& cutter = {},
                                   const PublishProgress& progress = {});

}  // namespace earwitness::publish
