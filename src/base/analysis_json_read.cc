// Reads what analysis_json.cc writes. A tree of RapidJSON, whose access is not checked: everything is asked for through
// the functions at the head, which say what is missing or of the wrong kind.
#include <rapidjson/document.h>

#include "base/analysis_json.h"
#include "base/brief.h"
#include "base/clock.h"

namespace earwitness::base {
namespace {

using Value = rapidjson::Value;
using Times = std::optional<std::int64_t>;

struct Bad {
    std::string message;
};

[[noreturn]] void fail(const char* key, std::string_view wanted) {
    throw Bad{"\"" + std::string(key) + "\" is not " + std::string(wanted)};
}

// The member; null where there is none, or where it is null.
const Value* given(const Value& object, const char* key) {
    if (!object.IsObject()) throw Bad{std::string("what should have \"") + key + "\" is no object"};
    const auto found = object.FindMember(key);
    return found == object.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

const Value& need(const Value& object, const char* key) {
    const Value* found = given(object, key);
    if (found == nullptr) throw Bad{std::string("no \"") + key + "\""};
    return *found;
}

const Value& list_of(const Value& object, const char* key) {
    const Value& found = need(object, key);
    if (!found.IsArray()) fail(key, "a list");
    return found;
}

std::string_view view_of(const Value& string) { return {string.GetString(), string.GetStringLength()}; }

std::string_view view_of(const Value& object, const char* key) {
    const Value* found = given(object, key);
    if (found == nullptr) return {};
    if (!found->IsString()) fail(key, "a string");
    return view_of(*found);
}

std::string text_of(const Value& object, const char* key) { return std::string(view_of(object, key)); }

std::int64_t whole_of(const Value& value, const char* key) {
    if (!value.IsInt64()) fail(key, "a whole number");
    return value.GetInt64();
}

Times time_of(const Value& object, const char* key) {
    const Value* found = given(object, key);
    return found == nullptr ? Times() : whole_of(*found, key);
}

std::optional<double> number_of(const Value& object, const char* key) {
    const Value* found = given(object, key);
    if (found == nullptr) return {};
    if (!found->IsNumber()) fail(key, "a number");
    return found->GetDouble();
}

double need_number(const Value& object, const char* key) {
    need(object, key);
    return *number_of(object, key);
}

bool flag_of(const Value& object, const char* key) {
    const Value* found = given(object, key);
    if (found != nullptr && !found->IsBool()) fail(key, "true or false");
    return found != nullptr && found->GetBool();
}

bool need_flag(const Value& object, const char* key) {
    need(object, key);
    return flag_of(object, key);
}

std::vector<std::string> strings(const Value& object, const char* key) {
    std::vector<std::string> out;
    const Value* found = given(object, key);
    if (found == nullptr) return out;
    if (!found->IsArray()) fail(key, "a list");
    out.reserve(found->Size());
    for (const Value& item : found->GetArray()) {
        if (!item.IsString()) fail(key, "a list of strings");
        out.emplace_back(view_of(item));
    }
    return out;
}

class In {
  public:
    Analysis read(const Value& root) {
        if (text_of(root, "schema") != kAnalysisSchema)
            throw Bad{"schema is \"" + text_of(root, "schema") + "\", not \"" + std::string(kAnalysisSchema) + "\""};
        Analysis a;
        a.producer = text_of(root, "producer");
        a.episode = episode(need(root, "episode"));
        a.transcript = transcript(need(root, "transcript"));
        if (given(root, "namings") != nullptr)  // analyses of an archive from before there were any
            for (const Value& item : list_of(root, "namings").GetArray()) a.namings.push_back(naming(item));
        for (const Value& item : list_of(root, "entities").GetArray()) a.entities.push_back(entity(item));
        for (const Value& item : list_of(root, "quotes").GetArray()) {
            Quote q;
            q.span = span(item);
            q.start_ms = time_of(item, "start_ms");
            q.end_ms = time_of(item, "end_ms");
            q.speaker = speaker(item);
            q.score = need_number(item, "score");
            q.why = strings(item, "why");
            q.entities = strings(item, "entities");
            q.topics = strings(item, "topics");
            a.quotes.push_back(std::move(q));
        }
        for (const Value& item : list_of(root, "insights").GetArray()) a.insights.push_back(insight(item));
        for (const Value& item : list_of(root, "topics").GetArray()) {
            Topic t;
            t.id = text_of(item, "id");
            t.label = text_of(item, "label");
            t.keyphrases = strings(item, "keyphrases");
            t.prominence = need_number(item, "prominence");
            for (const Value& m : list_of(item, "mentions").GetArray()) t.mentions.push_back(span(m));
            a.topics.push_back(std::move(t));
        }
        for (const Value& item : list_of(root, "chapters").GetArray())
            a.chapters.push_back({span(item), time_of(item, "start_ms"), time_of(item, "end_ms"),
                                  text_of(item, "title"), flag_of(item, "given")});
        for (const Value& item : list_of(root, "sponsors").GetArray())
            a.sponsors.push_back(
                {span(item), time_of(item, "start_ms"), time_of(item, "end_ms"), text_of(item, "name")});
        const Value& summary = need(root, "summary");
        for (const Value& item : list_of(summary, "sentences").GetArray()) a.summary.sentences.push_back(span(item));
        const Value& sections = need(summary, "sections");
        if (!sections.IsObject()) fail("sections", "an object");
        for (const auto& [heading, list] : sections.GetObject()) {
            SummarySection section{std::string(view_of(heading)), {}};
            if (!list.IsArray()) fail("sections", "an object of lists");
            for (const Value& item : list.GetArray()) section.sentences.push_back(span(item));
            a.summary.sections.push_back(std::move(section));
        }
        a.tags = strings(root, "tags");
        if (const Value* found = given(root, "coverage")) a.coverage = coverage(*found);
        if (const Value* found = given(root, "llm")) a.llm = additions(*found, a.chapters.size());
        return a;
    }

  private:
    static std::size_t count_of(const Value& object, const char* key, std::int64_t below) {
        const auto n = whole_of(need(object, key), key);
        if (n < 0 || n >= below) fail(key, "a number from 0 to " + std::to_string(below - 1));
        return static_cast<std::size_t>(n);
    }
    ModelSentence sentence(const Value& item) const {
        ModelSentence s{text_of(item, "text"), {}};
        for (const Value& cited : list_of(item, "cites").GetArray()) s.cites.push_back(span(cited));
        if (s.cites.empty()) fail("cites", "a list of spans");
        return s;
    }
    ModelAdditions additions(const Value& item, std::size_t chapters) const {
        constexpr std::int64_t kMost = 1'000'000;
        const auto number_of_chapters = static_cast<std::int64_t>(chapters);
        ModelAdditions a;
        a.provider = text_of(item, "provider");
        a.model = text_of(item, "model");
        a.parts = count_of(item, "parts", kMost);
        a.parts_read = count_of(item, "parts_read", kMost);
        a.refused = count_of(item, "refused", kMost);
        if (const Value* title = given(item, "title")) a.title = sentence(*title);
        for (const Value& one : list_of(item, "sections").GetArray()) {
            ModelSection section;
            if (given(one, "chapter") != nullptr) section.chapter = count_of(one, "chapter", number_of_chapters);
            for (const Value& s : list_of(one, "sentences").GetArray()) section.sentences.push_back(sentence(s));
            a.sections.push_back(std::move(section));
        }
        for (const Value& one : list_of(item, "chapters").GetArray())
            a.chapters.push_back({count_of(one, "chapter", number_of_chapters), sentence(one)});
        for (const Value& one : list_of(item, "quotes").GetArray())
            a.quotes.push_back({span(one), text_of(one, "match"), text_of(one, "why"), text_of(one, "topic")});
        for (const Value& one : list_of(item, "categories").GetArray())
            a.categories.push_back({text_of(one, "entity"), text_of(one, "category")});
        return a;
    }
    static Coverage coverage(const Value& item) {
        Coverage c;
        c.audio_ms = whole_of(need(item, "audio_ms"), "audio_ms");
        c.share = need_number(item, "share");
        for (const Value& gap : list_of(item, "gaps").GetArray())
            c.gaps.push_back({whole_of(need(gap, "start_ms"), "start_ms"), whole_of(need(gap, "end_ms"), "end_ms")});
        return c;
    }
    Span span(const Value& item) const {
        const auto begin = whole_of(need(item, "begin"), "begin"), end = whole_of(need(item, "end"), "end");
        if (begin < 0 || end < begin || end > static_cast<std::int64_t>(size_))
            throw Bad{"span " + std::to_string(begin) + ".." + std::to_string(end) + " is not inside 0.." +
                      std::to_string(size_)};
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }
    int speaker(const Value& item) const {
        const std::string_view id = view_of(item, "speaker");
        if (id.empty()) return kNoSpeaker;
        for (std::size_t i = 0; i < speakers_.size(); ++i)
            if (speakers_[i] == id) return static_cast<int>(i);
        throw Bad{"speaker \"" + std::string(id) + "\" is not one of the transcript's"};
    }
    static EpisodeMeta episode(const Value& item) {
        EpisodeMeta e;
        e.title = text_of(item, "title");
        e.show = text_of(item, "show");
        e.notes = text_of(item, "notes");
        e.link = text_of(item, "link");
        e.published_at = parse_utc(text_of(item, "published_at"));
        e.duration_ms = time_of(item, "duration_ms");
        if (given(item, "persons") != nullptr)
            for (const Value& p : list_of(item, "persons").GetArray())
                e.persons.push_back({text_of(p, "name"), text_of(p, "role"), "", "", ""});
        e.known_names = strings(item, "known_names");
        return e;
    }
    Transcript transcript(const Value& item) {
        Transcript t;
        t.text = text_of(item, "text");
        t.sha256 = text_of(item, "sha256");
        t.language = text_of(item, "language");
        t.format = text_of(item, "format");
        size_ = t.text.size();
        for (const Value& s : list_of(item, "speakers").GetArray()) {
            t.speakers.push_back({text_of(s, "id"), text_of(s, "name")});
            speakers_.push_back(t.speakers.back().id);
        }
        for (const Value& s : list_of(item, "segments").GetArray())
            t.segments.push_back(
                {span(s), time_of(s, "start_ms"), time_of(s, "end_ms"), speaker(s), flag_of(s, "time_heard")});
        if (const Value* found = given(item, "hearing")) t.hearing = hearing(*found);
        return t;
    }
    Hearing hearing(const Value& item) const {
        Hearing h{text_of(item, "engine"),
                  text_of(item, "model"),
                  text_of(item, "version"),
                  need_flag(item, "draft"),
                  time_of(item, "speech_ms").value_or(0),
                  time_of(item, "worded_ms").value_or(0),
                  {}};
        for (const Value& w : list_of(item, "warnings").GetArray())
            h.warnings.push_back(
                {text_of(w, "kind"), time_of(w, "start_ms").value_or(0), time_of(w, "end_ms").value_or(0)});
        h.times_only = flag_of(item, "times_only");
        h.words = time_of(item, "words").value_or(0);
        h.words_matched = time_of(item, "words_matched").value_or(0);
        return h;
    }
    Naming naming(const Value& item) const {
        Naming n;
        n.speaker = speaker(item);
        n.name = text_of(item, "name");
        n.span = span(item);
        n.start_ms = time_of(item, "start_ms");
        n.how = text_of(item, "how");
        n.confidence = need_number(item, "confidence");
        return n;
    }
    Entity entity(const Value& item) const {
        Entity e;
        e.id = text_of(item, "id");
        e.name = text_of(item, "name");
        const auto type = entity_type_from(text_of(item, "type"));
        if (!type) throw Bad{"entity type \"" + text_of(item, "type") + "\""};
        e.type = *type;
        e.category = text_of(item, "category");
        e.aliases = strings(item, "aliases");
        e.salience = need_number(item, "salience");
        e.in_sponsor_only = need_flag(item, "in_sponsor_only");
        for (const Value& m : list_of(item, "mentions").GetArray())
            e.mentions.push_back(
                {span(m), time_of(m, "start_ms"), speaker(m), static_cast<float>(need_number(m, "confidence"))});
        return e;
    }
    Insight insight(const Value& item) const {
        Insight i;
        const auto type = insight_type_from(text_of(item, "type"));
        if (!type) throw Bad{"insight type \"" + text_of(item, "type") + "\""};
        i.type = *type;
        i.span = span(item);
        i.start_ms = time_of(item, "start_ms");
        i.speaker = speaker(item);
        i.confidence = need_number(item, "confidence");
        i.actionable = need_flag(item, "actionable");
        i.entities = strings(item, "entities");
        for (const Value& q : list_of(item, "quantities").GetArray()) i.quantities.push_back(quantity(q));
        if (const Value* due = given(item, "due")) i.due = DueDate{text_of(*due, "from"), text_of(*due, "to")};
        // What follows is not in analyses of earlier programs.
        if (const Value* horizon = given(item, "horizon")) i.horizon = span(*horizon);
        if (const Value* condition = given(item, "condition")) i.condition = span(*condition);
        if (const Value* hedge = given(item, "hedge")) {
            const auto strength = hedge_strength_from(text_of(*hedge, "strength"));
            if (!strength) throw Bad{"hedge strength \"" + text_of(*hedge, "strength") + "\""};
            i.hedge = Hedge{span(*hedge), *strength};
        }
        return i;
    }
    Quantity quantity(const Value& item) const {
        Quantity q;
        q.span = span(item);
        q.value = need_number(item, "value");
        q.unit = text_of(item, "unit");
        q.what = text_of(item, "what");
        q.per = text_of(item, "per");
        if (const Value* range = given(item, "range"))
            q.range = QuantityRange{number_of(*range, "from"), number_of(*range, "to")};
        if (const Value* change = given(item, "change"))
            q.change = QuantityChange{text_of(*change, "direction") == "increase", number_of(*change, "from"),
                                      text_of(*change, "over")};
        return q;
    }
    std::size_t size_ = 0;
    std::vector<std::string> speakers_;
};

}  // namespace

Result<Analysis> parse_analysis_json(std::string_view text) {
    rapidjson::Document root;
    root.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseValidateEncodingFlag |
               rapidjson::kParseIterativeFlag>(text.data(), text.size());
    if (root.HasParseError())
        return make_error(ErrorCode::kMalformed,
                          "not an analysis: no JSON at byte " + std::to_string(root.GetErrorOffset()));
    try {
        return In().read(root);
    } catch (const Bad& bad) {
        return make_error(ErrorCode::kMalformed, "not an analysis: " + brief(bad.message));
    }
}

}  // namespace earwitness::base
