// What a language model added to an episode, in one section under the model's name, so that nobody takes its words for
// words that were said. Each sentence carries the spans that bear it out (`data-ew-cites`, docs/verify.md) and links to
// them.
#include "publish/model_words.h"
#include "publish/pages.h"

namespace earwitness::publish {
namespace {

class Writer {
  public:
    Writer(Page& page, std::size_t episode, const Analysis& analysis, const Reading& reading)
        : page_(page),
          html_(page.html()),
          episode_(episode),
          analysis_(analysis),
          added_(*analysis.llm),
          reading_(reading) {}

    void write() {
        html_.open("section", {{"id", "added"},
                               {"class", "added"},
                               {"data-ew-model", added_.model},
                               {"data-ew-of", page_.site().model.episodes[episode_].key}});
        html_.element("h2", "By a language model").newline();
        html_.open("p", {{"class", "by-model"}}).text("By ").element("strong", added_.model);
        html_.text(model_note(added_)).close().newline();
        if (added_.title) {
            html_.open("p", {{"class", "retitled"}}).text("It would call this episode: ");
            written(added_.title->text, added_.title->cites);
            links(added_.title->cites);
            html_.close().newline();
        }
        for (const ModelTopic& topic : model_topics(analysis_)) write_topic(topic);
        write_quotes();
        write_categories();
        html_.close().newline();
    }

  private:
    // The model's own words.
    void written(std::string_view text, const std::vector<Span>& cites) {
        html_.element("span", {{"class", "written"}, {"data-ew-cites", cites_text(cites)}}, text);
    }
    // To the words that bear them out.
    void links(const std::vector<Span>& cites) {
        for (const Span& span : cites) {
            const std::string label = place_text(reading_, span);
            html_.text(" ").element("a", {{"class", "at words"}, {"href", page_.words_link(episode_, span)}}, label);
        }
    }

    void write_topic(const ModelTopic& topic) {
        if (!topic.chapter_title.empty()) html_.element("h3", topic.chapter_title).newline();
        if (topic.title != nullptr) {
            html_.open("p", {{"class", "retitled"}}).text("It would call this: ");
            written(topic.title->text, topic.title->cites);
            links(topic.title->cites);
            html_.close().newline();
        }
        if (topic.sentences == nullptr) return;
        html_.open("p", {{"class", "summary"}});
        for (const ModelSentence& sentence : *topic.sentences) {
            written(sentence.text, sentence.cites);
            links(sentence.cites);
            html_.text(" ").newline();
        }
        html_.close().newline();
    }

    void write_quotes() {
        if (added_.quotes.empty()) return;
        html_.element("h3", "Quotes that it chose").open("ul", {{"class", "lines"}}).newline();
        for (const ModelQuote& quote : added_.quotes) {
            const Line line = make_line(reading_, static_cast<std::uint32_t>(episode_), quote.span);
            html_.open("li", {{"class", "line quote"}});
            write_words(page_, "blockquote", "", line);
            if (!quote.topic.empty()) {
                html_.open("p", {{"class", "kicker"}});
                written(quote.topic, {quote.span});
                html_.close();
            }
            if (!quote.why.empty()) {
                html_.open("p", {{"class", "why"}});
                written(quote.why, {quote.span});
                html_.close();
            }
            write_origin(page_, line, Origin::kThisEpisode);
            html_.close().newline();
        }
        html_.close().newline();
    }

    void write_categories() {
        if (added_.categories.empty()) return;
        html_.element("h3", "Names that it would file otherwise").open("ul", {{"class", "namelist"}}).newline();
        for (const ModelCategory& one : added_.categories) {
            const Entity* entity = entity_of(analysis_, one.entity);
            if (entity == nullptr) continue;
            html_.open("li").element("a", {{"href", page_.to(page_.site().links.name(entity->id))}}, entity->name);
            html_.text(": ").element("span", {{"class", "cat"}, {"data-ew-category", entity->id}}, one.category);
            html_.text(" (found here: ").element("span", {{"class", "cat"}}, built_in_text(*entity)).text(")");
            html_.close().newline();
        }
        html_.close().newline();
    }

    Page& page_;
    Html& html_;
    const std::size_t episode_;
    const Analysis& analysis_;
    const ModelAdditions& added_;
    const Reading& reading_;
};

}  // namespace

void write_additions(Page& page, std::size_t episode, const Analysis& analysis, const Reading& reading) {
    if (analysis.llm && !analysis.llm->empty()) Writer(page, episode, analysis, reading).write();
}

}  // namespace earwitness::publish
