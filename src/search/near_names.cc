#include "search/near_names.h"

#include <algorithm>

#include "search/suggest.h"
#include "search/terms.h"
#include "text/stop_words.h"

namespace earwitness::search {
namespace {

constexpr std::size_t kMost = 3;
constexpr std::size_t kLeastLetters = 3;

enum class Nearness { kSame, kHasAll, kHasNear, kHasOne, kFar };

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<Word> words;
    find_words(text, {0, static_cast<std::uint32_t>(text.size())}, words);
    std::vector<std::string> out;
    for (Word& word : words) out.push_back(std::move(word.folded));
    return out;
}

bool is_near(const std::string& a, const std::string& b) {
    const std::size_t most = letters_that_may_differ(a);
    return edit_distance(a, b, most) <= most;
}

Nearness nearness(const std::vector<std::string>& asked, const std::vector<std::string>& name) {
    if (asked == name) return Nearness::kSame;
    const auto any = [&](const auto& fits) { return std::any_of(name.begin(), name.end(), fits); };
    bool all = true, near = true, one = false;
    for (const std::string& word : asked) {
        const bool has = any([&](const std::string& other) { return other.starts_with(word); });
        all = all && has;
        near = near && (has || any([&](const std::string& other) { return is_near(word, other); }));
        one = one || (word.size() >= kLeastLetters && text::word_class(word) != text::WordClass::kStop &&
                      any([&](const std::string& other) { return other == word; }));
    }
    if (all) return Nearness::kHasAll;
    return near ? Nearness::kHasNear : one ? Nearness::kHasOne : Nearness::kFar;
}

}  // namespace

std::vector<std::string> near_names(std::string_view asked, const std::vector<KnownName>& known) {
    const std::vector<std::string> words = folded_words(asked);
    if (words.empty()) return {};
    Nearness best = Nearness::kFar;
    std::vector<std::string> out;
    for (const KnownName& one : known) {
        const Nearness near = std::min(nearness(words, folded_words(one.id)), nearness(words, folded_words(one.name)));
        if (near < best) out.clear();
        best = std::min(best, near);
        if (near == best && near != Nearness::kFar && out.size() < kMost) out.push_back(one.id);
    }
    return out;
}

}  // namespace earwitness::search
