// What all pages share: the frame (head, navigation, footer), dates, and how a line of a transcript is shown with its
// evidence: `data-ew-*` (docs/verify.md), the link to its second and the link to its words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "publish/html.h"
#include "publish/links.h"
#include "publish/site_index.h"
#include "publish/site_model.h"

namespace earwitness::publish {

struct SiteContext {
    const SiteModel& model;
    const Links& links;
    const SiteIndex& index;
};

// One page being written.
class Page {
  public:
    // `section` is the navigation's entry to mark ("quotes.html"), "" for none. `noindex` adds to the site's own.
    Page(const SiteContext& site, std::string path, std::string_view section);
    // Writes head and header; call once, first.
    Page& begin(std::string_view title, std::string_view description, bool noindex = false);
    std::string end();

    const SiteContext& site() const { return site_; }
    Html& html() { return html_; }
    // A path from the site's root, as this page must write it.
    std::string to(std::string_view path) const { return root_ + std::string(path); }
    const std::string& path() const { return path_; }

    // <a class="at">12:34</a>, playing that second; plain words' link where there is no audio. Nothing without a time.
    void time_link(std::size_t episode, std::optional<std::int64_t> start_ms, Span words);
    // Address of the words in the transcript.
    std::string words_link(std::size_t episode, Span words) const;
    // <time> of a day; nothing where none is known.
    void date(std::optional<std::int64_t> seconds);

  private:
    void head(std::string_view title, std::string_view description, bool noindex);
    void header();
    const SiteContext& site_;
    std::string path_, root_;
    std::string_view section_;
    Html html_;
};

// The transcript's words in an element `tag` that can be proved, with marks.
void write_words(Page& page, std::string_view tag, std::string_view css_class, const Line& line);

enum class Origin {
    kEverywhere,   // speaker, episode, show, date: for pages over many episodes
    kThisEpisode,  // speaker only
    kListed,       // likewise: the episode is named above the list
};
// Time, speaker and where it comes from.
void write_origin(Page& page, const Line& line, Origin origin);

// Links to names, comma separated, in a <p class="names">; nothing for none.
void write_names(Page& page, const std::vector<NameRef>& names);

// "1 quote", "3 quotes"
std::string counted(std::size_t count, std::string_view one, std::string_view many);
// "2025-05-14" -> "14 May 2025"; anything else as it is.
std::string date_words(std::string_view day);
// 3723000 -> "1 h 2 min"
std::string duration_text(std::int64_t milliseconds);
// Plural heading of a type: "People", "Predictions".
std::string_view type_heading(EntityType type);
std::string_view type_heading(InsightType type);
// At most max_bytes, cut on white space with an ellipsis.
std::string shortened(std::string_view text, std::size_t max_bytes);

}  // namespace earwitness::publish
