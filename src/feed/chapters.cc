#include "feed/chapters.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "feed/durations.h"
#include "feed/json_depth.h"
#include "feed/reading.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? squeeze(text::trimmed(found->get_ref<const std::string&>()))
                                                       : std::string();
}

// Seconds as a number; some write them as text or as a clock.
std::optional<std::int64_t> start_of(const Json& chapter) {
    const auto found = chapter.find("startTime");
    if (found == chapter.end()) return {};
    if (found->is_string()) return parse_clock_time(found->get_ref<const std::string&>());
    if (!found->is_number()) return {};
    const double seconds = found->get<double>();
    if (!(seconds >= 0) || seconds > 3.6e6) return {};
    return static_cast<std::int64_t>(seconds * 1000 + 0.5);
}

}  // namespace

Result<std::vector<FeedChapter>> parse_chapters_json(std::string_view bytes, Diagnostics* odd) {
    constexpr std::size_t kMostBytes = std::size_t{8} << 20, kMost = 5000;
    if (bytes.size() > kMostBytes)
        return make_error(ErrorCode::kTooLarge,
                          "a chapters file of " + std::to_string(bytes.size()) + " bytes: more than 8 MiB");
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    if (is_json_too_deep(bytes))
        return make_error(ErrorCode::kTooLarge, "no chapters file: the JSON is nested too deep");
    const Json document = Json::parse(text::repair_utf8(bytes), nullptr, false, true);
    if (document.is_discarded() || !document.is_object())
        return make_error(ErrorCode::kMalformed, "no chapters file: it is not a JSON object");
    const auto list = document.find("chapters");
    if (list == document.end() || !list->is_array())
        return make_error(ErrorCode::kMalformed, "no chapters file: it has no list named \"chapters\"");
    std::vector<FeedChapter> chapters;
    for (const Json& item : *list) {
        if (!item.is_object() || chapters.size() >= kMost) continue;
        const auto start = start_of(item);
        if (!start) {
            if (odd != nullptr)
                odd->push_back({"chapter_unreadable", "a chapter without a readable startTime was left out", 0});
            continue;
        }
        if (const auto toc = item.find("toc"); toc != item.end() && toc->is_boolean() && !toc->get<bool>()) continue;
        chapters.push_back({*start, text_of(item, "title"), text_of(item, "url"), text_of(item, "img")});
    }
    std::stable_sort(chapters.begin(), chapters.end(),
                     [](const FeedChapter& a, const FeedChapter& b) { return a.start_ms < b.start_ms; });
    return chapters;
}

}  // namespace earwitness::feed
