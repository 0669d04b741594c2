#include "pipeline/import_pages.h"

#include <algorithm>
#include <optional>

#include "base/files.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "jekyll/claims.h"
#include "jekyll/facts.h"
#include "jekyll/recover.h"
#include "text/utf8.h"

namespace earwitness::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatchBytes = std::size_t{32} << 20;
constexpr std::size_t kMostFiles = 1'000'000;

bool is_markdown(const fs::path& path) {
    const std::string ending = text::lower(path.extension().string());
    return ending == ".md" || ending == ".markdown";
}

// A page as one thread reads it: exactly one of the three is there.
struct ReadPage {
    std::string file;
    std::optional<store::IncomingPage> page;
    std::vector<jekyll::Claim> claims;
    std::optional<Error> error;
    bool skipped = false;
};

ReadPage read_page(const fs::path& root, const fs::path& relative) {
    ReadPage read;
    read.file = text::repair_utf8(relative.generic_string());
    const auto bytes = base::read_file(root / relative, jekyll::kMaxPageBytes + 1);
    if (!bytes) {
        read.error = bytes.error();
        return read;
    }
    auto taken = jekyll::take_page(*bytes);
    if (!taken) {
        read.error = taken.error();
        return read;
    }
    const jekyll::Value& front = taken->page.front;
    if (!jekyll::is_episode_page(front)) {
        read.skipped = true;
        return read;
    }
    jekyll::PageFacts facts = jekyll::facts_of(front);
    read.claims = jekyll::claims_of(front);
    read.page = store::IncomingPage{read.file,
                                    base::sha256_hex(*bytes),
                                    std::move(taken->text),
                                    taken->mended,
                                    std::move(taken->notes),
                                    std::move(facts.episode),
                                    std::move(facts.show_title)};
    return read;
}

ClaimCount& count_of(ImportedPage& page, std::string_view kind) {
    return kind == "company" ? page.companies : kind == "quote" ? page.quotes : page.insights;
}

class Import {
  public:
    Import(store::Archive& archive, const base::Clock& clock) : archive_(archive), clock_(clock) {}

    Status add(ReadPage read) {
        if (read.error) {
            report_.unreadable.emplace_back(read.file, std::move(*read.error));
        } else if (read.skipped) {
            report_.skipped.push_back(std::move(read.file));
        } else {
            bytes_ += read.page->text.size();
            pages_.push_back(std::move(*read.page));
            claims_.push_back(std::move(read.claims));
        }
        return bytes_ >= kBatchBytes ? flush() : Status{};
    }

    Status flush() {
        if (pages_.empty()) return {};
        auto taken = archive_.take_in_pages(pages_, clock_.now_s());
        if (!taken) return taken.error();
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            ImportedPage page;
            page.file = std::move(pages_[i].file);
            page.taken = std::move((*taken)[i]);
            page.mended = pages_[i].mended;
            page.notes = std::move(pages_[i].notes);
            if (auto done = count_claims(claims_[i], page); !done) return done;
            report_.pages.push_back(std::move(page));
        }
        pages_.clear();
        claims_.clear();
        bytes_ = 0;
        return {};
    }

    ImportReport take() { return std::move(report_); }

  private:
    Status count_claims(const std::vector<jekyll::Claim>& claims, ImportedPage& page) {
        std::string transcript;
        // Only an episode that was there before can have one.
        if (!page.taken.joined_by.empty()) {
            auto episode = archive_.find_episode(page.taken.episode_id);
            if (!episode) return episode.error();
            if (*episode && !(*episode)->transcript_key.empty()) {
                auto text = archive_.transcript_text((*episode)->transcript_key);
                if (!text) return text.error();
                transcript = std::move(*text);
            }
        }
        page.has_transcript = !transcript.empty();
        const jekyll::WordFinder finder(transcript);
        for (const jekyll::Claim& claim : claims) {
            ClaimCount& count = count_of(page, claim.kind);
            ++count.made;
            if (page.has_transcript && finder.find(claim.words)) ++count.found;
        }
        return {};
    }

    store::Archive& archive_;
    const base::Clock& clock_;
    ImportReport report_;
    std::vector<store::IncomingPage> pages_;
    std::vector<std::vector<jekyll::Claim>> claims_;
    std::size_t bytes_ = 0;
};

}  // namespace

std::size_t ImportReport::count(store::PageTakeIn::Outcome outcome) const {
    return static_cast<std::size_t>(
        std::count_if(pages.begin(), pages.end(), [&](const auto& page) { return page.taken.outcome == outcome; }));
}

Result<std::vector<fs::path>> find_pages(const fs::path& what) {
    std::error_code code;
    if (fs::is_regular_file(what, code)) return std::vector<fs::path>{what.filename()};
    std::vector<fs::path> found;
    fs::recursive_directory_iterator at(what, fs::directory_options::skip_permission_denied, code), end;
    for (; !code && at != end; at.increment(code)) {
        if (at->path().filename().string().starts_with('.')) {
            if (at->is_directory(code)) at.disable_recursion_pending();
            continue;
        }
        if (at->is_symlink(code) || !at->is_regular_file(code) || !is_markdown(at->path())) continue;
        if (found.size() == kMostFiles)
            return make_error(ErrorCode::kTooLarge, what.string() + ": more than " + std::to_string(kMostFiles) +
                                                        " pages; import its subfolders one by one");
        found.push_back(at->path().lexically_relative(what));
    }
    if (code)
        return make_error(code == std::errc::no_such_file_or_directory ? ErrorCode::kNotFound : ErrorCode::kIo,
                          what.string() + ": cannot be read (" + code.message() +
                              "); give the folder that holds the pages, such as _episodes or _posts");
    std::sort(found.begin(), found.end());
    return found;
}

Result<ImportReport> import_pages(store::Archive& archive, const base::Clock& clock, const fs::path& what,
                                  std::size_t jobs, const std::atomic<bool>* cancelled,
                                  const std::function<void(std::size_t, std::size_t)>& progress) {
    const auto files = find_pages(what);
    if (!files) return files.error();
    std::error_code code;
    const fs::path root = fs::is_regular_file(what, code) ? what.parent_path() : what;
    Import import(archive, clock);
    Status failed;
    std::size_t next = 0, done = 0;
    base::ordered_parallel<std::size_t, ReadPage>(
        jobs, [&] { return next < files->size() ? std::optional(next++) : std::nullopt; },
        [&](std::size_t&& index) { return read_page(root, (*files)[index]); },
        [&](ReadPage&& read) {
            if (cancelled != nullptr && cancelled->load())
                failed = make_error(ErrorCode::kCancelled, "stopped; import again to go on");
            else
                failed = import.add(std::move(read));
            if (failed && progress) progress(++done, files->size());
            return failed.has_value();
        });
    if (!failed) return failed.error();
    if (failed = import.flush(); !failed) return failed.error();
    return import.take();
}

}  // namespace earwitness::pipeline
