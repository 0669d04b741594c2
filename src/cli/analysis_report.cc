#include "cli/analysis_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/clock.h"
#include "publish/facts.h"

namespace earwitness::cli {
namespace {

constexpr std::size_t kWidth = 92;
constexpr std::size_t kNamesPerType = 12, kQuotes = 8, kInsightsPerType = 6, kTopics = 12, kGaps = 12;

class Report {
  public:
    explicit Report(const Analysis& analysis) : a_(analysis) {}

    std::string render() {
        head();
        summary();
        topics();
        chapters();
        names();
        quotes();
        insights();
        sponsors();
        coverage();
        return std::move(out_);
    }

  private:
    // The words of a span on one line: line breaks of captions become spaces, control characters go.
    std::string words(Span span) const {
        std::string out;
        for (const char c : span.in(a_.transcript.text)) {
            const bool space = c == ' ' || (c >= '\t' && c <= '\r');
            if (space && (out.empty() || out.back() == ' ')) continue;
            if (space || static_cast<unsigned char>(c) >= 0x20) out += space ? ' ' : c;
        }
        return out;
    }

    std::string who(int speaker) const { return std::string(speaker_name(a_, speaker)); }

    static std::string when(const std::optional<std::int64_t>& ms) { return ms ? base::format_position(*ms) : ""; }

    // Wraps at spaces; `hang` is how far the lines behind the first are indented.
    void wrap(const std::string& text, std::size_t hang) {
        std::size_t column = 0;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t end = text.find(' ', at);
            if (end == std::string::npos) end = text.size();
            const std::string_view word = std::string_view(text).substr(at, end - at);
            const auto width = static_cast<std::size_t>(
                std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
            if (column > hang && column + 1 + width > kWidth) {
                out_ += '\n' + std::string(hang, ' ');
                column = hang;
            } else if (column > 0 && at > 0) {
                out_ += ' ';
                ++column;
            }
            out_ += word;
            column += width;
            at = end + 1;
        }
        out_ += '\n';
    }

    void heading(const char* name) {
        out_ += std::string("\n") + name + "\n" + std::string(std::char_traits<char>::length(name), '-') + "\n";
    }

    void head() {
        const std::string title = a_.episode.title.empty() ? "Untitled transcript" : a_.episode.title;
        wrap(title, 0);
        std::string line = a_.episode.show;
        const auto add = [&](const std::string& part) {
            if (!part.empty()) line += (line.empty() ? "" : " - ") + part;
        };
        if (a_.episode.published_at) add(base::format_utc(*a_.episode.published_at).substr(0, 10));
        const auto& segments = a_.transcript.segments;
        if (a_.episode.duration_ms)
            add(when(a_.episode.duration_ms));
        else if (!segments.empty() && segments.back().end_ms)
            add(when(segments.back().end_ms));
        if (!line.empty()) wrap(line, 0);
        std::string speakers;
        for (std::size_t i = 0; i < a_.transcript.speakers.size() && i < 8; ++i)
            speakers += (i ? ", " : "With ") + who(static_cast<int>(i));
        if (a_.transcript.speakers.size() > 8)
            speakers += " and " + std::to_string(a_.transcript.speakers.size() - 8) + " others";
        if (!speakers.empty()) wrap(speakers, 2);
    }

    void summary() {
        if (a_.summary.sentences.empty()) return;
        heading("Summary");
        for (const Span& span : a_.summary.sentences) wrap("- " + words(span), 2);
        for (const SummarySection& section : a_.summary.sections) {
            if (section.sentences == a_.summary.sentences) continue;
            out_ += '\n';
            wrap(section.heading + ":", 0);
            for (const Span& span : section.sentences) wrap("- " + words(span), 2);
        }
    }

    void topics() {
        if (a_.topics.empty()) return;
        heading("Topics");
        std::string line;
        for (std::size_t i = 0; i < a_.topics.size() && i < kTopics; ++i) line += (i ? ", " : "") + a_.topics[i].label;
        wrap(line, 0);
    }

    void chapters() {
        if (a_.chapters.empty()) return;
        heading(a_.chapters.front().given ? "Chapters, the publisher's" : "Chapters");
        for (const Chapter& chapter : a_.chapters) {
            char time[24];
            std::snprintf(time, sizeof time, "%8s  ", when(chapter.start_ms).c_str());
            wrap(time + chapter.title, 10);
        }
    }

    void names() {
        static constexpr std::array<const char*, kEntityTypes> kTitles = {
            "People", "Organisations", "Products", "Places", "Groups", "Events", "Works"};
        if (a_.entities.empty()) return;
        heading("Names");
        for (int type = 0; type < kEntityTypes; ++type) {
            std::string line;
            std::size_t shown = 0, more = 0;
            for (const Entity& entity : a_.entities) {
                if (static_cast<int>(entity.type) != type) continue;
                if (shown == kNamesPerType) {
                    ++more;
                    continue;
                }
                line += (shown++ ? ", " : "") + entity.name;
                if (entity.mentions.size() > 1) line += " (" + std::to_string(entity.mentions.size()) + ")";
            }
            if (shown == 0) continue;
            if (more) line += " and " + std::to_string(more) + " more";
            wrap(std::string(kTitles[static_cast<std::size_t>(type)]) + ": " + line, 2);
        }
    }

    void quotes() {
        if (a_.quotes.empty()) return;
        heading("Quotes");
        for (std::size_t i = 0; i < a_.quotes.size() && i < kQuotes; ++i) {
            const Quote& quote = a_.quotes[i];
            wrap("\"" + words(quote.span) + "\"", 1);
            std::string by = who(quote.speaker);
            if (quote.start_ms) by += (by.empty() ? "" : ", ") + when(quote.start_ms);
            if (!by.empty()) wrap("    -- " + by, 7);
        }
    }

    void insights() {
        if (a_.insights.empty()) return;
        heading("Claims and advice");
        for (int type = 0; type < kInsightTypes; ++type) {
            std::vector<const Insight*> some;
            for (const Insight& insight : a_.insights)
                if (static_cast<int>(insight.type) == type) some.push_back(&insight);
            std::stable_sort(some.begin(), some.end(),
                             [](const Insight* l, const Insight* r) { return l->confidence > r->confidence; });
            if (some.size() > kInsightsPerType) some.resize(kInsightsPerType);
            for (const Insight* insight : some) {
                std::string tail = who(insight->speaker);
                if (insight->start_ms) tail += (tail.empty() ? "" : ", ") + when(insight->start_ms);
                for (const std::string& fact : facts(*insight)) tail += (tail.empty() ? "" : "; ") + fact;
                wrap(std::string(insight_type_name(insight->type)) + ": " + words(insight->span) +
                         (tail.empty() ? "" : "  [" + tail + "]"),
                     4);
            }
        }
    }

    std::vector<std::string> facts(const Insight& insight) const {
        std::vector<std::string> out =
            publish::quantity_facts(insight.quantities, insight.span.in(a_.transcript.text), insight.span.begin);
        if (insight.due)
            if (std::string due = publish::due_text(*insight.due, a_.episode.published_at); !due.empty())
                out.push_back(std::move(due));
        for (std::string& fact : publish::reservation_facts(insight.hedge, insight.condition))
            out.push_back(std::move(fact));
        return out;
    }

    void sponsors() {
        if (a_.sponsors.empty()) return;
        heading("Sponsor reads and housekeeping");
        for (const SponsorRead& read : a_.sponsors) {
            std::string start = words(read.span).substr(0, 120);
            while (!start.empty() && (start.back() & 0xC0) == 0x80) start.pop_back();
            if (!start.empty() && (start.back() & 0x80)) start.pop_back();
            wrap((read.start_ms ? when(read.start_ms) + "  " : "") + (read.name.empty() ? "" : read.name + ": ") +
                     start + " ...",
                 2);
        }
    }

    // Only what a reader has to know: where the audio has no words.
    void coverage() {
        if (!a_.coverage || a_.coverage->gaps.empty()) return;
        heading("Without words");
        const Coverage& c = *a_.coverage;
        wrap(std::to_string(std::lround(c.share * 100)) + " % of " + base::format_position(c.audio_ms) + " has words",
             0);
        for (std::size_t i = 0; i < c.gaps.size() && i < kGaps; ++i)
            wrap(base::format_position(c.gaps[i].start_ms) + " to " + base::format_position(c.gaps[i].end_ms), 2);
        if (c.gaps.size() > kGaps) wrap("and " + std::to_string(c.gaps.size() - kGaps) + " more", 2);
    }

    const Analysis& a_;
    std::string out_;
};

}  // namespace

std::string render_report(const Analysis& analysis) { return Report(analysis).render(); }

}  // namespace earwitness::cli
