#include "publish/jekyll/page.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/clock.h"
#include "jekyll/yaml_write.h"
#include "publish/jekyll/compat.h"
#include "publish/model_words.h"
#include "publish/names.h"
#include "publish/publish_markdown.h"
#include "publish/site_index.h"
#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

using earwitness::jekyll::Value;

constexpr std::string_view kBody = "\n<!-- Episode automatically generated from analysis data -->\n";
constexpr std::uint32_t kContextCharacters = 50;  // on each side of a name, as the old pages have it

std::int64_t characters(std::string_view text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::string_view confidence_word(double confidence) {
    return confidence >= 0.85 ? "high" : confidence >= 0.5 ? "medium" : "low";
}

std::string_view old_insight_type(InsightType type) {
    return type == InsightType::kProblem ? "problem_identification" : insight_type_name(type);
}

double rounded(double number) { return std::round(number * 100) / 100; }

class Writer {
  public:
    explicit Writer(const PageSource& source)
        : source_(source),
          episode_(source.model.episodes[source.episode]),
          analysis_(source.analysis),
          text_(source.analysis.transcript.text),
          page_(Value::map()) {}

    std::string write() {
        facts();
        companies();
        names();
        if (source_.heuristics == Heuristics::kOurs) {
            quotes();
            topics();
            put_strings("tags", analysis_.tags);
        } else {
            old_quotes_topics_and_tags();
        }
        insights();
        summary();
        chapters();
        sponsors();
        if (has_additions()) additions();
        return "---\n" + earwitness::jekyll::write_yaml(page_) + "---\n" + std::string(kBody);
    }

  private:
    void put(std::string_view key, std::string_view text) {
        if (!text.empty()) page_.set(key, Value::string(text));
    }
    static Value strings(const std::vector<std::string>& texts) {
        Value list = Value::list();
        for (const std::string& text : texts) list.items.push_back(Value::string(text));
        return list;
    }
    void put_strings(std::string_view key, const std::vector<std::string>& texts) { put_list(key, strings(texts)); }
    // Keys are left out where there is nothing, as the old pipeline did.
    void put_list(std::string_view key, Value list) {
        if (!list.items.empty()) page_.set(key, std::move(list));
    }

    void facts() {
        const Episode& about = episode_.about;
        put("title", about.title);
        put("source", source_.model.shows[episode_.show].about.title);
        page_.set("layout", Value::string("episode"));
        page_.set("llm_enhanced", Value::boolean(has_additions()));
        if (about.published_at) {
            std::string date = base::format_utc(*about.published_at);
            date.replace(10, 1, " ");
            date.replace(19, 1, " +0000");
            put("date", date);
        } else {
            page_.set("undated", Value::boolean(true));
        }
        if (about.duration_ms && *about.duration_ms > 0)
            page_.set("duration", Value::integer(std::max<std::int64_t>(1, (*about.duration_ms + 30000) / 60000)));
        const std::string audio = source_.links.audio(source_.episode);
        put("audio", audio);
        put("original_url", audio.empty() ? safe_url(about.link) : audio);
        page_.set("has_transcript", Value::boolean(true));
        put("transcript_url", "/" + source_.links.episode(source_.episode));
        put("transcript_text", "/" + source_.links.episode_stem(source_.episode) + ".txt");
        put("transcript_sha256", analysis_.transcript.sha256);
        put("episode_id", episode_.key);
        put("permalink", source_.permalink);
        put("producer", analysis_.producer);
        if (source_.model.shows[episode_.show].about.blocked || source_.model.noindex)
            page_.set("noindex", Value::boolean(true));
    }

    // What every finding carries: where, when, by whom, and who says so.
    void evidence(Value& item, Span span, std::optional<std::int64_t> start_ms, int speaker) const {
        item.set("begin", Value::integer(span.begin));
        item.set("end", Value::integer(span.end));
        if (start_ms) item.set("start_ms", Value::integer(*start_ms));
        if (const std::string_view name = source_.reading.speaker_name(speaker); !name.empty())
            item.set("speaker", Value::string(name));
        item.set("producer", Value::string(analysis_.producer));
    }
    Value line(Span span, std::optional<std::int64_t> start_ms, int speaker) const {
        Value item = Value::map();
        item.set("text", Value::string(span.in(text_)));
        evidence(item, span, start_ms, speaker);
        return item;
    }
    // For spans whose findings name no second and speaker of their own.
    Value line(Span span) const {
        const std::size_t at = source_.reading.paragraph_at(span.begin);
        const auto& paragraphs = source_.reading.paragraphs;
        return line(span, source_.reading.start_ms_at(span.begin),
                    at < paragraphs.size() ? paragraphs[at].speaker : kNoSpeaker);
    }

    // 50 characters on each side, white space at the ends stripped.
    std::string_view context_of(Span span) const {
        Span around = span;
        for (std::uint32_t n = 0; n < kContextCharacters && around.begin > 0; ++n) do
                --around.begin;
            while (around.begin > 0 && (static_cast<unsigned char>(text_[around.begin]) & 0xC0) == 0x80);
        for (std::uint32_t n = 0; n < kContextCharacters && around.end < text_.size(); ++n) do
                ++around.end;
            while (around.end < text_.size() && (static_cast<unsigned char>(text_[around.end]) & 0xC0) == 0x80);
        return text::trimmed(around.in(text_));
    }

    Value named(const Entity& entity) const {
        const Mention& first = entity.mentions.front();
        float best = 0;
        for (const Mention& mention : entity.mentions) best = std::max(best, mention.confidence);
        Value item = Value::map();
        item.set("name", Value::string(entity.name));
        if (!entity.category.empty()) item.set("category", Value::string(entity.category));
        item.set("confidence", Value::string(confidence_word(best)));
        item.set("mentions", Value::integer(static_cast<std::int64_t>(entity.mentions.size())));
        evidence(item, first.span, first.start_ms, first.speaker);
        return item;
    }

    // The most salient first; who is named in sponsor reads only is left out.
    void companies() {
        Value list = Value::list();
        for (const Entity& entity : analysis_.entities) {
            if (entity.type != EntityType::kOrg || entity.in_sponsor_only || entity.mentions.empty()) continue;
            Value item = named(entity);
            const Span first = entity.mentions.front().span;
            item.set("context", Value::string(context_of(first)));
            item.set("position", Value::integer(position_of(first.begin)));
            list.items.push_back(std::move(item));
        }
        put_list("companies", std::move(list));
    }

    // Offsets in characters, as the old pages count them.
    std::int64_t position_of(std::uint32_t offset) {
        if (counted_starts_.empty()) {
            // One count for each 4 KiB, so that a hundred names do not read the transcript a hundred times.
            std::int64_t count = 0;
            for (std::uint32_t at = 0; at <= text_.size(); at += kStep) {
                counted_starts_.push_back(count);
                count += characters(text_.substr(at, kStep));
            }
        }
        const std::uint32_t step = offset / kStep;
        return counted_starts_[step] + characters(text_.substr(step * kStep, offset - step * kStep));
    }

    void names() {
        Value list = Value::list();
        for (const Entity& entity : analysis_.entities) {
            if (entity.type == EntityType::kOrg || entity.in_sponsor_only || entity.mentions.empty()) continue;
            Value item = named(entity);
            item.set("type", Value::string(text::lower(entity_type_name(entity.type))));
            list.items.push_back(std::move(item));
        }
        put_list("names", std::move(list));
    }

    Value quote(Span span, std::optional<std::int64_t> start_ms, int speaker, std::int64_t score,
                const std::vector<std::string>& topics) const {
        Value item = line(span, start_ms, speaker);
        item.set("length", Value::integer(characters(span.in(text_))));
        item.set("relevance_score", Value::integer(score));
        item.set("topics", strings(topics));
        return item;
    }

    void quotes() {
        Value list = Value::list();
        for (const Quote& found : analysis_.quotes) {
            std::vector<std::string> labels;
            for (const Topic& topic : analysis_.topics)
                if (std::find(found.topics.begin(), found.topics.end(), topic.id) != found.topics.end())
                    labels.push_back(topic.label);
            const auto score = std::clamp<std::int64_t>(std::llround(found.score * 10), 1, 10);
            Value item = quote(found.span, found.start_ms, found.speaker, score, labels);
            if (!found.why.empty()) item.set("why", strings(found.why));
            list.items.push_back(std::move(item));
        }
        put_list("quotes", std::move(list));
    }

    void topics() {
        Value list = Value::list();
        for (const Topic& found : analysis_.topics) {
            Value item = Value::map();
            item.set("topic", Value::string(found.label));
            item.set("keywords", strings(found.keyphrases));
            item.set("mentions", Value::integer(static_cast<std::int64_t>(found.mentions.size())));
            item.set("prominence", Value::real(rounded(found.prominence)));
            if (!found.mentions.empty()) {
                const Span first = found.mentions.front();
                const Value where = line(first);
                for (const char* key : {"begin", "end", "start_ms", "speaker"})
                    if (const Value* value = where.find(key)) item.set(key, *value);
            }
            item.set("producer", Value::string(analysis_.producer));
            list.items.push_back(std::move(item));
        }
        put_list("topics", std::move(list));
    }

    void old_quotes_topics_and_tags() {
        Value list = Value::list();
        for (const CompatQuote& found : compat_quotes(source_.reading)) {
            const std::size_t at = source_.reading.paragraph_at(found.span.begin);
            list.items.push_back(quote(found.span, source_.reading.start_ms_at(found.span.begin),
                                       source_.reading.paragraphs[at].speaker, found.score, found.topics));
        }
        put_list("quotes", std::move(list));
        const std::vector<CompatTopic> found = compat_topics(text_);
        Value topics = Value::list();
        for (const CompatTopic& topic : found) {
            Value item = Value::map();
            item.set("topic", Value::string(topic.name));
            item.set("keywords", strings({topic.keywords.begin(), topic.keywords.end()}));
            item.set("mentions", Value::integer(static_cast<std::int64_t>(topic.mentions)));
            item.set("prominence", Value::real(topic.prominence));
            topics.items.push_back(std::move(item));
        }
        put_list("topics", std::move(topics));
        put_strings("tags", compat_tags(found, analysis_.entities));
    }

    // What can be acted on first, then the surest: the old layouts show the first few.
    void insights() {
        Value list = Value::list();
        std::vector<const Insight*> order;
        for (const Insight& insight : analysis_.insights) order.push_back(&insight);
        std::stable_sort(order.begin(), order.end(), [](const Insight* a, const Insight* b) {
            return std::pair(a->actionable, a->confidence) > std::pair(b->actionable, b->confidence);
        });
        for (const Insight* insight : order) {
            const Insight& found = *insight;
            Value item = line(found.span, found.start_ms, found.speaker);
            item.set("actionable", Value::boolean(found.actionable));
            item.set("confidence", Value::string(confidence_word(found.confidence)));
            // What the old layouts show of it.
            item.set("extracted", Value::string(found.span.in(text_)));
            item.set("type", Value::string(old_insight_type(found.type)));
            if (found.due && !found.due->from.empty()) item.set("due_from", Value::string(found.due->from));
            if (found.due && !found.due->to.empty()) item.set("due_to", Value::string(found.due->to));
            list.items.push_back(std::move(item));
        }
        put_list("insights", std::move(list));
    }

    // `summary` is Markdown, as it was; `summary_sentences` are the same sentences with their evidence, each once.
    void summary() {
        Value list = Value::list();
        std::string markdown;
        std::set<Span> shown;
        const auto add = [&](std::string_view heading, const std::vector<Span>& sentences) {
            std::string paragraph;
            for (const Span& span : sentences) {
                if (!shown.insert(span).second) continue;
                Value item = line(span);
                if (!heading.empty()) item.set("section", Value::string(heading));
                list.items.push_back(std::move(item));
                paragraph.append(paragraph.empty() ? "" : " ").append(markdown_text(span.in(text_)));
            }
            if (paragraph.empty()) return;
            if (!markdown.empty()) markdown += "\n\n";
            if (!heading.empty()) markdown += "## " + markdown_text(heading) + "\n\n";
            markdown += paragraph;
        };
        add("", analysis_.summary.sentences);
        for (const SummarySection& section : analysis_.summary.sections) add(section.heading, section.sentences);
        put("summary", markdown);
        put_list("summary_sentences", std::move(list));
    }

    void chapters() {
        Value list = Value::list();
        for (const Chapter& chapter : analysis_.chapters) {
            Value item = Value::map();
            item.set("title", Value::string(chapter.title));
            evidence(item, chapter.span, chapter.start_ms, kNoSpeaker);
            list.items.push_back(std::move(item));
        }
        put_list("chapters", std::move(list));
    }

    void sponsors() {
        Value list = Value::list();
        for (const SponsorRead& sponsor : analysis_.sponsors) {
            Value item = Value::map();
            if (!sponsor.name.empty()) item.set("name", Value::string(sponsor.name));
            evidence(item, sponsor.span, sponsor.start_ms, kNoSpeaker);
            list.items.push_back(std::move(item));
        }
        put_list("sponsors", std::move(list));
    }

    // Those who ask for the old heuristics get the old pages.
    bool has_additions() const {
        return analysis_.llm && !analysis_.llm->empty() && source_.heuristics == Heuristics::kOurs;
    }

    // What a language model added: its own words with the spans that bear them out, each item under its name.
    Value written(const ModelSentence& sentence) const {
        Value item = Value::map();
        item.set("text", Value::string(sentence.text));
        item.set("cites", Value::string(cites_text(sentence.cites)));
        item.set("model", Value::string(analysis_.llm->model));
        return item;
    }
    void additions() {
        const ModelAdditions& added = *analysis_.llm;
        Value titles = Value::list(), summary = Value::list(), quotes = Value::list(), categories = Value::list();
        put("llm_model", added.model);
        put("llm_note", "By " + added.model + model_note(added));
        if (added.title) titles.items.push_back(written(*added.title));
        for (const ModelTopic& topic : model_topics(analysis_)) {
            const auto put_in = [&](const ModelSentence& sentence, Value& list) {
                list.items.push_back(written(sentence));
                if (!topic.chapter_title.empty()) list.items.back().set("chapter", Value::string(topic.chapter_title));
            };
            if (topic.title != nullptr) put_in(*topic.title, titles);
            if (topic.sentences != nullptr)
                for (const ModelSentence& sentence : *topic.sentences) put_in(sentence, summary);
        }
        for (const ModelQuote& quote : added.quotes) {
            Value item = line(quote.span);
            item.set("match", Value::string(quote.match));
            if (!quote.topic.empty()) item.set("topic", Value::string(quote.topic));
            if (!quote.why.empty()) item.set("why", Value::string(quote.why));
            item.set("model", Value::string(added.model));
            quotes.items.push_back(std::move(item));
        }
        for (const ModelCategory& one : added.categories) {
            const Entity* entity = entity_of(analysis_, one.entity);
            if (entity == nullptr) continue;
            Value item = Value::map();
            item.set("name", Value::string(entity->name));
            item.set("type", Value::string(text::lower(entity_type_name(entity->type))));
            item.set("category", Value::string(one.category));
            if (!entity->category.empty()) item.set("built_in", Value::string(entity->category));
            item.set("model", Value::string(added.model));
            categories.items.push_back(std::move(item));
        }
        put_list("llm_titles", std::move(titles));
        put_list("llm_summary", std::move(summary));
        put_list("llm_quotes", std::move(quotes));
        put_list("llm_categories", std::move(categories));
    }

    static constexpr std::uint32_t kStep = 4096;
    const PageSource& source_;
    const SiteEpisode& episode_;
    const Analysis& analysis_;
    std::string_view text_;
    Value page_;
    std::vector<std::int64_t> counted_starts_;
};

}  // namespace

std::string render_page(const PageSource& source) { return Writer(source).write(); }

}  // namespace earwitness::publish::jekyll
