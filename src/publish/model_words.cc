#include "publish/model_words.h"

#include <algorithm>
#include <map>

#include "base/clock.h"

namespace earwitness::publish {

std::string model_note(const ModelAdditions& additions) {
    std::string out =
        ", a language model. Nobody said these words: each sentence links to the lines that it rests on, and has no "
        "name and no number that is not in them. Its quotations are the transcript's own words.";
    if (additions.parts_read < additions.parts)
        out += " It answered " + std::to_string(additions.parts_read) + " of " + std::to_string(additions.parts) +
               " questions.";
    if (additions.refused > 0)
        out += " Of what it said, " + std::to_string(additions.refused) +
               (additions.refused == 1 ? " line was refused." : " lines were refused.");
    return out;
}

std::vector<ModelTopic> model_topics(const Analysis& analysis) {
    std::map<std::size_t, ModelTopic> topics;
    const auto topic_at = [&](std::size_t chapter) -> ModelTopic& {
        ModelTopic& topic = topics[chapter];
        if (chapter < analysis.chapters.size()) topic.chapter_title = analysis.chapters[chapter].title;
        return topic;
    };
    for (const auto& section : analysis.llm->sections)
        topic_at(section.chapter.value_or(analysis.chapters.size())).sentences = &section.sentences;
    for (const auto& one : analysis.llm->chapters) topic_at(one.chapter).title = &one.title;
    std::vector<ModelTopic> out;
    for (const auto& [chapter, topic] : topics) out.push_back(topic);
    return out;
}

std::string cites_text(const std::vector<Span>& cites) {
    std::string out;
    for (const Span& span : cites)
        out += (out.empty() ? "" : " ") + std::to_string(span.begin) + "-" + std::to_string(span.end);
    return out;
}

std::string place_text(const Reading& reading, Span span) {
    const auto start = reading.start_ms_at(span.begin);
    return start ? base::format_position(*start) : "words";
}

std::string_view built_in_text(const Entity& entity) {
    return entity.category.empty() ? std::string_view("none") : std::string_view(entity.category);
}

const Entity* entity_of(const Analysis& analysis, std::string_view id) {
    const auto found =
        std::find_if(analysis.entities.begin(), analysis.entities.end(), [&](const Entity& e) { return e.id == id; });
    return found == analysis.entities.end() ? nullptr : &*found;
}

}  // namespace earwitness::publish
