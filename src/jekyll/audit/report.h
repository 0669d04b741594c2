// What an audit of pages finds: the defects that it looks for, how often each is there, and where.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earwitness::jekyll {

// Every defect has a code (stable, for --allow and JSON), what it is, and what its rate is of.
enum class Defect {
    // clang-format off
    kJunkName, kGeneralWord, kWrongCase, kNotACompany, kSameName, kContainedName, kCategorySpellings, kListCut, kBoilerplate,
    kNearDuplicateQuote, kContainedQuote, kInventedQuote, kEditedQuote, kStockPhrase, kSubstringKeyword, kCutQuote, kSaturatedScore,
    kUnknownSource, kProcessingDate, kUnknownDuration, kMissingTranscript, kDuplicateEpisode, kUnsafeFileName,
    kNoSummary, kListSummary, kRefusedSummary, kCutSummary, kLeftover,
    kEmptyInsight, kRunawayInsight, kFragmentInsight, kOneWordAction, kSaturatedTopic, kEmptyPage,
    kDoubleEncoding, kLostCharacter, kDamagedPage, kUnreadablePage,
    // clang-format on
};
inline constexpr int kDefects = static_cast<int>(Defect::kUnreadablePage) + 1;

struct DefectKind {
    std::string_view code;   // "junk_name"
    std::string_view title;  // "names that are no names"
    std::string_view of;     // "heuristic companies"
    bool weak = false;       // a weakness of the method rather than an error: it does not fail an audit
};
const DefectKind& defect_kind(Defect defect);

struct AuditItem {
    std::string file;
    std::size_t line = 0;  // 1-based, 0 where it is the whole page
    std::string what;      // the words, and what is the matter where that is not plain
};

struct Tally {
    std::size_t of = 0;            // how many there could be
    std::vector<AuditItem> items;  // each that is; by file and line
};

struct AuditReport {
    std::size_t pages = 0;
    std::vector<Tally> tallies = std::vector<Tally>(kDefects);  // by Defect

    Tally& operator[](Defect defect) { return tallies[static_cast<std::size_t>(defect)]; }
    const Tally& operator[](Defect defect) const { return tallies[static_cast<std::size_t>(defect)]; }
};

}  // namespace earwitness::jekyll
