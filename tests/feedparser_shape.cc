// Prints feeds as Python's feedparser would, for tests/feedparser_cases_test.py: reads lines "path<TAB>Content-Type"
// from standard input and writes a line of JSON for each. What the product keeps comes from parse_feed; what only
// feedparser keeps (the types of texts, the relations of links, contributors ...) is read from the same tree.
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/files.h"
#include "feed/dates.h"
#include "feed/decode.h"
#include "feed/feed.h"
#include "feed/reading.h"

namespace {

using namespace earwitness;
using namespace earwitness::feed;
using Json = nlohmann::json;

void put(Json& out, const char* name, const std::string& value) {
    if (!value.empty() && !out.contains(name)) out[name] = value;
}

Json date_tuple(std::int64_t seconds) {
    const std::string utc = base::format_utc(seconds);
    Json tuple = Json::array();
    for (const auto& [at, length] :
         std::initializer_list<std::pair<int, int>>{{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}})
        tuple.push_back(std::stoi(utc.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length))));
    return tuple;
}

void put_date(const Reading& reading, Node node, const char* name, Json& out) {
    const std::string text = reading.text(node);
    put(out, name, text);
    if (const auto seconds = parse_date(text)) out[std::string(name) + "_parsed"] = date_tuple(*seconds);
}

Json person(const Reading& reading, Node node) {
    Json out = Json::object();
    const XmlTree& tree = reading.tree;
    if (tree[node].first_child == 0) {
        const Mailbox box = read_mailbox(reading.text(node));
        put(out, "name", box.name);
        put(out, "email", box.email);
        return out;
    }
    for (Node child = tree[node].first_child; child != 0; child = tree[child].next_sibling) {
        const Tag tag = tree[child].tag;
        if (tag == Tag::kName) put(out, "name", reading.line(child));
        if (tag == Tag::kEmail) put(out, "email", reading.line(child));
        if (tag == Tag::kUri || tag == Tag::kUrl || tag == Tag::kHomepage) put(out, "href", reading.url(child));
    }
    return out;
}

Json text_detail(const Reading& reading, Node node) {
    std::string type = reading.attribute(node, "type");
    if (type.empty() || type == "text" || type == "plain") type = "text/plain";
    if (type == "html") type = "text/html";
    if (type == "xhtml") type = "application/xhtml+xml";
    // Atom 0.3 kept the <div> round XHTML.
    const bool is_atom10 = reading.tree[node].ns == Ns::kAtom && reading.attribute(node, "mode").empty();
    return {{"type", type}, {"value", is_atom10 ? text_construct(reading, node) : reading.text(node)}};
}

Json link(const Reading& reading, Node node, bool is_enclosure) {
    Json out = Json::object();
    const std::string rel = reading.attribute(node, "rel");
    out["rel"] = is_enclosure ? "enclosure" : rel.empty() ? "alternate" : rel;
    put(out, "href", reading.url(node, is_enclosure ? "url" : "href"));
    for (const char* name : {"type", "title", "length", "hreflang"}) put(out, name, reading.attribute(node, name));
    if (out["rel"] == "self") put(out, "type", "application/atom+xml");
    return out;
}

Json tag(const Reading& reading, Node node) {
    Json out = Json::object();
    const std::string term = reading.attribute(node, "term");
    put(out, "term", term.empty() ? reading.attribute(node, "text") : term);
    if (!out.contains("term")) put(out, "term", reading.line(node));
    const std::string scheme = reading.attribute(node, "scheme");
    put(out, "scheme", scheme.empty() ? reading.attribute(node, "domain") : scheme);
    if (reading.tree[node].ns == Ns::kMedia) put(out, "scheme", "http://search.yahoo.com/mrss/category_schema");
    put(out, "label", reading.attribute(node, "label"));
    return out;
}

// What feedparser keeps and Feed does not, of one child of an item or channel.
void read_detail(const Reading& reading, Node node, bool is_entry, Json& out) {
    const XmlNode& element = reading.tree[node];
    const std::string name = lowered(element.name.substr(element.name.find(':') + 1));
    static const std::map<std::string, const char*> kDates = {
        {"pubdate", "published"},     {"published", "published"}, {"issued", "published"},
        {"lastbuilddate", "updated"}, {"updated", "updated"},     {"modified", "updated"},
        {"date", "updated"},          {"created", "created"},     {"expirationdate", "expired"}};
    if (const auto date = kDates.find(name); date != kDates.end()) return put_date(reading, node, date->second, out);
    if (name == "title" || name == "summary" || name == "subtitle") out[name + "_detail"] = text_detail(reading, node);
    if (name == "title" && element.ns == Ns::kAtom && element.has_children) out[name] = out[name + "_detail"]["value"];
    if (name == "link" && element.attribute_count > 0) out["links"].push_back(link(reading, node, false));
    if (name == "enclosure") out["links"].push_back(link(reading, node, true));
    if (name == "content" || name == "encoded" || name == "fullitem" || name == "body") {
        Json content = text_detail(reading, node);
        if (element.ns == Ns::kContent || name == "fullitem") content["type"] = "text/html";
        put(content, "src", reading.url(node, "src"));
        if (element.ns != Ns::kMedia) out["content"].push_back(content);
    }
    if (name == "author" || name == "managingeditor" || name == "creator") {
        out["authors"].push_back(person(reading, node));
        out["author_detail"] = out["authors"][0];
    }
    if (name == "contributor") out["contributors"].push_back(person(reading, node));
    if (name == "publisher" || name == "webmaster" || name == "owner") {
        put(out, "publisher", reading.line(node));
        out["publisher_detail"] = person(reading, node);
    }
    if (name == "category" || name == "subject" || name == "keywords" || name == "tag")
        if (Json found = tag(reading, node);
            std::find(out["tags"].begin(), out["tags"].end(), found) == out["tags"].end())
            out["tags"].push_back(found);
    if (name == "rights" || name == "copyright") put(out, "rights", text_detail(reading, node)["value"]);
    if (name == "id" || name == "guid") put(out, "id", reading.text(node));
    if (name == "guid") out["guidislink"] = lowered(reading.attribute(node, "ispermalink")) != "false";
    if (name == "docs" || name == "logo" || name == "icon" || name == "generator")
        put(out, name.c_str(), reading.url(node));
    if (name == "info" || name == "browserfriendly") put(out, "info", reading.text(node));
    if (name == "block")
        out["itunes_block"] =
            reading.tree.source().substr(element.content_begin, element.content_end - element.content_begin) == "yes"
                ? 1
                : 0;
    if (name == "player") out["media_player"] = {{"url", reading.url(node, "url")}};
    if (name == "thumbnail") out["media_thumbnail"].push_back({{"url", reading.url(node, "url")}});
    if (name == "image" && !is_entry)
        for (Node child = element.first_child; child != 0; child = reading.tree[child].next_sibling) {
            const std::string key = lowered(reading.tree[child].name);
            const std::string value = reading.text(child);
            if (key == "width" || key == "height")
                out["image"][key] = std::atoi(value.c_str());
            else
                put(out["image"], key == "url" ? "href" : key.c_str(), value);
        }
}

// Links that are both, and texts whose precedence feedparser defines by their order.
void read_details(const Reading& reading, Node node, bool is_entry, Json& out) {
    const XmlTree& tree = reading.tree;
    for (Node child = tree[node].first_child; child != 0; child = tree[child].next_sibling)
        if (tree[child].tag != Tag::kItem && tree[child].tag != Tag::kEntry) read_detail(reading, child, is_entry, out);
    if (tree.find_child(node, Tag::kLink) != 0) out["guidislink"] = false;
    if (!out.contains("links")) return;
    for (const Json& item : out["links"])
        if (item["rel"] == "enclosure") {
            Json enclosure = item;
            enclosure.erase("rel");
            out["enclosures"].push_back(enclosure);
        }
}

std::string version_of(const Reading& reading, const Feed& feed) {
    if (feed.format == "json") return "json1";
    for (Node node = 1; node < reading.tree.size(); ++node) {
        const XmlNode& element = reading.tree[node];
        const std::string version = reading.attribute(node, "version");
        if (element.tag == Tag::kFeed) return version == "0.3" ? "atom03" : "atom10";
        if (element.tag == Tag::kRdf) return feed.format == "rss1" ? "rss10" : "rss090";
        if (element.tag != Tag::kRss) continue;
        if (version.empty()) return "rss";
        if (version[0] == '2') return "rss20";
        const bool netscape = reading.tree.source().substr(0, 2000).find("rss-0.91.dtd") != std::string_view::npos;
        std::string out = "rss";
        for (const char c : version)
            if (c != '.') out += c;
        return version == "0.91" ? (netscape ? "rss091n" : "rss091u") : out;
    }
    return "";
}

Json explicit_json(const std::optional<bool>& value) { return value ? Json(*value) : Json(nullptr); }

void add_entry(const Episode& episode, Json& out) {
    put(out, "title", episode.title);
    put(out, "link", episode.link);
    put(out, "id", episode.guid);
    put(out, "summary", episode.summary.empty() ? episode.content_html : episode.summary);
    if (!episode.content_html.empty())
        out["content"].push_back({{"type", "text/html"}, {"value", episode.content_html}});
    put(out, "author", episode.author);
    if (!episode.image.empty()) out["image"]["href"] = episode.image;
    out["itunes_explicit"] = explicit_json(episode.is_explicit);
    out["tags"] = Json::array();
    for (const std::string& category : episode.categories) out["tags"].push_back({{"term", category}});
    for (const FeedChapter& chapter : episode.chapters)
        out["psc_chapters"]["chapters"].push_back(
            {{"title", chapter.title}, {"href", chapter.href}, {"start_ms", chapter.start_ms}});
}

void add_show(const Show& show, Json& out) {
    put(out, "title", show.title);
    put(out, "link", show.link);
    put(out, "subtitle", show.description);
    put(out, "author", show.author);
    put(out, "rights", show.copyright);
    put(out, "generator", show.generator);
    put(out, "language", show.language);
    if (!show.image.empty()) out["image"]["href"] = show.image;
    out["itunes_explicit"] = explicit_json(show.is_explicit);
    if (!show.owner_email.empty()) out["publisher_detail"]["email"] = show.owner_email;
    out["tags"] = Json::array();
    for (const std::string& category : show.categories) out["tags"].push_back({{"term", category}});
}

void add_tree(const Reading& reading, Json& out) {
    std::size_t entry = 0;
    bool seen_channel = false;
    for (Node node = 1; node < reading.tree.size(); ++node) {
        const Tag name = reading.tree[node].tag;
        if ((name == Tag::kChannel || name == Tag::kFeed) && !seen_channel) {
            Json detail = Json::object();
            read_details(reading, node, false, detail);
            if (detail.contains("tags") && detail["tags"].size() >= out["feed"]["tags"].size())
                out["feed"].erase("tags");
            for (auto& [key, value] : detail.items())
                if (!out["feed"].contains(key))
                    out["feed"][key] = value;
                else if (key == "image")
                    out["feed"]["image"].update(value);
            seen_channel = true;
        }
        if ((name != Tag::kItem && name != Tag::kEntry) || entry >= out["entries"].size()) continue;
        Json detail = Json::object();
        read_details(reading, node, true, detail);
        put(out["entries"][entry], "id", reading.attribute(node, "rdf:about"));
        if (detail.contains("tags") && detail["tags"].size() < out["entries"][entry]["tags"].size())
            detail.erase("tags");
        out["entries"][entry++].update(detail);
    }
}

Json shape(const std::string& bytes, const std::string& content_type) {
    Json out = {
        {"bozo", true}, {"encoding", ""}, {"version", ""}, {"feed", Json::object()}, {"entries", Json::array()}};
    const ParseOptions options{"", content_type};
    const auto feed = parse_feed(bytes, options);
    if (!feed) return out;
    out["bozo"] = feed->recovered;
    out["encoding"] = feed->encoding;
    add_show(feed->show, out["feed"]);
    for (const Episode& episode : feed->episodes) {
        Json entry = Json::object();
        add_entry(episode, entry);
        out["entries"].push_back(std::move(entry));
    }
    Report report;
    DecodedText decoded;
    if (!decode_document(bytes, content_type, options.max_bytes, report, decoded)) return out;
    const auto tree = XmlTree::parse(decoded.text, report);
    if (!tree) return out;
    const Reading reading{*tree, report, options};
    out["version"] = version_of(reading, *feed);
    add_tree(reading, out);
    return out;
}

}  // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        const std::size_t tab = line.find('\t');
        const auto bytes = earwitness::base::read_file(line.substr(0, tab));
        if (!bytes) {
            std::cerr << bytes.error().message << "\n";
            return 1;
        }
        std::cout << shape(*bytes, tab == std::string::npos ? "" : line.substr(tab + 1))
                         .dump(-1, ' ', false, Json::error_handler_t::replace)
                  << "\n";
    }
}
