// Files of each episode into a folder: what the exporters that are not the site share. Loads every analysis once, on
// several threads, and writes in the model's order.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "publish/folder.h"
#include "publish/publish_site.h"
#include "publish/site_index.h"

namespace earwitness::publish {

using NamedFiles = std::vector<std::pair<std::string, std::string>>;
// Makes the files of one analysed episode; called on any thread.
using FileMaker = std::function<NamedFiles(std::size_t episode, const Analysis& analysis)>;

// The episodes that `index` knows as verify.json names them; their files are "<stem>.txt" and "<stem>.json".
std::vector<ProofEpisode> proof_episodes(const SiteModel& model, const Links& links, const SiteIndex& index);

// An analysis that cannot be read is told in report.problems and left out; `index` gathers the others.
Status write_episode_files(const SiteModel& model, const AnalysisLoader& load, std::size_t jobs, const FileMaker& make,
                           Folder& folder, SiteIndex& index, PublishReport& report);

// How many episodes of the model have findings.
std::size_t analysed_episodes(const SiteModel& model);

// Ends a publish: a partial one where report.problems has something, which is told there too.
Status finish_publish(Folder& folder, std::vector<ProofEpisode> episodes, PublishReport& report);

}  // namespace earwitness::publish
