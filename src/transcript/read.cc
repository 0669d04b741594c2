#include "transcript/read.h"

#include "text/utf8.h"
#include "transcript/build.h"
#include "transcript/formats.h"
#include "transcript/mend.h"

namespace earwitness::transcript {
namespace {

ReadTranscript finish(CueList&& list, Oddities& odd) {
    mend_cues(list, odd);
    group_single_words(list);
    return {build_transcript(std::move(list)), odd.take()};
}

}  // namespace

Result<ReadTranscript> read_transcript(std::string_view bytes, const ReadOptions& options) {
    if (bytes.size() > options.max_bytes)
        return make_error(ErrorCode::kTooLarge, "the transcript has " + std::to_string(bytes.size()) +
                                                    " bytes, more than the limit of " + std::to_string(options.max_bytes));
    Oddities odd;
    std::string mended;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (!text::is_valid_utf8(bytes)) {
        mended = text::repair_utf8(bytes);
        odd.add("bytes_mended");
    }
    const std::string_view all = mended.empty() ? bytes : std::string_view(mended);
    if (all.starts_with("WEBVTT")) return finish(parse_vtt(all, odd), odd);
    if (all.substr(0, 4096).find("-->") != std::string_view::npos) return finish(parse_srt(all, odd), odd);
    if (const auto first = all.find_first_not_of(" \t\r\n"); first != std::string_view::npos && (all[first] == '{' || all[first] == '[')) {
        if (auto list = parse_json(all)) return finish(std::move(*list), odd);
    }
    return ReadTranscript{transcript_from_text(std::string(all)), odd.take()};
}

}  // namespace earwitness::transcript
