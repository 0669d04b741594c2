#include "feed/feed.h"

#include <algorithm>

#include "feed/decode.h"
#include "feed/reading.h"
#include "feed/urls.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

bool is_core(Ns ns) { return ns == Ns::kNone || ns == Ns::kRss || ns == Ns::kAtom || ns == Ns::kRdf; }

// One child of an item or of a channel, to the reader of its namespace. `home` is the namespace that elements without
// one belong to.
template <typename Draft>
void read_child(const Reading& reading, Node node, Ns home, Draft& draft) {
    Ns ns = reading.tree[node].ns;
    if (ns == Ns::kNone) ns = home;
    switch (ns) {
        case Ns::kRss:
        case Ns::kRdf:
            read_rss(reading, node, draft);
            break;
        case Ns::kAtom:
            read_atom(reading, node, draft);
            break;
        case Ns::kItunes:
        case Ns::kGooglePlay:
            read_itunes(reading, node, draft);
            break;
        case Ns::kPodcast:
            read_podcast(reading, node, draft);
            break;
        case Ns::kDc:
        case Ns::kDcTerms:
            read_dublin_core(reading, node, draft);
            break;
        default:
            break;
    }
}

void read_episode_child(const Reading& reading, Node node, Ns home, EpisodeDraft& draft) {
    switch (reading.tree[node].ns) {
        case Ns::kMedia:
            read_media(reading, node, draft);
            break;
        case Ns::kPsc:
            read_chapters(reading, node, draft);
            break;
        case Ns::kContent:
            if (reading.tree[node].tag == Tag::kEncoded && draft.content.takes(5))
                draft.content.offer(5, reading.text(node));
            break;
        case Ns::kXhtml:
            if (reading.tree[node].tag == Tag::kBody && draft.content.takes(4))
                draft.content.offer(4, reading.text(node));
            break;
        default:
            read_child(reading, node, home, draft);
    }
}

Episode read_episode(const Reading& reading, Node item, Ns home) {
    EpisodeDraft draft;
    if (reading.tree[item].attribute_count > 0) draft.link.offer(1, reading.attribute(item, "rdf:about"));
    for (Node child = reading.tree[item].first_child; child != 0; child = reading.tree[child].next_sibling)
        read_episode_child(reading, child, home, draft);
    for (Enclosure& enclosure : draft.media) {
        const auto is_known = [&](const Enclosure& known) { return known.url == enclosure.url; };
        const Episode& episode = draft.episode;
        if (episode.enclosure && is_known(*episode.enclosure)) continue;
        if (std::any_of(episode.alternatives.begin(), episode.alternatives.end(), is_known)) continue;
        add_enclosure(draft, std::move(enclosure));
    }
    finish(draft);
    return std::move(draft.episode);
}

struct Root {
    Node node = 0;
    const char* format = nullptr;
    Ns home = Ns::kRss;
};

const char* rss_format(const Reading& reading, Node node) {
    const std::string version = reading.attribute(node, "version");
    return version.rfind("0.9", 0) == 0 ? "rss09x" : "rss2";
}

// The first element that can be the root of a feed: broken documents have others before it.
Root find_root(const Reading& reading) {
    for (Node node = 1; node < reading.tree.size(); ++node) {
        if (!is_core(reading.tree[node].ns)) continue;
        switch (reading.tree[node].tag) {
            case Tag::kRss:
                return {node, rss_format(reading, node), Ns::kRss};
            case Tag::kRdf:
                return {node, "rss1", Ns::kRss};
            case Tag::kFeed:
                return {node, "atom", Ns::kAtom};
            case Tag::kChannel:
                return {node, "rss2", Ns::kRss};
            case Tag::kEntry:
                return {node, "atom", Ns::kAtom};  // a document of one entry (RFC 4287, 2)
            default:
                break;
        }
    }
    return {};
}

// RSS 0.90 and 1.0 share their root.
void refine_format(const Reading& reading, Node root, Feed& feed) {
    if (feed.format != "rss1") return;
    const XmlNode& element = reading.tree[root];
    const std::string_view start_tag =
        reading.tree.source().substr(element.begin, element.content_begin - element.begin);
    if (start_tag.find("netscape.com/rdf/simple/0.9") != std::string_view::npos) feed.format = "rss09x";
}

// <item><item>...</item></item> where the outer or the inner one says nothing of its own.
bool says_nothing(const XmlTree& tree, Node item) {
    if (tree[item].first_child == 0) return tree[tree[item].parent].tag == Tag::kItem;
    for (Node child = tree[item].first_child; child != 0; child = tree[child].next_sibling)
        if (tree[child].tag != Tag::kItem) return false;
    return true;
}

bool is_passed_over(const XmlNode& node) {
    return node.tag == Tag::kLiveItem || node.tag == Tag::kTextInput || node.tag == Tag::kSource;
}

void read_document(const Reading& reading, const Root& root, Feed& feed) {
    ShowDraft show;
    const XmlTree& tree = reading.tree;
    std::uint32_t pass_over_until = 0;
    Node first_channel = 0;
    for (Node node = root.node; node < tree.size(); ++node) {
        const XmlNode& element = tree[node];
        if (element.begin < pass_over_until) continue;
        if (is_passed_over(element)) {
            pass_over_until = element.content_end;
        } else if (!is_core(element.ns)) {
            continue;
        } else if ((element.tag == Tag::kItem || element.tag == Tag::kEntry) && says_nothing(tree, node)) {
            reading.report.odd("item_in_item", "an empty item inside another, or round others, was passed over",
                               element.begin);
        } else if (element.tag == Tag::kItem || element.tag == Tag::kEntry) {
            if (feed.episodes.size() >= reading.options.max_episodes) {
                reading.report.odd("too_many_episodes",
                                   "episodes beyond " + std::to_string(reading.options.max_episodes) + " were left out",
                                   element.begin);
                break;
            }
            feed.episodes.push_back(read_episode(reading, node, root.home));
        } else if (element.tag == Tag::kChannel || element.tag == Tag::kFeed || node == root.node) {
            if (first_channel != 0 && element.tag == Tag::kChannel && tree[first_channel].tag == Tag::kChannel)
                reading.report.odd("second_channel", "a second channel: its episodes were added to the first one's",
                                   element.begin);
            if (first_channel == 0 || element.tag != Tag::kRss) first_channel = node;
            for (Node child = element.first_child; child != 0; child = tree[child].next_sibling)
                read_child(reading, child, root.home, show);
            if (show.language.value.empty()) show.language.offer(1, reading.attribute(node, "xml:lang"));
        } else if (element.tag == Tag::kImage && tree[element.parent].tag == Tag::kRdf) {
            read_rss(reading, node, show);
        }
    }
    refine_format(reading, root.node, feed);
    finish(show);
    feed.show = std::move(show.show);
}

// What to say of bytes without a feed, with the remedy where a page names its feed.
Error no_feed(const Reading& reading) {
    const XmlTree& tree = reading.tree;
    bool is_page = false;
    for (Node node = 1; node < tree.size(); ++node) {
        if (tree[node].tag == Tag::kOpml)
            return make_error(ErrorCode::kMalformed,
                              "this is a list of feeds (OPML), not a feed: add it with `earwitness add`");
        if (tree[node].tag == Tag::kHtml || tree[node].tag == Tag::kBody || tree[node].tag == Tag::kHead)
            is_page = true;
        if (tree[node].tag != Tag::kLink) continue;
        const std::string type = lowered(reading.attribute(node, "type"));
        if (type.find("rss") == std::string::npos && type.find("atom") == std::string::npos &&
            type != "application/feed+json")
            continue;
        if (const std::string address = reading.url(node, "href"); !address.empty())
            return make_error(ErrorCode::kMalformed,
                              "this is a web page, not a feed; it says that its feed is at " + address);
    }
    if (is_page)
        return make_error(ErrorCode::kMalformed, "this is a web page, not a feed; look on it for a link to the feed");
    const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (tree.size() > 1 && !std::all_of(tree[1].name.begin(), tree[1].name.end(), is_plain))
        return make_error(ErrorCode::kMalformed, "no feed in it: these bytes are not text");
    if (tree.size() > 1)
        return make_error(ErrorCode::kMalformed,
                          "no feed in it: the document begins with <" + shortened(tree[1].name) + ">");
    return make_error(ErrorCode::kMalformed, "no feed in it: there is no markup in these bytes");
}

Result<Feed> parse_xml_feed(std::string_view text, const ParseOptions& options, Report& report) {
    auto tree = XmlTree::parse(text, report);
    if (!tree) return tree.error();
    const Reading reading{*tree, report, options};
    const Root root = find_root(reading);
    if (root.node == 0) return no_feed(reading);
    Feed feed;
    feed.format = root.format;
    read_document(reading, root, feed);
    if (feed.show.title.empty() && feed.episodes.empty())
        report.odd("feed_empty", "the feed names no show and has no episodes");
    return feed;
}

void check_start(std::string_view text, Report& report) {
    const std::size_t declaration = text.substr(0, 4096).find("<?xml");
    if (declaration != std::string_view::npos && declaration > 0 && text::trimmed(text.substr(0, declaration)).empty())
        report.malformed("space_before_declaration", "white space stands before the XML declaration", 0);
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, const ParseOptions& options) {
    Report report;
    DecodedText decoded;
    if (auto done = decode_document(bytes, options.content_type, options.max_bytes, report, decoded); !done)
        return done.error();
    const std::string_view trimmed = text::trimmed(decoded.text);
    if (trimmed.empty()) return make_error(ErrorCode::kMalformed, "no feed in it: it is empty");
    const bool is_json = trimmed[0] == '{' || trimmed[0] == '[';
    if (!is_json) check_start(decoded.text, report);
    auto feed = is_json ? parse_json_feed(trimmed, options, report) : parse_xml_feed(decoded.text, options, report);
    if (!feed) return feed;
    if (feed->show.feed_url.empty()) feed->show.feed_url = options.source_url;
    feed->encoding = decoded.encoding;
    feed->recovered = report.recovered();
    feed->diagnostics = report.take(decoded.text);
    return feed;
}

}  // namespace earwitness::feed
