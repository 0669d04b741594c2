// Pages of a Jekyll site: any bytes are a page or a refusal that says why. What was taken in can be written, and comes
// back the same: the mending leaves nothing to mend, and the writer's YAML reads as what it was made from.
#include <cstdint>
#include <cstdlib>

#include "jekyll/audit/audit.h"
#include "jekyll/claims.h"
#include "jekyll/facts.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness;
    using namespace earwitness::jekyll;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto taken = take_page(bytes);
    if (!taken) {
        if (taken.error().message.empty()) std::abort();
        return 0;
    }
    if (!text::is_valid_utf8(taken->text) || taken->mended != (taken->text != bytes)) std::abort();
    const std::string written = render_page(taken->page);
    const auto again = parse_page(written);
    if (!std::holds_alternative<Page>(again)) std::abort();
    // U+0085 is a line break to every YAML reader, also inside quotes: a page that has one is not the same again.
    if (written.find("\xC2\x85") == std::string::npos && render_page(std::get<Page>(again)) != written) std::abort();
    static_cast<void>(facts_of(taken->page.front));
    const WordFinder finder(taken->page.body);
    for (const Claim& claim : claims_of(taken->page.front)) static_cast<void>(finder.find(claim.words));
    Audit audit;
    audit.add(audit_page("x.md", taken, {}, {}));
    if (audit.finish().pages != 1) std::abort();
    return 0;
}
