#include "feed/opml.h"

#include <set>

#include "feed/decode.h"
#include "feed/reading.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\n')
            out += ' ';
        else
            out += c;
    }
    return out;
}

std::string first_of(const XmlTree& tree, Node node, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        if (std::string value = tree.attribute(node, name); !value.empty()) return squeeze(value);
    return {};
}

// The titles of the outlines round it that are no feeds themselves.
std::string category_of(const XmlTree& tree, Node node) {
    std::string path;
    int depth = 0;
    for (Node at = tree[node].parent; at != 0 && depth < 16; at = tree[at].parent) {
        if (tree[at].tag != Tag::kOutline) continue;
        const std::string name = first_of(tree, at, {"title", "text"});
        if (name.empty() || !tree.attribute(at, "xmlurl").empty()) continue;
        path = path.empty() ? name : name + "/" + path;
        ++depth;
    }
    if (!path.empty()) return path;
    std::string own = tree.attribute(node, "category");  // OPML 2.0: "/a/b,/c"
    own = own.substr(0, own.find(','));
    return own.empty() || own[0] != '/' ? own : own.substr(1);
}

}  // namespace

Result<Opml> parse_opml(std::string_view bytes, std::size_t max_bytes) {
    Report report;
    DecodedText decoded;
    if (auto done = decode_document(bytes, {}, max_bytes, report, decoded); !done) return done.error();
    auto parsed = XmlTree::parse(decoded.text, report);
    if (!parsed) return parsed.error();
    const XmlTree& tree = *parsed;
    Opml opml;
    std::set<std::string, std::less<>> seen;
    bool is_opml = false;
    for (Node node = 1; node < tree.size(); ++node) {
        if (tree[node].tag == Tag::kOpml) is_opml = true;
        if (tree[node].tag == Tag::kTitle && tree[tree[node].parent].tag == Tag::kHead && opml.title.empty())
            opml.title = squeeze(tree.text_of(node));
        if (tree[node].tag != Tag::kOutline) continue;
        is_opml = true;
        Subscription subscription;
        subscription.feed_url = first_of(tree, node, {"xmlurl", "xmluri"});
        if (subscription.feed_url.empty() && lowered(tree.attribute(node, "type")) == "rss")
            subscription.feed_url = first_of(tree, node, {"url"});
        if (subscription.feed_url.empty()) {
            if (tree[node].first_child == 0)
                report.odd("outline_without_address", "an outline without xmlUrl was left out", tree[node].begin);
            continue;
        }
        if (!seen.insert(subscription.feed_url).second) {
            report.odd("feed_twice", shortened(subscription.feed_url) + " is listed twice", tree[node].begin);
            continue;
        }
        subscription.title = first_of(tree, node, {"title", "text"});
        subscription.site_url = first_of(tree, node, {"htmlurl"});
        subscription.category = category_of(tree, node);
        opml.subscriptions.push_back(std::move(subscription));
    }
    if (!is_opml)
        return make_error(ErrorCode::kMalformed, "no list of feeds in it: there is no <opml> and no <outline>");
    opml.diagnostics = report.take(decoded.text);
    return opml;
}

std::string write_opml(const Opml& opml) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>" +
                      escaped(opml.title) + "</title>\n  </head>\n  <body>\n";
    for (const Subscription& subscription : opml.subscriptions) {
        const std::string title = escaped(subscription.title.empty() ? subscription.feed_url : subscription.title);
        out += "    <outline type=\"rss\" text=\"" + title + "\" title=\"" + title + "\" xmlUrl=\"" +
               escaped(subscription.feed_url) + "\"";
        if (!subscription.site_url.empty()) out += " htmlUrl=\"" + escaped(subscription.site_url) + "\"";
        if (!subscription.category.empty()) out += " category=\"/" + escaped(subscription.category) + "\"";
        out += "/>\n";
    }
    out += "  </body>\n</opml>\n";
    return out;
}

}  // namespace earwitness::feed
