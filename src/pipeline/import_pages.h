// `import jekyll`: the pages of another system's Jekyll site into the archive, each mended or recovered where it is
// damaged, with a report of what became of it (docs/jekyll.md).
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "earwitness/result.h"
#include "store/archive.h"

namespace earwitness::pipeline {

// How many of a page's claims there are, and how many have their words in the episode's transcript.
struct ClaimCount {
    std::size_t made = 0, found = 0;
};

struct ImportedPage {
    std::string file;
    store::PageTakeIn taken;
    bool mended = false;
    Diagnostics notes;
    ClaimCount companies, quotes, insights;  // found: 0 where the episode has no transcript
    bool has_transcript = false;
};

struct ImportReport {
    std::vector<ImportedPage> pages;                        // by file
    std::vector<std::pair<std::string, Error>> unreadable;  // files that nothing could be made of
    std::vector<std::string> skipped;                       // Markdown that is no episode's page
    std::size_t count(store::PageTakeIn::Outcome outcome) const;
};

// The Markdown files of a folder and its subfolders by path, relative to it; hidden ones and links to elsewhere left
// out. Of a file: that file. kNotFound, kIo.
Result<std::vector<std::filesystem::path>> find_pages(const std::filesystem::path& what);

// Takes in all pages of a folder (or one page). What cannot be read is reported and the rest goes in. Pages go in in
// batches, each one transaction; stopped in between, the next import does the rest.
// Errors: those of find_pages and of the archive; kCancelled.
Result<ImportReport> import_pages(store::Archive& archive, const base::Clock& clock, const std::filesystem::path& what,
                                  std::size_t jobs, const std::atomic<bool>* cancelled,
                                  const std::function<void(std::size_t done, std::size_t total)>& progress);

}  // namespace earwitness::pipeline
