// One episode as a page of the Jekyll site: the front matter of the old pipeline's pages (same keys, same types), with
// the evidence of each finding beside it, and the page of its transcript. docs/jekyll.md has the table. What is not
// known is left out: nothing here asks a clock.
#pragma once

#include <string>

#include "earwitness/findings.h"
#include "publish/links.h"
#include "publish/reading.h"
#include "publish/site_model.h"

namespace earwitness::publish::jekyll {

enum class Heuristics {
    kOurs,
    kOld,  // the old pipeline's quotes, topics and tags (compat.h)
};

struct PageSource {
    const SiteModel& model;
    const Links& links;  // of transcripts: "transcripts/<name>.html"
    std::size_t episode = 0;
    const Analysis& analysis;
    const Reading& reading;
    std::string permalink;  // the page's address in the site: "/episodes/2025/05/14/title/"
    Heuristics heuristics = Heuristics::kOurs;
};

// Front matter and body, not signed yet (merge.h).
std::string render_page(const PageSource& source);
// The transcript's own page: front matter for the layout `transcript`, paragraphs with an anchor for every finding. It
// holds no "{", so that Jekyll's Liquid finds nothing to run in what was said.
std::string render_transcript_page(const PageSource& source);

}  // namespace earwitness::publish::jekyll
