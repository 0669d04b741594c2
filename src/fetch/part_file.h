// The unfinished file of a download: `path`.part, and beside it `path`.part.info with what is needed to go on from
// there (the URL and the server's proof that the file is still the same). Internal to fetch/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/hash.h"
#include "fetch/transport.h"

namespace earwitness::fetch {

class PartFile : public BodySink {
  public:
    // Opens what an earlier call left, or starts anew. kIo.
    static Result<std::unique_ptr<PartFile>> open(const Request& request, const std::filesystem::path& path);
    ~PartFile() override;
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    // Where to go on, 0 = from the beginning; and the validator for If-Range.
    std::int64_t resume_at() const { return resume_at_; }
    const std::string& validator() const { return validator_; }
    // Gives up what was left by an earlier call.
    void start_over() { resume_at_ = 0; }

    // kMalformed where the server's part does not join ours: start_over() and ask again.
    Status begin(const Reply& reply) override;
    Status write(std::string_view bytes) override;
    bool is_empty() const;

    // Checks the length, syncs, renames to `path`, forgets the part.
    Status finish();
    // After a failure that going on could not mend.
    void remove();

    std::int64_t bytes() const { return bytes_; }
    std::int64_t resumed_from() const { return resumed_from_; }
    std::string sha256() { return hash_->hex(); }

  private:
    PartFile(const Request& request, const std::filesystem::path& path);
    void read_info();
    Status write_info(const Reply& reply);
    Status rewind_to_start();
    Status hash_what_is_there();
    Error io_error(std::string_view doing, int number) const;

    const Request& request_;
    const std::filesystem::path path_, part_, info_;
    const std::int64_t limit_;
    int descriptor_ = -1;
    std::string validator_;
    std::int64_t resume_at_ = 0;
    std::int64_t resumed_from_ = 0;
    std::int64_t bytes_ = 0;
    std::int64_t total_ = -1;  // as announced; -1 where unknown
    std::unique_ptr<base::Sha256> hash_;
};

// "bytes 100-199/200" -> first, last, total (-1 for "*"); false for any other form.
bool parse_content_range(std::string_view value, std::int64_t& first, std::int64_t& last, std::int64_t& total);

}  // namespace earwitness::fetch
