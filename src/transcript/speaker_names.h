// Which "Xyz: " in front of words is a speaker and which is just a colon. Shared by captions and labelled text.
// Internal to transcript/.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace earwitness::transcript {

enum class NameShape {
    kNone,    // cannot be a name: too long, a sentence's words, punctuation
    kLower,   // one or two words without a capital ("roasbeef", "sam boyer"): a name only where it recurs often
    kCommon,  // else like a name, but begins with a word that begins sentences ("On Freund"): a name only where marked
              // and recurring
    kName,    // capitals where a name has them, or "Speaker 1", "HOST", "SPEAKER_00"
};
NameShape name_shape(std::string_view label);

// Counts how often each label stands in front of words, then decides for all of them.
class SpeakerVotes {
  public:
    // Marked: bold, or with a time stamp beside it: somebody set it as a label.
    enum class Evidence { kPlain, kMarked, kAlone };

    // Alone: marked and with nothing behind it on its line, a label or a heading.
    void add(std::string_view label, Evidence evidence);
    // Call once, when all are added. `stretches` is the number of cues or paragraphs of the whole file.
    void decide(std::size_t stretches);
    bool accepts(std::string_view label) const;
    bool any() const { return accepted_ > 0; }

  private:
    struct Vote {
        std::size_t count = 0, marked = 0, alone = 0;
        NameShape shape = NameShape::kNone;
        bool accepted = false;
    };
    std::map<std::string, Vote, std::less<>> votes_;
    std::size_t accepted_ = 0;
};

}  // namespace earwitness::transcript
