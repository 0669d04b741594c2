// Apple's podcast elements and Google Play's copies of them.
#include "feed/durations.h"
#include "feed/reading.h"

namespace earwitness::feed {
namespace {

std::string image_of(const Reading& reading, Node node) {
    for (const std::string_view name : {"href", "url"})
        if (std::string address = reading.url(node, name); !address.empty()) return address;
    if (const Node address = reading.tree.find_child(node, Tag::kUrl); address != 0) return reading.url(address);
    return reading.tree[node].first_child == 0 ? reading.url(node) : std::string();
}

// <itunes:category text="Arts"><itunes:category text="Design"/></itunes:category>
void add_nested_categories(const Reading& reading, Node node, std::vector<std::string>& categories) {
    std::string name = reading.attribute(node, "text");
    if (name.empty() && reading.tree[node].first_child == 0) name = reading.line(node);
    add_category(categories, std::move(name));
    for (Node child = reading.tree[node].first_child; child != 0; child = reading.tree[child].next_sibling)
        if (reading.tree[child].tag == Tag::kCategory) add_category(categories, reading.attribute(child, "text"));
}

void read_duration(const Reading& reading, Node node, Episode& episode) {
    const std::string text = reading.text(node);
    if (text.empty()) return;
    constexpr std::int64_t kLongest = 1000LL * 3600 * 1000;  // beyond it stands the file's size, or the date
    episode.duration_ms = parse_duration(text);
    if (episode.duration_ms > kLongest) episode.duration_ms.reset();
    if (!episode.duration_ms)
        reading.report.odd("duration_unreadable", "no duration can be read from \"" + shortened(text) + "\"",
                           reading.tree[node].begin);
}

void read_episode_type(const Reading& reading, Node node, Episode& episode) {
    const std::string type = lowered(reading.line(node));
    if (type == "full" || type == "trailer" || type == "bonus") episode.episode_type = type;
}

}  // namespace

void read_itunes(const Reading& reading, Node node, EpisodeDraft& draft) {
    Episode& episode = draft.episode;
    const bool google = reading.tree[node].ns == Ns::kGooglePlay;
    switch (reading.tree[node].tag) {
        case Tag::kTitle:
            if (draft.title.takes(3)) draft.title.offer(3, reading.title(node));
            break;
        case Tag::kDuration:
            if (!episode.duration_ms) read_duration(reading, node, episode);
            break;
        case Tag::kExplicit:
            if (!episode.is_explicit || !google) episode.is_explicit = read_yes_no(reading.text(node));
            break;
        case Tag::kImage:
            draft.image.offer(google ? 3 : 5, image_of(reading, node));
            break;
        case Tag::kLink:
            if (lowered(reading.attribute(node, "rel")) == "image") draft.image.offer(3, image_of(reading, node));
            break;
        case Tag::kSeason:
            if (const auto season = read_whole_number(reading.text(node)); season && *season < 100000)
                episode.season = static_cast<int>(*season);
            break;
        case Tag::kEpisode:
            if (!episode.number) episode.number = read_number(reading.text(node));
            break;
        case Tag::kEpisodeType:
            read_episode_type(reading, node, episode);
            break;
        case Tag::kAuthor:
            if (draft.author.takes(google ? 2 : 5)) draft.author.offer(google ? 2 : 5, reading.line(node));
            break;
        case Tag::kSummary:
        case Tag::kDescription:
            if (draft.summary.takes(4)) draft.summary.offer(4, reading.text(node));
            break;
        case Tag::kSubtitle:
            if (draft.summary.takes(2)) draft.summary.offer(2, reading.text(node));
            break;
        case Tag::kKeywords:
            add_keywords(reading.text(node), episode.categories);
            break;
        case Tag::kCategory:
            add_nested_categories(reading, node, episode.categories);
            break;
        default:
            break;
    }
}

void read_itunes(const Reading& reading, Node node, ShowDraft& draft) {
    Show& show = draft.show;
    const bool google = reading.tree[node].ns == Ns::kGooglePlay;
    switch (reading.tree[node].tag) {
        case Tag::kTitle:
            if (draft.title.takes(3)) draft.title.offer(3, reading.title(node));
            break;
        case Tag::kExplicit:
            if (!show.is_explicit || !google) show.is_explicit = read_yes_no(reading.text(node));
            break;
        case Tag::kImage:
            draft.image.offer(google ? 3 : 5, image_of(reading, node));
            break;
        case Tag::kLink:
            if (lowered(reading.attribute(node, "rel")) == "image") draft.image.offer(3, image_of(reading, node));
            break;
        case Tag::kAuthor:
            draft.author.offer(google ? 2 : 5, reading.line(node));
            break;
        case Tag::kSummary:
        case Tag::kDescription:
            if (draft.description.takes(4)) draft.description.offer(4, reading.text(node));
            break;
        case Tag::kSubtitle:
            if (draft.description.takes(2)) draft.description.offer(2, reading.text(node));
            break;
        case Tag::kKeywords:
            add_keywords(reading.text(node), show.categories);
            break;
        case Tag::kCategory:
            add_nested_categories(reading, node, show.categories);
            break;
        case Tag::kBlock:
            show.blocked = show.blocked || read_yes_no(reading.text(node)).value_or(false);
            break;
        case Tag::kComplete:
            show.complete = read_yes_no(reading.text(node)).value_or(false);
            break;
        case Tag::kNewFeedUrl:
            show.new_feed_url = reading.url(node);
            break;
        case Tag::kOwner:
            if (const Node name = reading.tree.find_child(node, Tag::kName); name != 0)
                draft.owner_name.offer(5, reading.line(name));
            if (const Node email = reading.tree.find_child(node, Tag::kEmail); email != 0)
                draft.owner_email.offer(5, reading.line(email));
            if (reading.tree[node].first_child == 0) draft.owner_name.offer(2, reading.line(node));
            break;
        default:
            break;
    }
}

}  // namespace earwitness::feed
