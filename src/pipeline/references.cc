#include "pipeline/references.h"

#include <algorithm>

namespace earwitness::pipeline {

void References::sort() { std::sort(mentions_.begin(), mentions_.end()); }

std::vector<std::string> References::inside(Span span) const {
    std::vector<std::string> ids;
    auto mention = std::lower_bound(mentions_.begin(), mentions_.end(), span.begin,
                                    [](const auto& m, std::uint32_t at) { return m.first.begin < at; });
    for (; mention != mentions_.end() && mention->first.begin < span.end; ++mention) {
        if (mention->first.end > span.end) continue;
        if (std::find(ids.begin(), ids.end(), mention->second) == ids.end()) ids.push_back(mention->second);
    }
    return ids;
}

References entity_references(const std::vector<Entity>& entities) {
    References references;
    for (const Entity& entity : entities)
        for (const Mention& mention : entity.mentions) references.add(mention.span, entity.id);
    references.sort();
    return references;
}

References topic_references(const std::vector<Topic>& topics) {
    References references;
    for (const Topic& topic : topics)
        for (const Span& mention : topic.mentions) references.add(mention, topic.id);
    references.sort();
    return references;
}

}  // namespace earwitness::pipeline
