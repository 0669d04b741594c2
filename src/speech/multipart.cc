#include "speech/multipart.h"

#include <algorithm>

namespace earwitness::speech {

Form encode_form(const std::vector<FormField>& fields) {
    std::string boundary = "earwitness-form-0";
    for (int i = 1; std::any_of(fields.begin(), fields.end(),
                                [&](const auto& f) { return f.value.find(boundary) != std::string::npos; });
         ++i)
        boundary = "earwitness-form-" + std::to_string(i);
    Form form;
    form.media_type = "multipart/form-data; boundary=" + boundary;
    std::size_t size = 64;
    for (const auto& field : fields) size += field.value.size() + 256;
    form.body.reserve(size);
    for (const auto& field : fields) {
        form.body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.name + "\"";
        if (!field.file_name.empty())
            form.body += "; filename=\"" + field.file_name + "\"\r\nContent-Type: " + field.media_type;
        form.body += "\r\n\r\n";
        form.body += field.value;
        form.body += "\r\n";
    }
    form.body += "--" + boundary + "--\r\n";
    return form;
}

}  // namespace earwitness::speech
