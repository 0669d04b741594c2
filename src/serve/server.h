// The sockets: carries requests to the live site and the API, adds the headers that keep a browser safe, refuses names
// that are not ours (DNS rebinding). Owns its threads; stop() may be called from any.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "earwitness/result.h"
#include "serve/live_site.h"

namespace earwitness::serve {

struct ServerOptions {
    std::string address = "127.0.0.1";
    int port = 8080;                 // 0: any that is free
    std::vector<std::string> hosts;  // names beside localhost and plain addresses under which it may be asked
};

class Server {
  public:
    // `site` must outlive it.
    static Result<std::unique_ptr<Server>> bind(LiveSite& site, const ServerOptions& options);
    int port() const;
    // Serves until stop().
    Status run();
    void stop();
    ~Server();

  private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

// Whether a Host header is ours: an address, "localhost", or one of `names`; with or without a port.
bool is_own_host(const std::string& header, const std::vector<std::string>& names);

}  // namespace earwitness::serve
