#include "pipeline/transcript_stage.h"

#include <algorithm>
#include <array>

#include "base/files.h"
#include "base/hash.h"
#include "feed/chapters.h"
#include "pipeline/source.h"
#include "pipeline/speaker_labels.h"
#include "text/utf8.h"
#include "transcript/read.h"

namespace earwitness::pipeline {
namespace {

constexpr std::string_view kVersion = "transcript/1";

// What a format is worth, 0 best. Publishers' media types are often wrong, so the address's ending counts as well.
int format_rank(const TranscriptLink& link) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kFormats = {
        {{"json", ".json"}, {"vtt", ".vtt"}, {"srt", ".srt"}, {"html", ".html"}, {"text/plain", ".txt"}}};
    const std::string type = text::lower(link.type),
                      url = text::lower(link.url.substr(0, link.url.find_first_of("?#")));
    int by_type = 5, by_name = 5;
    for (int i = 4; i >= 0; --i) {
        if (type.find(kFormats[static_cast<std::size_t>(i)].first) != std::string::npos) by_type = i;
        if (url.ends_with(kFormats[static_cast<std::size_t>(i)].second)) by_name = i;
    }
    if (by_type == 5 && (type.find("subrip") != std::string::npos)) by_type = 2;
    return by_type < 5 ? by_type : by_name;
}

// 0 where the link is in the show's language or does not say, 1 where it is in another.
int language_rank(const TranscriptLink& link, std::string_view show_language) {
    const auto primary = [](std::string_view tag) { return text::lower(tag.substr(0, tag.find_first_of("-_"))); };
    return link.language.empty() || show_language.empty() || primary(link.language) == primary(show_language) ? 0 : 1;
}

Result<ObtainedTranscript> parse(const Loaded& loaded, const std::string& name, const std::string& declared_type) {
    transcript::ReadOptions options;
    options.name = name;
    options.media_type =
        loaded.content_type.empty() ? std::string_view(declared_type) : std::string_view(loaded.content_type);
    auto read = transcript::read_transcript(loaded.bytes, options);
    if (!read) return in_context(name, read.error());
    ObtainedTranscript out{std::move(read->transcript), loaded.url};
    if (out.transcript.sha256.empty()) out.transcript.sha256 = base::sha256_hex(out.transcript.text);
    return out;
}

Result<ObtainedTranscript> read_local(const std::string& path) {
    auto bytes = base::read_file(path, static_cast<std::size_t>(fetch::kMaxPageBytes));
    if (!bytes) return bytes.error();
    return parse({std::move(*bytes), "", path}, path, "");
}

bool may_pass(ErrorCode code) {
    return code == ErrorCode::kUnavailable || code == ErrorCode::kNetwork || code == ErrorCode::kCancelled;
}

}  // namespace

std::vector<TranscriptLink> ordered_links(const Episode& episode, std::string_view show_language) {
    auto links = episode.transcripts;
    const auto rank = [&](const TranscriptLink& link) {
        return std::tuple(language_rank(link, show_language), format_rank(link), link.rel == "captions" ? 1 : 0);
    };
    std::stable_sort(links.begin(), links.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return links;
}

Result<std::string> transcript_stage_key(const store::ShowRecord& show, const store::EpisodeRecord& episode) {
    base::Sha256 hash;
    hash.add_field(kVersion);
    hash.add_field(kProducer);
    if (!episode.local_transcript.empty()) {
        const auto bytes = base::read_file(episode.local_transcript, static_cast<std::size_t>(fetch::kMaxPageBytes));
        if (!bytes) return bytes.error();
        hash.add_field(episode.local_transcript);
        hash.add_field(base::sha256_hex(*bytes));
        const auto rttm = rttm_hash(episode);
        if (!rttm) return rttm.error();
        if (!rttm->empty()) hash.add_field(*rttm);
    }
    for (const auto& link : ordered_links(episode.episode, show.show.language))
        for (const auto* field : {&link.url, &link.type, &link.language, &link.rel}) hash.add_field(*field);
    return hash.hex();
}

std::string waits_for(const store::ShowRecord& show, const store::EpisodeRecord& episode) {
    if (!episode.local_transcript.empty() || !episode.episode.transcripts.empty()) return {};
    const bool local = show.source == store::ShowSource::kFolder || show.source == store::ShowSource::kFiles;
    if (local)
        return "waits for transcription: no transcript lies beside the audio and no engine is chosen (docs/speech.md)";
    if (show.source == store::ShowSource::kPages)
        return "waits for a transcript: only an imported page tells of it; add its feed and import the pages again, or "
               "choose an engine (docs/speech.md)";
    if (!episode.episode.enclosure) return "waits for the publisher: the feed gives neither a transcript nor audio";
    return "waits for transcription: no transcript in the feed and no engine is chosen (docs/speech.md)";
}

Result<ObtainedTranscript> obtain_transcript(const Services& services, const store::ShowRecord& show,
                                             const store::EpisodeRecord& episode) {
    if (!episode.local_transcript.empty()) {
        auto local = read_local(episode.local_transcript);
        if (const auto rttm = rttm_beside(episode); local && !rttm.empty())
            if (auto done = label_by_rttm(rttm, local->transcript); !done) return done.error();
        return local;
    }
    std::string reasons;
    ErrorCode worst = ErrorCode::kNotFound;
    std::int64_t retry_after = 0;
    const auto note = [&](const Error& error) {
        reasons += (reasons.empty() ? "" : "; ") + error.message;
        if (may_pass(error.code) || !may_pass(worst)) worst = error.code;
        retry_after = std::max(retry_after, error.retry_after_s);
    };
    for (const auto& link : ordered_links(episode.episode, show.show.language)) {
        auto loaded = load(services, show, link.url);
        if (!loaded) {
            note(loaded.error());
            continue;
        }
        auto parsed = parse(*loaded, link.url, link.type);
        if (parsed) {
            if (parsed->transcript.language.empty()) parsed->transcript.language = link.language;
            return parsed;
        }
        note(parsed.error());
    }
    return Error{worst, reasons, retry_after};
}

std::string chapters_stage_key(const Episode& episode) {
    base::Sha256 hash;
    hash.add_field("chapters/1");
    hash.add_field(episode.chapters_url);
    return hash.hex();
}

Result<std::vector<FeedChapter>> obtain_chapters(const Services& services, const store::ShowRecord& show,
                                                 const Episode& episode) {
    auto loaded = load(services, show, episode.chapters_url);
    if (!loaded) return loaded.error();
    auto chapters = feed::parse_chapters_json(loaded->bytes);
    if (!chapters) return in_context(episode.chapters_url, chapters.error());
    return chapters;
}

}  // namespace earwitness::pipeline
