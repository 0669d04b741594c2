#include "lists.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <unordered_map>

#include "text/utf8.h"

namespace earwitness::training {
namespace ner = analysis::entities;

namespace {

std::uint32_t key_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32) | 1u; }

std::uint8_t ratio_class(double small, double capital) {
    if (small + capital < 3) return 0;
    const double ratio = capital / (small + capital);
    static constexpr double kBounds[] = {0.004, 0.015, 0.04, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.995};
    std::uint8_t level = 1;
    for (const double bound : kBounds) level += ratio >= bound;
    return level;
}

std::uint8_t frequency_class(double count) {
    std::uint8_t level = 0;
    while (count >= 4 && level < 15) count /= 3, ++level;
    return level;
}

struct InNames {
    int seen = 0, inside = 0, small_seen = 0, small_begin = 0, small_inside = 0;
};

}  // namespace

LexiconBuilder::Entry& LexiconBuilder::word(const std::string& surface) {
    const std::uint32_t key = key_of(ner::word_hash(surface));
    Entry& entry = words_[key];
    entry.key = key;
    return entry;
}

void LexiconBuilder::add_raw(const RawText& raw, const Clusters& clusters) {
    for (std::size_t i = 0; i < clusters.words.size(); ++i)
        word(raw.words()[clusters.words[i]]).cluster = clusters.cluster[i];
    for (std::uint32_t id = 0; id < raw.words().size(); ++id) {
        if (raw.lower_of()[id] != id) continue;
        const WordUse use = raw.use()[id];
        if (use.small + use.capital < 4) continue;
        Entry& entry = word(raw.words()[id]);
        entry.usage = static_cast<std::uint8_t>(ratio_class(use.small, use.capital) << 4 |
                                                frequency_class(use.small + use.capital));
        if (entry.usage >> 4 >= 4) entry.flags |= ner::kLowStart;
    }
}

void LexiconBuilder::add_list(const std::string& path, std::uint32_t bit, char separator) {
    std::ifstream in(path);
    if (!in) std::fprintf(stderr, "ner_train: cannot read %s\n", path.c_str()), std::exit(1);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("# ")) continue;
        std::size_t at = 0;
        while (at <= line.size()) {
            const std::size_t end = std::min(line.find(separator, at), line.size());
            const std::string name(text::trimmed(line.substr(at, end - at)));
            if (!name.empty()) add_name(name, bit);
            at = end + 1;
        }
    }
}

// "Acme Holdings, Inc." is called "Acme": the legal forms go, one by one.
static std::string without_legal_form(std::string name) {
    static constexpr std::string_view kForms[] = {
        " inc.",    " inc",   " corp.",        " corp", " corporation", " co.",      " ltd.",    " ltd",
        " limited", " llc",   " plc",          " n.v.", " s.a.",        " holdings", " holding", " group",
        " company", " trust", " incorporated", " l.p.", " lp",          " the",      " &"};
    for (bool cut = true; cut;) {
        cut = false;
        while (!name.empty() && (name.back() == ',' || name.back() == ' ')) name.pop_back();
        for (const std::string_view form : kForms)
            if (name.size() > form.size() + 2 && name.ends_with(form))
                name.resize(name.size() - form.size()), cut = true;
    }
    return name;
}

void LexiconBuilder::add_name(std::string name, std::uint32_t bit) {
    name = text::lower(name);
    if (name.starts_with("the ")) name.erase(0, 4);
    if (bit == ner::kCompany)
        if (std::string brief = without_legal_form(name); brief != name) add_name(std::move(brief), bit);
    std::vector<text::Token> tokens;
    text::tokenize(name, {0, static_cast<std::uint32_t>(name.size())}, tokens);
    if (tokens.empty() || tokens.size() > ner::Lexicon::kMaxPhraseWords) return;
    if (tokens.size() == 1) {
        if (name.size() < 2 && bit != ner::kTechnology) return;
        Entry& entry = word(std::string(tokens[0].span.in(name)));
        const int ratio = entry.usage >> 4;
        // "Has", "Good" and "Nice" are surnames and towns too, and that says nothing of any text.
        const bool plain_word = ratio == 1 || (ratio == 2 && (entry.usage & 15) >= 6);
        if (plain_word && (bit == ner::kSurname || bit == ner::kFirstName || bit == ner::kCity || bit == ner::kRegion ||
                           bit == ner::kCompany))
            return;
        entry.lists |= bit;
        if (ratio == 0 || ratio >= 3) entry.flags |= ner::kLowStart;
        return;
    }
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::string part(tokens[i].span.in(name));
        if (tokens[i].kind == text::TokenKind::kNumber) part = std::string(std::min<std::size_t>(part.size(), 6), '0');
        const std::uint64_t next = ner::word_hash(part);
        hash = i == 0 ? next : ner::phrase_hash(hash, next);
        if (i == 0) word(part).flags |= ner::kStartsPhrase;
    }
    Entry& entry = phrases_[key_of(hash)];
    entry.key = key_of(hash);
    entry.lists |= bit;
}

void LexiconBuilder::add_names(const std::vector<GoldDocument>& documents) {
    std::map<std::string, InNames> words;
    for (const GoldDocument& document : documents)
        for (const auto& sentence : document.sentences)
            for (const GoldToken& token : sentence) {
                const std::string low = text::lower(token.text);
                InNames& count = words[low];
                ++count.seen;
                const bool small = low == token.text;
                count.small_seen += small;
                if (token.tag[0] == 'O') continue;
                ++count.inside;
                if (small) ++(token.tag[0] == 'B' ? count.small_begin : count.small_inside);
            }
    for (const auto& [low, count] : words) {
        if (count.inside >= 2 && count.inside * 100 >= count.seen) word(low).flags |= ner::kLowStart;
        if (count.small_inside >= 3) word(low).flags |= ner::kMayContinue;
        if (count.inside >= 3 && count.inside * 50 >= count.seen) word(low).flags |= ner::kMayContinue;
        if (count.small_begin >= 2 && count.small_begin * 10 >= count.small_seen) word(low).flags |= ner::kMayStart;
    }
}

std::string LexiconBuilder::words_section() const {
    std::vector<Entry> entries;
    for (const auto& [key, entry] : words_) entries.push_back(entry);
    return ner::Lexicon::section(entries);
}

std::string LexiconBuilder::phrases_section() const {
    std::vector<Entry> entries;
    for (const auto& [key, entry] : phrases_) entries.push_back(entry);
    return ner::Lexicon::section(entries);
}

}  // namespace earwitness::training
