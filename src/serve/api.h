// The JSON API over the archive (docs/http-api.md): lists with bounded parameters, one episode, one entity, search.
// Reads only; needs no socket.
#pragma once

#include "serve/answer.h"
#include "store/archive.h"

namespace earwitness::serve {

// `request.path` begins with "/api".
Answer answer_api(const store::Archive& archive, const Request& request);

}  // namespace earwitness::serve
