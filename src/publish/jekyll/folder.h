// The folder of a Jekyll site: a working copy that also holds other people's files. `.earwitness-jekyll.json` lists
// what we wrote. Pages are merged with what their readers wrote into them; transcripts and search files are ours alone;
// the site's own files are written once, and brought up to date for as long as nobody changed them.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "publish/jekyll/merge.h"

namespace earwitness::publish::jekyll {

inline constexpr std::string_view kPages = "_episodes/";
inline constexpr std::string_view kManifest = ".earwitness-jekyll.json";

// What the last publish wrote.
struct Written {
    std::string sha256;   // "" for a page of ours: it holds hashes of its own (merge.h)
    std::string episode;  // of a page of ours: the archive's name for it
};
using Manifest = std::map<std::string, Written>;  // by path

enum class WriteState { kSame, kNew, kChanged, kForeign };

struct FolderReport {
    std::set<std::string> owned;    // every file that is as we write it
    std::set<std::string> written;  // of this publish
    std::set<std::string> removed;
    std::vector<std::string> kept;  // pages of episodes that have gone, with someone's words in them
};

class JekyllFolder {
  public:
    // kRefused where the folder holds pages of ours and there are no episodes to publish: an archive by mistake.
    static Result<JekyllFolder> open(const std::filesystem::path& path, std::size_t episodes);

    // A Jekyll site that somebody else made: its own settings and layouts stay alone.
    bool is_foreign_site() const { return foreign_site_; }
    const Manifest& former() const { return former_; }
    // The bytes of a file that is there. Any thread.
    std::optional<std::string> read(std::string_view path) const;
    bool was_ours(std::string_view path) const { return former_.count(std::string(path)) > 0; }

    // A page, already merged; `untouched` says that nothing in it is the user's.
    Result<WriteState> write_page(const std::string& path, std::string_view text, bool untouched,
                                  const std::string& episode);
    // A file that is left as it stands, and stays listed where it was.
    void keep(const std::string& path);
    // Ours alone. kForeign, and untouched, where a file stands there that we did not write.
    Result<WriteState> write_made(const std::string& path, std::string_view bytes);
    // Only where there is none, or the one that is there is as we wrote it.
    Result<WriteState> write_once(const std::string& path, std::string_view bytes);

    // Removes what is stale (nothing after an incomplete publish) and writes the list.
    Status finish(bool whole);
    const FolderReport& report() const { return report_; }

  private:
    explicit JekyllFolder(std::filesystem::path path) : path_(std::move(path)) {}
    Result<WriteState> write(const std::string& path, std::string_view bytes, bool untouched);
    Status remove_stale(const std::string& path, const Written& written);

    std::filesystem::path path_;
    Manifest former_, now_;
    bool foreign_site_ = false, broken_off_ = false;
    FolderReport report_;
};

}  // namespace earwitness::publish::jekyll
