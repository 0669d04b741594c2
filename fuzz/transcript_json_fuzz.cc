// The JSON dialects.
#include <cstdint>

#include "transcript/build.h"
#include "transcript/formats.h"
#include "transcript/mend.h"
#include "transcript_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness;
    const std::string text = text::repair_utf8({reinterpret_cast<const char*>(data), size});
    auto list = transcript::parse_json(text);
    if (!list) return 0;
    transcript::Oddities odd;
    transcript::mend_cues(*list, odd);
    transcript::group_single_words(*list);
    check_transcript(transcript::build_transcript(std::move(*list)));
    return 0;
}
