// The site's own search index, as scripts that a page loads by <script src> (which works from file://, where fetch
// does not): docs/site.md describes the files. The browser reads the few that a query needs.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "publish/links.h"
#include "publish/site_index.h"

namespace earwitness::publish {

// What one episode adds; made on any thread.
struct EpisodeSearch {
    std::uint32_t passages = 0;
    std::string script;  // the passages, as search/p/....js has them, without the episode's number
    // Word -> passages of this episode, ascending: number * 2 + (occurs more than once).
    std::vector<std::pair<std::string, std::vector<std::uint32_t>>> words;
    std::vector<std::string> speakers;
    std::int64_t talk_ms = 0;  // 0 where unknown
};

EpisodeSearch index_for_search(const Analysis& analysis, const Reading& reading);

// Collects episodes in ascending order, then gives the files.
class SearchFiles {
  public:
    SearchFiles(const SiteModel& model, const Links& links)
        : model_(model), links_(links), starts_(model.episodes.size(), 0) {}
    // Returns the script of the episode's passages and its path.
    std::pair<std::string, std::string> add(std::size_t episode, EpisodeSearch search);
    // All other files by path. Empties this.
    std::map<std::string, std::string> finish(const SiteIndex& index);

  private:
    const SiteModel& model_;
    const Links& links_;
    std::vector<std::uint32_t> starts_;  // first passage of each episode
    std::vector<std::uint32_t> indexed_;
    std::vector<std::int64_t> talk_ms_;               // likewise, in the order of indexed_
    std::vector<std::vector<std::string>> speakers_;  // likewise
    std::uint32_t passages_ = 0;
    std::unordered_map<std::string, std::vector<std::uint32_t>> words_;
};

// The file that holds a word: "co" for "compute", "u4e" for a Han character. Known to web/search_query.ts as well.
std::string search_part(std::string_view word);

// JSON that may stand in a <script>: "<" and the two line separators that old scripts cannot hold are escaped.
void append_script_string(std::string_view text, std::string& out);

}  // namespace earwitness::publish
