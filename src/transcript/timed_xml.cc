// XML with a timed element a line: Podlove (<pst:item start end> inside <pst:speech> with a <pst:speaker>) and
// TTML (<p begin end ttm:agent>, the agents' names in the head).
#include <map>

#include "transcript/build.h"
#include "transcript/formats.h"
#include "transcript/tag_scanner.h"
#include "transcript/timestamp.h"

namespace earwitness::transcript {
namespace {

using Kind = TagEvent::Kind;

// "00:00:01.500" or TTML's "1.5s", "1500ms"; frames and ticks are not read.
std::optional<std::int64_t> xml_time(const std::optional<std::string>& value) {
    if (!value) return {};
    std::string_view text = *value;
    if (text.ends_with("ms")) {
        const auto time = parse_time(text.substr(0, text.size() - 2), PlainSeconds::kAllowed);
        if (!time) return {};
        return *time / 1000;
    }
    if (text.ends_with("s")) return parse_time(text.substr(0, text.size() - 1), PlainSeconds::kAllowed);
    return parse_time(text);
}

class XmlReader {
  public:
    explicit XmlReader(CueList& out) : out_(out) {}

    void event(const TagEvent& event) {
        if (event.kind == Kind::kText) {
            if (in_cue_)
                cue_.text += plain_text(event);
            else if (in_speaker_)
                label_ += plain_text(event);
            else if (in_name_ && !agent_.empty())
                agents_[agent_] += plain_text(event);
            return;
        }
        const bool open = event.kind == Kind::kOpen;
        if (is_tag(event.name, "speech")) speaker_.clear();
        if (is_tag(event.name, "speaker")) speaker_tag(event, open);
        if (is_tag(event.name, "agent") && open) agent_ = attribute(event.attributes, "id").value_or("");
        if (is_tag(event.name, "name")) in_name_ = open && !event.self_closing;
        if (is_tag(event.name, "br") && in_cue_) cue_.text += '\n';
        if (is_tag(event.name, "item") || is_tag(event.name, "p")) {
            close_cue();
            if (open && !event.self_closing) open_cue(event);
        }
    }
    void close_cue() {
        if (in_cue_) out_.cues.push_back(std::move(cue_));
        cue_ = Cue();
        in_cue_ = false;
    }

  private:
    void speaker_tag(const TagEvent& event, bool open) {
        if (open) {
            label_.clear();
            in_speaker_ = !event.self_closing;
            for (const std::string_view key : {"name", "id", "ref"})
                if (const auto value = attribute(event.attributes, key); value && label_.empty()) label_ = *value;
        }
        if (!open || event.self_closing) {
            speaker_ = clean_text(label_);
            in_speaker_ = false;
        }
    }
    void open_cue(const TagEvent& event) {
        in_cue_ = true;
        const auto start = attribute(event.attributes, "start");
        cue_.start_ms = xml_time(start ? start : attribute(event.attributes, "begin"));
        cue_.end_ms = xml_time(attribute(event.attributes, "end"));
        if (!cue_.end_ms && cue_.start_ms)
            if (const auto duration = xml_time(attribute(event.attributes, "dur")))
                cue_.end_ms = *cue_.start_ms + *duration;
        cue_.speaker = speaker_;
        if (const auto agent = attribute(event.attributes, "agent")) {
            const auto found = agents_.find(*agent);
            cue_.speaker = found != agents_.end() ? clean_text(found->second) : *agent;
        }
    }

    CueList& out_;
    Cue cue_;
    bool in_cue_ = false, in_speaker_ = false, in_name_ = false;
    std::string speaker_, label_, agent_;
    std::map<std::string, std::string> agents_;
};

}  // namespace

CueList parse_timed_xml(std::string_view text, Oddities&) {
    CueList out;
    out.format = text.find("podlove.org") != std::string_view::npos ? "podlove-xml" : "ttml";
    XmlReader reader(out);
    TagScanner scanner(text);
    TagEvent event;
    while (scanner.next(event)) reader.event(event);
    reader.close_cue();
    return out;
}

}  // namespace earwitness::transcript
