#include "verify/verify.h"

#include "base/files.h"
#include "text/utf8.h"
#include "verify/analysis_check.h"
#include "verify/folder_check.h"
#include "verify/jekyll_check.h"

namespace earwitness::verify {
namespace {

// One object a line: the first line closes its object, and another line follows.
bool is_lines(std::string_view bytes) {
    const std::string_view all = text::trimmed(bytes);
    const std::size_t end = all.find('\n');
    return end != std::string_view::npos && text::trimmed(all.substr(0, end)).ends_with('}');
}

}  // namespace

void verify_path(const std::filesystem::path& path, Report& report) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        const bool is_jekyll =
            std::filesystem::exists(path / kJekyllList, error) && !std::filesystem::exists(path / "verify.json", error);
        return is_jekyll ? check_jekyll_folder(path, report) : check_folder(path, report);
    }
    const auto bytes = base::read_file(path);
    if (!bytes) return report.add(path.string(), "", "a readable file", bytes.error().message);
    if (!text::is_valid_utf8(*bytes))
        return report.add(path.string(), "byte " + std::to_string(text::valid_utf8_prefix(*bytes)), "UTF-8",
                          "a broken character");
    if (path.extension() == ".jsonl" || is_lines(*bytes)) return check_analysis_lines(*bytes, path.string(), report);
    check_analysis(*bytes, path.string(), report);
}

}  // namespace earwitness::verify
