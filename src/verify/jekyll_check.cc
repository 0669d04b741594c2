#include "verify/jekyll_check.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/files.h"
#include "base/hash.h"
#include "text/utf8.h"
#include "transcript/json_value.h"
#include "verify/front_matter.h"
#include "verify/jekyll_additions.h"
#include "verify/page_check.h"
#include "verify/transcript_page.h"

namespace earwitness::verify {
namespace {

namespace fs = std::filesystem;

// Lists of a page whose items are findings.
constexpr std::string_view kFindings[] = {"quotes", "insights", "companies", "names",     "summary_sentences",
                                          "topics", "chapters", "sponsors",  "llm_quotes"};
// A transcript that begins like front matter is published behind one of its own, which Jekyll takes off again.
constexpr std::string_view kShield = "---\nlayout: null\nrender_with_liquid: false\n---\n";

std::string_view value_of(const Scalars& scalars, std::string_view key) {
    const auto found = scalars.find(key);
    return found == scalars.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
    return out;
}

// One page of _episodes against its transcript.
class PageProver {
  public:
    PageProver(const FrontMatter& page, std::string file, const Evidence& evidence, Report& report)
        : page_(page), file_(std::move(file)), evidence_(evidence), report_(report) {}

    void check() {
        for (const FrontItem& item : page_.items) {
            if (std::find(std::begin(kFindings), std::end(kFindings), item.list) == std::end(kFindings)) continue;
            // What somebody wrote by hand has no evidence, and says so by having no producer.
            if (item.scalars.count("begin") + item.scalars.count("end") + item.scalars.count("producer") == 0)
                ++report_.by_hand;
            else
                check(item);
        }
    }

  private:
    void add(const FrontItem& item, std::string_view member, std::string expected, std::string found) {
        report_.add(file_, "line " + std::to_string(item.line) + ": " + item.place() + "." + std::string(member),
                    std::move(expected), std::move(found));
    }

    void check(const FrontItem& item) {
        ++report_.findings;
        // A topic that is named nowhere in so many words has no place.
        if (item.list == "topics" && item.scalars.count("begin") + item.scalars.count("end") == 0) return;
        const std::string_view begin_text = value_of(item.scalars, "begin"), end_text = value_of(item.scalars, "end");
        const auto begin = whole_number(begin_text), end = whole_number(end_text);
        const std::string wrong = begin && end ? evidence_.why_not(*begin, *end) : "no whole numbers";
        if (!wrong.empty())
            return add(item, "begin", "a span of words of the transcript",
                       excerpt(begin_text) + ".." + excerpt(end_text) + ", which is " + wrong);
        const Span span{static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)};
        const EvidenceSegment* paragraph = evidence_.segment_at(span.begin);
        if (paragraph == nullptr || span.begin >= paragraph->span.end)
            add(item, "begin", "a place that the transcript page shows", std::string(begin_text));
        for (const char* member : {"text", "extracted"}) check_words(item, member, span);
        check_time(item, span);
        const auto speaker = item.scalars.find("speaker");
        if (speaker == item.scalars.end()) return;
        const std::string_view said_by = evidence_.speaker_name_at(span.begin);
        if (squeezed(speaker->second) != said_by)
            add(item, "speaker", said_by.empty() ? "no speaker" : std::string(said_by), excerpt(speaker->second));
    }

    void check_words(const FrontItem& item, const char* member, Span span) {
        const auto words = item.scalars.find(member);
        const bool needed = item.list == "quotes" || item.list == "insights" || item.list == "summary_sentences" ||
                            item.list == "llm_quotes";
        if (words == item.scalars.end()) {
            if (needed && std::string_view(member) == "text") add(item, member, "the words of its span", "none");
        } else if (words->second != span.in(evidence_.text)) {
            add(item, member, "\"" + excerpt(span.in(evidence_.text)) + "\"", "\"" + excerpt(words->second) + "\"");
        }
    }

    void check_time(const FrontItem& item, Span span) {
        const auto start = item.scalars.find("start_ms");
        if (start == item.scalars.end()) return;
        const auto ms = whole_number(start->second);
        const auto window = evidence_.window_at(span.begin);
        const bool timed = std::any_of(evidence_.segments.begin(), evidence_.segments.end(),
                                       [](const EvidenceSegment& s) { return s.start_ms.has_value(); });
        if (!ms || (window && !window->holds(*ms)) || !timed)
            add(item, "start_ms", window ? "a time near its paragraph's, " + window->text() : "no time",
                excerpt(start->second));
    }

    const FrontMatter& page_;
    std::string file_;
    const Evidence& evidence_;
    Report& report_;
};

class JekyllChecker {
  public:
    JekyllChecker(const fs::path& folder, Report& report) : folder_(folder), report_(report) {}

    void check() {
        const auto bytes = base::read_file(folder_ / kJekyllList);
        if (!bytes) return report_.add(path_of(kJekyllList), "", "a readable file", bytes.error().message);
        rapidjson::Document list;
        list.Parse<rapidjson::kParseIterativeFlag>(bytes->data(), bytes->size());
        const auto* files = list.HasParseError() ? nullptr : transcript::array_member(list, "files");
        if (files == nullptr || !transcript::string_member(list, "schema").starts_with("earwitness/jekyll/"))
            return report_.add(path_of(kJekyllList), "", "a list of files, schema earwitness/jekyll", "none");
        for (const auto& file : files->GetArray())
            check_file(std::string(transcript::string_member(file, "path")), transcript::string_member(file, "sha256"),
                       !transcript::string_member(file, "episode").empty());
    }

  private:
    std::string path_of(std::string_view path) const { return (folder_ / path).string(); }

    // Transcripts are nobody's but ours; the site around them belongs to whoever changed it.
    void check_file(const std::string& path, std::string_view sha256, bool is_page) {
        const bool is_transcript = path.starts_with("transcripts/");
        if (!is_transcript && !is_page) return;
        const auto bytes = file_inside(path, std::string(kJekyllList), path);
        if (!bytes) return;
        if (is_page) return check_page_of_episode(*bytes, path);
        const std::string found = base::sha256_hex(*bytes);
        if (found != sha256) report_.add(path_of(path), "", "SHA-256 " + std::string(sha256), found);
        ++report_.files;
    }

    // The bytes of a path that stays in the folder and is no link; a breach of `from` where there are none.
    std::optional<std::string> file_inside(std::string_view path, const std::string& from, const std::string& where) {
        fs::path at = folder_;
        std::error_code error;
        bool stays = !path.empty() && path.find('\\') == std::string_view::npos && fs::path(path).is_relative();
        for (const fs::path& part : fs::path(path)) {
            at /= part;
            stays = stays && part != ".." && !fs::is_symlink(at, error);
        }
        if (!stays || !fs::is_regular_file(at, error)) {
            report_.add(path_of(from), where, "a file of its own inside the folder", excerpt(path));
            return {};
        }
        auto bytes = base::read_file(at);
        if (!bytes) {
            report_.add(at.string(), "", "a readable file", bytes.error().message);
            return {};
        }
        return std::move(*bytes);
    }

    void check_page_of_episode(std::string_view bytes, const std::string& path) {
        std::string why;
        const auto page = text::is_valid_utf8(bytes) ? read_front_matter(bytes, why) : std::nullopt;
        if (!page) return report_.add(path_of(path), "", "front matter in UTF-8", why.empty() ? "other bytes" : why);
        const std::string_view episode = value_of(page->scalars, "episode_id");
        auto shown = read_transcript(*page, path);
        if (!shown) return;
        PageProver(*page, path_of(path), *shown, report_).check();
        check_jekyll_additions(*page, path_of(path), *shown, report_);
        const std::string transcript = rooted(value_of(page->scalars, "transcript_url"));
        ShownEpisodes episodes;
        episodes.emplace(std::string(episode), ShownEpisode{std::move(*shown), 0});
        check_page(html_, path_of(transcript), episodes, report_);
        ++report_.pages;  // the page of the episode beside that of its transcript
    }

    static std::string rooted(std::string_view address) {
        return std::string(address.starts_with('/') ? address.substr(1) : address);
    }

    // The transcript that a page names, and what its own page shows of it; html_ is that page behind its front matter.
    std::optional<Evidence> read_transcript(const FrontMatter& page, const std::string& path) {
        const std::string text_path = rooted(value_of(page.scalars, "transcript_text")),
                          html_path = rooted(value_of(page.scalars, "transcript_url"));
        auto text = file_inside(text_path, path, "transcript_text");
        auto html = text ? file_inside(html_path, path, "transcript_url") : std::nullopt;
        if (!html) return {};
        if (text->starts_with(std::string(kShield) + "---")) text->erase(0, kShield.size());
        const std::string wanted(value_of(page.scalars, "transcript_sha256")), found = base::sha256_hex(*text);
        if (wanted != found || !text::is_valid_utf8(*text)) {
            report_.add(path_of(text_path), "", "UTF-8 of SHA-256 " + wanted, found);
            return {};
        }
        page_bytes_ = std::move(*html);
        std::string why;
        const auto front = read_front_matter(page_bytes_, why);
        if (!front) {
            report_.add(path_of(html_path), "", "front matter", why);
            return {};
        }
        html_ = front->body;
        Evidence evidence = read_transcript_page(html_, std::move(*text));
        check_order(evidence, path_of(html_path));
        return evidence;
    }

    // The paragraphs stand in the transcript's order, none over another. What stands between them (labels of speakers,
    // a file's own head) is not said.
    void check_order(const Evidence& evidence, const std::string& file) {
        std::uint32_t at = 0;
        for (const EvidenceSegment& paragraph : evidence.segments) {
            if (paragraph.span.begin < at)
                report_.add(file, "data-ew-begin", "byte " + std::to_string(at) + " or behind it",
                            std::to_string(paragraph.span.begin));
            at = std::max(at, paragraph.span.end);
        }
    }

    fs::path folder_;
    Report& report_;
    std::string page_bytes_;
    std::string_view html_;
};

}  // namespace

void check_jekyll_folder(const fs::path& folder, Report& report) { JekyllChecker(folder, report).check(); }

}  // namespace earwitness::verify
