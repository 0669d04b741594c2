// Labelled text, pages and timed XML, each on the same bytes.
#include <cstdint>

#include "transcript/build.h"
#include "transcript/formats.h"
#include "transcript/labelled_text.h"
#include "transcript/mend.h"
#include "transcript_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness;
    const std::string text = text::repair_utf8({reinterpret_cast<const char*>(data), size});
    transcript::Oddities odd;
    const auto labelled = transcript::read_labelled_text(text, odd);
    hold(labelled.text == text, "kept byte for byte");
    check_transcript(labelled);
    for (const auto reader : {transcript::parse_html, transcript::parse_timed_xml}) {
        auto list = reader(text, odd);
        transcript::mend_cues(list, odd);
        check_transcript(transcript::build_transcript(std::move(list)));
    }
    return 0;
}
