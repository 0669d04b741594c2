#include "base/analysis_json.h"

// RapidJSON writes: fast, deterministic, no tree. analysis_json_read.cc reads.
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <cmath>

#include "base/clock.h"

namespace earwitness::base {
namespace {

using Times = std::optional<std::int64_t>;

template <typename Writer>
class Out {
  public:
    explicit Out(Writer& writer, const Transcript& transcript) : w_(writer), transcript_(transcript) {}

    void key(std::string_view name) { w_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
    void string(std::string_view value) { w_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }
    void field(std::string_view name, std::string_view value) {
        key(name);
        string(value);
    }
    void field(std::string_view name, std::int64_t value) {
        key(name);
        w_.Int64(value);
    }
    void field(std::string_view name, const Times& value) {
        key(name);
        if (value)
            w_.Int64(*value);
        else
            w_.Null();
    }
    // Four decimals: enough for a score, and the same text from every compiler.
    void number(std::string_view name, double value) {
        key(name);
        const double rounded = std::round(value * 1e4) / 1e4;
        w_.Double(rounded == 0 ? 0 : rounded);
    }
    void number(std::string_view name, const std::optional<double>& value) {
        if (value) return number(name, *value);
        key(name);
        w_.Null();
    }
    void flag(std::string_view name, bool value) {
        key(name);
        w_.Bool(value);
    }
    void span(const Span& value) {
        key("begin");
        w_.Uint(value.begin);
        key("end");
        w_.Uint(value.end);
    }
    void speaker(int index) {
        key("speaker");
        if (index >= 0 && static_cast<std::size_t>(index) < transcript_.speakers.size())
            string(transcript_.speakers[static_cast<std::size_t>(index)].id);
        else
            w_.Null();
    }
    void strings(std::string_view name, const std::vector<std::string>& values) {
        key(name);
        w_.StartArray();
        for (const auto& value : values) string(value);
        w_.EndArray();
    }
    template <typename List, typename Write>
    void objects(std::string_view name, const List& list, Write write) {
        key(name);
        w_.StartArray();
        for (const auto& item : list) {
            w_.StartObject();
            write(item);
            w_.EndObject();
        }
        w_.EndArray();
    }
    template <typename Value, typename Write>
    void maybe(std::string_view name, const std::optional<Value>& value, Write write) {
        key(name);
        if (!value) {
            w_.Null();
            return;
        }
        w_.StartObject();
        write(*value);
        w_.EndObject();
    }

    void analysis(const Analysis& a) {
        field("schema", kAnalysisSchema);
        field("producer", a.producer);
        episode(a.episode);
        transcript(a.transcript);
        objects("namings", a.namings, [&](const Naming& n) {
            speaker(n.speaker);
            field("name", n.name);
            span(n.span);
            field("start_ms", n.start_ms);
            field("how", n.how);
            number("confidence", n.confidence);
        });
        objects("entities", a.entities, [&](const Entity& e) { entity(e); });
        objects("quotes", a.quotes, [&](const Quote& q) {
            span(q.span);
            field("start_ms", q.start_ms);
            field("end_ms", q.end_ms);
            speaker(q.speaker);
            number("score", q.score);
            strings("why", q.why);
            strings("entities", q.entities);
            strings("topics", q.topics);
        });
        objects("insights", a.insights, [&](const Insight& i) { insight(i); });
        objects("topics", a.topics, [&](const Topic& t) {
            field("id", t.id);
            field("label", t.label);
            strings("keyphrases", t.keyphrases);
            number("prominence", t.prominence);
            objects("mentions", t.mentions, [&](const Span& s) { span(s); });
        });
        objects("chapters", a.chapters, [&](const Chapter& c) {
            timed(c, "title", c.title);
            flag("given", c.given);
        });
        objects("sponsors", a.sponsors, [&](const SponsorRead& s) { timed(s, "name", s.name); });
        key("summary");
        w_.StartObject();
        objects("sentences", a.summary.sentences, [&](const Span& s) { span(s); });
        key("sections");
        w_.StartObject();
        for (const auto& section : a.summary.sections)
            objects(section.heading, section.sentences, [&](const Span& s) { span(s); });
        w_.EndObject();
        w_.EndObject();
        strings("tags", a.tags);
        key("coverage");
        if (a.coverage)
            coverage(*a.coverage);
        else
            w_.Null();
        if (!a.llm) return;
        key("llm");
        additions(*a.llm);
    }

    void additions(const ModelAdditions& a) {
        w_.StartObject();
        field("provider", a.provider);
        field("model", a.model);
        field("parts", static_cast<std::int64_t>(a.parts));
        field("parts_read", static_cast<std::int64_t>(a.parts_read));
        field("refused", static_cast<std::int64_t>(a.refused));
        maybe("title", a.title, [&](const ModelSentence& s) { sentence(s); });
        objects("sections", a.sections, [&](const ModelSection& s) {
            field("chapter", s.chapter ? Times(static_cast<std::int64_t>(*s.chapter)) : Times());
            objects("sentences", s.sentences, [&](const ModelSentence& one) { sentence(one); });
        });
        objects("chapters", a.chapters, [&](const ModelChapterTitle& c) {
            field("chapter", static_cast<std::int64_t>(c.chapter));
            sentence(c.title);
        });
        objects("quotes", a.quotes, [&](const ModelQuote& q) {
            span(q.span);
            field("match", q.match);
            field("why", q.why);
            field("topic", q.topic);
        });
        objects("categories", a.categories, [&](const ModelCategory& c) {
            field("entity", c.entity);
            field("category", c.category);
        });
        w_.EndObject();
    }

  private:
    void sentence(const ModelSentence& s) {
        field("text", s.text);
        objects("cites", s.cites, [&](const Span& cited) { span(cited); });
    }
    void coverage(const Coverage& c) {
        w_.StartObject();
        field("audio_ms", c.audio_ms);
        number("share", c.share);
        objects("gaps", c.gaps, [&](const TimeRange& gap) {
            field("start_ms", gap.start_ms);
            field("end_ms", gap.end_ms);
        });
        w_.EndObject();
    }
    template <typename Item>
    void timed(const Item& item, std::string_view name, std::string_view value) {
        span(item.span);
        field("start_ms", item.start_ms);
        field("end_ms", item.end_ms);
        field(name, value);
    }
    void episode(const EpisodeMeta& e) {
        key("episode");
        w_.StartObject();
        field("title", e.title);
        field("show", e.show);
        key("published_at");
        if (e.published_at)
            string(format_utc(*e.published_at));
        else
            w_.Null();
        field("duration_ms", e.duration_ms);
        field("link", e.link);
        field("notes", e.notes);
        objects("persons", e.persons, [&](const Person& p) {
            field("name", p.name);
            field("role", p.role);
        });
        strings("known_names", e.known_names);
        w_.EndObject();
    }
    void transcript(const Transcript& t) {
        key("transcript");
        w_.StartObject();
        field("text", t.text);
        field("sha256", t.sha256);
        field("language", t.language);
        field("format", t.format);
        objects("speakers", t.speakers, [&](const Speaker& s) {
            field("id", s.id);
            field("name", s.name);
        });
        objects("segments", t.segments, [&](const Segment& s) {
            span(s.span);
            field("start_ms", s.start_ms);
            field("end_ms", s.end_ms);
            speaker(s.speaker);
            if (s.time_heard) flag("time_heard", true);
        });
        if (t.hearing) hearing(*t.hearing);
        w_.EndObject();
    }
    void hearing(const Hearing& h) {
        key("hearing");
        w_.StartObject();
        field("engine", h.engine);
        field("model", h.model);
        field("version", h.version);
        flag("draft", h.draft);
        field("speech_ms", h.speech_ms);
        field("worded_ms", h.worded_ms);
        if (h.times_only) {
            flag("times_only", true);
            field("words", h.words);
            field("words_matched", h.words_matched);
        }
        objects("warnings", h.warnings, [&](const HearingWarning& w) {
            field("kind", w.kind);
            field("start_ms", w.start_ms);
            field("end_ms", w.end_ms);
        });
        w_.EndObject();
    }
    void entity(const Entity& e) {
        field("id", e.id);
        field("name", e.name);
        field("type", entity_type_name(e.type));
        field("category", e.category);
        strings("aliases", e.aliases);
        number("salience", e.salience);
        flag("in_sponsor_only", e.in_sponsor_only);
        objects("mentions", e.mentions, [&](const Mention& m) {
            span(m.span);
            field("start_ms", m.start_ms);
            speaker(m.speaker);
            number("confidence", m.confidence);
        });
    }
    void insight(const Insight& i) {
        field("type", insight_type_name(i.type));
        span(i.span);
        field("start_ms", i.start_ms);
        speaker(i.speaker);
        number("confidence", i.confidence);
        flag("actionable", i.actionable);
        strings("entities", i.entities);
        objects("quantities", i.quantities, [&](const Quantity& q) {
            span(q.span);
            number("value", q.value);
            field("unit", q.unit);
            field("what", q.what);
            field("per", q.per);
            maybe("range", q.range, [&](const QuantityRange& r) {
                number("from", r.from);
                number("to", r.to);
            });
            maybe("change", q.change, [&](const QuantityChange& c) {
                field("direction", c.is_increase ? "increase" : "decrease");
                number("from", c.from);
                field("over", c.over);
            });
        });
        maybe("due", i.due, [&](const DueDate& d) {
            field("from", d.from);
            field("to", d.to);
        });
        maybe("horizon", i.horizon, [&](const Span& s) { span(s); });
        maybe("hedge", i.hedge, [&](const Hedge& h) {
            span(h.span);
            field("strength", hedge_strength_name(h.strength));
        });
        maybe("condition", i.condition, [&](const Span& s) { span(s); });
    }

    Writer& w_;
    const Transcript& transcript_;
};

template <typename Writer>
void write(Writer& writer, const Analysis& analysis, std::string_view id_json) {
    writer.StartObject();
    Out<Writer> out(writer, analysis.transcript);
    if (!id_json.empty()) {
        out.key("id");
        writer.RawValue(id_json.data(), id_json.size(), rapidjson::kStringType);
    }
    out.analysis(analysis);
    writer.EndObject();
}

}  // namespace

void append_analysis_json(const Analysis& analysis, JsonLayout layout, std::string& out, std::string_view id_json) {
    rapidjson::StringBuffer buffer;
    if (layout == JsonLayout::kPretty) {
        rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
        writer.SetIndent(' ', 1);
        write(writer, analysis, id_json);
    } else {
        rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
        write(writer, analysis, id_json);
    }
    out.append(buffer.GetString(), buffer.GetSize());
}

std::string model_additions_json(const ModelAdditions& additions) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    const Transcript no_speakers;
    Out<rapidjson::Writer<rapidjson::StringBuffer>>(writer, no_speakers).additions(additions);
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace earwitness::base
