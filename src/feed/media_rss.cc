// Media RSS (also YouTube's) and Dublin Core.
#include "feed/durations.h"
#include "feed/reading.h"

namespace earwitness::feed {
namespace {

bool is_media(const Enclosure& enclosure, const std::string& medium) {
    return medium == "audio" || medium == "video" || enclosure.type.rfind("audio/", 0) == 0 ||
           enclosure.type.rfind("video/", 0) == 0;
}

void read_content(const Reading& reading, Node node, EpisodeDraft& draft) {
    Enclosure enclosure;
    enclosure.url = reading.url(node, "url");
    enclosure.type = lowered(reading.attribute(node, "type"));
    enclosure.length = read_whole_number(reading.attribute(node, "filesize"));
    if (const auto height = read_whole_number(reading.attribute(node, "height"));
        height && *height > 0 && *height < 100000)
        enclosure.height = static_cast<int>(*height);
    const std::string medium = lowered(reading.attribute(node, "medium"));
    if (medium == "image" || enclosure.type.rfind("image/", 0) == 0) {
        draft.image.offer(1, std::move(enclosure.url));
    } else if (is_media(enclosure, medium) && !enclosure.url.empty() && draft.media.size() < 64) {
        draft.media.push_back(std::move(enclosure));
    }
}

// https://www.rssboard.org/media-rss. Groups and contents hold the same elements again; two levels are looked into.
void read_media_at(const Reading& reading, Node node, EpisodeDraft& draft, int depth) {
    const Tag tag = reading.tree[node].tag;
    switch (tag) {
        case Tag::kContent:
            read_content(reading, node, draft);
            break;
        case Tag::kTitle:
            if (draft.title.takes(2)) draft.title.offer(2, reading.title(node));
            break;
        case Tag::kDescription:
            if (draft.summary.takes(1)) draft.summary.offer(1, reading.text(node));
            break;
        case Tag::kThumbnail:
            draft.image.offer(2, reading.url(node, "url"));
            break;
        case Tag::kCategory:
            add_category(draft.episode.categories, reading.line(node));
            break;
        default:
            break;
    }
    if ((tag != Tag::kGroup && tag != Tag::kContent) || depth >= 2) return;
    for (Node child = reading.tree[node].first_child; child != 0; child = reading.tree[child].next_sibling)
        if (reading.tree[child].ns == Ns::kMedia) read_media_at(reading, child, draft, depth + 1);
}

}  // namespace

void read_media(const Reading& reading, Node node, EpisodeDraft& draft) { read_media_at(reading, node, draft, 0); }

void read_dublin_core(const Reading& reading, Node node, EpisodeDraft& draft) {
    switch (reading.tree[node].tag) {
        case Tag::kTitle:
            if (draft.title.takes(3)) draft.title.offer(3, reading.title(node));
            break;
        case Tag::kDescription:
            if (draft.summary.takes(3)) draft.summary.offer(3, reading.text(node));
            break;
        case Tag::kCreator:
        case Tag::kAuthor: {
            const Mailbox box = read_mailbox(reading.text(node));
            draft.author.offer(4, box.name.empty() ? box.email : box.name);
            break;
        }
        case Tag::kSubject:
            add_category(draft.episode.categories, reading.line(node));
            break;
        case Tag::kDate:
        case Tag::kIssued:
            reading.offer_date(node, 3, draft);
            break;
        case Tag::kCreated:
            reading.offer_date(node, 2, draft);
            break;
        default:
            break;
    }
}

void read_dublin_core(const Reading& reading, Node node, ShowDraft& draft) {
    switch (reading.tree[node].tag) {
        case Tag::kTitle:
            if (draft.title.takes(2)) draft.title.offer(2, reading.title(node));
            break;
        case Tag::kDescription:
            if (draft.description.takes(3)) draft.description.offer(3, reading.text(node));
            break;
        case Tag::kCreator:
        case Tag::kAuthor: {
            const Mailbox box = read_mailbox(reading.text(node));
            draft.author.offer(4, box.name.empty() ? box.email : box.name);
            draft.owner_email.offer(1, box.email);
            break;
        }
        case Tag::kPublisher:
            draft.author.offer(1, read_mailbox(reading.text(node)).name);
            break;
        case Tag::kLanguage:
            draft.language.offer(4, reading.line(node));
            break;
        case Tag::kRights:
            draft.copyright.offer(4, reading.line(node));
            break;
        case Tag::kSubject:
            add_category(draft.show.categories, reading.line(node));
            break;
        default:
            break;
    }
}

}  // namespace earwitness::feed
