#include "analysis/chapters/chapters.h"

#include "analysis/chapters/cut.h"
#include "analysis/chapters/titles.h"

namespace earwitness::analysis::chapters {

std::vector<Chapter> find_chapters(const Document& document, const Terms& terms,
                                   const std::vector<Candidate>& candidates, const std::vector<Topic>& topics,
                                   const std::vector<SponsorRead>& sponsors) {
    const auto starts = chapter_starts(document, terms, sponsors);
    const auto titles = chapter_titles(document, terms, candidates, topics, sponsors, starts);
    std::vector<Chapter> chapters;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::size_t last = i + 1 < starts.size() ? starts[i + 1] - 1 : document.sentences.size() - 1;
        Chapter chapter;
        chapter.span = {document.sentences[starts[i]].span.begin, document.sentences[last].span.end};
        chapter.start_ms = document.start_ms_at(chapter.span.begin);
        chapter.end_ms = document.end_ms_at(chapter.span.end);
        chapter.title = titles[i];
        chapters.push_back(std::move(chapter));
    }
    return chapters;
}

}  // namespace earwitness::analysis::chapters
