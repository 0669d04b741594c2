#include "cli/session.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <ostream>

#include "base/files.h"
#include "pipeline/llm_stage.h"
#include "pipeline/shared_politeness.h"
#include "pipeline/speech_options.h"
#include "speech/engines.h"
#include "text/utf8.h"

namespace earwitness::cli {
namespace {

std::atomic<bool> interrupted{false};

extern "C" void on_signal(int signal) {
    interrupted = true;
    std::signal(signal, SIG_DFL);
}

Result<Engine> create_engine(const std::filesystem::path& folder) {
    EngineOptions options;
    auto knowledge = base::read_file(folder / "knowledge.txt", std::size_t{16} << 20);
    if (knowledge)
        options.knowledge_text = std::move(*knowledge);
    else if (knowledge.error().code != ErrorCode::kNotFound)
        return knowledge.error();
    return Engine::create(options);
}

// The proxy as other programs find it; earwitness.toml goes before.
std::string environment_proxy() {
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
    return {};
}

}  // namespace

Session::~Session() { end_progress(); }

bool Session::was_interrupted() { return interrupted; }

Result<std::unique_ptr<Session>> Session::open(Context& context, store::OpenMode mode, WithEngine engine) {
    std::unique_ptr<Session> session(new Session(context));
    auto archive = store::Archive::open(context.archive_dir(), mode);
    if (!archive) return archive.error();
    session->archive_.emplace(std::move(*archive));
    auto settings = pipeline::read_settings(session->archive_->folder());
    if (!settings) return settings.error();
    session->settings_ = std::move(*settings);
    if (session->settings_.proxy.empty()) session->settings_.proxy = environment_proxy();
    const auto http = pipeline::client_options(session->settings_);
    if (session->archive_->shared())
        session->politeness_ = std::make_unique<pipeline::SharedPoliteness>(
            session->archive_->folder(), http.min_interval_ms, http.max_parallel_per_host);
    session->http_ = fetch::create_http_client(http, base::system_clock(), session->politeness_.get());
    if (engine == WithEngine::kYes) {
        auto made = create_engine(session->archive_->folder());
        if (!made) return made.error();
        session->engine_.emplace(std::move(*made));
    }
    watch_for_interrupt();
    return session;
}

const std::atomic<bool>* watch_for_interrupt() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    return &interrupted;
}

pipeline::Services Session::services(const std::string& verb, OffTerminal off) {
    pipeline::Services services{*archive_, *http_, base::system_clock(), settings_};
    services.engine = engine_ ? &*engine_ : nullptr;
    services.cancelled = &interrupted;
    if (engine_ && !settings_.speech.engine.empty()) {
        services.make_speech_engine = [this] {
            return speech::create_engine(pipeline::speech_engine_options(settings_.speech), *http_);
        };
        speech_budget_ = std::make_unique<pipeline::SpeechBudget>(settings_.speech);
        services.speech_budget = speech_budget_.get();
    }
    if (engine_ && !settings_.llm.provider.empty()) {
        services.make_language_model = [this] {
            return llm::create_model(pipeline::reading_options(settings_.llm).model, *http_);
        };
        llm_budget_ = std::make_unique<pipeline::LlmBudget>(settings_.llm);
        services.llm_budget = llm_budget_.get();
    }
    services.progress = progress(verb, off);
    return services;
}

std::function<void(const pipeline::Progress&)> Session::progress(const std::string& verb, OffTerminal off) {
    if (context_.quiet || (!context_.err_is_terminal && off == OffTerminal::kSilent)) return {};
    return [this, verb](const pipeline::Progress& progress) {
        progress_line_.show(verb, progress.done, progress.total, progress.what);
    };
}

void Session::end_progress() { progress_line_.wipe(); }

Result<store::Archive> open_for_reading(const Context& context) {
    auto archive = store::Archive::open(context.archive_dir(), store::OpenMode::kRead);
    if (archive) warn_of_settings(context, archive->folder());
    return archive;
}

void warn_of_settings(const Context& context, const std::filesystem::path& folder) {
    const auto settings = pipeline::read_settings(folder);
    if (!settings && !context.quiet)
        context.err << "earwitness: " << settings.error().message
                    << " (of no account here, but update, run and watch will not begin until it is mended)\n";
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

std::string one_line(std::string_view text, std::size_t width) {
    std::string out;
    std::size_t columns = 0, last_gap = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = text::next_code_point(text, at);
        const bool gap = text::is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0);
        if (gap && (out.empty() || out.back() == ' ')) continue;
        if (columns >= width) {
            out.resize(last_gap > width / 2 ? last_gap : out.size());
            while (!out.empty() && out.back() == ' ') out.pop_back();
            return out + "\xE2\x80\xA6";
        }
        if (gap) last_gap = out.size();
        out += gap ? " " : std::string(text.substr(from, at - from));
        ++columns;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string place_column(const std::optional<std::int64_t>& start_ms) {
    std::string text = start_ms ? base::format_position(*start_ms) : std::string();
    text.insert(0, text.size() < 8 ? 8 - text.size() : 0, ' ');
    return text + "  ";
}

std::string day_text(const std::optional<std::int64_t>& seconds) {
    return seconds ? base::format_utc(*seconds).substr(0, 10) : std::string();
}

}  // namespace earwitness::cli
