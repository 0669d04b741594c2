// feed_to_text: what a person wants to see of a feed in a terminal.
#include "base/clock.h"
#include "cli/feed_json.h"
#include "text/html.h"
#include "text/utf8.h"

namespace earwitness::cli {
namespace {

// The first `most` characters of the plain text, cut at a word.
std::string excerpt(const std::string& html, std::size_t most) {
    std::string text;
    for (const char c : text::html_to_text(html)) {
        const bool space = c == ' ' || c == '\n';
        if (!space || (!text.empty() && text.back() != ' ')) text += space ? ' ' : c;
    }
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > most / 2 && text[end] != ' ') --end;
    if (end == most / 2) end = most;
    while (end > 0 && !text::is_boundary(text, end)) --end;
    return text.substr(0, end) + " \u2026";
}

void add_line(std::string& out, const char* name, const std::string& value) {
    if (value.empty()) return;
    std::string label(name);
    label.resize(12, ' ');
    out += "  " + label + value + "\n";
}

std::string joined(const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values) out += (out.empty() ? "" : ", ") + value;
    return out;
}

std::string names_of(const std::vector<Person>& persons) {
    std::string out;
    for (const Person& person : persons)
        out += (out.empty() ? "" : ", ") + person.name + (person.role.empty() ? "" : " (" + person.role + ")");
    return out;
}

std::string counted(std::size_t number, const char* what) {
    return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

void add_show(const Feed& feed, std::string& out) {
    const Show& show = feed.show;
    out += (show.title.empty() ? std::string("(no title)") : show.title) + "\n";
    add_line(out, "by", show.author.empty() ? show.owner_name : show.author);
    add_line(out, "page", show.link);
    add_line(out, "feed", show.feed_url);
    add_line(out, "moved to", show.new_feed_url);
    add_line(out, "language", show.language);
    add_line(out, "subjects", joined(show.categories));
    add_line(out, "people", names_of(show.persons));
    add_line(out, "support", show.funding_url);
    add_line(out, "more at", show.next_page_url);
    add_line(out, "read as", feed.format + ", " + feed.encoding + (feed.recovered ? ", mended (see below)" : ""));
    if (show.complete) add_line(out, "complete", "no more episodes will come");
    const std::string about = excerpt(show.description, 400);
    if (!about.empty()) out += "\n  " + about + "\n";
}

void add_episode(const Episode& episode, std::string& out) {
    out += "\n" + (episode.title.empty() ? std::string("(no title)") : episode.title) + "\n";
    std::string facts = episode.published_at ? base::format_utc(*episode.published_at).substr(0, 10) : "no date";
    if (episode.duration_ms) facts += "  " + base::format_position(*episode.duration_ms);
    if (episode.season) facts += "  season " + std::to_string(*episode.season);
    if (episode.number) {
        std::string number = std::to_string(*episode.number);
        number.erase(number.find_last_not_of('0') + 1);
        if (number.back() == '.') number.pop_back();
        facts += "  episode " + number;
    }
    if (!episode.episode_type.empty() && episode.episode_type != "full") facts += "  " + episode.episode_type;
    out += "  " + facts + "\n";
    add_line(out, "media", episode.enclosure ? episode.enclosure->url : "none");
    add_line(out, "people", names_of(episode.persons));
    for (const TranscriptLink& link : episode.transcripts)
        add_line(out, "transcript", link.url + (link.type.empty() ? "" : " (" + link.type + ")"));
    add_line(
        out, "chapters",
        episode.chapters.empty() ? episode.chapters_url : counted(episode.chapters.size(), "chapter") + " in the feed");
    add_line(out, "notes", excerpt(episode.summary.empty() ? episode.content_html : episode.summary, 200));
}

}  // namespace

std::string feed_to_text(const Feed& feed, const FeedTextOptions& options) {
    std::string out;
    add_show(feed, out);
    const std::size_t shown =
        options.max_episodes == 0 ? feed.episodes.size() : std::min(options.max_episodes, feed.episodes.size());
    out += "\n" + counted(feed.episodes.size(), "episode") +
           (shown < feed.episodes.size() ? ", the first " + std::to_string(shown) + ":"
            : feed.episodes.empty()      ? ""
                                         : ":") +
           "\n";
    for (std::size_t i = 0; i < shown; ++i) add_episode(feed.episodes[i], out);
    if (shown < feed.episodes.size())
        out += "\n(" + std::to_string(feed.episodes.size() - shown) + " more: --all shows them)\n";
    if (!feed.diagnostics.empty()) out += "\nWhat was odd:\n";
    for (const Diagnostic& odd : feed.diagnostics)
        out += "  " + (odd.line > 0 ? "line " + std::to_string(odd.line) + ": " : std::string()) + odd.message + "\n";
    return out;
}

}  // namespace earwitness::cli
