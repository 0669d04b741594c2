#include "publish/jekyll/merge.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/hash.h"
#include "publish/jekyll/page_text.h"
#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

constexpr std::size_t kDigits = 8;
constexpr std::string_view kVersion = "v1";
constexpr std::string_view kBodyKey = "/body";  // no YAML key of ours: a page's body among the hashes

// Every key that the old pipeline wrote.
constexpr std::array<std::string_view, 17> kOldKeys = {
    "actionable_items", "companies",    "date",         "duration",        "has_transcript", "insights",
    "layout",           "llm_enhanced", "original_url", "processing_date", "quotes",         "source",
    "summary",          "tags",         "title",        "topics",          "transcript_url"};

// Hashes of a block's items, or of the whole block where it is no list.
struct Mark {
    bool list = false;
    std::vector<std::string> hashes;
    bool operator==(const Mark& other) const { return list == other.list && hashes == other.hashes; }
};
using Marks = std::map<std::string, Mark, std::less<>>;

// Line ends and spaces at them are an editor's affair.
std::string short_hash(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        if (c == '\n')
            while (!plain.empty() && (plain.back() == ' ' || plain.back() == '\r' || plain.back() == '\t'))
                plain.pop_back();
        plain += c;
    }
    return base::sha256_hex(text::trimmed(plain)).substr(0, kDigits);
}

Mark mark_of(const Block& block) {
    Mark mark;
    for (const std::string& item : items_of(block)) mark.hashes.push_back(short_hash(item));
    mark.list = !mark.hashes.empty();
    if (!mark.list) mark.hashes.push_back(short_hash(block.text));
    return mark;
}

Marks marks_of(const PageText& page) {
    Marks marks;
    for (const Block& block : page.blocks)
        if (block.key != kStateKey) marks[block.key] = mark_of(block);
    marks[std::string(kBodyKey)] = {false, {short_hash(page.body)}};
    return marks;
}

// "v1 /body=0123abcd companies=[0123abcd89ef4567 date=89ef4567", folded at 80 as YAML folds a plain scalar.
Block state_block(const Marks& marks) {
    Block block{"", std::string(kStateKey), std::string(kStateKey) + ": " + std::string(kVersion)};
    std::size_t column = block.text.size();
    for (const auto& [key, mark] : marks) {
        std::string word = key + (mark.list ? "=[" : "=");
        for (const std::string& hash : mark.hashes) word += hash;
        // A line is broken at the first space behind column 80, as PyYAML does.
        const bool breaks = column > 80;
        block.text += (breaks ? "\n  " : " ") + word;
        column = (breaks ? 2 : column + 1) + word.size();
    }
    block.text += "\n";
    return block;
}

std::optional<Marks> read_state(const PageText& page) {
    const auto at =
        std::find_if(page.blocks.begin(), page.blocks.end(), [](const Block& b) { return b.key == kStateKey; });
    if (at == page.blocks.end()) return {};
    std::string words = at->text.substr(std::min(at->text.size(), kStateKey.size() + 1));
    std::replace_if(
        words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }, ' ');
    Marks marks;
    bool known = false;
    for (std::size_t begin = words.find_first_not_of(' '); begin != std::string::npos;) {
        const auto end = std::min(words.size(), words.find(' ', begin));
        const std::string word = words.substr(begin, end - begin);
        begin = words.find_first_not_of(' ', end);
        if (word == kVersion) known = true;
        const auto equals = word.find('=');
        if (equals == std::string::npos) continue;
        Mark mark;
        mark.list = word.compare(equals, 2, "=[") == 0;
        for (std::size_t i = equals + (mark.list ? 2 : 1); i + kDigits <= word.size(); i += kDigits)
            mark.hashes.push_back(word.substr(i, kDigits));
        marks[word.substr(0, equals)] = std::move(mark);
    }
    return known ? std::optional(std::move(marks)) : std::nullopt;
}

void insert_sorted(Block block, std::vector<Block>& blocks) {
    const auto behind = std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.key > block.key; });
    blocks.insert(behind, std::move(block));
}

// A list in which the user has added, changed or removed items: ours are replaced, each of the user's stays behind the
// item that it stood behind, what the user removed does not come back.
class ListMerge {
  public:
    ListMerge(const Block& existing, const Mark& written) : head_(head_of(existing)) {
        std::set<std::string> left;
        std::string anchor;
        for (std::string& item : items_of(existing)) {
            const std::string hash = short_hash(item);
            if (std::find(written.hashes.begin(), written.hashes.end(), hash) != written.hashes.end()) {
                left.insert(hash);
                anchor = hash;
            } else {
                own_[anchor].push_back(std::move(item));
            }
        }
        for (const std::string& hash : written.hashes)
            if (left.count(hash) == 0) removed_.insert(hash);
        nothing_left_ = left.empty();
    }

    // Nothing of ours is there as we wrote it: someone has written the list anew.
    bool rewritten() const { return nothing_left_; }

    std::string merged(const Block* fresh) const {
        std::string out = head_;
        std::set<std::string> placed;
        const auto place = [&](const std::string& anchor) {
            const auto at = own_.find(anchor);
            if (at == own_.end()) return;
            for (const std::string& item : at->second) out += item;
            placed.insert(anchor);
        };
        place("");
        if (fresh != nullptr)
            for (const std::string& item : items_of(*fresh)) {
                const std::string hash = short_hash(item);
                if (removed_.count(hash) == 0) out += item;
                place(hash);
            }
        for (const auto& [anchor, items] : own_)
            if (placed.count(anchor) == 0)
                for (const std::string& item : items) out += item;
        return out;
    }

  private:
    std::string head_;
    std::map<std::string, std::vector<std::string>> own_;  // by the hash of the item of ours above them
    std::set<std::string> removed_;
    bool nothing_left_ = false;
};

// What becomes of one key of the page that is there.
std::optional<Block> merged_block(const Block& existing, const Mark* written, const Block* fresh, bool& edited) {
    if (written != nullptr && mark_of(existing) == *written) {
        if (fresh == nullptr) return {};
        return Block{existing.lead, fresh->key, fresh->text};
    }
    edited = true;
    if (written == nullptr || !written->list || items_of(existing).empty()) return existing;
    const ListMerge merge(existing, *written);
    if (merge.rewritten()) return existing;
    return Block{existing.lead, existing.key, merge.merged(fresh)};
}

Marks old_marks(const PageText& page) {
    Marks marks;
    for (const Block& block : page.blocks)
        if (std::find(kOldKeys.begin(), kOldKeys.end(), block.key) != kOldKeys.end()) marks[block.key] = mark_of(block);
    return marks;
}

}  // namespace

std::string sign_page(std::string_view fresh) {
    auto page = split_page(fresh);
    if (!page) return std::string(fresh);
    insert_sorted(state_block(marks_of(*page)), page->blocks);
    return join_page(*page);
}

Result<MergedPage> merge_page(std::string_view existing, std::string_view fresh, Takeover takeover) {
    const auto there = split_page(existing);
    if (!there) return there.error();
    const auto now = split_page(fresh);
    if (!now) return now.error();
    auto written = read_state(*there);
    if (!written && takeover == Takeover::kNo)
        return make_error(ErrorCode::kRefused, "earwitness did not write this page");
    if (!written) written = old_marks(*there);
    MergedPage merged;
    PageText out;
    std::string dropped_lead;
    std::set<std::string> seen;
    const auto fresh_block = [&](const std::string& key) -> const Block* {
        for (const Block& block : now->blocks)
            if (block.key == key) return &block;
        return nullptr;
    };
    for (const Block& block : there->blocks) {
        seen.insert(block.key);
        std::optional<Block> kept;
        if (block.key != kStateKey) {
            const auto mark = written->find(block.key);
            kept = merged_block(block, mark == written->end() ? nullptr : &mark->second, fresh_block(block.key),
                                merged.edited);
        }
        merged.edited = merged.edited || !block.lead.empty();
        if (!kept) {
            dropped_lead += block.lead;
            continue;
        }
        kept->lead.insert(0, dropped_lead);
        dropped_lead.clear();
        out.blocks.push_back(std::move(*kept));
    }
    out.tail = dropped_lead + there->tail;
    for (const Block& block : now->blocks) {
        if (seen.count(block.key) > 0) continue;
        if (written->count(block.key) > 0)
            merged.edited = true;  // the user took it out
        else
            insert_sorted(block, out.blocks);
    }
    const auto body = written->find(kBodyKey);
    const bool body_as_left = body != written->end() && body->second.hashes.front() == short_hash(there->body);
    out.body = body_as_left ? now->body : there->body;
    merged.edited = merged.edited || !body_as_left || !out.tail.empty();
    insert_sorted(state_block(marks_of(*now)), out.blocks);
    merged.text = join_page(out);
    return merged;
}

bool is_ours(std::string_view page) {
    const auto split = split_page(page);
    return split && read_state(*split).has_value();
}

bool is_untouched(std::string_view page) {
    const auto split = split_page(page);
    if (!split) return false;
    for (const Block& block : split->blocks)
        if (!block.lead.empty()) return false;
    const auto written = read_state(*split);
    return written && split->tail.empty() && *written == marks_of(*split);
}

}  // namespace earwitness::publish::jekyll
