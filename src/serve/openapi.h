// The API described in OpenAPI 3.1, from the table that also answers (api.cc), so that neither knows what the other
// does not.
#pragma once

#include <string>
#include <vector>

namespace earwitness::serve {

enum class Shape { kList, kObject, kSearch, kAtom };

struct Operation {
    std::string path;  // behind /api/v1; "{id}" is the rest of the path
    std::string summary;
    std::vector<std::string> parameters;  // names of what may follow the "?"
    Shape shape = Shape::kObject;
};

std::string openapi_document(const std::vector<Operation>& operations);

}  // namespace earwitness::serve
