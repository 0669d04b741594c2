// The archive as a site that keeps up with it: pages are rendered when they are asked for and kept until the archive
// changes. Any thread may call it.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "publish/archive_source.h"
#include "publish/site.h"
#include "search/index.h"
#include "serve/answer.h"

namespace earwitness::serve {

class LiveSite {
  public:
    // Reads every analysis once: seconds for hundreds of episodes.
    static Result<std::unique_ptr<LiveSite>> open(const std::filesystem::path& archive, std::string title,
                                                  std::size_t jobs);

    // A page, script or medium of the site; path without the leading slash, "" for the home page.
    Answer answer(std::string_view path);
    const store::Archive& archive() const { return *archive_; }
    // The archive's search index, in memory.
    std::shared_ptr<const search::Index> index() const;
    // The path of an episode's page, "" where there is no such episode.
    std::string page_of(std::string_view episode_id) const;

    // Looks whether the archive has changed and reads it again if so; the old site serves meanwhile. Called by one
    // thread, from time to time. Problems come back for the caller to print.
    Diagnostics refresh();

  private:
    LiveSite(std::shared_ptr<const store::Archive> archive, std::string title, std::size_t jobs)
        : archive_(std::move(archive)), title_(std::move(title)), jobs_(jobs) {}

    // One state of the archive, with what was rendered of it.
    struct State {
        std::unique_ptr<publish::Site> site;
        std::map<std::string, std::filesystem::path, std::less<>> media;
        std::string hash;  // of what the model was made from
        std::mutex lock;   // guards the rest
        std::map<std::string, Answer, std::less<>> rendered;
        std::size_t rendered_bytes = 0;
    };
    Result<std::shared_ptr<State>> read(std::string_view known_hash, Diagnostics& problems) const;
    std::shared_ptr<State> state() const;
    // A new index where the archive's has changed, else null.
    Result<std::shared_ptr<const search::Index>> read_index();
    std::string stamp() const;  // of the archive's files; another one when something was written

    std::shared_ptr<const store::Archive> archive_;
    std::string title_;
    std::size_t jobs_;
    std::string seen_;         // the stamp of what was read last; refresh()'s thread alone uses it
    std::string indexed_;      // likewise: what the index was made from
    mutable std::mutex lock_;  // guards state_ and index_
    std::shared_ptr<State> state_;
    std::shared_ptr<const search::Index> index_;
};

}  // namespace earwitness::serve
