// Any bytes as a feed: ends, stays in bounds, and everything that comes out is valid UTF-8; its notes as text and as
// safe HTML likewise, and safe HTML stays as it is when made safe again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "feed/chapters.h"
#include "feed/feed.h"
#include "text/html.h"
#include "text/utf8.h"

namespace {

void expect(bool holds) {
    if (!holds) std::abort();
}

void check_html(const std::string& html) {
    using namespace earwitness::text;
    expect(is_valid_utf8(html));
    expect(is_valid_utf8(html_to_text(html)));
    const std::string safe = sanitize_html(html);
    expect(is_valid_utf8(safe));
    expect(sanitize_html(safe) == safe);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto feed = feed::parse_feed(bytes, {"https://example.org/feed/", ""});
    if (feed) {
        expect(text::is_valid_utf8(feed->show.title) && text::is_valid_utf8(feed->show.link));
        check_html(feed->show.description);
        for (const Episode& episode : feed->episodes) {
            expect(text::is_valid_utf8(episode.guid) && text::is_valid_utf8(episode.title) &&
                   text::is_valid_utf8(episode.link));
            check_html(episode.summary);
            check_html(episode.content_html);
        }
        for (const Diagnostic& odd : feed->diagnostics) expect(text::is_valid_utf8(odd.message));
    }
    (void)feed::parse_feed(bytes, {"", "text/xml; charset=utf-16"});
    (void)feed::parse_chapters_json(bytes);
    check_html(text::repair_utf8(bytes));
    return 0;
}
