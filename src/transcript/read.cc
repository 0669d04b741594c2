#include "transcript/read.h"

#include "text/utf8.h"
#include "transcript/build.h"
#include "transcript/cue_labels.h"
#include "transcript/decode.h"
#include "transcript/formats.h"
#include "transcript/labelled_text.h"
#include "transcript/mend.h"
#include "transcript/signature.h"
#include "transcript/sniff.h"

namespace earwitness::transcript {
namespace {

Result<ReadTranscript> finish(Transcript transcript, const Oddities& odd) {
    if (transcript.segments.empty())
        return make_error(ErrorCode::kMalformed, "no words in it: the file was read as " + transcript.format +
                                                     ", but it holds no cue or paragraph with text");
    return ReadTranscript{std::move(transcript), odd.take()};
}

Result<ReadTranscript> finish_cues(CueList&& list, Oddities& odd) {
    mend_cues(list, odd);
    group_single_words(list);
    return finish(build_transcript(std::move(list)), odd);
}

Result<ReadTranscript> finish_captions(CueList&& list, Oddities& odd) {
    merge_rolling_cues(list, odd);
    take_cue_labels(list);
    return finish_cues(std::move(list), odd);
}

std::string wanted_instead() {
    return "a transcript is WebVTT, SRT, JSON, HTML, Markdown or text (docs/transcripts.md)";
}

// A file that is known, and known not to be text.
Error not_text(const Signature& signature) {
    const std::string what = "this is " + std::string(signature.what) + ", not a transcript; ";
    return make_error(
        ErrorCode::kUnsupported,
        what + (signature.is_audio ? "`earwitness transcribe` makes one of it (docs/speech.md)" : wanted_instead()));
}

}  // namespace

Result<ReadTranscript> read_transcript(std::string_view bytes, const ReadOptions& options) {
    if (bytes.size() > options.max_bytes)
        return make_error(ErrorCode::kTooLarge, "the transcript has " + std::to_string(bytes.size()) +
                                                    " bytes, more than the limit of " +
                                                    std::to_string(options.max_bytes));
    if (const Signature signature = find_signature(bytes); !signature.what.empty()) return not_text(signature);
    Oddities odd;
    std::string storage;
    const std::string_view decoded = decode_text(bytes, storage, odd);
    if (text::trimmed(decoded).empty()) return make_error(ErrorCode::kMalformed, "the transcript is empty");
    switch (sniff(decoded, options.name, options.media_type)) {
        case FileKind::kVtt:
            return finish_captions(parse_vtt(text::trimmed(decoded), odd), odd);
        case FileKind::kSrt:
            return finish_captions(parse_srt(decoded, odd), odd);
        case FileKind::kHtml:
            return finish_cues(parse_html(decoded, odd), odd);
        case FileKind::kTimedXml:
            return finish_cues(parse_timed_xml(decoded, odd), odd);
        case FileKind::kText:
            // Byte for byte where the file is valid UTF-8, a byte-order mark included, so that offsets hold for the
            // file.
            return finish(
                read_labelled_text(std::string(text::is_valid_utf8(bytes) && storage.empty() ? bytes : decoded), odd),
                odd);
        case FileKind::kJson: {
            auto list = parse_json(decoded);
            if (!list) return list.error();
            return finish_captions(std::move(*list), odd);
        }
        case FileKind::kRttm:
            return make_error(
                ErrorCode::kUnsupported,
                "this is RTTM: it says who spoke when, but holds no words; give the transcript that belongs to it");
        case FileKind::kBinary:
            return make_error(ErrorCode::kUnsupported,
                              "this is neither text nor audio of a kind that is known here; " + wanted_instead());
    }
    return make_error(ErrorCode::kMalformed, "unknown kind of file");
}

Result<Transcript> read_transcript_file(const std::string& path, std::size_t max_bytes) {
    auto bytes = base::read_file(path, max_bytes);
    if (!bytes) return bytes.error();
    ReadOptions options;
    options.name = path;
    auto read = read_transcript(*bytes, options);
    if (!read) return in_context(path, read.error());
    return std::move(read->transcript);
}

}  // namespace earwitness::transcript
