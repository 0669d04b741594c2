#include "feed/xml_names.h"

#include <array>
#include <cstddef>

namespace earwitness::feed {
namespace {

constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

struct TagName {
    std::string_view text;
    Tag tag = Tag::kOther;
};
constexpr TagName kTagNames[] = {
#define EARWITNESS_TAG(name, text) {text, Tag::k##name},
    EARWITNESS_FEED_TAGS(EARWITNESS_TAG)
#undef EARWITNESS_TAG
};

constexpr std::size_t kSlots = 512;  // about five times the names: most look-ups end at the first slot

constexpr std::size_t slot_of(std::string_view name) {
    std::uint32_t hash = 2166136261u;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(lower_ascii(c))) * 16777619u;
    return (hash ^ hash >> 15) % kSlots;
}

constexpr std::array<TagName, kSlots> make_tag_table() {
    std::array<TagName, kSlots> table{};
    for (const TagName& entry : kTagNames) {
        std::size_t slot = slot_of(entry.text);
        while (!table[slot].text.empty()) slot = (slot + 1) % kSlots;
        table[slot] = entry;
    }
    return table;
}
constexpr std::array<TagName, kSlots> kTagTable = make_tag_table();

struct NamespaceName {
    std::string_view start;  // of the address without its scheme, lower case
    Ns ns;
};
// The first that the address begins with. Variants in use (www., another year, a missing slash) are folded by the
// shortest start that is safe.
// clang-format off
constexpr NamespaceName kAddresses[] = {
    {"www.w3.org/2005/atom", Ns::kAtom}, {"purl.org/atom/", Ns::kAtom}, {"example.com/newformat", Ns::kAtom},
    {"example.com/necho", Ns::kAtom}, {"purl.org/echo", Ns::kAtom}, {"uri/of/echo/namespace", Ns::kAtom},
    {"www.itunes.com/dtds/podcast", Ns::kItunes}, {"itunes.com/dtds/podcast", Ns::kItunes}, {"www.itunes.com/", Ns::kItunes},
    {"itunes.apple.com/", Ns::kItunes}, {"example.com/dtds/podcast", Ns::kItunes},
    {"podcastindex.org/namespace", Ns::kPodcast}, {"github.com/podcastindex-org/podcast-namespace", Ns::kPodcast},
    {"www.google.com/schemas/play-podcasts", Ns::kGooglePlay},
    {"search.yahoo.com/mrss", Ns::kMedia}, {"video.search.yahoo.com/mrss", Ns::kMedia}, {"www.rssboard.org/media-rss", Ns::kMedia},
    {"tools.search.yahoo.com/mrss", Ns::kMedia}, {"api.search.yahoo.com/mrss", Ns::kMedia},
    {"purl.org/rss/1.0/modules/content", Ns::kContent}, {"purl.org/dc/elements", Ns::kDc}, {"purl.org/dc/terms", Ns::kDcTerms},
    {"purl.org/rss/1.0/modules/dcterms", Ns::kDcTerms}, {"purl.org/rss/1.0/modules/", Ns::kOther},
    {"podlove.org/simple-chapters", Ns::kPsc}, {"www.youtube.com/xml/schemas", Ns::kYoutube}, {"www.w3.org/1999/xhtml", Ns::kXhtml},
    {"www.w3.org/1999/02/22-rdf-syntax-ns", Ns::kRdf}, {"rssnamespace.org/feedburner/ext", Ns::kFeedburner},
    {"www.w3.org/xml/1998/namespace", Ns::kXml},
    {"purl.org/rss/", Ns::kRss}, {"purl.org/net/rss", Ns::kRss}, {"my.netscape.com/", Ns::kRss}, {"channel.netscape.com/", Ns::kRss},
    {"backend.userland.com/", Ns::kRss}, {"blogs.law.harvard.edu/tech/rss", Ns::kRss}, {"cyber.law.harvard.edu/rss", Ns::kRss},
    {"www.rssboard.org/rss", Ns::kRss}, {"hacks.benhammersley.com/rss/", Ns::kRss}, {"www.purl.org/rss/", Ns::kRss},
};

constexpr NamespaceName kPrefixes[] = {
    {"itunes", Ns::kItunes}, {"atom", Ns::kAtom}, {"atom10", Ns::kAtom}, {"podcast", Ns::kPodcast}, {"googleplay", Ns::kGooglePlay},
    {"media", Ns::kMedia}, {"content", Ns::kContent}, {"dc", Ns::kDc}, {"dcterms", Ns::kDcTerms}, {"psc", Ns::kPsc},
    {"yt", Ns::kYoutube}, {"rdf", Ns::kRdf}, {"xhtml", Ns::kXhtml}, {"xml", Ns::kXml}, {"feedburner", Ns::kFeedburner}, {"rss", Ns::kRss},
};
// clang-format on

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_start) {
    if (text.size() < lower_start.size()) return false;
    for (std::size_t i = 0; i < lower_start.size(); ++i)
        if (lower_ascii(text[i]) != lower_start[i]) return false;
    return true;
}

}  // namespace

Tag find_tag(std::string_view local_name) {
    for (std::size_t slot = slot_of(local_name);; slot = (slot + 1) % kSlots) {
        const TagName& entry = kTagTable[slot];
        if (entry.text.empty()) return Tag::kOther;
        if (equals_ignoring_case(entry.text, local_name)) return entry.tag;
    }
}

Ns find_namespace(std::string_view address) {
    while (!address.empty() && static_cast<unsigned char>(address.front()) <= ' ') address.remove_prefix(1);
    for (const std::string_view scheme : {"http://", "https://"})
        if (starts_with_ignoring_case(address, scheme)) address.remove_prefix(scheme.size());
    for (const NamespaceName& entry : kAddresses)
        if (starts_with_ignoring_case(address, entry.start)) return entry.ns;
    return Ns::kOther;
}

Ns usual_namespace(std::string_view prefix) {
    for (const NamespaceName& entry : kPrefixes)
        if (equals_ignoring_case(prefix, entry.start)) return entry.ns;
    return Ns::kOther;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower_ascii(a[i]) != lower_ascii(b[i])) return false;
    return true;
}

}  // namespace earwitness::feed
