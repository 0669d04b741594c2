// RSS's own elements (0.9x, 1.0, 2.0), as children of an item or a channel.
#include "feed/reading.h"
#include "feed/urls.h"

namespace earwitness::feed {
namespace {

void read_guid(const Reading& reading, Node node, EpisodeDraft& draft) {
    std::string guid = reading.text(node);
    const bool permanent = lowered(reading.attribute(node, "ispermalink")) != "false";
    if (permanent && guid.rfind("http", 0) == 0) draft.link.offer(1, guid);
    draft.guid.offer(5, std::move(guid));
}

Enclosure read_enclosure(const Reading& reading, Node node) {
    Enclosure enclosure;
    enclosure.url = reading.url(node, "url");
    if (enclosure.url.empty()) enclosure.url = reading.url(node, "href");
    enclosure.type = lowered(reading.attribute(node, "type"));
    enclosure.length = read_whole_number(reading.attribute(node, "length"));
    return enclosure;
}

std::string link_of(const Reading& reading, Node node) {
    std::string link = reading.url(node);
    return link.empty() ? reading.url(node, "href") : link;
}

void offer_author(const Reading& reading, Node node, int rank, Choice& author) {
    if (!author.takes(rank)) return;
    Mailbox box = read_mailbox(reading.text(node));
    if (box.name.empty())
        author.offer(1, std::move(box.email));
    else
        author.offer(rank, std::move(box.name));
}

void read_show_author(const Reading& reading, Node node, int rank, ShowDraft& draft) {
    offer_author(reading, node, rank, draft.author);
    if (Mailbox box = read_mailbox(reading.text(node)); !box.email.empty())
        draft.owner_email.offer(1, std::move(box.email));
}

}  // namespace

void read_rss(const Reading& reading, Node node, EpisodeDraft& draft) {
    switch (reading.tree[node].tag) {
        case Tag::kTitle:
            if (draft.title.takes(5)) draft.title.offer(5, reading.title(node));
            break;
        case Tag::kLink:
            if (draft.link.takes(5)) draft.link.offer(5, link_of(reading, node));
            break;
        case Tag::kGuid:
            if (draft.guid.takes(5)) read_guid(reading, node, draft);
            break;
        case Tag::kId:
            if (draft.guid.takes(2)) draft.guid.offer(2, reading.text(node));
            break;
        case Tag::kDescription:
        case Tag::kSummary:
            if (draft.summary.takes(5))
                draft.summary.offer(5, reading.text(node));
            else if (draft.content.takes(1))
                draft.content.offer(1, reading.text(node));
            break;
        case Tag::kBody:
        case Tag::kFullItem:
            if (draft.content.takes(4)) draft.content.offer(4, reading.text(node));
            break;
        case Tag::kContent:
            if (draft.content.takes(2)) draft.content.offer(2, reading.text(node));
            break;
        case Tag::kAuthor:
            offer_author(reading, node, 3, draft.author);
            break;
        case Tag::kPubDate:
            reading.offer_date(node, 5, draft);
            break;
        case Tag::kPublished:
            reading.offer_date(node, 4, draft);
            break;
        case Tag::kEnclosure:
            add_enclosure(draft, read_enclosure(reading, node));
            break;
        case Tag::kCategory:
            add_category(draft.episode.categories, reading.line(node));
            break;
        case Tag::kKeywords:
        case Tag::kTags:
            add_keywords(reading.text(node), draft.episode.categories);
            break;
        case Tag::kImage:
            if (const Node address = reading.tree.find_child(node, Tag::kUrl); address != 0)
                draft.image.offer(2, reading.url(address));
            break;
        default:
            break;
    }
}

void read_rss(const Reading& reading, Node node, ShowDraft& draft) {
    switch (reading.tree[node].tag) {
        case Tag::kTitle:
            if (draft.title.takes(5)) draft.title.offer(5, reading.title(node));
            break;
        case Tag::kLink:
            if (draft.link.takes(5)) draft.link.offer(5, link_of(reading, node));
            break;
        case Tag::kDescription:
        case Tag::kTagline:
            if (draft.description.takes(5)) draft.description.offer(5, reading.text(node));
            break;
        case Tag::kLanguage:
            draft.language.offer(5, reading.line(node));
            break;
        case Tag::kCopyright:
            draft.copyright.offer(5, reading.line(node));
            break;
        case Tag::kGenerator:
            draft.show.generator = reading.line(node);
            break;
        case Tag::kManagingEditor:
            read_show_author(reading, node, 3, draft);
            break;
        case Tag::kAuthor:
            read_show_author(reading, node, 2, draft);
            break;
        case Tag::kCategory:
            add_category(draft.show.categories, reading.line(node));
            break;
        case Tag::kImage:
            if (const Node address = reading.tree.find_child(node, Tag::kUrl); address != 0)
                draft.image.offer(4, reading.url(address));
            break;
        default:
            break;
    }
}

}  // namespace earwitness::feed
