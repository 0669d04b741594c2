// Atom 1.0 (RFC 4287) and 0.3, as children of an entry or a feed; RSS borrows its link.
#include "feed/reading.h"
#include "feed/urls.h"

namespace earwitness::feed {
namespace {

std::string escape_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

Mailbox read_person(const Reading& reading, Node node) {
    const Node name = reading.tree.find_child(node, Tag::kName);
    const Node email = reading.tree.find_child(node, Tag::kEmail);
    if (name == 0 && email == 0) return read_mailbox(reading.text(node));
    Mailbox box;
    if (name != 0) box.name = reading.line(name);
    if (email != 0) box.email = reading.line(email);
    return box;
}

std::string category_of(const Reading& reading, Node node) {
    for (const std::string_view name : {"label", "term"})
        if (std::string value = reading.attribute(node, name); !value.empty()) return value;
    return reading.line(node);
}

bool is_page(const std::string& type) { return type.empty() || type.find("html") != std::string::npos; }

// 4.2.7
void read_link(const Reading& reading, Node node, EpisodeDraft& draft) {
    const std::string rel = lowered(reading.attribute(node, "rel"));
    const std::string type = lowered(reading.attribute(node, "type"));
    if (rel.empty() || rel == "alternate") {
        const int rank = is_page(type) ? 4 : 2;
        if (!draft.link.takes(rank)) return;
        std::string address = reading.url(node, "href");
        draft.link.offer(rank, address.empty() ? reading.url(node) : std::move(address));
    } else if (rel == "enclosure") {
        Enclosure enclosure{reading.url(node, "href"), type, read_whole_number(reading.attribute(node, "length")), {}};
        add_enclosure(draft, std::move(enclosure));
    }
}

void read_link(const Reading& reading, Node node, ShowDraft& draft) {
    const std::string rel = lowered(reading.attribute(node, "rel"));
    if (rel == "self") {
        if (draft.show.feed_url.empty()) draft.show.feed_url = reading.url(node, "href");
    } else if (rel == "next") {
        if (draft.show.next_page_url.empty()) draft.show.next_page_url = reading.url(node, "href");
    } else if (rel.empty() || rel == "alternate") {
        const int rank = is_page(lowered(reading.attribute(node, "type"))) ? 4 : 2;
        std::string address = reading.url(node, "href");
        draft.link.offer(rank, address.empty() ? reading.url(node) : std::move(address));
    }
}

// Atom 0.3's created and modified, 1.0's published and updated: when it came out, else when it was last touched.
int date_rank(Tag tag) {
    if (tag == Tag::kPublished || tag == Tag::kIssued) return 4;
    if (tag == Tag::kCreated) return 3;
    return 1;
}

}  // namespace

// 4.2.2 text constructs as HTML: XHTML without its <div>, plain text escaped where it would read as markup.
std::string text_construct(const Reading& reading, Node node) {
    const std::string type = lowered(reading.attribute(node, "type"));
    const Node first = reading.tree[node].first_child;
    if (first != 0 && reading.tree[first].tag == Tag::kDiv && reading.tree[first].next_sibling == 0)
        return reading.tree.markup_of(first);
    std::string text = reading.text(node);
    const bool plain = type == "text" || type == "text/plain";
    if (plain && reading.tree[node].first_child == 0 && text.find_first_of("<&") != std::string::npos)
        return escape_html(text);
    return text;
}

void read_atom(const Reading& reading, Node node, EpisodeDraft& draft) {
    const Tag tag = reading.tree[node].tag;
    switch (tag) {
        case Tag::kTitle:
            if (draft.title.takes(4)) draft.title.offer(4, reading.title(node));
            break;
        case Tag::kId:
            if (draft.guid.takes(4)) draft.guid.offer(4, reading.text(node));
            break;
        case Tag::kLink:
            read_link(reading, node, draft);
            break;
        case Tag::kSummary:
            if (draft.summary.takes(4)) draft.summary.offer(4, text_construct(reading, node));
            break;
        case Tag::kContent:
            if (draft.content.takes(3)) draft.content.offer(3, text_construct(reading, node));
            break;
        case Tag::kPublished:
        case Tag::kIssued:
        case Tag::kCreated:
        case Tag::kUpdated:
        case Tag::kModified:
            reading.offer_date(node, date_rank(tag), draft);
            break;
        case Tag::kAuthor: {
            const Mailbox box = read_person(reading, node);
            draft.author.offer(3, box.name.empty() ? box.email : box.name);
            break;
        }
        case Tag::kCategory:
            add_category(draft.episode.categories, category_of(reading, node));
            break;
        default:
            break;
    }
}

void read_atom(const Reading& reading, Node node, ShowDraft& draft) {
    switch (reading.tree[node].tag) {
        case Tag::kTitle:
            if (draft.title.takes(4)) draft.title.offer(4, reading.title(node));
            break;
        case Tag::kLink:
            read_link(reading, node, draft);
            break;
        case Tag::kSubtitle:
        case Tag::kTagline:
            if (draft.description.takes(4)) draft.description.offer(4, text_construct(reading, node));
            break;
        case Tag::kInfo:
        case Tag::kSummary:
            if (draft.description.takes(2)) draft.description.offer(2, text_construct(reading, node));
            break;
        case Tag::kRights:
        case Tag::kCopyright:
            draft.copyright.offer(4, squeeze(text_construct(reading, node)));
            break;
        case Tag::kGenerator:
            draft.show.generator = reading.line(node);
            break;
        case Tag::kLogo:
            draft.image.offer(3, reading.url(node));
            break;
        case Tag::kIcon:
            draft.image.offer(2, reading.url(node));
            break;
        case Tag::kAuthor: {
            const Mailbox box = read_person(reading, node);
            draft.author.offer(3, box.name.empty() ? box.email : box.name);
            draft.owner_email.offer(1, box.email);
            break;
        }
        case Tag::kCategory:
            add_category(draft.show.categories, category_of(reading, node));
            break;
        default:
            break;
    }
}

}  // namespace earwitness::feed
