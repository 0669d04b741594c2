#include "store/metadata_json.h"

#include <nlohmann/json.hpp>

#include "base/brief.h"

namespace earwitness::store {
namespace {

using nlohmann::ordered_json;

// One list of fields serves both directions: a Writer or a Reader is given each field with its name.
class Writer {
  public:
    void field(const char* name, const std::string& value) {
        if (!value.empty()) json[name] = value;
    }
    void field(const char* name, const bool& value) {
        if (value) json[name] = true;
    }
    void field(const char* name, const std::int64_t& value) { json[name] = value; }
    void field(const char* name, const std::vector<std::string>& values) {
        if (!values.empty()) json[name] = values;
    }
    template <typename T>
    void field(const char* name, const std::optional<T>& value) {
        if (!value) return;
        if constexpr (std::is_class_v<T>)
            json[name] = nested(*value);
        else
            json[name] = *value;
    }
    template <typename T>
    void field(const char* name, const std::vector<T>& values) {
        if (values.empty()) return;
        auto& list = json[name] = ordered_json::array();
        for (const auto& value : values) list.push_back(nested(value));
    }
    ordered_json json = ordered_json::object();

  private:
    template <typename T>
    static ordered_json nested(const T& value) {
        Writer writer;
        describe(writer, const_cast<T&>(value));
        return std::move(writer.json);
    }
};

class Reader {
  public:
    explicit Reader(const ordered_json& from) : json(from) {}
    void field(const char* name, std::vector<std::string>& values) {
        if (const auto* found = find(name)) values = found->get<std::vector<std::string>>();
    }
    template <typename T>
    void field(const char* name, std::optional<T>& value) {
        const auto* found = find(name);
        if (found == nullptr) return;
        if constexpr (std::is_class_v<T>)
            value = nested<T>(*found);
        else
            value = found->get<T>();
    }
    template <typename T>
    void field(const char* name, std::vector<T>& values) {
        if (const auto* found = find(name))
            for (const auto& item : *found) values.push_back(nested<T>(item));
    }
    template <typename T>
    void field(const char* name, T& value) {
        if (const auto* found = find(name)) value = found->get<T>();
    }

  private:
    const ordered_json* find(const char* name) const {
        const auto found = json.find(name);
        return found == json.end() ? nullptr : &*found;
    }
    template <typename T>
    static T nested(const ordered_json& item) {
        T value;
        Reader reader(item);
        describe(reader, value);
        return value;
    }
    const ordered_json& json;
};

template <typename Io>
void describe(Io& io, Person& p) {
    io.field("name", p.name);
    io.field("role", p.role);
    io.field("group", p.group);
    io.field("href", p.href);
    io.field("image", p.image);
}

template <typename Io>
void describe(Io& io, Enclosure& e) {
    io.field("url", e.url);
    io.field("type", e.type);
    io.field("length", e.length);
    io.field("height", e.height);
}

template <typename Io>
void describe(Io& io, TranscriptLink& t) {
    io.field("url", t.url);
    io.field("type", t.type);
    io.field("language", t.language);
    io.field("rel", t.rel);
}

template <typename Io>
void describe(Io& io, FeedChapter& c) {
    io.field("start_ms", c.start_ms);
    io.field("title", c.title);
    io.field("href", c.href);
    io.field("image", c.image);
}

template <typename Io>
void describe(Io& io, Soundbite& s) {
    io.field("start_ms", s.start_ms);
    io.field("duration_ms", s.duration_ms);
    io.field("title", s.title);
}

template <typename Io>
void describe(Io& io, Episode& e) {
    io.field("guid", e.guid);
    io.field("title", e.title);
    io.field("link", e.link);
    io.field("summary", e.summary);
    io.field("content_html", e.content_html);
    io.field("enclosure", e.enclosure);
    io.field("alternatives", e.alternatives);
    io.field("duration_ms", e.duration_ms);
    io.field("published_at", e.published_at);
    io.field("season", e.season);
    io.field("number", e.number);
    io.field("episode_type", e.episode_type);
    io.field("explicit", e.is_explicit);
    io.field("image", e.image);
    io.field("author", e.author);
    io.field("persons", e.persons);
    io.field("transcripts", e.transcripts);
    io.field("chapters_url", e.chapters_url);
    io.field("chapters", e.chapters);
    io.field("soundbites", e.soundbites);
    io.field("categories", e.categories);
}

template <typename Io>
void describe(Io& io, Show& s) {
    io.field("title", s.title);
    io.field("link", s.link);
    io.field("feed_url", s.feed_url);
    io.field("new_feed_url", s.new_feed_url);
    io.field("language", s.language);
    io.field("description", s.description);
    io.field("author", s.author);
    io.field("owner_name", s.owner_name);
    io.field("owner_email", s.owner_email);
    io.field("image", s.image);
    io.field("podcast_guid", s.podcast_guid);
    io.field("generator", s.generator);
    io.field("copyright", s.copyright);
    io.field("medium", s.medium);
    io.field("funding_url", s.funding_url);
    io.field("explicit", s.is_explicit);
    io.field("locked", s.locked);
    io.field("blocked", s.blocked);
    io.field("complete", s.complete);
    io.field("next_page_url", s.next_page_url);
    io.field("categories", s.categories);
    io.field("persons", s.persons);
}

// Feeds are repaired to UTF-8 before they come here; should a byte have slipped through, it is replaced, not thrown on.
std::string print(const ordered_json& json) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

template <typename T>
std::string to_json(const T& value) {
    Writer writer;
    describe(writer, const_cast<T&>(value));
    return print(writer.json);
}

template <typename T>
Result<T> from_json(std::string_view text, std::string_view what) {
    try {
        const auto json = ordered_json::parse(text);
        T value;
        Reader reader(json);
        describe(reader, value);
        return value;
    } catch (const ordered_json::exception& error) {
        return make_error(ErrorCode::kCorrupt, std::string(what) + " in the archive cannot be read (" +
                                                   base::brief(error.what()) + "); run `earwitness doctor`");
    }
}

struct ChapterList {
    std::vector<FeedChapter> chapters;
};

template <typename Io>
void describe(Io& io, ChapterList& list) {
    io.field("chapters", list.chapters);
}

}  // namespace

std::string show_to_json(const Show& show) { return to_json(show); }
Result<Show> show_from_json(std::string_view json) { return from_json<Show>(json, "a show"); }
std::string episode_to_json(const Episode& episode) { return to_json(episode); }
Result<Episode> episode_from_json(std::string_view json) { return from_json<Episode>(json, "an episode"); }

std::string chapters_to_json(const std::vector<FeedChapter>& chapters) { return to_json(ChapterList{chapters}); }

Result<std::vector<FeedChapter>> chapters_from_json(std::string_view json) {
    auto list = from_json<ChapterList>(json, "chapters");
    if (!list) return list.error();
    return std::move(list->chapters);
}

}  // namespace earwitness::store
