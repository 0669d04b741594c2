#include "jekyll/audit/report.h"

#include <array>

namespace earwitness::jekyll {

const DefectKind& defect_kind(Defect defect) {
    // clang-format off
    static constexpr std::array<DefectKind, kDefects> kKinds = {{
        {"junk_name", "companies found by rule that are no name, or a name with other words glued to it", "companies found by rule"},
        {"general_word", "ordinary words taken for technology companies", "technology companies"},
        {"wrong_case", "technology companies not spelt as they were said", "technology companies"},
        {"not_a_company", "companies of the language model that the entity engine takes for people, products, places or works", "companies of the model", true},
        {"same_name", "surplus entries for a name that is there already", "companies"},
        {"contained_name", "names that are part of another name on the page", "companies", true},
        {"category_spelling", "categories used for one company only, or another spelling of a category", "categories of the model", true},
        {"list_cut", "pages whose list of companies is cut at fifty, so that later ones are lost", "pages"},
        {"boilerplate", "companies from words that stand on three pages or more (advertisements, introductions)", "companies found by rule"},
        {"near_duplicate_quote", "surplus quotes that are nearly another one", "quotes"},
        {"contained_quote", "quotes that are wholly inside another one", "quotes", true},
        {"invented_quote", "quotes that say of themselves that they are invented or implied", "quotes"},
        {"edited_quote", "quotes of the model with [insertions] or omissions ...", "quotes of the model"},
        {"stock_phrase", "quotes whose score comes from a stock phrase alone", "quotes found by rule", true},
        {"substring_keyword", "keywords of quotes that are only part of another word", "keywords of quotes"},
        {"cut_quote", "quotes cut at a decimal point or an abbreviation, or with an odd quotation mark", "quotes found by rule"},
        {"saturated_score", "quotes of the model with nine or ten points of ten", "quotes of the model", true},
        {"unknown_source", "pages that do not know their show", "pages"},
        {"processing_date", "pages dated by the moment of processing", "pages"},
        {"unknown_duration", "pages with a duration of one minute, which stands for unknown", "pages"},
        {"missing_transcript", "transcripts that are promised and not there", "transcripts promised"},
        {"duplicate_episode", "surplus pages of an episode that has one", "pages"},
        {"unsafe_file_name", "file names with characters that break addresses (# % ?)", "pages"},
        {"no_summary", "pages without a summary", "pages"},
        {"list_summary", "summaries that are raw lists", "summaries"},
        {"refused_summary", "summaries in which the model refuses or asks for a transcript", "summaries"},
        {"cut_summary", "summaries that end inside a sentence", "summaries"},
        {"leftover", "code fences or JSON of a model's answer left in a text", "pages"},
        {"empty_insight", "insights without words", "insights"},
        {"runaway_insight", "insights of more than 300 characters", "insights found by rule"},
        {"fragment_insight", "insights of less than 15 characters", "insights found by rule"},
        {"one_word_action", "actions of one word", "actions"},
        {"saturated_topic", "topics with full prominence", "topics", true},
        {"empty_page", "pages with no company, no quote or no topic", "pages"},
        {"double_encoding", "places that were encoded twice", "pages"},
        {"lost_character", "characters that were lost (U+FFFD)", "pages"},
        {"damaged_page", "places where a page is damaged", "pages"},
        {"unreadable_page", "pages that cannot be read", "pages"},
    }};
    // clang-format on
    return kKinds[static_cast<std::size_t>(defect)];
}

}  // namespace earwitness::jekyll
