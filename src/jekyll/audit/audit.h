// Looks through pages for the defects that pages of their kind have (jekyll/audit/report.h lists them): a page at a
// time, then across pages. Needs no archive, no network, no clock.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "earwitness/result.h"
#include "jekyll/audit/names.h"
#include "jekyll/audit/report.h"
#include "jekyll/recover.h"

namespace earwitness::jekyll {

// One page's findings and what the comparison of pages needs of it.
struct PageAudit {
    std::string file;
    std::vector<std::pair<Defect, AuditItem>> items;
    std::map<Defect, std::size_t> of;  // what the rates are of
    std::string title, address;        // keys of the episode; "" where unknown
    struct Context {
        std::string words;
        AuditItem item;
    };
    std::vector<Context> contexts;  // of the companies found by rule
    std::vector<std::pair<std::string, AuditItem>> categories;
};

// `exists` says whether a path of the site ("/transcripts/x.html") is there; empty where that cannot be known.
PageAudit audit_page(const std::string& file, const Result<TakenPage>& page, const NameReader& reader,
                     const std::function<bool(std::string_view path)>& exists);

// Puts pages together; they are given by file name, in their order.
class Audit {
  public:
    void add(PageAudit page);
    AuditReport finish();

  private:
    AuditReport report_;
    std::map<std::string, std::vector<AuditItem>> titles_, addresses_, categories_;
    std::map<std::string, std::vector<std::pair<std::size_t, AuditItem>>> contexts_;  // with the page's number
};

}  // namespace earwitness::jekyll
