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

class Folder {
  public:
    // kRefused where the folder is not empty and no earlier publish made it.
    static Result<Folder> open(const std::filesystem::path& path);

    // `path` is relative, with '/'.
    Status write(std::string_view path, std::string_view bytes);
    // Copies a file, unless one of the same size is there. Its hash is left empty: a proof needs no audio.
    Status place(std::string_view path, const std::filesystem::path& file);
    // Writes verify.json, then removes what is stale.
    Status finish(const std::vector<ProofEpisode>& episodes);

    std::size_t files() const { return hashes_.size(); }
    std::size_t written() const { return written_; }
    std::size_t removed() const { return removed_; }

  private:
    Folder(std::filesystem::path path, std::vector<std::string> former) : path_(std::move(path)), former_(std::move(former)) {}
    std::filesystem::path path_;
    std::vector<std::string> former_;  // files of the last publish
    FileHashes hashes_;
    std::size_t written_ = 0, removed_ = 0;
};

}  // namespace earwitness::publish
