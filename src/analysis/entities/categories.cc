#include "analysis/entities/categories.h"

#include <algorithm>

#include "analysis/entities/names.h"
#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

struct Head {
    EntityType type;
    std::string_view word;  // lower case; several words where a space is inside
    std::string_view category;
};

// The first that stands in the name decides, so what says more stands earlier.
// clang-format off
constexpr Head kHeads[] = {
    {EntityType::kOrg, "university", "university"}, {EntityType::kOrg, "college", "university"},
    {EntityType::kOrg, "school", "university"}, {EntityType::kOrg, "polytechnic", "university"},
    {EntityType::kOrg, "federal reserve", "government"}, {EntityType::kOrg, "central bank", "government"},
    {EntityType::kOrg, "department of", "government"}, {EntityType::kOrg, "ministry", "government"},
    {EntityType::kOrg, "commission", "government"}, {EntityType::kOrg, "senate", "government"},
    {EntityType::kOrg, "congress", "government"}, {EntityType::kOrg, "parliament", "government"},
    {EntityType::kOrg, "agency", "government"}, {EntityType::kOrg, "court", "government"},
    {EntityType::kOrg, "navy", "government"}, {EntityType::kOrg, "army", "government"},
    {EntityType::kOrg, "police", "government"}, {EntityType::kOrg, "city of", "government"},
    {EntityType::kOrg, "foundation", "non-profit"}, {EntityType::kOrg, "association", "non-profit"},
    {EntityType::kOrg, "society", "non-profit"}, {EntityType::kOrg, "charity", "non-profit"},
    {EntityType::kOrg, "church", "non-profit"}, {EntityType::kOrg, "trust", "non-profit"},
    {EntityType::kOrg, "institute", "research"}, {EntityType::kOrg, "research", "research"},
    {EntityType::kOrg, "laboratory", "research"}, {EntityType::kOrg, "laboratories", "research"},
    {EntityType::kOrg, "bank", "finance"}, {EntityType::kOrg, "capital", "finance"},
    {EntityType::kOrg, "ventures", "finance"}, {EntityType::kOrg, "securities", "finance"},
    {EntityType::kOrg, "insurance", "finance"}, {EntityType::kOrg, "financial", "finance"},
    {EntityType::kOrg, "partners", "finance"}, {EntityType::kOrg, "equity", "finance"},
    {EntityType::kOrg, "semiconductor", "semiconductors"}, {EntityType::kOrg, "semiconductors", "semiconductors"},
    {EntityType::kOrg, "software", "software"}, {EntityType::kOrg, "systems", "software"},
    {EntityType::kOrg, "news", "media"}, {EntityType::kOrg, "magazine", "media"},
    {EntityType::kOrg, "media", "media"}, {EntityType::kOrg, "press", "media"},
    {EntityType::kOrg, "radio", "media"}, {EntityType::kOrg, "studios", "media"},
    {EntityType::kOrg, "times", "media"}, {EntityType::kOrg, "podcast", "media"},
    {EntityType::kEvent, "conference", "conference"}, {EntityType::kEvent, "conf", "conference"},
    {EntityType::kEvent, "summit", "conference"}, {EntityType::kEvent, "con", "conference"},
    {EntityType::kEvent, "war", "history"}, {EntityType::kEvent, "revolution", "history"},
    {EntityType::kEvent, "olympics", "sport"}, {EntityType::kEvent, "cup", "sport"}, {EntityType::kEvent, "bowl", "sport"},
    {EntityType::kWork, "podcast", "podcast"}, {EntityType::kWork, "show", "podcast"},
    {EntityType::kPlace, "street", "site"}, {EntityType::kPlace, "airport", "site"}, {EntityType::kPlace, "museum", "site"},
    {EntityType::kPlace, "county", "region"}, {EntityType::kPlace, "valley", "region"},
};
// clang-format on

// Lower-case words joined by single spaces, with one at either end, so that whole words are found.
std::string spaced(std::string_view name) {
    std::string out = " ";
    for (const std::string_view word : name_words(name)) {
        for (const char c : text::lower(word))
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) out += c;
        out += ' ';
    }
    return out;
}

}  // namespace

const std::vector<std::string_view>& categories_of(EntityType type) {
    // clang-format off
    static const std::vector<std::string_view> kLists[kEntityTypes] = {
        {"executive", "founder", "researcher", "engineer", "investor", "politician", "media", "other"},
        {"big tech", "AI lab", "AI application", "AI infrastructure", "semiconductors", "software", "research", "university", "media",
         "finance", "crypto", "government", "non-profit", "other"},
        {"AI model", "AI application", "language", "database", "developer tool", "infrastructure", "operating system", "application",
         "hardware", "crypto", "protocol", "other"},
        {"country", "region", "city", "site", "other"},
        {"nationality", "religion", "party", "other"},
        {"conference", "history", "sport", "other"},
        {"book", "film", "series", "podcast", "paper", "game", "music", "law", "other"},
    };
    // clang-format on
    return kLists[static_cast<std::size_t>(type)];
}

bool is_category(EntityType type, std::string_view category) {
    const auto& list = categories_of(type);
    return std::find(list.begin(), list.end(), category) != list.end();
}

std::string_view category_from_words(EntityType type, std::string_view name) {
    const std::string words = spaced(name);
    for (const Head& head : kHeads) {
        if (head.type != type) continue;
        const std::size_t at = words.find(head.word);
        if (at != std::string::npos && words[at - 1] == ' ' && words[at + head.word.size()] == ' ')
            return head.category;
    }
    return type == EntityType::kOrg ? "other" : "";
}

}  // namespace earwitness::analysis::entities
