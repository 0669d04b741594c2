#include "fetch/http.h"

#include "fetch/client.h"
#include "fetch/polite.h"
#include "fetch/retry.h"

namespace earwitness::fetch {
namespace {

// Owns the layers, lowest first: curl, politeness, redirects and files, retries.
class LayeredClient : public HttpClient {
  public:
    LayeredClient(const ClientOptions& options, base::Clock& clock, Politeness* shared)
        : curl_(create_curl_transport(options)),
          own_(clock, options.min_interval_ms, options.max_parallel_per_host),
          polite_(*curl_, clock, own_, shared == nullptr ? own_ : *shared),
          client_(polite_, clock, options.max_redirects),
          retrying_(client_, clock, options) {}

    Result<Response> get(const Request& request) override { return retrying_.get(request); }
    Result<Response> post(const Request& request) override { return retrying_.post(request); }
    Result<Download> download(const Request& request, const std::filesystem::path& path) override {
        return retrying_.download(request, path);
    }

  private:
    std::unique_ptr<Transport> curl_;
    OwnPoliteness own_;
    PoliteTransport polite_;
    Client client_;
    RetryingClient retrying_;
};

}  // namespace

std::unique_ptr<HttpClient> create_http_client(const ClientOptions& options, base::Clock& clock, Politeness* shared) {
    return std::make_unique<LayeredClient>(options, clock, shared);
}

}  // namespace earwitness::fetch
