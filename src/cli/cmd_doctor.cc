// `earwitness doctor`: what is installed, what works, and what to do about the rest. Needs no network and changes
// nothing.
#include <sqlite3.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/session.h"
#include "speech/engines.h"

namespace earwitness::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

enum class Verdict { kGood, kMissing, kBroken };  // missing: something optional

struct Finding {
    Verdict verdict;
    std::string what, state, remedy;
};

constexpr std::int64_t kLittleSpace = std::int64_t{1} << 30;

// Where a program stands, looked for in $PATH.
std::string find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::string_view rest = path == nullptr ? "" : path;
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        const fs::path candidate = fs::path(rest.substr(0, colon)) / name;
        std::error_code code;
        if (fs::is_regular_file(candidate, code)) return candidate.string();
        rest.remove_prefix(colon == std::string_view::npos ? rest.size() : colon + 1);
    }
    return {};
}

Finding program(const std::string& name, const std::string& purpose) {
    const std::string path = find_program(name);
    if (!path.empty()) return {Verdict::kGood, name, path, ""};
    return {Verdict::kMissing, name, "not installed: " + purpose, "sudo apt-get install " + name};
}

std::string gigabytes(std::uintmax_t bytes) {
    const auto tenths = bytes / 100'000'000;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

// The free space where the archive is or would be.
Finding disk_space(const fs::path& folder) {
    std::error_code code;
    fs::path at = fs::absolute(folder, code);
    while (!at.empty() && at != at.root_path() && !fs::exists(at, code)) at = at.parent_path();
    const auto space = fs::space(at, code);
    if (code) return {Verdict::kBroken, "disk", at.string() + ": " + code.message(), "check the disk and the path"};
    const bool little = static_cast<std::int64_t>(space.available) < kLittleSpace;
    return {little ? Verdict::kBroken : Verdict::kGood, "disk", gigabytes(space.available) + " free at " + at.string(),
            little ? "make room, or put the archive elsewhere with --archive" : ""};
}

void check_archive(const Context& context, std::vector<Finding>& out) {
    const fs::path folder = context.archive_dir();
    std::error_code code;
    if (!fs::exists(folder / "archive.db", code) && !fs::exists(folder / "database.url", code)) {
        out.push_back(
            {Verdict::kMissing, "archive", "none at " + folder.string(), "earwitness add <feed-url|folder|file>"});
        return;
    }
    const auto archive = store::Archive::open(folder, store::OpenMode::kRead);
    if (!archive) {
        out.push_back({Verdict::kBroken, "archive", archive.error().message, ""});
        return;
    }
    const auto health = archive->check();
    if (!health) {
        out.push_back({Verdict::kBroken, "archive", health.error().message, ""});
        return;
    }
    out.push_back({Verdict::kGood, "archive",
                   folder.string() + ": " + counted(health->shows, "show", "shows") + ", " +
                       counted(health->episodes, "episode", "episodes") + ", " + std::to_string(health->analyses) +
                       " analysed, " + std::to_string(health->indexed) + " indexed, " +
                       counted(health->media, "audio file", "audio files") + ", " +
                       gigabytes(static_cast<std::uintmax_t>(health->database_bytes)) + ", schema " +
                       std::to_string(health->schema),
                   ""});
    for (const auto& problem : health->problems)
        out.push_back({Verdict::kBroken, "archive", problem,
                       problem.starts_with("media/")
                           ? "earwitness run --audio fetches it again"
                           : "put back a copy of archive.db, or move it away and add the shows again"});
    const auto open = archive->open_stages();
    std::size_t waiting = 0, failed = 0;
    if (open)
        for (const auto& stage : *open) (stage.state == store::StageState::kWaiting ? waiting : failed) += 1;
    if (waiting > 0)
        out.push_back({Verdict::kMissing, "waiting", counted(waiting, "episode", "episodes") + " without a transcript",
                       "earwitness run says what each waits for"});
    if (failed > 0)
        out.push_back({Verdict::kBroken, "failures", counted(failed, "stage", "stages") + " failed",
                       "earwitness run tries again and names each"});
    const auto settings = pipeline::read_settings(folder);
    if (!settings) out.push_back({Verdict::kBroken, "settings", settings.error().message, "mend the file"});
}

// Which engines could be used, and which is.
void check_speech(const Context& context, std::vector<Finding>& out) {
    for (const auto& engine : speech::engine_states())
        out.push_back({engine.usable ? Verdict::kGood : Verdict::kMissing, "transcription by " + engine.name,
                       engine.state, engine.remedy});
    const auto settings = pipeline::read_settings(context.archive_dir());
    if (!settings) return;  // check_archive says so
    if (settings->speech.engine.empty())
        out.push_back({Verdict::kMissing, "transcription",
                       "no engine is chosen: episodes whose publisher gives no transcript wait",
                       "none is needed for feeds with transcripts and for local transcripts"});
    else
        out.push_back({Verdict::kGood, "transcription", settings->speech.engine + " is chosen in earwitness.toml", ""});
}

// A language model is no part of what must work: none is the usual state.
void check_llm(const Context& context, std::vector<Finding>& out) {
    const auto settings = pipeline::read_settings(context.archive_dir());
    if (!settings) return;  // check_archive says so
    const auto& llm = settings->llm;
    if (llm.provider.empty())
        out.push_back({Verdict::kMissing, "language model", "none is chosen: everything works without one",
                       "to try one: earwitness llm read --help"});
    else if (!llm.key_env.empty() && std::getenv(llm.key_env.c_str()) == nullptr)
        out.push_back(
            {Verdict::kBroken, "language model", "$" + llm.key_env + " is not set", "set it to the service's key"});
    else
        out.push_back({Verdict::kGood, "language model",
                       llm.model + " by " + llm.provider + " is chosen in earwitness.toml", ""});
}

std::vector<Finding> examine(const Context& context) {
    std::vector<Finding> out;
    out.push_back({Verdict::kGood, "earwitness", std::string(kVersion), ""});
    out.push_back({Verdict::kGood, "sqlite", sqlite3_libversion(), ""});
    const auto engine = Engine::create();
    out.push_back(engine ? Finding{Verdict::kGood, "models", "loaded", ""}
                         : Finding{Verdict::kBroken, "models", engine.error().message, "install earwitness again"});
    check_speech(context, out);
    check_llm(context, out);
    out.push_back(program("ffmpeg", "needed by `make demo` only"));
    out.push_back(program("flite", "voices the example show of `make demo`, needed for nothing else"));
    out.push_back(disk_space(context.archive_dir()));
    check_archive(context, out);
    return out;
}

void run(bool json, Context& context) {
    constexpr std::array<const char*, 3> kWords = {"good", "missing", "broken"};
    auto list = ordered_json::array();
    for (const auto& finding : examine(context)) {
        const char* word = kWords[static_cast<std::size_t>(finding.verdict)];
        if (finding.verdict == Verdict::kBroken) context.exit_code = kFailed;
        if (json) {
            list.push_back(
                {{"what", finding.what}, {"verdict", word}, {"state", finding.state}, {"remedy", finding.remedy}});
            continue;
        }
        context.out << word << std::string(9 - std::string_view(word).size(), ' ') << finding.what << ": "
                    << finding.state << "\n";
        if (!finding.remedy.empty()) context.out << "         -> " << finding.remedy << "\n";
    }
    if (json) context.out << list.dump(1, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace

void add_doctor_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("doctor", "Say what is installed, what works, and what to do about the rest");
    add_shared_options(*command, context);
    auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, "Print JSON");
    command->callback([&context, json] { run(*json, context); });
}

}  // namespace earwitness::cli
