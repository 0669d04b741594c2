// A form as multipart/form-data (RFC 7578): what transcription servers take.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace earwitness::speech {

struct FormField {
    std::string name, value;
    std::string file_name, media_type;  // "" for a plain field
};

struct Form {
    std::string body, media_type;  // of the whole: "multipart/form-data; boundary=..."
};

// The boundary is chosen so that it occurs in no value; the same fields give the same bytes.
Form encode_form(const std::vector<FormField>& fields);

}  // namespace earwitness::speech
