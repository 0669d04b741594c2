#include "search/known_filters.h"

#include <algorithm>
#include <map>
#include <set>

#include "search/codec.h"
#include "search/episode_reader.h"
#include "search/filtered.h"
#include "search/near_names.h"
#include "search/suggest.h"

namespace earwitness::search {
namespace {

// A common first name has many bearers: so many of its stem's episodes are looked into.
constexpr std::size_t kEpisodesOfAStem = 5;
constexpr std::size_t kStems = 50;

Error nobody(const char* what, const std::string& asked, const char* why, const std::vector<std::string>& near,
             const std::string& listed) {
    std::string message = std::string(what) + " " + asked + ": " + why;
    for (std::size_t i = 0; i < near.size(); ++i)
        message += (i == 0 ? "; did you mean " : i + 1 == near.size() ? " or " : ", ") + near[i];
    if (!near.empty()) message += "?";
    return make_error(ErrorCode::kNotFound, message + (near.empty() ? "; " : " ") + listed);
}

Status expect_show(const store::Archive& archive, const std::string& id) {
    auto found = archive.find_show(id);
    if (!found) return found.error();
    if (*found) return {};
    auto shows = archive.shows();
    if (!shows) return shows.error();
    std::vector<KnownName> known;
    for (auto& show : *shows) known.push_back({show.id, show.show.title});
    return nobody("show", id, "no show has this id", near_names(id, known), "`earwitness show` lists them");
}

Status expect_episode(const store::Archive& archive, const std::string& id) {
    auto found = archive.find_episode(id);
    if (!found) return found.error();
    if (*found) return {};
    auto episodes = archive.episodes();
    if (!episodes) return episodes.error();
    std::vector<KnownName> known;
    for (auto& episode : *episodes) known.push_back({episode.id, episode.episode.title});
    return nobody("episode", id, "no episode has this id", near_names(id, known),
                  "`earwitness show <show>` lists a show's");
}

Status expect_entity(const store::Archive& archive, const std::string& id) {
    auto episodes = archive.entity_episodes(id);
    if (!episodes) return episodes.error();
    if (!episodes->empty()) return {};
    store::FindingFilter all;
    all.limit = 1'000'000;
    auto entities = archive.entities(all);
    if (!entities) return entities.error();
    std::vector<KnownName> known;
    for (auto& entity : *entities) known.push_back({entity.id, entity.name});
    return nobody("entity", id, "nobody and nothing that is named has this id", near_names(id, known),
                  "`earwitness entities` lists them");
}

Result<bool> speaks(const Index& index, const std::string& speaker, const std::vector<std::string>& stems) {
    store::FindingFilter of_speaker;
    of_speaker.speaker = speaker;
    of_speaker.limit = 1;
    auto findings = index.archive().findings(of_speaker);
    if (!findings) return findings.error();
    if (!findings->empty()) return true;
    auto rows = spoken_in(index, stems);
    if (!rows) return rows.error();
    for (const std::int64_t row : *rows) {
        auto document = index.document(row);
        if (!document) return document.error();
        for (const auto& name : document->speakers)
            if (is_named(name, stems)) return true;
    }
    return false;
}

// Stems of speakers' names that may be one of the asked ones, each with some of the episodes where it is heard.
Result<std::map<std::string, std::vector<std::int64_t>>> near_stems(const Index& index,
                                                                    const std::vector<std::string>& asked) {
    const std::string mark(1, kSpeakerMark);
    const auto is_near = [&](std::string_view stem) {
        return std::any_of(asked.begin(), asked.end(), [&](const std::string& other) {
            const std::size_t most = letters_that_may_differ(other);
            return stem.starts_with(other) || edit_distance(other, stem, most) <= most;
        });
    };
    std::map<std::string, std::vector<std::int64_t>> found;
    auto done = index.each_posting(mark, mark + "\xff", [&](std::string_view term, std::int64_t row, std::string_view) {
        const std::string_view stem = term.substr(mark.size());
        if (auto known = found.find(std::string(stem)); known != found.end()) {
            if (known->second.size() < kEpisodesOfAStem) known->second.push_back(row);
        } else if (found.size() < kStems && is_near(stem)) {
            found[std::string(stem)] = {row};
        }
        return true;
    });
    if (!done) return done.error();
    return found;
}

Status expect_speaker(const Index& index, const std::string& speaker) {
    const auto stems = name_stems(speaker);
    auto known = speaks(index, speaker, stems);
    if (!known) return known.error();
    if (*known) return {};
    auto near = near_stems(index, stems);
    if (!near) return near.error();
    std::set<std::string> names;
    for (const auto& [stem, rows] : *near)
        for (const std::int64_t row : rows) {
            auto document = index.document(row);
            if (!document) return document.error();
            for (auto& name : document->speakers)
                if (is_named(name, {stem})) names.insert(std::move(name));
        }
    std::vector<KnownName> candidates;
    for (const auto& name : names) candidates.push_back({name, ""});
    return nobody("speaker", speaker, "nobody of this name speaks in the archive", near_names(speaker, candidates),
                  "`earwitness show <episode>` says who does");
}

}  // namespace

Status expect_known(const Index& index, const store::FindingFilter& filter) {
    const store::Archive& archive = index.archive();
    if (!filter.show.empty())
        if (auto known = expect_show(archive, filter.show); !known) return known;
    if (!filter.episode.empty())
        if (auto known = expect_episode(archive, filter.episode); !known) return known;
    if (!filter.entity.empty())
        if (auto known = expect_entity(archive, filter.entity); !known) return known;
    return filter.speaker.empty() ? Status() : expect_speaker(index, filter.speaker);
}

}  // namespace earwitness::search
