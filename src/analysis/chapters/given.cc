#include "analysis/chapters/given.h"

#include <algorithm>
#include <map>
#include <string>

#include "text/utf8.h"

namespace earwitness::analysis::chapters {
namespace {

struct Start {
    std::int64_t ms = 0;
    std::size_t sentence = 0;
};

// By time; where times run backwards, as in a broken transcript, only those that rise.
std::vector<Start> sentence_starts(const Document& document) {
    std::vector<Start> starts;
    for (std::size_t s = 0; s < document.sentences.size(); ++s) {
        const auto ms = document.start_ms_at(document.sentences[s].span.begin);
        if (ms && (starts.empty() || *ms > starts.back().ms)) starts.push_back({*ms, s});
    }
    return starts;
}

std::size_t nearest(const std::vector<Start>& starts, std::int64_t ms) {
    const auto after = std::lower_bound(starts.begin(), starts.end(), ms,
                                        [](const Start& start, std::int64_t time) { return start.ms < time; });
    if (after == starts.begin()) return after->sentence;
    if (after == starts.end()) return std::prev(after)->sentence;
    return ms - std::prev(after)->ms < after->ms - ms ? std::prev(after)->sentence : after->sentence;
}

std::string on_one_line(std::string title) {
    for (char& c : title)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return std::string(text::trimmed(title));
}

}  // namespace

std::vector<Chapter> place_chapters(const Document& document, const std::vector<FeedChapter>& given) {
    const auto starts = sentence_starts(document);
    if (starts.empty()) return {};
    std::vector<const FeedChapter*> order;
    for (const FeedChapter& chapter : given) order.push_back(&chapter);
    std::stable_sort(order.begin(), order.end(),
                     [](const FeedChapter* l, const FeedChapter* r) { return l->start_ms < r->start_ms; });
    const auto end_ms = document.end_ms_at(document.sentences.back().span.end);
    std::map<std::size_t, std::string> titles;  // by first sentence; the later of two that begin together has the words
    for (const FeedChapter* chapter : order) {
        std::string title = on_one_line(chapter->title);
        if (title.empty() || chapter->start_ms < 0 || (end_ms && chapter->start_ms >= *end_ms)) continue;
        titles[nearest(starts, chapter->start_ms)] = std::move(title);
    }
    std::vector<Chapter> chapters;
    for (auto it = titles.begin(); it != titles.end(); ++it) {
        const std::size_t first = it == titles.begin() ? 0 : it->first;
        const std::size_t end = std::next(it) == titles.end() ? document.sentences.size() : std::next(it)->first;
        Chapter chapter;
        chapter.span = {document.sentences[first].span.begin, document.sentences[end - 1].span.end};
        chapter.start_ms = document.start_ms_at(chapter.span.begin);
        chapter.end_ms = document.end_ms_at(chapter.span.end);
        chapter.title = it->second;
        chapter.given = true;
        chapters.push_back(std::move(chapter));
    }
    return chapters;
}

}  // namespace earwitness::analysis::chapters
