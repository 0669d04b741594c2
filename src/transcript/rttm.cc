#include "transcript/rttm.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "base/brief.h"
#include "text/utf8.h"
#include "transcript/build.h"
#include "transcript/lines.h"

namespace earwitness::transcript {
namespace {

constexpr std::size_t kMostTurns = 500'000, kMostNameBytes = 200;
constexpr double kMostSeconds = 1e7;

// type, file, channel, start, duration, orthography, subtype, name; two more are not looked at.
constexpr std::size_t kFields = 8;
using Fields = std::array<std::string_view, kFields>;

// How many there are, at most kFields.
std::size_t split(std::string_view line, Fields& fields) {
    std::size_t count = 0, at = 0;
    while (count < kFields) {
        at = line.find_first_not_of(" \t", at);
        if (at == std::string_view::npos) break;
        const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
        fields[count++] = line.substr(at, end - at);
        at = end;
    }
    return count;
}

std::optional<std::int64_t> milliseconds(std::string_view field) {
    double seconds = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), seconds);
    if (error != std::errc() || end != field.data() + field.size()) return {};
    if (!std::isfinite(seconds) || seconds < 0 || seconds > kMostSeconds) return {};
    return std::llround(seconds * 1000);
}

Error bad(std::size_t line, const std::string& why) {
    return make_error(ErrorCode::kMalformed, "RTTM, line " + std::to_string(line) + ": " + why);
}

Error no_time(std::size_t line, const char* what, std::string_view field) {
    return bad(line, std::string("the ") + what + " '" + base::brief(field) +
                         "' is no number of seconds from 0 to 10,000,000");
}

}  // namespace

Result<std::vector<SpeakerTurn>> parse_rttm(std::string_view bytes) {
    const std::string text = text::repair_utf8(bytes);
    std::vector<SpeakerTurn> turns;
    LineReader lines(text);
    std::string_view line, file;
    for (std::size_t number = 1; lines.next(line); ++number) {
        Fields fields;
        const std::size_t count = split(line, fields);
        if (count == 0 || fields[0] != "SPEAKER") {
            if (count == 0 || fields[0].starts_with(";;") || count >= 5) continue;
            return bad(number,
                       "'" + base::brief(line) + "' is no line of RTTM, which begins like \"SPEAKER talk 1 0.5 2.1\"");
        }
        if (count < kFields)
            return bad(number, "a turn has at least 8 fields, and this has " + std::to_string(count) + ": '" +
                                   base::brief(line) + "'");
        const auto start = milliseconds(fields[3]), length = milliseconds(fields[4]);
        if (!start) return no_time(number, "start", fields[3]);
        if (!length) return no_time(number, "duration", fields[4]);
        if (!file.empty() && fields[1] != file)
            return bad(number, "tells of the recording '" + base::brief(fields[1]) + "', and the lines before of '" +
                                   base::brief(file) + "'; give a file with the turns of one recording");
        file = fields[1];
        std::string name = clean_text(fields[7].substr(0, kMostNameBytes));
        if (*length == 0 || name.empty() || name == "<NA>") continue;
        if (turns.size() == kMostTurns)
            return make_error(ErrorCode::kTooLarge, "RTTM, line " + std::to_string(number) + ": more than " +
                                                        std::to_string(kMostTurns) + " turns");
        turns.push_back({*start, *start + *length, std::move(name)});
    }
    if (turns.empty())
        return make_error(ErrorCode::kMalformed, "RTTM without a turn: no line \"SPEAKER ...\" that names a speaker");
    return turns;
}

}  // namespace earwitness::transcript
