// What stands in front of the words of a line in a labelled text: a time stamp, a speaker, both, in the shapes that
// people use ("**Ada:** \[12:34\] ...", "Ada (00:12): ...", "[00:12] Ada: ...", "Ada Lovelace  0:12"). Internal to
// transcript/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace earwitness::transcript {

struct LineHead {
    std::optional<std::int64_t> start_ms;
    std::optional<std::int64_t> end_ms;
    std::string_view label;    // as written, marks off; a candidate only: SpeakerVotes decides
    bool marked = false;       // bold, or beside a stamp
    bool listed = false;       // behind a bullet
    bool stamp_leads = false;  // the time stands in front of all else
    std::size_t words = 0;     // offset in the line where the words begin when the label is accepted
    std::size_t plain = 0;     // the same when it is not: behind a leading dash and stamp
};

LineHead parse_line_head(std::string_view line);

// A bracketed stamp at line[at]: "[12:34]", "\[1:02:03.45\]", "(0:12)", "[0:12 --> 0:15]"; moves `at` behind it.
struct Stamp {
    std::int64_t start_ms = 0;
    std::optional<std::int64_t> end_ms;
};
std::optional<Stamp> scan_bracketed_stamp(std::string_view line, std::size_t& at);

}  // namespace earwitness::transcript
