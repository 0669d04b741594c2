#include "verify/folder_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/files.h"
#include "base/hash.h"
#include "verify/analysis_check.h"
#include "verify/note_check.h"
#include "verify/page_check.h"
#include "verify/proof_file.h"

namespace earwitness::verify {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kProofName = "verify.json";

// Copied audio and video may stand outside the proof; what a browser runs or shows as ours may not.
bool is_medium(std::string_view path) {
    for (const std::string_view ending :
         {".mp3", ".m4a", ".m4b", ".mp4", ".ogg", ".oga", ".opus", ".wav", ".flac", ".aac", ".webm", ".mov"})
        if (path.ends_with(ending)) return true;
    return false;
}

class FolderChecker {
  public:
    FolderChecker(const fs::path& folder, Report& report) : folder_(folder), report_(report) {}

    void check() {
        const auto bytes = base::read_file(folder_ / kProofName);
        if (!bytes) return report_.add(folder_.string(), "", "a readable verify.json", bytes.error().message);
        const auto proof = read_proof(*bytes, path_of(kProofName), report_);
        if (!proof) return;
        list_folder();
        for (const auto& file : proof->files) expected_.emplace(file.path, file.sha256);
        for (const auto& path : present_)
            if (expected_.count(path) == 0 && path != kProofName)
                report_.add(path_of(path), "", "no file, verify.json does not list it", "one");
        const std::size_t files_before = report_.files;
        check_hashes();
        for (const auto& episode : proof->episodes) check_episode(episode, proof->producer);
        bool has_pages = false, has_notes = false;
        for (const auto& [path, hash] : expected_) {
            const bool is_note = path.ends_with(".md") && !episodes_.empty();
            has_pages = has_pages || path.ends_with(".html");
            has_notes = has_notes || is_note;
            if ((path.ends_with(".html") || is_note) && present_.count(path) > 0) check_one_page(path);
        }
        // `publish json` has analyses and transcripts only.
        for (const auto& [id, episode] : episodes_)
            if ((has_pages || has_notes) && episode.shown == 0)
                report_.add(path_of(kProofName), "episode " + excerpt(id), "a page that shows words of it", "none");
        if (has_pages) check_model_words_shown();
        if (proof->episodes.empty()) report_.hash_only += report_.files - files_before;
    }

  private:
    std::string path_of(std::string_view path) const { return (folder_ / path).string(); }

    void list_folder() {
        std::error_code error;
        fs::recursive_directory_iterator at(folder_, error), end;
        for (; !error && at != end; at.increment(error)) {
            const fs::path relative = at->path().lexically_relative(folder_);
            std::error_code ignored;
            if (at->is_symlink(ignored)) {
                report_.add(at->path().string(), "", "a file of its own", "a link");
            } else if (at->is_directory(ignored)) {
                if (at.depth() > 64) at.disable_recursion_pending();
            } else if (at->is_regular_file(ignored)) {
                present_.insert(relative.generic_string());
            } else {
                report_.add(at->path().string(), "", "a regular file", "something else");
            }
        }
        if (error) report_.add(folder_.string(), "", "a folder that can be listed", error.message());
    }
    void check_hashes() {
        for (const auto& [path, hash] : expected_) {
            if (present_.count(path) == 0) {
                report_.add(path_of(path), "", "the file that verify.json lists", "none");
                continue;
            }
            if (hash.empty() && is_medium(path)) {
                ++report_.unhashed;
                continue;
            }
            const auto bytes = base::read_file(folder_ / path);
            const std::string found = bytes ? base::sha256_hex(*bytes) : bytes.error().message;
            if (found != hash)
                report_.add(path_of(path), "", "SHA-256 " + (hash.empty() ? "of the file" : hash), found);
            ++report_.files;
        }
    }
    // The bytes of a file that verify.json lists; a breach where it does not, or it cannot be read.
    std::optional<std::string> listed(const std::string& path) {
        if (expected_.count(path) == 0 || present_.count(path) == 0) {
            report_.add(path_of(kProofName), "episodes", "a path that \"files\" lists and the folder holds",
                        excerpt(path));
            return {};
        }
        auto bytes = base::read_file(folder_ / path);
        if (!bytes) {
            report_.add(path_of(path), "", "a readable file", bytes.error().message);
            return {};
        }
        return std::move(*bytes);
    }
    void check_episode(const ProofEpisode& episode, const std::string& producer) {
        const auto text = listed(episode.transcript), findings = listed(episode.findings);
        if (!text || !findings) return;
        auto evidence = check_analysis(*findings, path_of(episode.findings), report_);
        if (!evidence) return;
        const std::string hash = base::sha256_hex(*text);
        if (hash != episode.sha256) report_.add(path_of(episode.transcript), "", "SHA-256 " + episode.sha256, hash);
        if (*text != evidence->text)
            report_.add(path_of(episode.transcript), "", "the transcript.text of " + episode.findings, "other bytes");
        if (evidence->producer != producer)
            report_.add(path_of(episode.findings), "producer", producer, evidence->producer);
        if (!episodes_.emplace(episode.id, ShownEpisode{std::move(*evidence), 0}).second)
            report_.add(path_of(kProofName), "episodes", "an id of its own", excerpt(episode.id));
    }
    // What a model said stands on a page under its name: a page that took the mark off would not show it so.
    void check_model_words_shown() {
        for (const auto& [id, episode] : episodes_) {
            if (!episode.evidence.model) continue;
            const auto expect = [&, &name = id](const std::string& words, std::size_t shown) {
                if (shown == 0)
                    report_.add(path_of(kProofName), "episode " + excerpt(name),
                                "a page that shows \"" + excerpt(words) + "\" under the model's name", "none");
            };
            for (const auto& [words, shown] : episode.evidence.model->words) expect(words.first, shown);
            for (const auto& [entity, category] : episode.evidence.model->categories)
                expect(category.first, category.second);
        }
    }
    void check_one_page(const std::string& path) {
        const auto bytes = base::read_file(folder_ / path);
        if (!bytes) return;
        path.ends_with(".md") ? check_note(*bytes, path_of(path), episodes_, report_)
                              : check_page(*bytes, path_of(path), episodes_, report_);
    }

    fs::path folder_;
    Report& report_;
    std::set<std::string> present_;
    std::map<std::string, std::string> expected_;
    ShownEpisodes episodes_;
};

}  // namespace

void check_folder(const fs::path& folder, Report& report) { FolderChecker(folder, report).check(); }

}  // namespace earwitness::verify
