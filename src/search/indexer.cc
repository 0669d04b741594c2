#include "search/indexer.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "search/codec.h"
#include "search/terms.h"

namespace earwitness::search {
namespace {

using Positions = std::map<std::string, std::vector<std::uint32_t>>;  // by term: rows come out sorted

std::string encode(const std::vector<std::uint32_t>& positions) {
    std::string out;
    std::uint32_t before = 0;
    for (const auto position : positions) {
        append_number(position - before, out);
        before = position;
    }
    return out;
}

std::string encode(const Transcript& transcript, const std::vector<IndexedDocument::Turn>& turns,
                   const std::vector<Word>& words) {
    std::string out;
    append_number(transcript.speakers.size(), out);
    for (const auto& speaker : transcript.speakers) {
        append_number(speaker.name.size(), out);
        out += speaker.name;
    }
    append_number(turns.size(), out);
    std::uint32_t before = 0;
    for (const auto& turn : turns) {
        append_number(turn.first_word - before, out);
        append_number(static_cast<std::uint64_t>(turn.speaker + 1), out);
        before = turn.first_word;
    }
    append_number(words.size(), out);
    before = 0;
    for (const auto& word : words) {
        append_number(word.span.begin - before, out);
        append_number(word.span.size(), out);
        before = word.span.end;
    }
    return out;
}

}  // namespace

store::SearchEntry index_transcript(const Transcript& transcript) {
    const Stemmer stemmer;
    std::unordered_map<std::string, std::string> stems;  // speech repeats itself: each form is stemmed once
    const auto stem = [&](const std::string& folded) -> const std::string& {
        auto [found, fresh] = stems.try_emplace(folded);
        if (fresh) found->second = stemmer.stem(folded);
        return found->second;
    };
    Positions positions;
    std::vector<Word> words;
    std::vector<IndexedDocument::Turn> turns;
    for (const auto& segment : transcript.segments) {
        const auto first = static_cast<std::uint32_t>(words.size());
        find_words(transcript.text, segment.span, words);
        if (words.size() == first || (!turns.empty() && turns.back().speaker == segment.speaker)) continue;
        turns.push_back({first, segment.speaker});
        if (segment.speaker < 0) continue;
        const std::string& name = transcript.speakers[static_cast<std::size_t>(segment.speaker)].name;
        std::vector<Word> parts;
        find_words(name, {0, static_cast<std::uint32_t>(name.size())}, parts);
        for (const auto& part : parts) {
            auto& list = positions[kSpeakerMark + stem(part.folded)];
            if (list.empty() || list.back() != first) list.push_back(first);
        }
    }
    for (std::size_t i = 0; i < words.size(); ++i)
        positions[stem(words[i].folded)].push_back(static_cast<std::uint32_t>(i));
    store::SearchEntry entry;
    entry.document = encode(transcript, turns, words);
    entry.words = static_cast<std::int64_t>(words.size());
    for (const auto& [term, list] : positions) entry.postings.push_back({term, encode(list)});
    return entry;
}

int IndexedDocument::speaker_at(std::uint32_t word) const {
    const auto after = std::upper_bound(turns.begin(), turns.end(), word,
                                        [](std::uint32_t w, const Turn& turn) { return w < turn.first_word; });
    return after == turns.begin() ? kNoSpeaker : std::prev(after)->speaker;
}

IndexedDocument read_document(std::string_view bytes) {
    IndexedDocument document;
    NumberReader in(bytes);
    for (std::uint64_t left = in.next(); left > 0 && !in.done(); --left) {
        const std::uint64_t size = in.next();
        document.speakers.emplace_back(in.take(size));
    }
    std::uint32_t before = 0;
    for (std::uint64_t left = in.next(); left > 0 && !in.done(); --left) {
        before += static_cast<std::uint32_t>(in.next());
        const int speaker = static_cast<int>(in.next()) - 1;
        document.turns.push_back({before, speaker < static_cast<int>(document.speakers.size()) ? speaker : kNoSpeaker});
    }
    before = 0;
    for (std::uint64_t left = in.next(); left > 0 && !in.done(); --left) {
        const auto begin = before + static_cast<std::uint32_t>(in.next());
        before = begin + static_cast<std::uint32_t>(in.next());
        document.words.push_back({begin, before});
    }
    return document;
}

void append_positions(std::string_view bytes, std::vector<std::uint32_t>& out) {
    NumberReader in(bytes);
    std::uint32_t before = 0;
    while (!in.done()) {
        before += static_cast<std::uint32_t>(in.next());
        out.push_back(before);
    }
}

}  // namespace earwitness::search
