// The bytes of a document to UTF-8 text: gzip unpacked, the encoding found from the byte order mark, the HTTP
// header, the XML declaration or the bytes themselves, broken bytes and control characters mended. Does not parse.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "earwitness/result.h"
#include "feed/report.h"

namespace earwitness::feed {

struct DecodedText {
    std::string storage;    // holds the text where it is not the caller's bytes
    std::string_view text;  // valid UTF-8; points into storage or into the caller's bytes
    std::string encoding;   // upper case: what the bytes were read as

    DecodedText() = default;
    DecodedText(const DecodedText&) = delete;
    DecodedText& operator=(const DecodedText&) = delete;
};

// `bytes` outlives `decoded`. kTooLarge, kMalformed (broken gzip).
Status decode_document(std::string_view bytes, std::string_view content_type, std::size_t max_bytes, Report& report,
                       DecodedText& decoded);

}  // namespace earwitness::feed
