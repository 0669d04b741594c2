#include "cli/page_report.h"

#include <array>

#include "jekyll/claims.h"
#include "jekyll/recover.h"

namespace earwitness::cli {
namespace {

using nlohmann::ordered_json;

ordered_json claims_json(const std::string& page, const jekyll::WordFinder& finder) {
    auto list = ordered_json::array();
    // Pages that people have laid out themselves are kept as they are, and may be of any form.
    const auto taken = jekyll::take_page(page);
    if (!taken) return list;
    for (const jekyll::Claim& claim : jekyll::claims_of(taken->page.front)) {
        const auto place = finder.find(claim.words);
        list.push_back({{"kind", claim.kind},
                        {"words", claim.words},
                        {"begin", place ? ordered_json(place->begin) : ordered_json(nullptr)},
                        {"end", place ? ordered_json(place->end) : ordered_json(nullptr)}});
    }
    return list;
}

std::string counts_text(const ordered_json& claims) {
    std::string out;
    for (const auto& [kind, many] :
         {std::pair("quote", "quotes"), std::pair("company", "companies"), std::pair("insight", "insights")}) {
        std::size_t made = 0, found = 0;
        for (const auto& claim : claims) {
            if (claim["kind"] != kind) continue;
            ++made;
            found += claim["begin"].is_null() ? 0 : 1;
        }
        if (made > 0)
            out += (out.empty() ? "" : ", ") + std::to_string(found) + " of " + std::to_string(made) + " " + many;
    }
    return out.empty() ? "claims nothing" : "the words of " + out + " stand in the transcript; imported, not proved";
}

}  // namespace

Result<ordered_json> pages_json(const store::Archive& archive, const store::EpisodeRecord& episode) {
    auto list = ordered_json::array();
    const auto pages = archive.pages(episode.id);
    if (!pages) return pages.error();
    if (pages->empty()) return list;
    std::string transcript;
    if (!episode.transcript_key.empty()) {
        auto text = archive.transcript_text(episode.transcript_key);
        if (!text) return text.error();
        transcript = std::move(*text);
    }
    const jekyll::WordFinder finder(transcript);
    for (const auto& page : *pages)
        list.push_back({{"file", page.file},
                        {"joined_by", page.joined_by},
                        {"mended", page.mended},
                        {"claims", claims_json(page.text, finder)}});
    return list;
}

Result<std::string> pages_text(const store::Archive& archive, const store::EpisodeRecord& episode) {
    const auto pages = pages_json(archive, episode);
    if (!pages) return pages.error();
    std::string out;
    for (const auto& page : *pages) {
        const std::string by = page["joined_by"];
        out += "imported page " + page["file"].get<std::string>() + (by.empty() ? "" : " (joined by " + by + ")") +
               ": " + counts_text(page["claims"]) + "\n";
    }
    return out;
}

}  // namespace earwitness::cli
