#include "pipeline/episode_audio.h"

#include <algorithm>

#include "audio/probe.h"
#include "base/files.h"
#include "base/hash.h"
#include "pipeline/source.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;

// Bytes that may still come, by the user's limit; an error where there is no room at all.
Result<std::int64_t> room_for_media(const Services& services, const Enclosure& enclosure) {
    if (services.settings.max_media_mb <= 0) return fetch::kMaxMediaBytes;
    const auto kept = services.archive.media_bytes();
    if (!kept) return kept.error();
    const std::int64_t room = (services.settings.max_media_mb << 20) - *kept;
    if (room <= 0 || enclosure.length.value_or(0) > room)
        return make_error(ErrorCode::kTooLarge, enclosure.url + ": does not fit: media/ holds " +
                                                    std::to_string(*kept >> 20) + " MB of at most " +
                                                    std::to_string(services.settings.max_media_mb) +
                                                    " (max_media_mb in earwitness.toml)");
    return std::min(room, fetch::kMaxMediaBytes);
}

// What servers send in place of audio: log-in pages, "not found" with status 200, pictures.
Status check_audio(const fs::path& file, const std::string& url, const std::string& type) {
    const auto info = audio::probe(file);
    if (info) return {};
    std::error_code code;
    fs::remove(file, code);
    return make_error(info.error().code, url + ": what the server sent is no audio that can be read" +
                                             (type.empty() ? std::string() : " (it calls it " + type + ")") +
                                             "; open the address in a browser to see what it is, or ask the publisher");
}

}  // namespace

Result<ObtainedAudio> obtain_audio(const Services& services, const store::ShowRecord& show,
                                   const Enclosure& enclosure) {
    if (!is_http(enclosure.url)) {
        if (show.source != store::ShowSource::kFeedFile)
            return make_error(ErrorCode::kRefused,
                              enclosure.url + ": is no http or https address; a fetched feed may not point to files");
        auto path = local_path(show.location, enclosure.url);
        if (!path) return path.error();
        return ObtainedAudio{*path, enclosure.type, false};
    }
    const auto room = room_for_media(services, enclosure);
    if (!room) return room.error();
    const fs::path incoming = services.archive.folder() / "media" / "incoming";
    if (auto made = base::make_directories(incoming); !made) return made.error();
    const std::string plain = enclosure.url.substr(0, enclosure.url.find_first_of("?#"));
    const fs::path file =
        incoming / (base::sha256_hex(enclosure.url).substr(0, 32) + fs::path(plain).extension().string());
    auto request = make_request(services, show, enclosure.url);
    request.max_bytes = *room;
    const auto download = services.http.download(request, file);
    if (!download) return download.error();
    if (auto checked = check_audio(file, enclosure.url, download->content_type); !checked) return checked.error();
    return ObtainedAudio{file, enclosure.type.empty() ? download->content_type : enclosure.type, true};
}

}  // namespace earwitness::pipeline
