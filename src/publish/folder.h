// A folder that is published into: files are written only where their bytes changed, and what a former publish wrote
// and this one did not is removed at the end. Other people's files are never touched: a folder that holds something
// else is refused. Used by every exporter that writes a tree.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "publish/proof.h"

namespace earwitness::publish {

enum class FolderKind { kSite, kJson, kMarkdown, kPodcast };

// kPartial: something could not be read, so that what is not written is not known to be stale.
enum class Completeness { kWhole, kPartial };

class Folder {
  public:
    // kRefused where the folder is not empty and no earlier publish of this kind made it, and where it holds episodes
    // and `episodes`, how many there are to publish, is 0: an archive by mistake must not empty a site.
    static Result<Folder> open(const std::filesystem::path& path, FolderKind kind, std::size_t episodes);

    // `path` is relative, with '/'.
    Status write(std::string_view path, std::string_view bytes);
    // Copies a file, unless one of the same size is there. Its hash is left empty: a proof needs no audio.
    Status place(std::string_view path, const std::filesystem::path& file);
    // Whether the last publish wrote it and it is still there.
    bool held(std::string_view path) const;
    // Writes verify.json, then removes what is stale; after an incomplete publish nothing: what the last one wrote
    // stays and stays listed.
    Status finish(std::vector<ProofEpisode> episodes, Completeness completeness);

    std::size_t files() const { return hashes_.size(); }
    std::size_t written() const { return written_; }
    std::size_t removed() const { return removed_; }
    // Files of the last publish that a partial one left.
    std::size_t kept() const { return kept_; }

  private:
    Folder(std::filesystem::path path, FormerProof former) : path_(std::move(path)), former_(std::move(former)) {}
    std::filesystem::path path_;
    FormerProof former_;  // the last publish
    FileHashes hashes_;
    std::size_t written_ = 0, removed_ = 0, kept_ = 0;
};

}  // namespace earwitness::publish
