#include "speech/heard_words.h"

#include "text/utf8.h"

namespace earwitness::speech {
namespace {

bool is_white(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

}  // namespace

std::string plain_word(std::string_view word) {
    std::string out;
    for (const char c : text::lower(word)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

std::vector<TextWord> text_words(std::string_view text) {
    std::vector<TextWord> out;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && is_white(text[at])) ++at;
        const std::size_t begin = at;
        while (at < text.size() && !is_white(text[at])) ++at;
        TextWord word{begin, at, plain_word(text.substr(begin, at - begin))};
        if (!word.plain.empty()) out.push_back(std::move(word));
    }
    return out;
}

std::vector<std::size_t> places_of_words(const HeardSegment& segment) {
    std::vector<std::size_t> out;
    std::size_t cursor = 0;
    for (const auto& word : segment.words) {
        const std::size_t at = segment.text.find(word.text, cursor);
        out.push_back(at);
        if (at != std::string::npos) cursor = at + word.text.size();
    }
    return out;
}

void keep_text(HeardSegment& segment, std::size_t begin, std::size_t end) {
    const auto places = places_of_words(segment);
    std::vector<HeardWord> words;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i] != std::string::npos && places[i] >= begin && places[i] + segment.words[i].text.size() <= end)
            words.push_back(std::move(segment.words[i]));
    const bool had_words = !segment.words.empty();
    const bool cut_begin = !text::trimmed(segment.text.substr(0, begin)).empty();
    const bool cut_end = !text::trimmed(segment.text.substr(end)).empty();
    segment.words = std::move(words);
    segment.text = std::string(text::trimmed(std::string_view(segment.text).substr(begin, end - begin)));
    if (!had_words || segment.words.empty()) return;
    if (cut_begin && segment.words.front().start_ms) segment.start_ms = segment.words.front().start_ms;
    if (cut_end && segment.words.back().end_ms) segment.end_ms = segment.words.back().end_ms;
}

}  // namespace earwitness::speech
