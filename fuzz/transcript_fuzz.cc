// The front door: any bytes, sniffed and decoded, then written in every format and read again.
#include <cstdint>

#include "transcript/read.h"
#include "transcript/write.h"
#include "transcript_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earwitness::transcript;
    const auto read = read_transcript({reinterpret_cast<const char*>(data), size});
    if (!read) return 0;
    check_transcript(read->transcript);
    for (const auto format : {WriteFormat::kVtt, WriteFormat::kSrt, WriteFormat::kPodcastJson, WriteFormat::kText}) {
        const std::string written = write_transcript(read->transcript, format);
        const auto again = read_transcript(written);
        // Plain text has no marks of its own: words that look like another format are read as that.
        hold(again.has_value() || format == WriteFormat::kText, "what we write, we read");
        if (again) check_transcript(again->transcript);
    }
    return 0;
}
