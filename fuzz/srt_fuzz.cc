// The srt reader and the mending behind it, without the sniffing in front.
#include <cstdint>

#include "transcript/build.h"
#include "transcript/cue_labels.h"
#include "transcript/formats.h"
#include "transcript/mend.h"
#include "transcript_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness;
    const std::string text = text::repair_utf8({reinterpret_cast<const char*>(data), size});
    transcript::Oddities odd;
    auto list = transcript::parse_srt(text, odd);
    transcript::merge_rolling_cues(list, odd);
    transcript::take_cue_labels(list);
    transcript::mend_cues(list, odd);
    transcript::group_single_words(list);
    check_transcript(transcript::build_transcript(std::move(list)));
    return 0;
}
