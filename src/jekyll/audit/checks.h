// The checks of one page, by what they look at. Each adds to the page's audit.
#pragma once

#include "jekyll/audit/audit.h"

namespace earwitness::jekyll {

void check_companies(const Value& front, const NameReader& reader, PageAudit& audit);
void check_quotes(const Value& front, PageAudit& audit);
void check_insights(const Value& front, PageAudit& audit);  // actions and topics too
void check_summary(const Value& front, PageAudit& audit);
void check_facts(const Value& front, const std::function<bool(std::string_view)>& exists, PageAudit& audit);

// Counts one that there could be, and notes it where it is there.
void tally(PageAudit& audit, Defect defect, const Value& where, bool is_there, std::string_view what);

// For `where`: the page as a whole, without a line.
const Value& whole_page();

// A field's words; "" where there is none or it is no scalar.
std::string_view words_at(const Value& item, std::string_view key);
// A list's items; empty where it is missing or no list.
const std::vector<Value>& items_at(const Value& front, std::string_view key);

}  // namespace earwitness::jekyll
