// Grounding: any transcript and any quotation; what is not refused lies inside one turn, on character bounds, and is
// found again when its own words are asked for. Input: transcript, a zero byte, quotation.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "llm/grounding.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness;
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const std::size_t cut = std::min(all.find('\0'), all.size());
    const std::string text = text::repair_utf8(all.substr(0, cut));
    const std::string quotation = text::repair_utf8(all.substr(std::min(cut + 1, all.size())));
    std::vector<Span> stretches;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (end > at) stretches.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        at = end + 1;
    }
    const text::QuotationIndex index(text, stretches);
    const auto found = llm::ground(index, quotation);
    if (!found.refused) {
        bool inside = false;
        for (const Span& stretch : stretches) inside = inside || stretch.contains(found.span);
        if (!inside || found.span.empty() || !text::is_boundary(text, found.span.begin) ||
            !text::is_boundary(text, found.span.end))
            std::abort();
        // Its words may be fewer than a quotation's least, or others where they stand alone ("a.a2" cut before its
        // figure), or so much the same ("plus plus plus ...") that the places they could stand at are not all tried;
        // otherwise they ground.
        const auto words = found.span.in(text);
        std::vector<text::SpokenWord> alone;
        text::spoken_words(words, {0, static_cast<std::uint32_t>(words.size())}, alone);
        std::string here, there;
        for (const auto& word : index.words())
            if (found.span.contains(word.span)) here += word.text + " ";
        std::set<std::string> different;
        for (const auto& word : alone) {
            there += word.text + " ";
            different.insert(word.text);
        }
        const auto again = llm::ground(index, words);
        if (here == there && 2 * different.size() >= alone.size() && again.refused &&
            *again.refused != llm::Refusal::kTooShort)
            std::abort();
    }
    llm::unsupported_words(index, quotation, stretches);
    llm::speaks_of(index, quotation, stretches);
    return 0;
}
