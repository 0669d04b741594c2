#include "transcript/cue_labels.h"

#include "text/utf8.h"
#include "transcript/speaker_names.h"

namespace earwitness::transcript {
namespace {

// What may stand in front of a label: a dash for a new speaker, ">>" of live captions.
std::string_view without_turn_mark(std::string_view line) {
    line = text::trimmed(line);
    while (!line.empty() && (line.front() == '-' || line.front() == '>' || line.front() == ' ')) line.remove_prefix(1);
    if (line.starts_with("–")) line.remove_prefix(3);
    return text::trimmed(line);
}

struct LabelledLine {
    std::string_view label;  // "" where there is none
    std::string_view words;
};

LabelledLine split_label(std::string_view line) {
    const std::string_view plain = without_turn_mark(line);
    const std::size_t colon = plain.substr(0, 64).find(':');
    if (colon == std::string_view::npos || colon == 0) return {{}, line};
    // "12:30", "http://" are no labels.
    if (colon + 1 < plain.size() && plain[colon + 1] != ' ' && plain[colon + 1] != '\t') return {{}, line};
    std::string_view label = text::trimmed(plain.substr(0, colon));
    if (label.size() > 2 &&
        ((label.front() == '[' && label.back() == ']') || (label.front() == '(' && label.back() == ')')))
        label = label.substr(1, label.size() - 2);
    return {label, plain.substr(colon + 1)};
}

template <typename Visit>
void each_line(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        visit(text.substr(at, end - at));
        at = end + 1;
    }
}

// Labels that repeat the speaker of the cue before: each cue is labelled, and one without a label has no speaker.
bool labels_every_cue(const std::vector<Cue>& cues, const SpeakerVotes& votes) {
    std::string_view last;
    std::size_t labelled = 0, repeated = 0;
    for (const auto& cue : cues) {
        const auto line = split_label(std::string_view(cue.text).substr(0, cue.text.find('\n')));
        if (line.label.empty() || !votes.accepts(line.label)) continue;
        ++labelled;
        repeated += line.label == last;
        last = line.label;
    }
    return repeated * 4 > labelled;
}

// False where nothing but labels would be left over: then they were the words.
bool has_words_beside_labels(const std::vector<Cue>& cues, const SpeakerVotes& votes) {
    for (const auto& cue : cues) {
        bool words = false;
        each_line(cue.text, [&](std::string_view line) {
            const auto split = split_label(line);
            const bool labelled = !split.label.empty() && votes.accepts(split.label);
            words = words || !text::trimmed(labelled ? split.words : line).empty();
        });
        if (words) return true;
    }
    return false;
}

}  // namespace

void take_cue_labels(CueList& list) {
    std::size_t known = 0;
    for (const auto& cue : list.cues) known += !cue.speaker.empty();
    if (known * 2 >= list.cues.size()) return;
    SpeakerVotes votes;
    for (const auto& cue : list.cues)
        if (cue.speaker.empty() && cue.text.find(':') != std::string::npos)
            each_line(cue.text, [&](std::string_view line) {
                const auto split = split_label(line);
                if (!split.label.empty()) votes.add(split.label, SpeakerVotes::Evidence::kPlain);
            });
    votes.decide(list.cues.size());
    if (!votes.any() || !has_words_beside_labels(list.cues, votes)) return;
    const bool goes_on = !labels_every_cue(list.cues, votes);
    std::vector<Cue> out;
    out.reserve(list.cues.size());
    std::string speaking;
    for (auto& cue : list.cues) {
        if (!cue.speaker.empty()) {
            speaking = cue.speaker;
            out.push_back(std::move(cue));
            continue;
        }
        const std::string text = std::move(cue.text);
        cue.text.clear();
        cue.speaker = goes_on ? speaking : "";
        each_line(text, [&](std::string_view line) {
            const auto split = split_label(line);
            const bool labelled = !split.label.empty() && votes.accepts(split.label);
            if (labelled) {
                if (!text::trimmed(cue.text).empty()) {
                    Cue next = cue;
                    next.words.clear();
                    out.push_back(std::move(cue));
                    cue = std::move(next);
                    cue.text.clear();
                }
                speaking = std::string(split.label);
                cue.speaker = speaking;
            }
            if (!cue.text.empty()) cue.text += '\n';
            cue.text.append(labelled ? split.words : line);
        });
        out.push_back(std::move(cue));
    }
    list.cues = std::move(out);
}

}  // namespace earwitness::transcript
