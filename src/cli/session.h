// The archive with all that commands on it need: settings, network, engine, progress, a way to stop. Used by the
// subcommands that work on an archive.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/progress_line.h"
#include "earwitness/engine.h"
#include "fetch/http.h"
#include "pipeline/services.h"
#include "store/archive.h"

namespace earwitness::cli {

enum class WithEngine { kNo, kYes };

// What is said of progress where standard error is no terminal: commands that may work for hours say it in lines.
enum class OffTerminal { kSilent, kLines };

class Session {
  public:
    // Reads earwitness.toml and, for the engine, knowledge.txt in the archive's folder.
    static Result<std::unique_ptr<Session>> open(Context& context, store::OpenMode mode,
                                                 WithEngine engine = WithEngine::kNo);
    ~Session();

    pipeline::Services services(const std::string& verb, OffTerminal off = OffTerminal::kSilent);
    // What services() has for its progress; empty where nothing is to be said.
    std::function<void(const pipeline::Progress&)> progress(const std::string& verb, OffTerminal off);
    store::Archive& archive() { return *archive_; }
    pipeline::Settings& settings() { return settings_; }
    // Wipes the progress line; before anything else is printed.
    void end_progress();
    // SIGINT and SIGTERM end the work at the next safe place; a second one ends the process.
    static bool was_interrupted();

  private:
    explicit Session(Context& context)
        : context_(context),
          progress_line_(context.err, context.err_is_terminal ? ProgressStyle::kBar : ProgressStyle::kLines) {}

    Context& context_;
    std::optional<store::Archive> archive_;
    pipeline::Settings settings_;
    std::unique_ptr<fetch::Politeness> politeness_;  // where other processes write to this archive too
    std::unique_ptr<fetch::HttpClient> http_;
    std::optional<Engine> engine_;
    std::unique_ptr<pipeline::SpeechBudget> speech_budget_;  // of the latest services(), like the next
    std::unique_ptr<pipeline::LlmBudget> llm_budget_;
    ProgressLine progress_line_;
};

// From now on SIGINT and SIGTERM set the flag that is returned; a second one ends the process.
const std::atomic<bool>* watch_for_interrupt();

// Reading commands: the archive alone, and a word about its settings (below).
Result<store::Archive> open_for_reading(const Context& context);

// Says on standard error what is wrong with the folder's earwitness.toml. For commands that read: none of them needs a
// setting, so that they go on; who writes refuses (Session::open).
void warn_of_settings(const Context& context, const std::filesystem::path& folder);

// "40 episodes", "1 episode".
std::string counted(std::size_t number, std::string_view one, std::string_view many);

// The text on one line of at most `width` characters, cut between words where possible.
std::string one_line(std::string_view text, std::size_t width);

// "1:02:03  " or blanks where there is no time.
std::string place_column(const std::optional<std::int64_t>& start_ms);

// "2025-05-14" or "".
std::string day_text(const std::optional<std::int64_t>& seconds);

}  // namespace earwitness::cli
