// The query language: any bytes are a query or a refusal that says why, and whatever was understood can be searched for
// in an archive that holds a few words.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "search/indexer.h"
#include "search/search.h"

namespace {

using namespace earwitness;

// An archive with one indexed episode, in memory for as long as the process lives.
const store::Archive& archive() {
    static const store::Archive made = [] {
        const auto folder = std::filesystem::temp_directory_path() / ("ew_query_fuzz_" + std::to_string(::getpid()));
        auto archive = store::Archive::open(folder, store::OpenMode::kCreate);
        if (!archive) std::abort();
        Show show;
        show.title = "S";
        auto added = archive->add_show(store::ShowSource::kFolder, "l", "l", show, 1);
        store::IncomingEpisode episode;
        episode.episode.title = "E";
        Transcript t;
        t.text = "The lamp burns with whale oil.\nGas will replace it, Ada says. Gas lamps, caf\xC3\xA9 lamps.";
        t.speakers = {{"s0", "Ada Lovelace"}, {"s1", "Bob"}};
        t.segments = {{{0, 30}, 0, 4000, 0}, {{31, static_cast<std::uint32_t>(t.text.size())}, 4000, {}, 1}};
        if (!added || !archive->take_in(added->row, show, {episode}, true, {}, 1)) std::abort();
        const auto row = archive->find_episode("s/e").value()->row;
        if (!archive->finish_transcript(row, "k", t, "u") ||
            !archive->finish_index(row, "k", search::index_transcript(t)))
            std::abort();
        // The open file lives on without its name.
        std::filesystem::remove_all(folder);
        return std::move(*archive);
    }();
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto query = search::parse_query({reinterpret_cast<const char*>(data), size});
    if (!query) {
        if (query.error().message.empty()) std::abort();
        return 0;
    }
    const auto answer = search::search(archive(), *query, {5});
    if (!answer) return 0;
    for (const auto& hit : answer->hits) {
        if (hit.span.begin > hit.span.end || hit.words.size() != hit.span.size()) std::abort();
        for (const auto& match : hit.matches)
            if (!hit.span.contains(match)) std::abort();
    }
    return 0;
}
