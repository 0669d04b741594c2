// The proof's readers: an analysis, a batch, a verify.json, a page that shows an episode.
#include <cstdint>

#include "verify/analysis_check.h"
#include "verify/page_check.h"
#include "verify/proof_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness::verify;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    Report report;
    check_analysis(bytes, "a.json", report);
    check_analysis_lines(bytes, "a.jsonl", report);
    read_proof(bytes, "verify.json", report);
    Evidence evidence;
    evidence.text = "Hello there. How are you?";
    evidence.speakers = {{"s0", "Ada"}};
    evidence.segments = {{{0, 12}, 0, 1000, "s0"}, {{13, 25}, 1000, {}, ""}};
    ShownEpisodes episodes;
    episodes.emplace("e1", ShownEpisode{evidence, 0});
    check_page(bytes, "index.html", episodes, report);
    return 0;
}
