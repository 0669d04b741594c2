#include "jekyll/audit/audit.h"

#include <algorithm>

#include "jekyll/audit/checks.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

constexpr std::size_t kLongestShown = 300;
constexpr std::size_t kBoilerplatePages = 3;

// On one line, cut on a character.
std::string shown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (out.size() >= kLongestShown && (c & 0xC0) != 0x80) return out + "...";
        out += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    }
    return out;
}

void note_damage(const Diagnostics& notes, PageAudit& audit) {
    for (const Defect defect : {Defect::kDoubleEncoding, Defect::kDamagedPage}) audit.of[defect] = 1;
    const bool told =
        std::any_of(notes.begin(), notes.end(), [](const auto& note) { return note.code == "lost_lines"; });
    for (const Diagnostic& note : notes) {
        if (note.code == "broken_yaml" && told) continue;  // the lost lines say so too
        const Defect defect = note.code == "double_encoding" ? Defect::kDoubleEncoding : Defect::kDamagedPage;
        audit.items.push_back({defect, {audit.file, note.line, shown(note.message)}});
    }
}

void check_lost_characters(std::string_view text, PageAudit& audit) {
    constexpr std::string_view kLost = "\xEF\xBF\xBD";
    audit.of[Defect::kLostCharacter] = 1;
    std::size_t from = 0, line = 1;
    for (std::size_t at = text.find(kLost); at != std::string_view::npos; at = text.find(kLost, at + kLost.size())) {
        line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(from),
                                                    text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
        from = at;
        const std::size_t begin = text.rfind('\n', at) + 1;
        audit.items.push_back(
            {Defect::kLostCharacter,
             {audit.file, line, shown(text::trimmed(text.substr(begin, text.find('\n', at) - begin)))}});
    }
}

// "Layer-1", "layer 1" and "layer 1s" are one category.
std::string folded(std::string_view category) {
    std::string out;
    for (const char c : text::lower(category))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80) out += c;
    if (out.size() > 3 && out.ends_with('s')) out.pop_back();
    return out;
}

bool by_place(const AuditItem& a, const AuditItem& b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); }

}  // namespace

void tally(PageAudit& audit, Defect defect, const Value& where, bool is_there, std::string_view what) {
    ++audit.of[defect];
    if (is_there) audit.items.push_back({defect, {audit.file, where.line, shown(what)}});
}

const Value& whole_page() {
    static const Value kNoLine;
    return kNoLine;
}

std::string_view words_at(const Value& item, std::string_view key) {
    const Value* value = item.find(key);
    return value != nullptr && value->is_scalar() ? std::string_view(value->text) : std::string_view();
}

const std::vector<Value>& items_at(const Value& front, std::string_view key) {
    static const std::vector<Value> kNone;
    const Value* value = front.find(key);
    return value != nullptr && value->is_list() ? value->items : kNone;
}

PageAudit audit_page(const std::string& file, const Result<TakenPage>& page, const NameReader& reader,
                     const std::function<bool(std::string_view)>& exists) {
    PageAudit audit;
    audit.file = file;
    audit.of[Defect::kUnreadablePage] = 1;
    if (!page) {
        audit.items.push_back({Defect::kUnreadablePage, {file, 0, page.error().message}});
        return audit;
    }
    const Value& front = page->page.front;
    note_damage(page->notes, audit);
    check_lost_characters(page->text, audit);
    check_facts(front, exists, audit);
    check_summary(front, audit);
    check_companies(front, reader, audit);
    check_quotes(front, audit);
    check_insights(front, audit);
    audit.title = text::lower(text::trimmed(words_at(front, "title")));
    audit.address = text::trimmed(words_at(front, "original_url"));
    return audit;
}

void Audit::add(PageAudit page) {
    const std::size_t number = report_.pages++;
    for (const auto& [defect, of] : page.of) report_[defect].of += of;
    for (auto& [defect, item] : page.items) report_[defect].items.push_back(std::move(item));
    ++report_[Defect::kDuplicateEpisode].of;
    const AuditItem whole{page.file, 0, page.title};
    bool duplicate = false;
    for (auto* known : {&addresses_, &titles_}) {
        const std::string& key = known == &titles_ ? page.title : page.address;
        if (key.empty()) continue;
        auto& before = (*known)[key];
        if (!before.empty() && !duplicate) {
            duplicate = true;
            report_[Defect::kDuplicateEpisode].items.push_back({page.file, 0, "as " + before.front().file});
        }
        before.push_back(whole);
    }
    for (auto& context : page.contexts)
        contexts_[std::move(context.words)].emplace_back(number, std::move(context.item));
    for (auto& [category, item] : page.categories) categories_[category].push_back(std::move(item));
}

AuditReport Audit::finish() {
    for (auto& [words, items] : contexts_) {
        report_[Defect::kBoilerplate].of += items.size();
        std::set<std::size_t> pages;
        for (const auto& [page, item] : items) pages.insert(page);
        if (pages.size() < kBoilerplatePages || words.empty()) continue;
        for (auto& [page, item] : items) report_[Defect::kBoilerplate].items.push_back(std::move(item));
    }
    std::map<std::string, std::string> spellings;  // the first of each folded category
    for (auto& [category, items] : categories_) {
        ++report_[Defect::kCategorySpellings].of;
        const auto [first, fresh] = spellings.emplace(folded(category), category);
        if (!fresh)
            items.front().what = category + ", also spelt " + first->second;
        else if (items.size() == 1)
            items.front().what = category + ", used once";
        else
            continue;
        report_[Defect::kCategorySpellings].items.push_back(std::move(items.front()));
    }
    for (Tally& one : report_.tallies) std::stable_sort(one.items.begin(), one.items.end(), by_place);
    return std::move(report_);
}

}  // namespace earwitness::jekyll
