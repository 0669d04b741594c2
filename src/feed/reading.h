// What the readers of each format and namespace share: the document, the place for what is odd, and a show and its
// episodes in the making, where several elements may offer the same field and the better one wins. Internal to
// the room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/episode.h"
#include "feed/feed.h"
#include "feed/report.h"
#include "feed/xml_tree.h"

namespace earwitness::feed {

using Node = XmlTree::Node;

// A field that several elements may fill. The higher rank wins; among equals the first.
struct Choice {
    std::string value;
    int rank = 0;

    bool takes(int offered) const { return offered > rank; }
    void offer(int offered, std::string text) {
        if (offered <= rank || text.empty()) return;
        value = std::move(text);
        rank = offered;
    }
};

struct EpisodeDraft {
    Episode episode;
    Choice title, link, guid, summary, content, author, image;
    std::vector<Enclosure> media;  // media:content: the enclosure where there is no better one
    int published_rank = 0;
};

struct ShowDraft {
    Show show;
    Choice title, link, description, author, image, language, copyright, owner_name, owner_email;
};

struct Reading {
    const XmlTree& tree;
    Report& report;
    const ParseOptions& options;

    std::string text(Node node) const { return tree.text_of(node); }
    std::string attribute(Node node, std::string_view name) const { return tree.attribute(node, name); }
    // Text as a name or title: white space squeezed to single spaces.
    std::string line(Node node) const;
    // A title: a line, with the markup and doubly escaped characters that publishers leave in it resolved.
    std::string title(Node node) const;
    // An address, joined to xml:base and to where the feed came from.
    std::string url(Node node) const;
    std::string url(Node node, std::string_view attribute_name) const;
    std::string resolved(Node node, std::string address) const;

    void offer_date(Node node, int rank, EpisodeDraft& draft) const;
};

std::string squeeze(std::string_view text);
std::string lowered(std::string_view text);

// yes, true, explicit; no, false, clean.
std::optional<bool> read_yes_no(std::string_view text);
std::optional<std::int64_t> read_whole_number(std::string_view text);
std::optional<double> read_number(std::string_view text);

void add_category(std::vector<std::string>& categories, std::string category);
// "one, two"
void add_keywords(std::string_view text, std::vector<std::string>& categories);
// "Ada (ada@example.org)", "ada@example.org (Ada)", "Ada <ada@example.org>" to name and address.
struct Mailbox {
    std::string name;
    std::string email;
};
Mailbox read_mailbox(std::string_view text);

// Into episode and show, once all elements were seen.
void finish(EpisodeDraft& draft);
void finish(ShowDraft& draft);

// The namespaces that may stand in any format. Each looks at one child element of an item (entry) or channel (feed);
// elements that are none of its own are passed over.
void read_itunes(const Reading& reading, Node node, EpisodeDraft& draft);
void read_itunes(const Reading& reading, Node node, ShowDraft& draft);
void read_podcast(const Reading& reading, Node node, EpisodeDraft& draft);
void read_podcast(const Reading& reading, Node node, ShowDraft& draft);
void read_media(const Reading& reading, Node node, EpisodeDraft& draft);
void read_chapters(const Reading& reading, Node node, EpisodeDraft& draft);
void read_dublin_core(const Reading& reading, Node node, EpisodeDraft& draft);
void read_dublin_core(const Reading& reading, Node node, ShowDraft& draft);

// One child element of an Atom entry or feed; they also stand in RSS.
void read_atom(const Reading& reading, Node node, EpisodeDraft& draft);
// RFC 4287, 4.2.2: a text construct as HTML.
std::string text_construct(const Reading& reading, Node node);
void read_atom(const Reading& reading, Node node, ShowDraft& draft);
void read_rss(const Reading& reading, Node node, EpisodeDraft& draft);
void read_rss(const Reading& reading, Node node, ShowDraft& draft);

void add_enclosure(EpisodeDraft& draft, Enclosure enclosure);

// Whole documents. parse_json_feed is in json_feed.cc.
Result<Feed> parse_json_feed(std::string_view text, const ParseOptions& options, Report& report);

}  // namespace earwitness::feed
