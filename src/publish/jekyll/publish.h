// `earwitness publish jekyll <folder>`: the archive as the pages of a Jekyll site, into a folder that other people may
// write to as well. docs/jekyll.md describes what comes of it.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "publish/jekyll/merge.h"
#include "publish/jekyll/page.h"
#include "publish/publish_site.h"

namespace earwitness::publish::jekyll {

enum class ImportedPages {
    kBroughtUp,   // of an episode with findings: a page of ours in its place and with its own keys; others as they are
    kAsImported,  // the bytes that are kept, whatever is known of the episode
};

struct JekyllOptions {
    std::vector<ImportedPage> imported;
    ImportedPages imported_pages = ImportedPages::kBroughtUp;
    Heuristics heuristics = Heuristics::kOurs;
    Takeover takeover = Takeover::kNo;
    std::size_t jobs = 1;
};

struct JekyllReport {
    PublishReport done;                             // problems make the publish an incomplete one
    std::vector<std::string> notes;                 // what was left alone because it is the user's
    std::vector<std::string> added, changed, gone;  // titles of pages
    std::size_t imported = 0;                       // pages that are as they were imported
    std::size_t edited = 0;                         // pages that hold words of the user's
    // Relative to the folder, for git: what this publish wrote or removed, and every file that is wholly ours.
    std::set<std::string> touched, owned;
};

Result<JekyllReport> publish_jekyll(const SiteModel& model, const AnalysisLoader& load,
                                    const std::filesystem::path& folder, const JekyllOptions& options);

}  // namespace earwitness::publish::jekyll
