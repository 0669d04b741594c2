#include <algorithm>

#include "llm/prompt.h"
#include "llm/reading.h"
#include "text/sentences.h"

namespace earwitness::llm {
namespace {

constexpr std::size_t kMostSentenceBytes = 4'000;

struct Line {
    Span span;
    int speaker = kNoSpeaker;
};

std::vector<Line> lines_of(const Transcript& transcript) {
    std::vector<Line> out;
    std::vector<Span> sentences;
    for (const Span& turn : turns_of(transcript)) {
        int speaker = kNoSpeaker;
        for (const Segment& segment : transcript.segments)
            if (segment.span.begin == turn.begin) speaker = segment.speaker;
        sentences.clear();
        text::split_sentences(transcript.text, turn, sentences);
        for (const Span& sentence : sentences)
            if (sentence.size() <= kMostSentenceBytes) out.push_back({sentence, speaker});
    }
    return out;
}

// The built-in findings, each once, in the order of the talk.
std::vector<Span> findings_of(const Analysis& analysis) {
    std::vector<Span> out;
    for (const auto& quote : analysis.quotes) out.push_back(quote.span);
    for (const auto& insight : analysis.insights) out.push_back(insight.span);
    for (const auto& sentence : analysis.summary.sentences) out.push_back(sentence);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace

std::vector<TalkPiece> cut_talk(const Analysis& analysis, const ModelOptions& options) {
    std::vector<TalkPiece> out;
    const auto lines = lines_of(analysis.transcript);
    const auto findings = findings_of(analysis);
    const std::int64_t fixed = estimated_tokens(system_prompt().size() + answer_schema().dump().size());
    // Findings repeat words of the talk: up to half of the room is theirs.
    const std::int64_t room =
        std::max<std::int64_t>(200, (options.context_tokens - options.answer_tokens - fixed) * 9 / 10);
    for (std::size_t at = 0; at < lines.size();) {
        TalkPiece piece;
        std::string talk, list;
        int speaker = kNoSpeaker - 1;
        const std::size_t first = at;
        for (; at < lines.size(); ++at) {
            std::string line;
            if (lines[at].speaker != speaker) {
                const std::string_view name = speaker_name(analysis, lines[at].speaker);
                line = (talk.empty() ? "" : "\n") + (name.empty() ? std::string("Somebody") : std::string(name)) + ": ";
            }
            line += std::string(lines[at].span.in(analysis.transcript.text)) + " ";
            std::string cited;
            std::vector<Span> here;
            for (const Span& finding : findings)
                if (lines[at].span.begin <= finding.begin && finding.begin < lines[at].span.end) {
                    here.push_back(finding);
                    cited += "[" + std::to_string(piece.findings.size() + here.size()) + "] " +
                             std::string(finding.in(analysis.transcript.text)) + "\n";
                }
            if (at > first && estimated_tokens(talk.size() + list.size() + line.size() + cited.size()) > room) break;
            speaker = lines[at].speaker;
            talk += line;
            list += cited;
            piece.findings.insert(piece.findings.end(), here.begin(), here.end());
        }
        piece.span = {lines[first].span.begin, lines[at - 1].span.end};
        piece.prompt = user_prompt(talk, list);
        piece.tokens = fixed + estimated_tokens(piece.prompt.size());
        out.push_back(std::move(piece));
    }
    return out;
}

}  // namespace earwitness::llm
