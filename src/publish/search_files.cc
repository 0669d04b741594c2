#include "publish/search_files.h"

#include <algorithm>
#include <unordered_map>

#include "base/clock.h"
#include "publish/fold.h"
#include "text/utf8.h"

namespace earwitness::publish {
namespace {

constexpr std::size_t kCommonAtLeast = 2000;  // passages; a word in more, and in a quarter of all, finds nothing useful
constexpr std::size_t kMaxWordBytes = 60;

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// "quote prediction": what was found inside the passage.
std::string labels_of(const Analysis& analysis, Span passage) {
    std::string labels;
    const auto add = [&](std::string_view label) {
        if (labels.find(label) == std::string::npos) labels.append(labels.empty() ? "" : " ").append(label);
    };
    for (const Quote& quote : analysis.quotes)
        if (quote.span.overlaps(passage)) add("quote");
    for (const Insight& insight : analysis.insights)
        if (insight.span.overlaps(passage)) add(insight_type_name(insight.type));
    for (const SponsorRead& sponsor : analysis.sponsors)
        if (sponsor.span.overlaps(passage)) add("sponsor");
    return labels;
}

// Ids of what is named in each passage, with blanks between; passages and mentions are both in text order.
std::vector<std::string> entities_of(const Analysis& analysis, const Reading& reading) {
    std::vector<std::string> ids(reading.paragraphs.size());
    for (const Entity& entity : analysis.entities) {
        std::size_t last = ids.size();
        for (const Mention& mention : entity.mentions) {
            const std::size_t at = reading.paragraph_at(mention.span.begin);
            if (at == last || at >= ids.size()) continue;
            last = at;
            ids[at].append(ids[at].empty() ? "" : " ").append(entity.id);
        }
    }
    return ids;
}

// The entries in the order of their words.
using Places = std::unordered_map<std::string, std::vector<std::uint32_t>>;
std::vector<const Places::value_type*> by_word(const Places& places) {
    std::vector<const Places::value_type*> out;
    out.reserve(places.size());
    for (const auto& entry : places) out.push_back(&entry);
    std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    return out;
}

void append_number(std::uint64_t value, std::string& out) { out += std::to_string(value); }

}  // namespace

void append_script_string(std::string_view text, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '"' || c == '\\') {
            out += {'\\', static_cast<char>(c)};
        } else if (c == '\n') {
            out += "\\n";
        } else if (c < 0x20 || c == '<' || c == 0x7F) {
            out += {'\\', 'u', '0', '0', kHex[c >> 4], kHex[c & 15]};
        } else if (c == 0xE2 && text.substr(i, 2) == "\xE2\x80" && i + 2 < text.size() &&
                   (text[i + 2] == '\xA8' || text[i + 2] == '\xA9')) {
            out += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            out += static_cast<char>(c);
        }
    }
    out += '"';
}

std::string search_part(std::string_view word) {
    if (word.empty()) return "__";
    if (!is_plain(word[0])) {
        std::size_t at = 0;
        char buffer[16];
        std::snprintf(buffer, sizeof buffer, "u%x", static_cast<unsigned>(text::next_code_point(word, at)) >> 8);
        return buffer;
    }
    return {word[0], word.size() > 1 && is_plain(word[1]) ? word[1] : '_'};
}

EpisodeSearch index_for_search(const Analysis& analysis, const Reading& reading) {
    EpisodeSearch search;
    search.passages = static_cast<std::uint32_t>(reading.paragraphs.size());
    for (const Speaker& speaker : analysis.transcript.speakers) search.speakers.push_back(speaker.name);
    if (!analysis.transcript.segments.empty()) search.talk_ms = analysis.transcript.segments.back().end_ms.value_or(0);
    const std::vector<std::string> entities = entities_of(analysis, reading);
    std::unordered_map<std::string, std::vector<std::uint32_t>> words;
    for (std::uint32_t i = 0; i < search.passages; ++i) {
        const Line line = make_line(reading, 0, reading.paragraphs[i].span);
        if (i > 0) search.script += ",\n";
        search.script += '[';
        append_number(line.span.begin, search.script);
        search.script += ',';
        append_number(line.span.end, search.script);
        search.script += line.start_ms ? "," + std::to_string(*line.start_ms) + "," : ",null,";
        append_script_string(line.speaker, search.script);
        search.script += ',';
        append_script_string(line.text, search.script);
        search.script += ',';
        append_script_string(labels_of(analysis, line.span), search.script);
        search.script += ',';
        append_script_string(entities[i], search.script);
        search.script += ']';
        for (std::string& word : folded_words(line.text)) {
            if (word.size() > kMaxWordBytes) continue;
            auto& places = words[std::move(word)];
            if (places.empty() || places.back() / 2 != i)
                places.push_back(i * 2);
            else
                places.back() |= 1;
        }
    }
    search.words.assign(std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
    std::sort(search.words.begin(), search.words.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return search;
}

std::pair<std::string, std::string> SearchFiles::add(std::size_t episode, EpisodeSearch search) {
    starts_[episode] = passages_;
    indexed_.push_back(static_cast<std::uint32_t>(episode));
    for (const auto& [word, places] : search.words) {
        auto& all = words_[word];
        for (const std::uint32_t place : places) all.push_back(place + passages_ * 2);
    }
    passages_ += search.passages;
    talk_ms_.push_back(model_.episodes[episode].about.duration_ms.value_or(search.talk_ms));
    speakers_.push_back(std::move(search.speakers));
    const std::string stem = links_.episode_name(episode);
    std::string script = "EW.passages(";
    append_script_string(stem, script);
    script += ",[\n" + search.script + "\n]);\n";
    return {"search/p/" + stem + ".js", std::move(script)};
}

std::map<std::string, std::string> SearchFiles::finish(const SiteIndex& index) {
    std::map<std::string, std::string> words_of_part, names_of_part, files;
    std::string common;
    for (const auto* entry : by_word(words_)) {
        const auto& [word, places] = *entry;
        if (places.size() >= kCommonAtLeast && places.size() * 4 > passages_) {
            common += common.empty() ? "" : ",";
            append_script_string(word, common);
            continue;
        }
        std::string& part = words_of_part[search_part(word)];
        part += part.empty() ? "" : ",\n";
        append_script_string(word, part);
        part += ":[";
        std::uint32_t before = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (i > 0) part += ',';
            append_number((places[i] / 2 - before) * 2 + places[i] % 2, part);
            before = places[i] / 2;
        }
        part += ']';
    }
    for (const auto& [id, entity] : index.entities) {
        std::vector<std::string> parts;
        for (const std::string& word : folded_words(entity.name)) parts.push_back(search_part(word));
        std::sort(parts.begin(), parts.end());
        parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
        for (const std::string& key : parts) {
            std::string& part = names_of_part[key];
            part += part.empty() ? "[" : ",\n[";
            append_script_string(entity.name, part);
            part += ",\"" + std::string(entity_type_name(entity.type)) + "\"," + std::to_string(entity.mentions) + ",";
            append_script_string(links_.name(id), part);
            part += ']';
            words_of_part[key];
        }
    }
    std::string parts;
    for (const auto& [key, words] : words_of_part) {
        files["search/t/" + key + ".js"] =
            "EW.part(\"" + key + "\",{\"words\":{\n" + words + "\n},\"names\":[" + names_of_part[key] + "]});\n";
        parts += (parts.empty() ? "\"" : ",\"") + key + "\"";
    }
    std::string script = "EW.index({\"passages\":" + std::to_string(passages_) + ",\"common\":[" + common +
                         "],\"parts\":[" + parts + "],\"episodes\":[\n";
    for (std::size_t i = 0; i < indexed_.size(); ++i) {
        const SiteEpisode& episode = model_.episodes[indexed_[i]];
        script += i == 0 ? "[" : ",\n[";
        append_number(starts_[indexed_[i]], script);
        for (const std::string& text :
             {links_.episode_name(indexed_[i]), episode.about.title, model_.shows[episode.show].about.title,
              episode.about.published_at ? base::format_utc(*episode.about.published_at).substr(0, 10) : std::string(),
              links_.audio(indexed_[i])}) {
            script += ',';
            append_script_string(text, script);
        }
        script += "," + std::to_string(std::max<std::int64_t>(0, talk_ms_[i])) + ",[";
        for (std::size_t s = 0; s < speakers_[i].size(); ++s) {
            if (s > 0) script += ',';
            append_script_string(speakers_[i][s], script);
        }
        script += "]]";
    }
    files["search/index.js"] = script + "\n]});\n";
    words_.clear();
    return files;
}

}  // namespace earwitness::publish
