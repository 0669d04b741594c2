// The page of an episode's transcript: see page.h.
#include "jekyll/yaml_write.h"
#include "publish/jekyll/page.h"
#include "publish/transcript_view.h"

namespace earwitness::publish::jekyll {
namespace {

using earwitness::jekyll::Value;

std::string front_matter(const PageSource& source) {
    const SiteEpisode& episode = source.model.episodes[source.episode];
    const Show& show = source.model.shows[episode.show].about;
    Value page = Value::map();
    const auto put = [&](std::string_view key, std::string_view text) {
        if (!text.empty()) page.set(key, Value::string(text));
    };
    put("layout", "transcript");
    put("title", episode.about.title);
    put("source", show.title);
    put("audio", source.links.audio(source.episode));
    put("episode_url", source.permalink);
    put("transcript_text", "/" + source.links.episode_stem(source.episode) + ".txt");
    page.set("render_with_liquid", Value::boolean(false));
    if (show.blocked || source.model.noindex) page.set("noindex", Value::boolean(true));
    return "---\n" + earwitness::jekyll::write_yaml(page) + "---\n";
}

}  // namespace

std::string render_transcript_page(const PageSource& source) {
    const SiteIndex nothing;
    const SiteContext site{source.model, source.links, nothing};
    Page page(site, source.links.episode(source.episode), "");
    write_transcript(page, source.episode, source.analysis, source.reading, NameLinks::kNone);
    const std::string html = page.html().take();
    std::string out = front_matter(source);
    out.reserve(out.size() + html.size());
    // Old versions of Jekyll do not know render_with_liquid.
    for (const char c : html) {
        if (c == '{')
            out += "&#123;";
        else
            out += c;
    }
    return out;
}

}  // namespace earwitness::publish::jekyll
