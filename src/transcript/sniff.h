// What kind of file is this? By content; name and media type only where content could be two things. Internal to
// transcript/.
#pragma once

#include <string_view>

namespace earwitness::transcript {

enum class FileKind {
    kVtt,
    kSrt,
    kJson,
    kTimedXml,
    kHtml,
    kText,    // Markdown, labelled or plain
    kRttm,    // who spoke when, but no words
    kBinary,  // nothing that people read
};

// `text` is decoded; only its first kilobytes are looked at.
FileKind sniff(std::string_view text, std::string_view name, std::string_view media_type);

}  // namespace earwitness::transcript
