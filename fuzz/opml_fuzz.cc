// Any bytes as OPML; what was read is written and read again, and is the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "feed/opml.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness;
    const auto opml = feed::parse_opml({reinterpret_cast<const char*>(data), size});
    if (!opml) return 0;
    const auto again = feed::parse_opml(feed::write_opml(*opml));
    if (!again || again->subscriptions.size() != opml->subscriptions.size()) std::abort();
    for (std::size_t i = 0; i < again->subscriptions.size(); ++i) {
        if (again->subscriptions[i].feed_url != opml->subscriptions[i].feed_url) std::abort();
        if (!text::is_valid_utf8(again->subscriptions[i].title)) std::abort();
    }
    return 0;
}
