#include "analysis/entities/mishearing.h"

#include <algorithm>
#include <cmath>

#include "analysis/entities/names.h"
#include "text/stop_words.h"

namespace earwitness::analysis::entities {
namespace {

constexpr double kSameFirstName = 0.85;  // two spellings of one first name sound so much alike

struct WordRange {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
};

// What is left on both sides once equal words are taken off in front and behind: "Cuiaba" and "Kujawa".
struct Rests {
    WordRange heard, spelt;
    std::size_t same_words = 0, same_letters = 0;
};

Rests rests_of(const std::vector<Sound>& heard, const std::vector<Sound>& spelt) {
    Rests rests{{0, heard.size()}, {0, spelt.size()}};
    const auto take = [&](const Sound& word) { ++rests.same_words, rests.same_letters += word.letters.size(); };
    while (rests.heard.size() > 0 && rests.spelt.size() > 0 &&
           heard[rests.heard.begin].letters == spelt[rests.spelt.begin].letters)
        take(heard[rests.heard.begin]), ++rests.heard.begin, ++rests.spelt.begin;
    while (rests.heard.size() > 0 && rests.spelt.size() > 0 &&
           heard[rests.heard.end - 1].letters == spelt[rests.spelt.end - 1].letters)
        take(heard[rests.heard.end - 1]), --rests.heard.end, --rests.spelt.end;
    return rests;
}

Sound joined(const std::vector<Sound>& words, WordRange range) {
    if (range.size() == 1) return words[range.begin];
    std::string letters;
    for (std::size_t i = range.begin; i < range.end; ++i) letters += words[i].letters;
    return sound_of(letters);
}

std::string digits_of(std::string_view letters) {
    std::string out;
    for (const char c : letters)
        if (c >= '0' && c <= '9') out += c;
    return out;
}

// A number that is written as one was hardly misheard: "757s" are not the 737s.
bool have_other_digits(const Sounds& heard, const Sounds& spelt) {
    const std::string said = digits_of(heard.whole.letters);
    return !said.empty() && said != digits_of(spelt.whole.letters);
}

bool begins_alike(std::string_view a, std::string_view b) {
    static constexpr std::string_view kClasses[] = {"aeiouh", "pbf", "tdTsCjkg", "mn", "lr"};
    if (a.empty() || b.empty()) return false;
    return a[0] == b[0] || std::any_of(std::begin(kClasses), std::end(kClasses), [&](std::string_view sounds) {
               return sounds.find(a[0]) != std::string_view::npos && sounds.find(b[0]) != std::string_view::npos;
           });
}

std::string consonants_of(std::string_view code) {
    std::string out;
    for (const char c : code)
        if (std::string_view("aeiouh").find(c) == std::string_view::npos && (out.empty() || out.back() != c)) out += c;
    return out;
}

// What the lexicon says of the words that differ.
struct Words {
    double commonness = 0;    // of the most frequent word that is mostly written small, 0..1
    bool unknown = true;      // none is in it
    std::uint32_t lists = 0;  // of all
    bool stop = false;
};

Words words_of(const std::vector<Sound>& words, WordRange range, const Lexicon& lexicon) {
    Words out;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const std::string& letters = words[i].letters;
        out.stop = out.stop || text::word_class(letters) == text::WordClass::kStop;
        const Lexicon::Entry* entry = lexicon.find(word_hash(letters));
        if (entry == nullptr) continue;
        out.unknown = false;
        out.lists |= entry->lists;
        if (entry->usage >> 4 <= 3) out.commonness = std::max(out.commonness, (entry->usage & 15) / 15.0);
    }
    return out;
}

}  // namespace

Sounds sounds_of(std::string_view name) {
    Sounds sounds{sound_of(name), {}, false};
    sounds.is_acronym = name.size() <= 6 && std::none_of(name.begin(), name.end(),
                                                         [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
    if (name.size() <= 6 && name.find('&') != std::string_view::npos && name.find(' ') == std::string_view::npos)
        sounds.is_acronym = true;
    for (const std::string_view word : name_words(name)) {
        Sound sound = sound_of(word);
        if (!sound.letters.empty()) sounds.words.push_back(std::move(sound));
    }
    return sounds;
}

bool may_be_misheard(const Heard& heard, const Spelt& spelt, const Lexicon& lexicon) {
    if (heard.sounds.is_acronym) return false;
    const Rests rests = rests_of(heard.sounds.words, spelt.sounds.words);
    if (rests.heard.size() == 0 || rests.spelt.size() == 0 || have_other_digits(heard.sounds, spelt.sounds))
        return false;
    const bool first_name = spelt.is_person && rests.same_words > 0 && rests.heard.begin == 0 &&
                            rests.heard.size() == 1 && rests.spelt.size() == 1;
    if (!first_name) return true;
    const Sound &said = heard.sounds.words.front(), &name = spelt.sounds.words.front();
    const Lexicon::Entry* entry = lexicon.find(word_hash(said.letters));
    return entry == nullptr || (entry->lists & kFirstName) == 0 || sound_likeness(said, name) >= kSameFirstName;
}

MishearingEvidence mishearing_evidence(const Heard& heard, const Spelt& spelt, const Lexicon& lexicon) {
    const Rests rests = rests_of(heard.sounds.words, spelt.sounds.words);
    const Sound said = joined(heard.sounds.words, rests.heard), name = joined(spelt.sounds.words, rests.spelt);
    const Words said_words = words_of(heard.sounds.words, rests.heard, lexicon),
                name_words = words_of(spelt.sounds.words, rests.spelt, lexicon);
    const double sound = sound_likeness(said, name), letters = letter_likeness(said.letters, name.letters);
    const bool single = heard.sounds.words.size() == 1 && spelt.sounds.words.size() == 1;
    const bool same = rests.same_words > 0;
    const auto flag = [](bool value) { return value ? 1.0F : 0.0F; };
    const auto number = [](double value) { return static_cast<float>(value); };
    return {
        1,
        number(sound),
        number(letters),
        number(std::max(0.0, sound - 0.75)),
        number(likeness(heard.sounds.whole, spelt.sounds.whole)),
        number(static_cast<double>(std::min<std::size_t>(rests.same_words, 2)) / 2),
        number(static_cast<double>(rests.same_letters) / static_cast<double>(spelt.sounds.whole.letters.size())),
        flag(spelt.is_person && same),
        flag(said.code.front() == name.code.front()),
        flag(begins_alike(said.code, name.code)),
        flag(said.code.back() == name.code.back()),
        flag(consonants_of(said.code) == consonants_of(name.code)),
        flag(rests.heard.size() != rests.spelt.size()),
        number(std::log2(1.0 + static_cast<double>(name.letters.size()))),
        number(said_words.commonness),
        flag(said_words.stop),
        flag(said_words.unknown),
        flag((said_words.lists & (kFirstName | kSurname | kCountry | kCity | kRegion)) != 0),
        number(name_words.commonness),
        flag(single),
        number(single ? sound : 0),
        flag(heard.is_tagged),
        flag(heard.is_tagged && heard.is_person == spelt.is_person),
        flag(heard.has_capital),
        flag(spelt.is_person),
        flag(same && rests.heard.begin == 0),
        number(same ? sound : 0),
        flag(spelt.is_person && rests.heard.begin == 0 && (said_words.lists & kFirstName) != 0),
        flag(spelt.is_person && rests.heard.begin > 0 && (said_words.lists & kSurname) != 0),
    };
}

double mishearing_probability(const MishearingEvidence& evidence) {
    double sum = 0;
    for (std::size_t i = 0; i < evidence.size(); ++i)
        sum += static_cast<double>(evidence[i]) * static_cast<double>(kMishearingWeights[i]);
    return 1 / (1 + std::exp(-sum));
}

}  // namespace earwitness::analysis::entities
