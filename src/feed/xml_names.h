// The names that feeds are made of, as small numbers: namespaces (by address, in any letter case and with all the
// variants in use; by their usual prefix where the address is missing or unknown) and element names (in any
// letter case). Used by the tree and by the readers of each format.
#pragma once

#include <cstdint>
#include <string_view>

namespace earwitness::feed {

enum class Ns : std::uint8_t {
    kNone,  // no namespace, or a default one that nobody knows
    kRss,   // RSS 1.0's, and those that RSS 0.9 and 2.0 feeds sometimes declare
    kRdf,
    kAtom,
    kItunes,
    kPodcast,
    kGooglePlay,
    kMedia,
    kContent,
    kDc,
    kDcTerms,
    kPsc,
    kYoutube,
    kXhtml,
    kFeedburner,
    kXml,
    kOther,
};

// clang-format off
#define EARWITNESS_FEED_TAGS(X) \
    X(AlternateEnclosure, "alternateenclosure") X(Author, "author") X(Block, "block") X(Body, "body") X(Category, "category") \
    X(Channel, "channel") X(Chapter, "chapter") X(Chapters, "chapters") X(Complete, "complete") X(Content, "content") \
    X(Contributor, "contributor") X(Copyright, "copyright") X(Created, "created") X(Creator, "creator") X(Credit, "credit") \
    X(Date, "date") X(Description, "description") X(Div, "div") X(Docs, "docs") X(Duration, "duration") X(Email, "email") X(Enclosure, "enclosure") \
    X(Encoded, "encoded") X(Entry, "entry") X(Episode, "episode") X(EpisodeType, "episodetype") X(ExpirationDate, "expirationdate") \
    X(Explicit, "explicit") X(Feed, "feed") X(FullItem, "fullitem") X(Funding, "funding") X(Generator, "generator") X(Group, "group") \
    X(Guid, "guid") X(Head, "head") X(Homepage, "homepage") X(Html, "html") X(Icon, "icon") X(Id, "id") X(Image, "image") X(Info, "info") \
    X(Issued, "issued") X(Item, "item") X(Keywords, "keywords") X(Language, "language") X(LastBuildDate, "lastbuilddate") \
    X(Link, "link") X(LiveItem, "liveitem") X(Locked, "locked") X(Logo, "logo") X(ManagingEditor, "managingeditor") X(Medium, "medium") \
    X(Modified, "modified") X(Name, "name") X(NewFeedUrl, "new-feed-url") X(Opml, "opml") X(Outline, "outline") X(Owner, "owner") \
    X(Person, "person") X(Player, "player") X(PubDate, "pubdate") X(Published, "published") X(Publisher, "publisher") X(Rdf, "rdf") \
    X(Rights, "rights") X(Rss, "rss") X(Season, "season") X(Soundbite, "soundbite") X(Source, "source") X(Subject, "subject") \
    X(Subtitle, "subtitle") X(Summary, "summary") X(Tagline, "tagline") X(Tags, "tags") X(TextInput, "textinput") X(Thumbnail, "thumbnail") \
    X(Title, "title") X(Transcript, "transcript") X(Updated, "updated") X(Uri, "uri") X(Url, "url") X(VideoId, "videoid") \
    X(WebMaster, "webmaster")
// clang-format on

enum class Tag : std::uint8_t {
    kOther,
#define EARWITNESS_TAG(name, text) k##name,
    EARWITNESS_FEED_TAGS(EARWITNESS_TAG)
#undef EARWITNESS_TAG
};

Tag find_tag(std::string_view local_name);

// By the namespace's address; kOther where nobody knows it.
Ns find_namespace(std::string_view address);
// By the prefix that is usual for it ("itunes"); kOther where there is none.
Ns usual_namespace(std::string_view prefix);

bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace earwitness::feed
