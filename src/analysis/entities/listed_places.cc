#include "analysis/entities/listed_places.h"

#include <algorithm>

namespace earwitness::analysis::entities {
namespace {

const std::uint64_t kAnd = word_hash("and");

struct Place {
    std::uint32_t first = 0, end = 0;  // tokens; none where they are equal
};

// The listed place with an "and" that the token is part of.
Place place_around(const Reading& reading, std::uint32_t token) {
    if (reading.phrases[token].position == 0 || (reading.phrases[token].lists & (kCountry | kRegion)) == 0) return {};
    Place place{token, token + 1};
    while (reading.phrases[place.first].position != 1) --place.first;
    while (reading.phrases[place.end - 1].position != 3) ++place.end;
    for (std::uint32_t t = place.first; t < place.end; ++t)
        if (reading.word(t).lower == kAnd) return place;
    return {};
}

}  // namespace

void join_listed_places(const std::vector<text::Token>& tokens, const Reading& reading, std::vector<TypedSpan>& spans) {
    std::vector<TypedSpan> out;
    out.reserve(spans.size());
    for (TypedSpan& span : spans) {
        const std::uint32_t end = span.first_token + span.token_count;
        const Place place = place_around(reading, span.first_token);
        if (place.first == place.end) {
            if (out.empty() || span.span.begin >= out.back().span.end) out.push_back(span);
            continue;
        }
        const std::uint32_t stop = std::max(end, place.end);
        if (end <= place.end) {
            span.type = EntityType::kPlace;
            std::swap(span.probability[static_cast<std::size_t>(EntityType::kPlace)],
                      *std::max_element(span.probability.begin(), span.probability.end()));
            span.confidence = *std::max_element(span.probability.begin(), span.probability.end());
        }
        span.first_token = place.first;
        span.token_count = stop - place.first;
        span.span = {tokens[place.first].span.begin, std::max(span.span.end, tokens[stop - 1].span.end)};
        while (!out.empty() && out.back().span.end > span.span.begin) out.pop_back();
        out.push_back(span);
    }
    spans = std::move(out);
}

}  // namespace earwitness::analysis::entities
