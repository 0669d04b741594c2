#include "publish/transcript_view.h"

#include <algorithm>
#include <set>

#include "base/clock.h"

namespace earwitness::publish {
namespace {

struct NameMark {
    Span span;
    const Entity* entity = nullptr;
};

// Writes the transcript front to back; every sorted list is walked once.
class View {
  public:
    View(Page& page, std::size_t episode, const Analysis& analysis, const Reading& reading, NameLinks name_links)
        : page_(page),
          html_(page.html()),
          episode_(episode),
          analysis_(analysis),
          reading_(reading),
          name_links_(name_links) {
        for (const Entity& entity : analysis.entities)
            for (const Mention& mention : entity.mentions) names_.push_back({mention.span, &entity});
        std::sort(names_.begin(), names_.end(), [](const NameMark& a, const NameMark& b) { return a.span < b.span; });
        for (const Quote& quote : analysis.quotes) quoted_.push_back(trimmed(quote.span));
        for (const Insight& insight : analysis.insights) insights_.push_back(trimmed(insight.span));
        std::sort(quoted_.begin(), quoted_.end());
        std::sort(insights_.begin(), insights_.end());
        collect_anchors();
    }

    void write() {
        for (std::size_t i = 0; i < reading_.paragraphs.size(); ++i) {
            const Paragraph& paragraph = reading_.paragraphs[i];
            write_chapters(paragraph);
            write_sponsor(paragraph);
            if (paragraph.new_turn || in_heading_) write_speaker(paragraph);
            in_heading_ = false;
            write_paragraph(paragraph);
        }
        write_anchors(UINT32_MAX);
    }

  private:
    Span trimmed(Span span) const { return make_line(reading_, 0, span).span; }

    // Where pages link to: whole findings, and the first words of lines around names and topics.
    void collect_anchors() {
        std::set<Span> spans;
        for (const Span& span : quoted_) spans.insert(span);
        for (const Span& span : insights_) spans.insert(span);
        for (const NameMark& name : names_) spans.insert(name.span);
        for (const Topic& topic : analysis_.topics) spans.insert(topic.mentions.begin(), topic.mentions.end());
        for (const Span& span : analysis_.summary.sentences) spans.insert(trimmed(span));
        for (const SummarySection& section : analysis_.summary.sections)
            for (const Span& span : section.sentences) spans.insert(trimmed(span));
        if (analysis_.llm)
            for (const ModelQuote& quote : analysis_.llm->quotes) spans.insert(trimmed(quote.span));
        for (const Chapter& chapter : analysis_.chapters) spans.insert(trimmed(chapter.span));
        for (const SponsorRead& sponsor : analysis_.sponsors) spans.insert(trimmed(sponsor.span));
        for (const Paragraph& paragraph : reading_.paragraphs) spans.insert(trimmed(paragraph.span));
        anchors_.assign(spans.begin(), spans.end());
    }

    // Anchors that begin before `end`.
    void write_anchors(std::uint32_t end) {
        for (; anchor_ < anchors_.size() && anchors_[anchor_].begin < end; ++anchor_) {
            const Span span = anchors_[anchor_];
            html_.element("i", {{"id", "b=" + std::to_string(span.begin) + "-" + std::to_string(span.end)}}, "");
        }
    }

    void write_chapters(const Paragraph& paragraph) {
        for (; chapter_ < analysis_.chapters.size() && analysis_.chapters[chapter_].span.begin < paragraph.span.end;
             ++chapter_) {
            html_.element("h3", {{"id", "chapter-" + std::to_string(chapter_ + 1)}}, analysis_.chapters[chapter_].title)
                .newline();
            in_heading_ = true;
        }
    }

    void write_sponsor(const Paragraph& paragraph) {
        const SponsorRead* read = nullptr;
        for (const SponsorRead& sponsor : analysis_.sponsors)
            if (sponsor.span.overlaps(paragraph.span)) read = &sponsor;
        if (read != nullptr && read != sponsor_)
            html_.element("p", {{"class", "sponsor-label"}}, read->name.empty() ? "Sponsor" : "Sponsor: " + read->name)
                .newline();
        sponsor_ = read;
    }

    void write_speaker(const Paragraph& paragraph) {
        const std::string_view name = reading_.speaker_name(paragraph.speaker);
        if (!name.empty()) html_.element("h4", {{"class", "speaker"}}, name).newline();
    }

    void write_paragraph(const Paragraph& paragraph) {
        const Line line = make_line(reading_, static_cast<std::uint32_t>(episode_), paragraph.span);
        html_.open("div", {{"class", sponsor_ == nullptr ? "para" : "para sponsored"}});
        write_anchors(line.span.begin + 1);
        page_.time_link(episode_, line.start_ms, line.span);
        html_.open("p",
                   {{"data-ew-episode", page_.site().model.episodes[episode_].key},
                    {"data-ew-begin", std::to_string(line.span.begin)},
                    {"data-ew-end", std::to_string(line.span.end)},
                    {line.start_ms ? "data-ew-start-ms" : "", line.start_ms ? std::to_string(*line.start_ms) : ""}});
        std::uint32_t at = line.span.begin;
        for (std::uint32_t i = 0; i < paragraph.sentence_count; ++i) {
            const Span sentence = reading_.sentences[paragraph.first_sentence + i];
            write_run({at, sentence.begin});
            write_sentence(sentence);
            at = sentence.end;
        }
        write_run({at, line.span.end});
        html_.close().close().newline();
    }

    bool inside(const std::vector<Span>& spans, std::size_t& from, Span sentence) const {
        while (from < spans.size() && spans[from].end <= sentence.begin) ++from;
        return from < spans.size() && spans[from].begin < sentence.end && sentence.begin < spans[from].end;
    }

    void write_sentence(Span sentence) {
        const auto start = reading_.start_ms_at(sentence.begin);
        const bool quote = inside(quoted_, quote_, sentence), insight = inside(insights_, insight_, sentence);
        std::string id;
        if (start && *start / 1000 > last_second_) {
            last_second_ = *start / 1000;
            id = "t=" + std::to_string(last_second_);
        }
        const std::string_view css = quote ? (insight ? "s q i" : "s q") : (insight ? "s i" : "s");
        html_.open("span", {{"class", css},
                            {id.empty() ? "" : "id", id},
                            {"data-b", std::to_string(sentence.begin)},
                            {start ? "data-t" : "", start ? seconds_text(*start) : ""}});
        write_run(sentence);
        html_.close();
    }

    // The transcript's bytes with names linked and anchors set; nothing is added that has a text.
    void write_run(Span run) {
        std::uint32_t at = run.begin;
        while (at < run.end) {
            while (name_ < names_.size() && names_[name_].span.begin < at) ++name_;
            write_anchors(at + 1);
            const bool name_here =
                name_ < names_.size() && names_[name_].span.begin == at && names_[name_].span.end <= run.end;
            std::uint32_t next = run.end;
            if (name_here)
                next = names_[name_].span.end;
            else if (name_ < names_.size())
                next = std::min(next, std::max(at + 1, names_[name_].span.begin));
            if (!name_here && anchor_ < anchors_.size()) next = std::min(next, anchors_[anchor_].begin);
            const std::string_view words = Span{at, next}.in(analysis_.transcript.text);
            if (name_here && name_links_ == NameLinks::kPages) {
                const Entity& entity = *names_[name_].entity;
                html_.element("a", {{"class", "name"}, {"href", page_.to(page_.site().links.name(entity.id))}}, words);
            } else {
                html_.text(words);
            }
            at = next;
        }
    }

    Page& page_;
    Html& html_;
    std::size_t episode_;
    const Analysis& analysis_;
    const Reading& reading_;
    NameLinks name_links_;
    std::vector<NameMark> names_;
    std::vector<Span> quoted_, insights_, anchors_;
    std::size_t name_ = 0, quote_ = 0, insight_ = 0, anchor_ = 0, chapter_ = 0;
    std::int64_t last_second_ = -1;
    const SponsorRead* sponsor_ = nullptr;
    bool in_heading_ = false;
};

}  // namespace

void write_transcript(Page& page, std::size_t episode, const Analysis& analysis, const Reading& reading,
                      NameLinks name_links) {
    View(page, episode, analysis, reading, name_links).write();
}

}  // namespace earwitness::publish
