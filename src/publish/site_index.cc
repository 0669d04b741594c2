#include "publish/site_index.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace earwitness::publish {
namespace {

constexpr std::uint32_t kContextBytes = 420;
constexpr std::size_t kDigestNames = 6;

using NameMap = std::unordered_map<std::string_view, const Entity*>;

std::vector<NameRef> resolve(const std::vector<std::string>& ids, const NameMap& by_id) {
    std::vector<NameRef> names;
    for (const std::string& id : ids) {
        const auto found = by_id.find(id);
        if (found != by_id.end()) names.push_back({id, found->second->name, found->second->type});
    }
    return names;
}

// One line a sentence, however often it names the thing.
std::vector<Line> lines_around(const Reading& reading, std::uint32_t episode, const std::vector<Span>& spans) {
    std::vector<Line> lines;
    for (const Span& span : spans) {
        if (!lines.empty() && lines.back().span.contains(span)) {
            if (lines.back().marks.back().end <= span.begin) lines.back().marks.push_back(span);
            continue;
        }
        Line line = make_line(reading, episode, reading.context_of(span, kContextBytes));
        // A cut context may reach back over the line before: what was shown is not shown again.
        if (!lines.empty() && line.span.begin < lines.back().span.end && lines.back().span.end <= span.begin)
            line = make_line(reading, episode, {lines.back().span.end, line.span.end});
        line.marks.push_back(span);
        line.start_ms = reading.start_ms_at(line.span.begin);
        lines.push_back(std::move(line));
    }
    return lines;
}

EntityPage page_of(const Entity& entity, const Reading& reading, std::uint32_t episode) {
    EntityPage page;
    page.id = entity.id;
    page.salience = entity.salience;
    page.mentions = entity.mentions.size();
    page.in_sponsor_only = entity.in_sponsor_only;
    page.names[entity.name] = entity.mentions.size();
    page.types[entity.type] = entity.mentions.size();
    if (!entity.category.empty()) page.categories[entity.category] = entity.mentions.size();
    page.episodes = {episode};
    std::vector<Span> spans;
    for (const Mention& mention : entity.mentions) {
        spans.push_back(mention.span);
        ++page.forms[std::string(mention.span.in(reading.transcript->text))];
    }
    page.lines = lines_around(reading, episode, spans);
    return page;
}

TopicPage page_of(const Topic& topic, const Reading& reading, std::uint32_t episode) {
    TopicPage page;
    page.id = topic.id;
    page.label = topic.label;
    page.prominence = topic.prominence;
    for (const std::string& phrase : topic.keyphrases) page.keyphrases[phrase] += topic.prominence;
    page.episodes = {episode};
    std::vector<Span> spans = topic.mentions;
    std::sort(spans.begin(), spans.end());
    page.lines = lines_around(reading, episode, spans);
    return page;
}

template <typename Value>
void append(std::vector<Value>& to, std::vector<Value> from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

// The key with the highest count; of equals the first.
template <typename Key>
Key most_of(const std::map<Key, std::size_t>& counts) {
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? Key() : most->first;
}

void merge_entity(EntityPage page, SiteIndex& index) {
    const auto [at, fresh] = index.entities.try_emplace(page.id, page);
    if (fresh) return;
    EntityPage& known = at->second;
    known.salience += page.salience;
    known.mentions += page.mentions;
    known.in_sponsor_only = known.in_sponsor_only && page.in_sponsor_only;
    for (const auto& [name, count] : page.names) known.names[name] += count;
    for (const auto& [type, count] : page.types) known.types[type] += count;
    for (const auto& [category, count] : page.categories) known.categories[category] += count;
    for (const auto& [form, count] : page.forms) known.forms[form] += count;
    append(known.episodes, std::move(page.episodes));
    append(known.lines, std::move(page.lines));
}

void merge_topic(TopicPage page, SiteIndex& index) {
    const auto [at, fresh] = index.topics.try_emplace(page.id, page);
    if (fresh) return;
    TopicPage& known = at->second;
    known.prominence += page.prominence;
    for (const auto& [phrase, weight] : page.keyphrases) known.keyphrases[phrase] += weight;
    append(known.episodes, std::move(page.episodes));
    append(known.lines, std::move(page.lines));
}

}  // namespace

std::vector<std::uint32_t> page_breaks(const Analysis& analysis) {
    std::vector<std::uint32_t> breaks;
    for (const Chapter& chapter : analysis.chapters) breaks.push_back(chapter.span.begin);
    for (const SponsorRead& sponsor : analysis.sponsors) {
        breaks.push_back(sponsor.span.begin);
        breaks.push_back(sponsor.span.end);
    }
    return breaks;
}

Line make_line(const Reading& reading, std::uint32_t episode, Span span) {
    const std::string_view text = reading.transcript->text;
    const auto is_gap = [&](std::uint32_t at) { return static_cast<unsigned char>(text[at]) <= ' '; };
    while (span.begin < span.end && is_gap(span.begin)) ++span.begin;
    while (span.end > span.begin && is_gap(span.end - 1)) --span.end;
    Line line;
    line.episode = episode;
    line.span = span;
    line.start_ms = reading.start_ms_at(span.begin);
    const std::size_t paragraph = reading.paragraph_at(span.begin);
    if (paragraph < reading.paragraphs.size())
        line.speaker = reading.speaker_name(reading.paragraphs[paragraph].speaker);
    line.text = span.in(text);
    return line;
}

EpisodeLines collect_lines(const Analysis& analysis, const Reading& reading, std::uint32_t episode) {
    EpisodeLines lines;
    lines.episode = episode;
    NameMap by_id;
    for (const Entity& entity : analysis.entities) by_id.emplace(entity.id, &entity);
    for (const Quote& quote : analysis.quotes) {
        Line line = make_line(reading, episode, quote.span);
        if (quote.start_ms) line.start_ms = quote.start_ms;
        if (quote.speaker != kNoSpeaker) line.speaker = reading.speaker_name(quote.speaker);
        lines.quotes.push_back({std::move(line), quote.score, quote.why, resolve(quote.entities, by_id)});
    }
    for (const Insight& insight : analysis.insights) {
        Line line = make_line(reading, episode, insight.span);
        if (insight.start_ms) line.start_ms = insight.start_ms;
        if (insight.speaker != kNoSpeaker) line.speaker = reading.speaker_name(insight.speaker);
        lines.insights.push_back({std::move(line), insight.type, insight.confidence, insight.actionable,
                                  insight.quantities, insight.due, insight.horizon, insight.hedge, insight.condition,
                                  resolve(insight.entities, by_id)});
    }
    for (const Entity& entity : analysis.entities) lines.entities.push_back(page_of(entity, reading, episode));
    for (const Topic& topic : analysis.topics) lines.topics.push_back(page_of(topic, reading, episode));
    for (const Span& sentence : analysis.summary.sentences)
        lines.digest.summary.push_back(make_line(reading, episode, sentence));
    for (const Entity& entity : analysis.entities) {
        if (lines.digest.names.size() == kDigestNames) break;
        if (!entity.in_sponsor_only) lines.digest.names.push_back({entity.id, entity.name, entity.type});
    }
    lines.digest.quotes = analysis.quotes.size();
    lines.digest.insights = analysis.insights.size();
    lines.digest.entities = analysis.entities.size();
    lines.digest.transcript_sha256 = analysis.transcript.sha256;
    return lines;
}

void merge(EpisodeLines lines, SiteIndex& index) {
    append(index.quotes, std::move(lines.quotes));
    append(index.insights, std::move(lines.insights));
    for (EntityPage& page : lines.entities) merge_entity(std::move(page), index);
    for (TopicPage& page : lines.topics) merge_topic(std::move(page), index);
    index.episodes.emplace(lines.episode, std::move(lines.digest));
}

void finish(SiteIndex& index, const std::vector<std::uint32_t>& rank) {
    const auto newest_first = [&](const Line& a, const Line& b) {
        return std::tuple(rank[a.episode], a.episode, a.span) < std::tuple(rank[b.episode], b.episode, b.span);
    };
    std::sort(index.quotes.begin(), index.quotes.end(), [&](const QuoteLine& a, const QuoteLine& b) {
        if (a.score != b.score) return a.score > b.score;
        return newest_first(a.line, b.line);
    });
    std::sort(index.insights.begin(), index.insights.end(), [&](const InsightLine& a, const InsightLine& b) {
        if (a.line.episode != b.line.episode || a.line.span != b.line.span) return newest_first(a.line, b.line);
        return a.type < b.type;
    });
    const auto by_rank = [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(rank[a], a) < std::tuple(rank[b], b);
    };
    for (auto& [id, page] : index.entities) {
        std::stable_sort(page.lines.begin(), page.lines.end(), newest_first);
        std::sort(page.episodes.begin(), page.episodes.end(), by_rank);
        page.name = most_of(page.names);
        page.type = most_of(page.types);
        page.category = most_of(page.categories);
    }
    const auto number_lines = [](const auto& lines, auto& naming, auto& by) {
        for (std::uint32_t i = 0; i < lines.size(); ++i) {
            for (const NameRef& name : lines[i].names) naming[name.id].push_back(i);
            if (!lines[i].line.speaker.empty()) by[lines[i].line.speaker].push_back(i);
        }
    };
    number_lines(index.quotes, index.quotes_naming, index.quotes_by);
    number_lines(index.insights, index.insights_naming, index.insights_by);
    for (auto& [id, page] : index.topics) {
        std::stable_sort(page.lines.begin(), page.lines.end(), newest_first);
        std::sort(page.episodes.begin(), page.episodes.end(), by_rank);
    }
}

}  // namespace earwitness::publish
