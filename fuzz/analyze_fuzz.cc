// Any bytes as a transcript through the reader and the whole engine; what comes out keeps the contract: spans inside
// the text, on characters, trimmed; chapters and segments rising; ids that exist; JSON that reads back to the same
// JSON.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "base/analysis_json.h"
#include "earwitness/engine.h"
#include "text/utf8.h"
#include "transcript/read.h"

namespace {

using namespace earwitness;

void expect(bool holds) {
    if (!holds) std::abort();
}

class Check {
  public:
    explicit Check(const Analysis& a) : a_(a), text_(a.transcript.text) {}

    void all() const {
        std::set<std::string> entities, topics;
        for (const Entity& e : a_.entities) {
            expect(entities.insert(e.id).second && !e.mentions.empty());
            for (const Mention& m : e.mentions) span(m.span);
        }
        for (const Topic& t : a_.topics) {
            expect(topics.insert(t.id).second && !t.mentions.empty());
            for (const Span& m : t.mentions) span(m);
        }
        for (const Quote& q : a_.quotes) {
            span(q.span);
            for (const auto& id : q.entities) expect(entities.contains(id));
            for (const auto& id : q.topics) expect(topics.contains(id));
        }
        for (const Insight& i : a_.insights) {
            span(i.span);
            for (const auto& id : i.entities) expect(entities.contains(id));
            for (const Quantity& q : i.quantities) span(q.span);
        }
        rising(a_.transcript.segments);
        rising(a_.chapters);
        rising(a_.sponsors);
        for (const Chapter& c : a_.chapters) expect(!c.title.empty());
        for (const Span& s : a_.summary.sentences) span(s);
    }

  private:
    void span(Span s) const {
        expect(s.begin < s.end && s.end <= text_.size());
        expect(text::is_boundary(text_, s.begin) && text::is_boundary(text_, s.end));
        expect(text::trimmed(s.in(text_)).size() == s.size());
    }
    template <typename List>
    void rising(const List& list) const {
        std::uint32_t end = 0;
        for (const auto& item : list) {
            span(item.span);
            expect(end <= item.span.begin);
            end = item.span.end;
        }
    }

    const Analysis& a_;
    std::string_view text_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Engine engine = Engine::create().value();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto read = transcript::read_transcript(bytes);
    if (!read) return 0;
    EpisodeMeta meta;
    meta.title = "Ada Lovelace on engines";
    const Analysis analysis = engine.analyze(std::move(read->transcript), meta);
    Check(analysis).all();
    std::string once, twice;
    base::append_analysis_json(analysis, base::JsonLayout::kCompact, once);
    const auto back = base::parse_analysis_json(once);
    expect(back.has_value());
    base::append_analysis_json(*back, base::JsonLayout::kCompact, twice);
    expect(once == twice);
    return 0;
}
