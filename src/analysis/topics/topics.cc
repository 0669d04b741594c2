#include "analysis/topics/topics.h"

// Candidates are scored by uses x rarity x spread, names before common words; what a longer phrase explains is taken
// from the shorter one; what shares its rarest word with a stronger phrase becomes a keyphrase of that topic.
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "text/utf8.h"

namespace earwitness::analysis::topics {
namespace {

constexpr std::size_t kMostTopics = 20, kMostKeyphrases = 6;
constexpr std::size_t kWordsPerTopic = 150;

struct Scored {
    const Candidate* candidate = nullptr;
    double score = 0;
    std::size_t residual = 0;  // uses that no longer phrase explains
};

class Extractor {
  public:
    Extractor(const Document& document, const Terms& terms, const Background& background,
              const std::vector<Candidate>& candidates)
        : document_(document), terms_(terms), background_(background), candidates_(candidates) {}

    std::vector<Topic> extract() {
        explain();
        rank();
        return choose();
    }

  private:
    // How many uses of each candidate stand inside a use of a longer one that is itself frequent enough.
    void explain() {
        std::unordered_map<std::uint64_t, std::size_t> by_place;  // first token, length -> candidate
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            for (const std::uint32_t place : candidates_[i].places)
                by_place[std::uint64_t{place} << 8 | candidates_[i].length] = i;
        explained_.assign(candidates_.size(), 0);
        for (const Candidate& longer : candidates_) {
            if (longer.length < 2) continue;
            for (std::uint32_t length = 1; length < longer.length; ++length)
                for (std::uint32_t shift = 0; shift + length <= longer.length; ++shift) {
                    const auto inner = by_place.find(std::uint64_t{longer.places.front() + shift} << 8 | length);
                    if (inner == by_place.end()) continue;
                    auto& explained = explained_[inner->second];
                    explained = std::max(explained, longer.places.size());
                }
        }
    }

    double score_of(const Candidate& c, std::size_t residual) const {
        double rarity = 0;
        for (std::uint32_t i = 0; i < c.length; ++i) rarity += terms_.rarity[c.ids[i]];
        rarity /= c.length;
        if (c.length > 1) rarity = std::max(rarity, 0.5 * (rarity + pair_rarity(c)));
        double name = terms_.cased ? c.capitalised : background_capitals(c);
        const double uses = std::pow(static_cast<double>(residual), 0.75);
        return uses * rarity * (1 + 1.2 * name) * (0.5 + 0.5 * c.spread) * (1 + 0.25 * (c.length - 1));
    }

    double pair_rarity(const Candidate& c) const {
        double least = 100;
        for (std::uint32_t i = 0; i + 1 < c.length; ++i)
            least = std::min<double>(least, background_.rarity(Background::hash_of(terms_.terms[c.ids[i]].key,
                                                                                   terms_.terms[c.ids[i + 1]].key)));
        return least;
    }

    double background_capitals(const Candidate& c) const {
        double least = 1;
        for (std::uint32_t i = 0; i < c.length; ++i)
            least = std::min<double>(least, background_.find(terms_.terms[c.ids[i]].key).capitalised);
        return least;
    }

    void rank() {
        const double words = static_cast<double>(document_.tokens.size());
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            const Candidate& c = candidates_[i];
            const std::size_t residual = c.places.size() - std::min(explained_[i], c.places.size());
            const bool name = c.capitalised >= 0.5f;
            const std::size_t least = words < 1500 || (name && c.length > 1) ? 2 : 3;
            if (residual < least || residual * 3 < c.places.size()) continue;
            ranked_.push_back({&c, score_of(c, residual), residual});
        }
        std::sort(ranked_.begin(), ranked_.end(), [](const Scored& l, const Scored& r) {
            if (l.score != r.score) return l.score > r.score;
            if (l.candidate->places.front() != r.candidate->places.front())
                return l.candidate->places.front() < r.candidate->places.front();
            return l.candidate->length < r.candidate->length;
        });
    }

    // The term that makes a phrase what it is.
    std::uint32_t rarest(const Candidate& c) const {
        std::uint32_t best = c.ids[0];
        for (std::uint32_t i = 1; i < c.length; ++i)
            if (terms_.rarity[c.ids[i]] > terms_.rarity[best]) best = c.ids[i];
        return best;
    }

    std::vector<Topic> choose() {
        std::vector<Topic> topics;
        std::vector<std::vector<const Candidate*>> members;
        std::unordered_map<std::uint32_t, std::size_t> topic_of_term;
        std::set<std::string> ids;
        const std::size_t most = std::clamp<std::size_t>(document_.tokens.size() / kWordsPerTopic, 4, kMostTopics);
        for (const Scored& scored : ranked_) {
            const Candidate& c = *scored.candidate;
            const auto known = topic_of_term.find(rarest(c));
            if (known != topic_of_term.end()) {
                Topic& topic = topics[known->second];
                if (topic.keyphrases.size() == kMostKeyphrases) continue;
                const std::string phrase = label_of(document_, terms_, c);
                const bool same =
                    slug_of(phrase) == topic.id ||
                    std::find(topic.keyphrases.begin(), topic.keyphrases.end(), phrase) != topic.keyphrases.end();
                if (!same) {
                    topic.keyphrases.push_back(phrase);
                    members[known->second].push_back(&c);
                }
                continue;
            }
            if (topics.size() == most) continue;
            Topic topic;
            topic.label = label_of(document_, terms_, c);
            topic.id = slug_of(topic.label);
            if (topic.id.empty() || !ids.insert(topic.id).second) continue;
            topic.keyphrases.push_back(topic.label);
            topic.prominence = scored.score / ranked_.front().score;
            topic_of_term.emplace(rarest(c), topics.size());
            topics.push_back(std::move(topic));
            members.push_back({&c});
        }
        for (std::size_t i = 0; i < topics.size(); ++i) topics[i].mentions = mentions_of(members[i]);
        return topics;
    }

    // Every use of the topic's phrases; of uses that overlap, the longer one.
    std::vector<Span> mentions_of(const std::vector<const Candidate*>& members) const {
        std::vector<Span> spans;
        for (const Candidate* c : members)
            for (const std::uint32_t place : c->places)
                spans.push_back({document_.tokens[place].span.begin, document_.tokens[place + c->length - 1].span.end});
        std::sort(spans.begin(), spans.end(),
                  [](const Span& l, const Span& r) { return l.begin != r.begin ? l.begin < r.begin : l.end > r.end; });
        std::vector<Span> kept;
        for (const Span& span : spans)
            if (kept.empty() || span.begin >= kept.back().end) kept.push_back(span);
        return kept;
    }

    const Document& document_;
    const Terms& terms_;
    const Background& background_;
    const std::vector<Candidate>& candidates_;
    std::vector<std::size_t> explained_;
    std::vector<Scored> ranked_;
};

}  // namespace

std::vector<Topic> extract_topics(const Document& document, const Terms& terms, const Background& background,
                                  const std::vector<Candidate>& candidates) {
    return Extractor(document, terms, background, candidates).extract();
}

std::string slug_of(std::string_view text) {
    std::string slug;
    bool gap = false;
    for (const char c : text::lower(text)) {
        const bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
        if (keep && gap && !slug.empty()) slug += '-';
        if (keep) slug += c;
        gap = !keep && (gap || c != '\'');
    }
    return slug;
}

// "Adam": nobody looks for an episode by it.
static bool is_first_name(const Entity& entity) {
    return entity.type == EntityType::kPerson && entity.name.find(' ') == std::string::npos;
}

std::vector<std::string> choose_tags(const std::vector<Topic>& topics, const std::vector<Entity>& entities) {
    constexpr std::size_t kMostTags = 8, kTopicTags = 6, kLongestTag = 40;
    std::vector<std::string> tags;
    const auto add = [&](std::string_view name) {
        const std::string slug = slug_of(name);
        if (slug.empty() || slug.size() > kLongestTag || std::find(tags.begin(), tags.end(), slug) != tags.end())
            return;
        tags.push_back(slug);
    };
    for (std::size_t i = 0; i < topics.size() && tags.size() < kTopicTags; ++i)
        if (topics[i].prominence >= 0.2) add(topics[i].label);
    for (std::size_t i = 0; i < entities.size() && i < 8 && tags.size() < kMostTags; ++i)
        if (!entities[i].in_sponsor_only && entities[i].mentions.size() > 1 && !is_first_name(entities[i]))
            add(entities[i].name);
    return tags;
}

}  // namespace earwitness::analysis::topics
