// How misheard names are spelt. What an episode's title, notes and people, the show's known names and the user's
// knowledge write is compared, by sound and spelling, with what the transcript says: "Lenard Heim" is "Lennart Heim".
// Precision comes first: a wrong name is worse than a misspelt one. Called by extract_entities, one Speller an episode
// and thread; changes no text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/knowledge.h"
#include "analysis/entities/mishearing.h"
#include "analysis/entities/reading.h"
#include "analysis/entities/tagger.h"
#include "earwitness/episode.h"

namespace earwitness::analysis::entities {

class Speller {
  public:
    static constexpr std::size_t kMaxCandidates = 300;  // the first are kept: people, known names, title, notes
    static constexpr double kSure = 0.85;               // what mishearing_probability must reach (docs/accuracy.md)

    // A name whose spelling is known.
    struct Candidate {
        std::string name;
        EntityType type = EntityType::kPerson;
        bool typed = false;  // the type is known, not assumed
        Sounds sounds;
    };
    struct Verdict {
        const Candidate* candidate = nullptr;
        double probability = 0;
    };

    // `knowledge` and `tagger` must outlive it; names in title and notes are found by the tagger.
    Speller(const EpisodeMeta& meta, const Knowledge& knowledge, const Tagger& tagger);

    // Speakers whose label is a full name ("Katie Ross", not "Speaker 1") are people of the episode too.
    void add_speakers(const std::vector<Speaker>& speakers);

    // The name that is meant by these words, as it is spelt: of the user's corrections, of the candidates as they
    // stand, or of a candidate that sounds like it. nullptr where nothing is sure. `type` is what the tagger took it
    // for.
    const std::string* spelling(std::string_view said, EntityType type) const;

    // Adds the names that the tagger did not take for names although title, notes, people or knowledge have them, as
    // they are or misheard. `spans` stay sorted and do not overlap. Linear in the tokens; comparisons are bounded.
    void add_missed(const Document& document, const Reading& reading, std::vector<TypedSpan>& spans);

    const std::vector<Candidate>& candidates() const { return candidates_; }
    // Full names of the episode's people, those of its title and of its speakers among them.
    const std::vector<std::string>& people() const { return people_; }
    // The candidate that was surely heard, clearly before the next one; none where nothing is sure.
    Verdict judge(const Heard& heard) const;

  private:
    friend class MissedNames;

    void add(std::string_view name, EntityType type, bool typed);
    void add_hints(std::string_view text, const Tagger& tagger);
    double likelihood(const Heard& heard, const Candidate& candidate) const;
    bool is_other_name(const Sound& word) const;
    bool is_part(const Sound& word) const { return parts_.count(word.letters) > 0; }

    const Knowledge& knowledge_;
    mutable std::int64_t comparisons_left_ = 60000;  // of one episode; what comes behind is left as it was said
    const Lexicon& lexicon_;
    std::vector<Candidate> candidates_;
    std::vector<std::string> people_;
    std::unordered_map<std::string, std::uint32_t> by_letters_;
    std::unordered_map<std::string, std::uint32_t> parts_;    // words of candidates of several words
    std::unordered_map<std::string, std::uint32_t> decided_;  // name_key of what was heard outside the tagger's names
};

}  // namespace earwitness::analysis::entities
