// The JSON API over the archive (docs/http-api.md): lists with bounded parameters, one episode, one entity, search.
// Reads only; needs no socket.
#pragma once

#include "search/index.h"
#include "serve/answer.h"

namespace earwitness::serve {

// `request.path` begins with "/api".
Answer answer_api(const search::Index& index, const Request& request);

}  // namespace earwitness::serve
