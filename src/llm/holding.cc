#include "llm/holding.h"

#include <algorithm>

#include "text/utf8.h"

namespace earwitness::llm {
namespace {

// Plain words: nothing that a page, a shell or a reader could take for more than that.
bool is_plain(std::string_view text) {
    if (text.empty() || !text::is_valid_utf8(text)) return false;
    if (text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F &&
               std::string_view("<>[]{}`*_#|\\").find(c) == std::string_view::npos;
    });
}

}  // namespace

void refuse(std::vector<Refused>& refused, const char* kind, std::string_view reason, std::string_view text,
            std::string detail) {
    refused.push_back({kind, std::string(reason), text::repair_utf8(text), std::move(detail)});
}

std::string held_words(const text::QuotationIndex& index, const char* kind, const std::string& text,
                       const std::vector<Span>& evidence, std::vector<Refused>& refused) {
    if (text.empty()) return {};
    if (!is_plain(text)) return refuse(refused, kind, "markup", text), std::string();
    const auto unsupported = unsupported_words(index, text, evidence);
    if (!unsupported.empty()) return refuse(refused, kind, "unsupported", text, unsupported.front()), std::string();
    return text;
}

std::string held_sentence(const text::QuotationIndex& index, const char* kind, const std::string& text,
                          const std::vector<Span>& evidence, std::vector<Refused>& refused) {
    std::string held = held_words(index, kind, text, evidence, refused);
    if (held.empty() || speaks_of(index, held, evidence)) return held;
    return refuse(refused, kind, "unrelated", text), std::string();
}

std::vector<Span> cited_findings(const nlohmann::json& numbers, const std::vector<Span>& findings, const char* kind,
                                 const std::string& text, std::vector<Refused>& refused) {
    std::vector<Span> out;
    for (const auto& number : numbers) {
        const auto n = number.get<std::int64_t>();
        if (n < 1 || n > static_cast<std::int64_t>(findings.size()))
            return refuse(refused, kind, "unknown_citation", text, std::to_string(n)), std::vector<Span>();
        const Span& span = findings[static_cast<std::size_t>(n - 1)];
        if (std::find(out.begin(), out.end(), span) == out.end()) out.push_back(span);
    }
    if (out.empty()) refuse(refused, kind, "no_citation", text);
    return out;
}

}  // namespace earwitness::llm
