// The archive as the renderer's model: shows, episodes with what they wait for, and a loader of their analyses. Used by
// `publish` and by serve/.
#pragma once

#include <memory>
#include <vector>

#include "publish/publish_site.h"
#include "publish/site_model.h"
#include "store/archive.h"

namespace earwitness::publish {

enum class AudioFrom {
    kWebFirst,      // the publisher's address; a local copy only where there is none
    kArchiveFirst,  // the archive's own copy wherever it has one
};

struct ArchiveSource {
    SiteModel model;
    AnalysisLoader load;           // holds the archive open
    std::vector<Carried> carried;  // the local copies that the model's media_file names
};

// The pages that `import jekyll` keeps.
Result<std::vector<ImportedPage>> read_imported_pages(const store::Archive& archive, const SiteModel& model);

Result<ArchiveSource> read_archive(std::shared_ptr<const store::Archive> archive, AudioFrom audio);

}  // namespace earwitness::publish
