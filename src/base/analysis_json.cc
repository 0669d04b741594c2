#include "base/analysis_json.h"

// RapidJSON writes (fast, deterministic, no tree); nlohmann reads (checked access by name).
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/brief.h"
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
    }

  private:
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

// ---- reading

using json = nlohmann::ordered_json;  // the headings of a summary keep their order

struct Bad {
    std::string message;
};

const json& need(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) throw Bad{std::string("no \"") + key + "\""};
    return *found;
}

std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? std::string() : found->get<std::string>();
}

Times time_of(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    return found->get<std::int64_t>();
}

bool flag_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->get<bool>();
}

class In {
  public:
    Analysis read(const json& root) {
        if (text_of(root, "schema") != kAnalysisSchema)
            throw Bad{"schema is \"" + text_of(root, "schema") + "\", not \"" + std::string(kAnalysisSchema) + "\""};
        Analysis a;
        a.producer = text_of(root, "producer");
        a.episode = episode(need(root, "episode"));
        a.transcript = transcript(need(root, "transcript"));
        if (root.contains("namings"))  // analyses of an archive from before there were any
            for (const auto& item : root["namings"]) a.namings.push_back(naming(item));
        for (const auto& item : need(root, "entities")) a.entities.push_back(entity(item));
        for (const auto& item : need(root, "quotes")) {
            Quote q;
            q.span = span(item);
            q.start_ms = time_of(item, "start_ms");
            q.end_ms = time_of(item, "end_ms");
            q.speaker = speaker(item);
            q.score = need(item, "score").get<double>();
            q.why = strings(item, "why");
            q.entities = strings(item, "entities");
            q.topics = strings(item, "topics");
            a.quotes.push_back(std::move(q));
        }
        for (const auto& item : need(root, "insights")) a.insights.push_back(insight(item));
        for (const auto& item : need(root, "topics")) {
            Topic t;
            t.id = text_of(item, "id");
            t.label = text_of(item, "label");
            t.keyphrases = strings(item, "keyphrases");
            t.prominence = need(item, "prominence").get<double>();
            for (const auto& m : need(item, "mentions")) t.mentions.push_back(span(m));
            a.topics.push_back(std::move(t));
        }
        for (const auto& item : need(root, "chapters"))
            a.chapters.push_back({span(item), time_of(item, "start_ms"), time_of(item, "end_ms"),
                                  text_of(item, "title"), flag_of(item, "given")});
        for (const auto& item : need(root, "sponsors"))
            a.sponsors.push_back(
                {span(item), time_of(item, "start_ms"), time_of(item, "end_ms"), text_of(item, "name")});
        const auto& summary = need(root, "summary");
        for (const auto& item : need(summary, "sentences")) a.summary.sentences.push_back(span(item));
        for (const auto& [heading, list] : need(summary, "sections").items()) {
            SummarySection section{heading, {}};
            for (const auto& item : list) section.sentences.push_back(span(item));
            a.summary.sections.push_back(std::move(section));
        }
        a.tags = strings(root, "tags");
        if (const auto found = root.find("coverage"); found != root.end() && !found->is_null())
            a.coverage = coverage(*found);
        return a;
    }

  private:
    static Coverage coverage(const json& item) {
        Coverage c;
        c.audio_ms = need(item, "audio_ms").get<std::int64_t>();
        c.share = need(item, "share").get<double>();
        for (const auto& gap : need(item, "gaps"))
            c.gaps.push_back({need(gap, "start_ms").get<std::int64_t>(), need(gap, "end_ms").get<std::int64_t>()});
        return c;
    }
    Span span(const json& item) const {
        const auto begin = need(item, "begin").get<std::int64_t>(), end = need(item, "end").get<std::int64_t>();
        if (begin < 0 || end < begin || end > static_cast<std::int64_t>(size_))
            throw Bad{"span " + std::to_string(begin) + ".." + std::to_string(end) + " is not inside 0.." +
                      std::to_string(size_)};
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }
    int speaker(const json& item) const {
        const std::string id = text_of(item, "speaker");
        if (id.empty()) return kNoSpeaker;
        for (std::size_t i = 0; i < speakers_.size(); ++i)
            if (speakers_[i] == id) return static_cast<int>(i);
        throw Bad{"speaker \"" + id + "\" is not one of the transcript's"};
    }
    static std::vector<std::string> strings(const json& object, const char* key) {
        const auto found = object.find(key);
        return found == object.end() ? std::vector<std::string>() : found->get<std::vector<std::string>>();
    }
    static EpisodeMeta episode(const json& item) {
        EpisodeMeta e;
        e.title = text_of(item, "title");
        e.show = text_of(item, "show");
        e.notes = text_of(item, "notes");
        e.link = text_of(item, "link");
        e.published_at = parse_utc(text_of(item, "published_at"));
        e.duration_ms = time_of(item, "duration_ms");
        if (item.contains("persons"))
            for (const auto& p : item["persons"])
                e.persons.push_back({text_of(p, "name"), text_of(p, "role"), "", "", ""});
        e.known_names = strings(item, "known_names");
        return e;
    }
    Transcript transcript(const json& item) {
        Transcript t;
        t.text = text_of(item, "text");
        t.sha256 = text_of(item, "sha256");
        t.language = text_of(item, "language");
        t.format = text_of(item, "format");
        size_ = t.text.size();
        for (const auto& s : need(item, "speakers")) {
            t.speakers.push_back({text_of(s, "id"), text_of(s, "name")});
            speakers_.push_back(t.speakers.back().id);
        }
        for (const auto& s : need(item, "segments"))
            t.segments.push_back(
                {span(s), time_of(s, "start_ms"), time_of(s, "end_ms"), speaker(s), s.value("time_heard", false)});
        if (const auto found = item.find("hearing"); found != item.end()) t.hearing = hearing(*found);
        return t;
    }
    Hearing hearing(const json& item) const {
        Hearing h{text_of(item, "engine"),
                  text_of(item, "model"),
                  text_of(item, "version"),
                  need(item, "draft").get<bool>(),
                  time_of(item, "speech_ms").value_or(0),
                  time_of(item, "worded_ms").value_or(0),
                  {}};
        for (const auto& w : need(item, "warnings"))
            h.warnings.push_back(
                {text_of(w, "kind"), time_of(w, "start_ms").value_or(0), time_of(w, "end_ms").value_or(0)});
        h.times_only = item.value("times_only", false);
        h.words = time_of(item, "words").value_or(0);
        h.words_matched = time_of(item, "words_matched").value_or(0);
        return h;
    }
    Naming naming(const json& item) const {
        Naming n;
        n.speaker = speaker(item);
        n.name = text_of(item, "name");
        n.span = span(item);
        n.start_ms = time_of(item, "start_ms");
        n.how = text_of(item, "how");
        n.confidence = need(item, "confidence").get<double>();
        return n;
    }
    Entity entity(const json& item) const {
        Entity e;
        e.id = text_of(item, "id");
        e.name = text_of(item, "name");
        const auto type = entity_type_from(text_of(item, "type"));
        if (!type) throw Bad{"entity type \"" + text_of(item, "type") + "\""};
        e.type = *type;
        e.category = text_of(item, "category");
        e.aliases = strings(item, "aliases");
        e.salience = need(item, "salience").get<double>();
        e.in_sponsor_only = need(item, "in_sponsor_only").get<bool>();
        for (const auto& m : need(item, "mentions"))
            e.mentions.push_back({span(m), time_of(m, "start_ms"), speaker(m), need(m, "confidence").get<float>()});
        return e;
    }
    Insight insight(const json& item) const {
        Insight i;
        const auto type = insight_type_from(text_of(item, "type"));
        if (!type) throw Bad{"insight type \"" + text_of(item, "type") + "\""};
        i.type = *type;
        i.span = span(item);
        i.start_ms = time_of(item, "start_ms");
        i.speaker = speaker(item);
        i.confidence = need(item, "confidence").get<double>();
        i.actionable = need(item, "actionable").get<bool>();
        i.entities = strings(item, "entities");
        for (const auto& q : need(item, "quantities")) i.quantities.push_back(quantity(q));
        const auto& due = need(item, "due");
        if (!due.is_null()) i.due = DueDate{text_of(due, "from"), text_of(due, "to")};
        // What follows is not in analyses of earlier programs.
        if (const json* horizon = given(item, "horizon")) i.horizon = span(*horizon);
        if (const json* condition = given(item, "condition")) i.condition = span(*condition);
        if (const json* hedge = given(item, "hedge")) {
            const auto strength = hedge_strength_from(text_of(*hedge, "strength"));
            if (!strength) throw Bad{"hedge strength \"" + text_of(*hedge, "strength") + "\""};
            i.hedge = Hedge{span(*hedge), *strength};
        }
        return i;
    }
    Quantity quantity(const json& item) const {
        Quantity q;
        q.span = span(item);
        q.value = need(item, "value").get<double>();
        q.unit = text_of(item, "unit");
        q.what = text_of(item, "what");
        q.per = text_of(item, "per");
        if (const json* range = given(item, "range"))
            q.range = QuantityRange{number_of(*range, "from"), number_of(*range, "to")};
        if (const json* change = given(item, "change"))
            q.change = QuantityChange{text_of(*change, "direction") == "increase", number_of(*change, "from"),
                                      text_of(*change, "over")};
        return q;
    }
    // The member, null where it is absent or null.
    static const json* given(const json& object, const char* key) {
        const auto found = object.find(key);
        return found == object.end() || found->is_null() ? nullptr : &*found;
    }
    static std::optional<double> number_of(const json& object, const char* key) {
        const json* found = given(object, key);
        return found == nullptr ? std::nullopt : std::optional(found->get<double>());
    }

    std::size_t size_ = 0;
    std::vector<std::string> speakers_;
};

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

Result<Analysis> parse_analysis_json(std::string_view text) {
    try {
        return In().read(json::parse(text));
    } catch (const Bad& bad) {
        return make_error(ErrorCode::kMalformed, "not an analysis: " + brief(bad.message));
    } catch (const json::exception& error) {
        return make_error(ErrorCode::kMalformed, "not an analysis: " + brief(error.what()));
    }
}

}  // namespace earwitness::base
