#include "transcript/signature.h"

#include <cstddef>

namespace earwitness::transcript {
namespace {

struct Known {
    std::size_t at;  // where the bytes stand
    std::string_view bytes;
    Signature signature;
};

using namespace std::string_view_literals;

// Each long or odd enough that no text begins with it.
// clang-format off
constexpr Known kKnown[] = {
    {0, "ID3\2"sv, {"audio (MP3)", true}}, {0, "ID3\3"sv, {"audio (MP3)", true}}, {0, "ID3\4"sv, {"audio (MP3)", true}},
    {0, "\xFF\xFB"sv, {"audio (MP3)", true}}, {0, "\xFF\xFA"sv, {"audio (MP3)", true}},
    {0, "\xFF\xF3"sv, {"audio (MP3)", true}}, {0, "\xFF\xF2"sv, {"audio (MP3)", true}},
    {0, "\xFF\xF1"sv, {"audio (AAC)", true}}, {0, "\xFF\xF9"sv, {"audio (AAC)", true}},
    {8, "WAVE"sv, {"audio (WAV)", true}}, {0, "OggS\0"sv, {"audio (Ogg)", true}}, {0, "fLaC\0"sv, {"audio (FLAC)", true}},
    {4, "ftyp"sv, {"audio or video (MP4)", true}}, {0, "\x1A\x45\xDF\xA3"sv, {"audio or video (Matroska, WebM)", true}},
    {8, "AVI "sv, {"video (AVI)", true}},
    {8, "WEBP"sv, {"a picture (WebP)"}}, {0, "\x89PNG"sv, {"a picture (PNG)"}}, {0, "\xFF\xD8\xFF"sv, {"a picture (JPEG)"}},
    {0, "GIF87a"sv, {"a picture (GIF)"}}, {0, "GIF89a"sv, {"a picture (GIF)"}}, {0, "%PDF-"sv, {"a PDF"}},
    {0, "PK\3\4"sv, {"a ZIP file (or a document that is one inside, such as DOCX)"}}, {0, "\x1F\x8B"sv, {"compressed (gzip)"}},
    {4, "1AY&SY"sv, {"compressed (bzip2)"}}, {0, "\xFD\x37zXZ\0"sv, {"compressed (xz)"}},
    {0, "\x28\xB5\x2F\xFD"sv, {"compressed (Zstandard)"}}, {0, "7z\xBC\xAF\x27\x1C"sv, {"a 7z archive"}},
    {0, "Rar!\x1A"sv, {"a RAR archive"}}, {256, "\0ustar"sv, {"a tar archive"}}, {0, "\x7F" "ELF"sv, {"a program (ELF)"}},
    {0, "SQLite format 3\0"sv, {"a database (SQLite)"}},
};
// clang-format on

// RIFF holds several; what it holds stands behind its length.
bool needs_riff(const Known& known) { return known.at == 8; }

}  // namespace

Signature find_signature(std::string_view bytes) {
    for (const Known& known : kKnown) {
        if (needs_riff(known) && !bytes.starts_with("RIFF")) continue;
        if (bytes.size() >= known.at && bytes.substr(known.at).starts_with(known.bytes)) return known.signature;
    }
    return {};
}

}  // namespace earwitness::transcript
