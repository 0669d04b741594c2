#include "publish/publish_markdown.h"

#include <set>

#include "base/analysis_json.h"
#include "base/clock.h"
#include "publish/episode_files.h"
#include "publish/hearing_text.h"
#include "publish/links.h"
#include "publish/model_words.h"
#include "publish/names.h"
#include "publish/page.h"
#include "text/plain_line.h"
#include "text/utf8.h"

namespace earwitness::publish {
namespace {

// A YAML string in double quotes.
std::string yaml_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text::plain_line(text)) {
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else
            out += c;
    }
    return out + "\"";
}

// The name of an entity's note, for [[wiki-links]]: what file names and links cannot have is left out. Notes that do
// not exist yet are made by Obsidian when they are followed; links to one name meet in its graph.
std::string note_name(std::string_view name, const std::string& id) {
    std::string out;
    for (const char c : text::plain_line(name, 120))
        if (std::string_view("[]#^|\\/:*?\"<>").find(c) == std::string_view::npos) out += c;
    out = text::trimmed(out);
    return out.empty() || out.front() == '.' ? id : out;
}

// One episode's file, front to back.
class Writer {
  public:
    Writer(const SiteModel& model, const Links& links, std::size_t episode, const Analysis& analysis)
        : model_(model), links_(links), episode_(episode), analysis_(analysis), reading_(build_reading(analysis, {})) {}

    std::string write() {
        const EpisodeLines lines = collect_lines(analysis_, reading_, static_cast<std::uint32_t>(episode_));
        front_matter();
        heading(1, model_.episodes[episode_].about.title);
        if (const std::string note = transcript_note(analysis_.transcript); !note.empty())
            out_ += "*" + markdown_text(note) + "*\n";
        list("Summary", lines.digest.summary);
        additions();
        chapters();
        if (!lines.quotes.empty()) heading(2, "Quotes");
        for (const QuoteLine& quote : lines.quotes) item(quote.line, "> ");
        insights(lines.insights);
        names();
        transcript();
        return std::move(out_);
    }

  private:
    void heading(int level, std::string_view text) {
        out_ += "\n" + std::string(static_cast<std::size_t>(level), '#') + " " + markdown_text(text) + "\n\n";
    }

    void front_matter() {
        const SiteEpisode& episode = model_.episodes[episode_];
        out_ += "---\ntitle: " + yaml_string(episode.about.title) + "\n";
        out_ += "show: " + yaml_string(model_.shows[episode.show].about.title) + "\n";
        if (episode.about.published_at) out_ += "date: " + base::format_utc(*episode.about.published_at) + "\n";
        if (episode.about.duration_ms)
            out_ += "duration_seconds: " + std::to_string(*episode.about.duration_ms / 1000) + "\n";
        if (const std::string audio = links_.audio(episode_); !audio.empty())
            out_ += "audio: " + yaml_string(audio) + "\n";
        aliases_and_tags();
        out_ +=
            "episode: " + yaml_string(episode.key) + "\ntranscript_sha256: " + analysis_.transcript.sha256 + "\n---\n";
    }

    // What Obsidian shows and joins notes by: people, and topics as tags (no blanks in those).
    void aliases_and_tags() {
        const auto list = [&](const char* key, const std::vector<std::string>& values) {
            if (values.empty()) return;
            out_ += std::string(key) + ":\n";
            for (const std::string& value : values) out_ += "  - " + value + "\n";
        };
        std::vector<std::string> people, tags;
        for (const Entity& entity : analysis_.entities)
            if (entity.type == EntityType::kPerson && !entity.in_sponsor_only)
                people.push_back(yaml_string("[[" + note_name(entity.name, entity.id) + "]]"));
        for (const Topic& topic : analysis_.topics) tags.push_back(yaml_string("topic/" + slug(topic.label)));
        list("people", people);
        list("tags", tags);
    }

    // "[12:34](https://...#t=754)", the time alone where nothing can be played, "" where there is none.
    std::string time(std::optional<std::int64_t> start_ms) const {
        if (!start_ms) return {};
        const std::string audio = links_.audio(episode_, start_ms), position = base::format_position(*start_ms);
        if (audio.empty()) return position;
        std::string url;
        for (const char c : audio) url += c == '(' ? "%28" : c == ')' ? "%29" : std::string(1, c);
        return "[" + position + "](" + url + ")";
    }

    void item(const Line& line, std::string_view mark) {
        out_.append(mark).append(markdown_text(line.text));
        const std::string at = time(line.start_ms);
        if (!line.speaker.empty() || !at.empty()) out_ += "  \n" + std::string(mark == "- " ? "  " : mark) + "— ";
        out_ += markdown_text(line.speaker) + (line.speaker.empty() || at.empty() ? "" : ", ") + at;
        anchor(line, mark);
    }

    // A block id, by which other notes link to the line: [[episode#^b120-180]]. It stays as long as the words do. The
    // same words in a second list keep the first one's.
    void anchor(const Line& line, std::string_view mark) {
        const std::string id = "b" + std::to_string(line.span.begin) + "-" + std::to_string(line.span.end);
        const bool fresh = anchors_.insert(id).second;
        if (mark == "> ")
            out_ += fresh ? "\n\n^" + id + "\n\n" : "\n\n";
        else
            out_ += (fresh ? " ^" + id : "") + "\n";
    }

    void list(std::string_view title, const std::vector<Line>& lines) {
        if (lines.empty()) return;
        heading(2, title);
        for (const Line& line : lines) item(line, "- ");
    }

    // The model's own words, with links to the lines that bear them out.
    std::string written(const ModelSentence& sentence) const {
        std::string out = markdown_text(sentence.text);
        for (const Span& span : sentence.cites)
            out += " [[#^b" + std::to_string(span.begin) + "-" + std::to_string(span.end) + "|" +
                   place_text(reading_, span) + "]]";
        return out;
    }

    void additions() {
        if (!analysis_.llm || analysis_.llm->empty()) return;
        const ModelAdditions& added = *analysis_.llm;
        heading(2, "By a language model");
        out_ += "*By " + markdown_text(added.model) + markdown_text(model_note(added)) + "*\n";
        if (added.title) out_ += "\nIt would call this episode: " + written(*added.title) + "\n";
        for (const ModelTopic& topic : model_topics(analysis_)) {
            if (!topic.chapter_title.empty()) heading(3, topic.chapter_title);
            if (topic.title != nullptr) out_ += "It would call this: " + written(*topic.title) + "\n\n";
            if (topic.sentences != nullptr)
                for (const ModelSentence& sentence : *topic.sentences) out_ += "- " + written(sentence) + "\n";
        }
        if (!added.quotes.empty()) heading(3, "Quotes that it chose");
        for (const ModelQuote& quote : added.quotes) {
            item(make_line(reading_, static_cast<std::uint32_t>(episode_), quote.span), "> ");
            std::string remark = markdown_text(quote.topic);
            if (!quote.topic.empty() && !quote.why.empty()) remark += ": ";
            remark += markdown_text(quote.why);
            if (!remark.empty()) out_ += "*" + remark + "* (" + markdown_text(added.model) + ")\n\n";
        }
        if (!added.categories.empty()) heading(3, "Names that it would file otherwise");
        for (const ModelCategory& one : added.categories)
            if (const Entity* entity = entity_of(analysis_, one.entity); entity != nullptr)
                out_ += "- " + markdown_text(entity->name) + ": " + one.category +
                        " (found here: " + std::string(built_in_text(*entity)) + ")\n";
    }

    void chapters() {
        if (analysis_.chapters.empty()) return;
        heading(2, "Chapters");
        for (const Chapter& chapter : analysis_.chapters) {
            const std::string at = time(chapter.start_ms);
            out_ += "- " + at + (at.empty() ? "" : " ") + markdown_text(chapter.title) + "\n";
        }
    }

    void insights(const std::vector<InsightLine>& insights) {
        for (int type = 0; type < kInsightTypes; ++type) {
            std::vector<Line> lines;
            for (const InsightLine& insight : insights)
                if (static_cast<int>(insight.type) == type) lines.push_back(insight.line);
            list(type_heading(static_cast<InsightType>(type)), lines);
        }
    }

    void names() {
        if (analysis_.entities.empty()) return;
        heading(2, "Names");
        for (const Entity& entity : analysis_.entities) {
            out_ += "- [[" + note_name(entity.name, entity.id) + "]] (" + text::lower(entity_type_name(entity.type)) +
                    (entity.category.empty() ? "" : ", ") + markdown_text(entity.category) + "), " +
                    counted(entity.mentions.size(), "mention", "mentions");
            if (entity.in_sponsor_only) out_ += ", in a sponsor read only";
            out_ += "\n";
        }
    }

    void transcript() {
        heading(2, "Transcript");
        for (const Paragraph& paragraph : reading_.paragraphs) {
            const Line line = make_line(reading_, static_cast<std::uint32_t>(episode_), paragraph.span);
            if (paragraph.new_turn) {
                const std::string at = time(line.start_ms);
                if (!line.speaker.empty() || !at.empty())
                    out_ += "**" + markdown_text(line.speaker) + "**" + (at.empty() ? "" : " " + at) + "\n\n";
            }
            out_ += markdown_text(line.text) + "\n\n";
        }
    }

    const SiteModel& model_;
    const Links& links_;
    std::size_t episode_;
    const Analysis& analysis_;
    Reading reading_;
    std::set<std::string> anchors_;
    std::string out_;
};

std::string index_markdown(const SiteModel& model, const Links& links, const SiteIndex& index) {
    std::string out = "# " + markdown_text(model.title) + "\n";
    for (std::size_t show = 0; show < model.shows.size(); ++show) {
        out += "\n## " + markdown_text(model.shows[show].about.title) + "\n\n";
        for (std::size_t i = 0; i < model.episodes.size(); ++i) {
            const SiteEpisode& episode = model.episodes[i];
            if (episode.show != show) continue;
            const std::string title = markdown_text(episode.about.title);
            const std::string date =
                episode.about.published_at ? base::format_utc(*episode.about.published_at).substr(0, 10) + " " : "";
            if (index.episodes.count(static_cast<std::uint32_t>(i)) > 0)
                out += "- " + date + "[" + title + "](" + links.episode_stem(i) + ".md)\n";
            else
                out += "- " + date + title + " (" + markdown_text(episode.waits_for) + ")\n";
        }
    }
    return out;
}

}  // namespace

std::string markdown_text(std::string_view text) {
    std::string out;
    bool gap = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        // White space and control characters, of which those beyond ASCII have two bytes.
        const bool is_high_control =
            c == '\xC2' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (is_high_control) ++i;
        if (is_high_control || static_cast<unsigned char>(c) <= ' ' || c == '\x7F') {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        // Anywhere they may mean something; at the begin of a line also lists, numbers and rules.
        else if (std::string_view("\\`*_[]{}|~$").find(c) != std::string_view::npos)
            out += {'\\', c};
        else if (out.empty() && std::string_view("#+-=!").find(c) != std::string_view::npos)
            out += {'\\', c};
        else if ((c == '.' || c == ')') && out.find_first_not_of("0123456789") == std::string::npos && !out.empty())
            out += {'\\', c};
        else
            out += c;
    }
    return out;
}

Result<PublishReport> publish_markdown(const SiteModel& model, const AnalysisLoader& load,
                                       const std::filesystem::path& path, std::size_t jobs) {
    auto folder = Folder::open(path, FolderKind::kMarkdown, analysed_episodes(model));
    if (!folder) return folder.error();
    const Links links(model);
    const auto files_of = [&](std::size_t episode, const Analysis& analysis) {
        // The evidence stands beside the page, for `earwitness verify`.
        std::string json;
        base::append_analysis_json(analysis, base::JsonLayout::kPretty, json);
        return NamedFiles{{links.episode_stem(episode) + ".md", Writer(model, links, episode, analysis).write()},
                          {links.episode_stem(episode) + ".json", json + "\n"},
                          {links.episode_stem(episode) + ".txt", analysis.transcript.text}};
    };
    PublishReport report;
    SiteIndex index;
    Status status = write_episode_files(model, load, jobs, files_of, *folder, index, report);
    if (status) status = folder->write("index.md", index_markdown(model, links, index));
    if (status) status = finish_publish(*folder, proof_episodes(model, links, index), report);
    if (!status) return status.error();
    return report;
}

}  // namespace earwitness::publish
