#include "transcript/speaker_names.h"

#include <algorithm>

#include "text/utf8.h"

namespace earwitness::transcript {
namespace {

// Words that begin sentences and headings, not names. Lower case, sorted.
// clang-format off
constexpr std::string_view kNeverFirst[] = {
    "a", "about", "according", "actually", "add", "advice", "after", "again", "agenda", "all", "also", "although", "an",
    "and", "another", "answer", "any", "anyway", "anyways", "are", "as", "at", "basically", "because", "before",
    "besides", "bonus", "books", "both", "break", "but", "by", "call", "caveat", "chapter", "chapters", "clip",
    "conclusion", "contact", "copyright", "credits", "date", "day", "description", "did", "disclaimer", "do", "does",
    "due", "duration", "each", "earlier", "episode", "especially", "even", "events", "every", "exactly", "example",
    "feedback", "figure", "finally", "find", "first", "five", "follow", "for", "four", "friday", "from", "full", "fun",
    "further", "get", "give", "given", "go", "goal", "guests", "has", "have", "he", "her", "here", "here's",
    "highlights", "his", "hosts", "how", "however", "http", "https", "i", "i'd", "i'll", "i'm", "i've", "idea", "if",
    "important", "in", "including", "instead", "intro", "introduction", "is", "it", "it's", "its", "jobs", "join",
    "just", "keywords", "language", "last", "later", "learn", "lesson", "let", "let's", "like", "link", "links", "list",
    "look", "make", "maybe", "me", "meaning", "meanwhile", "media", "mentioned", "mine", "monday", "more", "most",
    "music", "my", "never", "new", "news", "next", "no", "not", "note", "notes", "now", "number", "of", "oh", "ok",
    "okay", "on", "once", "one", "only", "or", "other", "otherwise", "our", "outro", "overview", "part", "people",
    "plus", "podcast", "point", "problem", "produced", "ps", "published", "question", "questions", "quote", "re", "read",
    "reason", "recorded", "references", "remember", "reminder", "resources", "result", "results", "right", "rule",
    "same", "saturday", "say", "second", "see", "several", "she", "show", "since", "site", "so", "some", "something",
    "sometimes", "source", "sources", "spoiler", "sponsor", "sponsors", "step", "still", "subject", "subscribe", "such",
    "summary", "sunday", "tags", "takeaway", "ten", "terms", "than", "that", "that's", "the", "their", "them", "then",
    "there", "there's", "these", "they", "thing", "things", "third", "this", "those", "though", "three", "thursday",
    "time", "timestamps", "tip", "title", "to", "today", "tomorrow", "too", "topic", "topics", "transcribed",
    "transcript", "transcription", "translation", "true", "try", "tuesday", "twitter", "two", "type", "under", "until",
    "update", "url", "us", "use", "version", "very", "visit", "warning", "was", "watch", "we", "we're", "we've",
    "website", "wednesday", "well", "were", "what", "what's", "when", "where", "whether", "which", "while", "who", "why",
    "will", "with", "without", "yeah", "year", "years", "yes", "yesterday", "yet", "you", "you're", "your",
};

constexpr std::string_view kParticles[] = {
    "&", "al", "and", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el", "ibn",
    "la", "le", "of", "ten", "ter", "the", "und", "van", "von", "y",
};
// clang-format on

template <std::size_t N>
bool is_in(const std::string_view (&list)[N], std::string_view word) {
    return std::binary_search(std::begin(list), std::end(list), word);
}

bool is_upper(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    std::string one;
    text::append_utf8(c, one);
    return text::lower(one) != one;
}
// A letter of a script without case counts as a capital: a name is no shorter there than its word.
bool is_caseless(char32_t c) { return c >= 0x590 && !(c >= 0x1E00 && c <= 0x1FFF) && !(c >= 0x2000 && c <= 0x2BFF); }

bool is_forbidden(char32_t c) {
    return c == '?' || c == '!' || c == '"' || c == ';' || c == '=' || c == '<' || c == '>' || c == '{' || c == '}' ||
           c == '|' || c == '*' || c == '\\' || c == '[' || c == ']' || c == '@' || c == '%' || c == '$' ||
           c == 0x201C || c == 0x201D || c == 0x2026 || (c < 0x20);
}

// "spk_0", "speaker 12", "SPEAKER_01", "channel-2".
bool is_machine_label(std::string_view label) {
    const std::size_t digits = label.find_first_of("0123456789");
    if (digits == std::string_view::npos || label.size() - digits > 3) return false;
    if (label.find_first_not_of("0123456789", digits) != std::string_view::npos) return false;
    std::string head = text::lower(label.substr(0, digits));
    while (!head.empty() && (head.back() == ' ' || head.back() == '_' || head.back() == '-')) head.pop_back();
    return head == "speaker" || head == "spk" || head == "channel" || head == "ch" || head == "guest" ||
           head == "host" || head == "voice";
}

}  // namespace

NameShape name_shape(std::string_view label) {
    constexpr std::size_t kMaxBytes = 60, kMaxWords = 6;
    label = text::trimmed(label);
    if (label.empty() || label.size() > kMaxBytes) return NameShape::kNone;
    if (label.size() == 1 && label[0] >= 'A' && label[0] <= 'Z') return NameShape::kName;  // Q: and A:
    if (is_machine_label(label)) return NameShape::kName;
    std::size_t words = 0, capitals = 0, lower = 0;
    bool first_is_capital = false, common = false;
    if (label.back() == ',' || label.ends_with("'s") || label.ends_with("’s")) return NameShape::kNone;
    for (std::size_t at = 0; at < label.size();) {
        while (at < label.size() && label[at] == ' ') ++at;
        const std::size_t begin = at;
        while (at < label.size() && label[at] != ' ') {
            if (is_forbidden(text::next_code_point(label, at))) return NameShape::kNone;
        }
        if (at == begin) break;
        const std::string_view word = label.substr(begin, at - begin);
        std::size_t head = begin;
        const char32_t initial = text::next_code_point(label, head);
        const bool capital = is_upper(initial) || is_caseless(initial) || (initial >= '0' && initial <= '9') ||
                             initial == '#' || initial == '(';
        if (words == 0) {
            std::string plain = text::lower(word);
            while (!plain.empty() && (plain.back() == ',' || plain.back() == '.')) plain.pop_back();
            common = is_in(kNeverFirst, plain);
            first_is_capital = capital && !(initial >= '0' && initial <= '9');
        }
        // A full stop inside is an initial or a title ("Dr.", "B."), not the end of a sentence.
        if (word.back() == '.' && word.size() > 5) return NameShape::kNone;
        capitals += capital;
        lower += !capital && !is_in(kParticles, word);
        if (++words > kMaxWords) return NameShape::kNone;
    }
    if (words == 0) return NameShape::kNone;
    if (lower == 0 && first_is_capital)
        return !common ? NameShape::kName : words > 1 ? NameShape::kCommon : NameShape::kNone;
    if (common) return NameShape::kNone;
    // "Nëlle", "chg", "sam boyer", "Interviewer two": few words, none of them common in sentences.
    return words <= 2 && (capitals == 0 || first_is_capital) ? NameShape::kLower : NameShape::kNone;
}

void SpeakerVotes::add(std::string_view label, Evidence evidence) {
    auto found = votes_.find(label);
    if (found == votes_.end()) {
        // Names are few; a file in which each line has another "label" has none.
        if (votes_.size() >= 4096) return;
        found = votes_.emplace(std::string(label), Vote()).first;
        found->second.shape = name_shape(label);
    }
    ++found->second.count;
    found->second.marked += evidence != Evidence::kPlain;
    found->second.alone += evidence == Evidence::kAlone;
}

void SpeakerVotes::decide(std::size_t stretches) {
    std::size_t shaped = 0, names = 0, labels = 0, marked = 0;
    bool stands_alone = false;
    for (auto& [label, vote] : votes_) {
        const bool mostly_marked = vote.marked * 2 > vote.count;
        if (vote.shape == NameShape::kName) {
            vote.accepted = vote.count >= 2 || vote.marked > vote.alone;
            shaped += vote.count;
            ++names;
        } else if (vote.shape == NameShape::kLower) {
            vote.accepted = vote.count >= (mostly_marked ? 3U : 5U);
        } else if (vote.shape == NameShape::kCommon) {
            vote.accepted = mostly_marked && vote.count >= 3;
        }
        if (!vote.accepted) continue;
        ++accepted_;
        labels += vote.count;
        marked += vote.marked;
        // Speakers who stand on a line of their own: then other marked lines with a colon are speakers too.
        stands_alone = stands_alone || (vote.alone >= 3 && vote.alone * 2 > vote.count);
    }
    // A short file in which most stretches begin with a name, each once.
    const bool dense = names >= 2 && shaped * 2 >= stretches && stretches > 0;
    if (accepted_ == 0 && !dense) return;
    // Where labels are bold, a plain word with a colon is a word with a colon.
    const bool all_marked = marked * 10 > labels * 8;
    for (auto& [label, vote] : votes_) {
        const bool accepted_before = vote.accepted;
        if (all_marked && vote.marked == 0 && vote.count < 5) vote.accepted = false;
        if (!vote.accepted && stands_alone && vote.alone > 0) vote.accepted = true;
        if (!vote.accepted && vote.shape == NameShape::kName && vote.alone == 0 && !all_marked) {
            // Beside accepted ones a name of two words may stand once; a single word more likely ends in a colon by
            // chance.
            vote.accepted = dense || text::trimmed(label).find(' ') != std::string_view::npos;
        }
        if (vote.accepted && !accepted_before) ++accepted_;
        if (!vote.accepted && accepted_before) --accepted_;
    }
}

bool SpeakerVotes::accepts(std::string_view label) const {
    const auto found = votes_.find(label);
    return found != votes_.end() && found->second.accepted;
}

}  // namespace earwitness::transcript
