#include <algorithm>
#include <map>

#include "jekyll/audit/checks.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

constexpr std::size_t kListCap = 50;
constexpr std::size_t kCompared = 1000;  // names that are looked for inside of one another; real pages have 200

// Letters and digits in lower case; a leading article does not count.
std::string name_key(std::string_view name) {
    std::string key;
    const std::string lower = text::lower(name);
    std::string_view rest = lower;
    if (rest.starts_with("the ")) rest.remove_prefix(4);
    for (std::size_t at = 0; at < rest.size();) {
        const char32_t c = text::next_code_point(rest, at);
        if (c > 0x7F || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) text::append_utf8(c, key);
    }
    return key;
}

bool is_in_lower_case(std::string_view word) {
    return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_day_or_month(std::string_view key) {
    for (const std::string_view name :
         {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "may", "march"})
        if (key == name) return true;
    return false;
}

// The name as the words around it have it; "" where they do not.
std::string_view as_said(const JudgedCompany& company) {
    const std::string context = text::lower(company.context), name = text::lower(company.name);
    // Lower case may be of another length outside of ASCII: then nothing can be said.
    if (context.size() != company.context.size()) return {};
    const auto is_letter = [&](std::size_t at) {
        return at < context.size() && std::isalnum(static_cast<unsigned char>(context[at])) != 0;
    };
    for (std::size_t at = context.find(name); at != std::string::npos; at = context.find(name, at + 1))
        if ((at == 0 || !is_letter(at - 1)) && !is_letter(at + name.size()))
            return company.context.substr(at, name.size());
    return {};
}

void check_technology(const JudgedCompany& company, PageAudit& audit) {
    const std::string_view said = as_said(company);
    const bool general = (!said.empty() && is_in_lower_case(said)) || is_day_or_month(name_key(company.name));
    tally(audit, Defect::kGeneralWord, *company.entry, general, company.name);
    tally(audit, Defect::kWrongCase, *company.entry, !general && !said.empty() && said != company.name,
          std::string(company.name) + " for " + std::string(said));
}

void check_repeats(const std::vector<JudgedCompany>& companies, PageAudit& audit) {
    std::map<std::string, const JudgedCompany*> first;
    for (const JudgedCompany& company : companies) {
        const auto [known, fresh] = first.emplace(name_key(company.name), &company);
        tally(audit, Defect::kSameName, *company.entry, !fresh, company.name);
    }
    if (first.size() > kCompared) return;
    for (const auto& [key, company] : first) {
        const std::string padded = " " + text::lower(company->name) + " ";
        const bool part = std::any_of(first.begin(), first.end(), [&](const auto& other) {
            return other.first != key &&
                   (" " + text::lower(other.second->name) + " ").find(padded) != std::string::npos;
        });
        tally(audit, Defect::kContainedName, *company->entry, part, company->name);
    }
}

std::string_view kind_of(EntityType type) {
    switch (type) {
        case EntityType::kPerson:
            return "a person";
        case EntityType::kProduct:
            return "a product";
        case EntityType::kPlace:
            return "a place";
        case EntityType::kWork:
            return "a work";
        case EntityType::kEvent:
            return "an event";
        case EntityType::kGroup:
            return "a group of people";
        case EntityType::kOrg:
            break;
    }
    return "";
}

}  // namespace

void check_companies(const Value& front, const NameReader& reader, PageAudit& audit) {
    const auto companies = judge_companies(front, reader);
    std::size_t by_rule = 0;
    for (const JudgedCompany& company : companies) {
        if (company.from_model) {
            const bool other = company.seen && *company.seen != EntityType::kOrg;
            tally(audit, Defect::kNotACompany, *company.entry, other,
                  std::string(company.name) + (other ? ": " + std::string(kind_of(*company.seen)) : ""));
            if (!company.category.empty())
                audit.categories.push_back(
                    {std::string(company.category), {audit.file, company.entry->line, std::string(company.category)}});
            continue;
        }
        ++by_rule;
        tally(audit, Defect::kJunkName, *company.entry, !company.junk.empty(),
              std::string(company.name) + ": " + company.junk);
        if (company.category == "tech") check_technology(company, audit);
        audit.contexts.push_back(
            {std::string(company.context), {audit.file, company.entry->line, std::string(company.name)}});
    }
    check_repeats(companies, audit);
    tally(audit, Defect::kListCut, whole_page(), by_rule >= kListCap,
          "ends with \"" + std::string(by_rule == 0 ? "" : companies[by_rule - 1].name) + "\"");
}

}  // namespace earwitness::jekyll
