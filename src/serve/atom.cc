#include "serve/atom.h"

#include "base/clock.h"
#include "publish/xml.h"
#include "text/plain_line.h"
#include "text/utf8.h"

namespace earwitness::serve {
namespace {

constexpr std::size_t kTitleBytes = 120;

using publish::xml_text;

void append(std::string& xml, std::string_view tag, std::string_view text) {
    xml.append("<").append(tag).append(">").append(xml_text(text)).append("</").append(tag).append(">\n");
}

std::string day_of(const std::optional<std::int64_t>& at) { return base::format_utc(at.value_or(0)); }

}  // namespace

std::string atom_feed(const std::string& asked, const Request& request, const std::vector<search::Hit>& hits) {
    const std::string query = text::repair_utf8(asked);
    const std::string root = request.host.empty() ? "" : "http://" + request.host;
    const std::string self = root + request.path + "?q=" + percent_encoded(query);
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
    append(xml, "title", text::plain_line(query, kTitleBytes));
    append(xml, "id", "urn:earwitness:search:" + percent_encoded(query));
    append(xml, "updated", day_of(hits.empty() ? std::nullopt : hits.front().published_at));
    xml += "<link rel=\"self\" href=\"" + xml_text(self) + "\"/>\n";
    xml += "<link href=\"" + xml_text(root + "/search.html?q=" + percent_encoded(query)) + "\"/>\n";
    append(xml, "generator", "earwitness");
    for (const search::Hit& hit : hits) {
        const std::string place = std::to_string(hit.span.begin) + "-" + std::to_string(hit.span.end);
        xml += "<entry>\n";
        append(xml, "id", "urn:earwitness:words:" + hit.transcript_sha256 + ":" + place);
        append(xml, "title", text::plain_line(hit.words, kTitleBytes));
        append(xml, "updated", day_of(hit.published_at));
        xml += "<author><name>" +
               xml_text(text::plain_line(hit.speaker.empty() ? hit.show_title : hit.speaker, kTitleBytes)) +
               "</name></author>\n";
        xml += "<link href=\"" + xml_text(root + "/words?episode=" + percent_encoded(hit.episode_id) + "&b=" + place) +
               "\"/>\n";
        append(
            xml, "summary",
            text::plain_line(hit.episode_title, kTitleBytes) + " · " + text::plain_line(hit.show_title, kTitleBytes));
        xml += "<content type=\"text\">" + xml_text(hit.words) + "</content>\n</entry>\n";
    }
    return xml + "</feed>\n";
}

}  // namespace earwitness::serve
