// A page that somebody has edited, of any bytes: bringing it up to date ends in a page that can be read, loses nothing
// of the body, and settles: an item that stands there twice goes once, then nothing changes any more.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "publish/jekyll/merge.h"
#include "publish/jekyll/page_text.h"

namespace jekyll = earwitness::publish::jekyll;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view kFresh =
        "---\ncompanies:\n- name: Acme\n- name: Initech\ntags:\n- lamps\ntitle: The Lamp\n---\n\n<!-- generated -->\n";
    const std::string_view page(reinterpret_cast<const char*>(data), size);
    const auto merged = jekyll::merge_page(page, kFresh, jekyll::Takeover::kYes);
    if (!merged) return 0;
    const auto split = jekyll::split_page(merged->text);
    if (!split || !jekyll::is_ours(merged->text)) std::abort();
    if (jekyll::join_page(*split) != merged->text) std::abort();
    const auto again = jekyll::merge_page(merged->text, kFresh, jekyll::Takeover::kNo);
    if (!again) std::abort();
    const auto settled = jekyll::merge_page(again->text, kFresh, jekyll::Takeover::kNo);
    if (!settled || settled->text != again->text) std::abort();
    if (jekyll::split_page(settled->text)->body != split->body) std::abort();
    return 0;
}
