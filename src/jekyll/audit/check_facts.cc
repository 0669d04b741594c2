#include "jekyll/audit/checks.h"
#include "jekyll/facts.h"
#include "text/utf8.h"

namespace earwitness::jekyll {
namespace {

const Value& field(const Value& front, std::string_view key) {
    const Value* value = front.find(key);
    return value != nullptr ? *value : whole_page();
}

void check_transcript(const Value& front, const std::function<bool(std::string_view)>& exists, PageAudit& audit) {
    const Value* flag = front.find("has_transcript");
    const std::string_view url = words_at(front, "transcript_url");
    const bool promised = flag != nullptr && flag->as_boolean().value_or(false);
    if (url.empty() && !promised) return;
    if (url.empty())
        return tally(audit, Defect::kMissingTranscript, *flag, true, "has_transcript is true, and no address is given");
    // An address of another site is not looked up, and without the site's folder nothing can be.
    if (!url.starts_with('/') || !exists) return;
    tally(audit, Defect::kMissingTranscript, field(front, "transcript_url"), !exists(url), url);
}

}  // namespace

void check_facts(const Value& front, const std::function<bool(std::string_view)>& exists, PageAudit& audit) {
    const std::string_view source = words_at(front, "source");
    tally(audit, Defect::kUnknownSource, field(front, "source"), is_unknown_source(source) || is_channel_number(source),
          source.empty() ? "no source" : source);
    const std::string_view date = words_at(front, "date");
    tally(audit, Defect::kProcessingDate, field(front, "date"),
          is_processing_time(date, words_at(front, "processing_date")), date);
    const Value* duration = front.find("duration");
    tally(audit, Defect::kUnknownDuration, field(front, "duration"), duration != nullptr && duration->as_integer() == 1,
          "duration: 1");
    tally(audit, Defect::kUnsafeFileName, whole_page(), audit.file.find_first_of("#%?") != std::string::npos,
          audit.file);
    check_transcript(front, exists, audit);
}

}  // namespace earwitness::jekyll
