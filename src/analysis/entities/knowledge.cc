#include "analysis/entities/knowledge.h"

#include <algorithm>

#include "analysis/entities/categories.h"
#include "analysis/entities/lexicon.h"
#include "analysis/entities/names.h"
#include "text/stop_words.h"
#include "text/tokens.h"
#include "text/utf8.h"

extern "C" const char earwitness_knowledge_begin[], earwitness_knowledge_end[];

namespace earwitness::analysis::entities {
namespace {

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(text::trimmed(text.substr(begin, end == std::string_view::npos ? end : end - begin)));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

std::vector<std::string> words_of(std::string_view surface) {
    std::vector<text::Token> tokens;
    text::tokenize(surface, {0, static_cast<std::uint32_t>(surface.size())}, tokens);
    std::vector<std::string> words;
    for (const text::Token& token : tokens) words.emplace_back(token.span.in(surface));
    return words;
}

// It cannot be a plain word at a sentence's start: a capital inside, a digit, or several words with capitals.
bool is_distinctive(const std::vector<std::string>& words) {
    std::size_t capitals = 0;
    bool odd = false;
    for (const std::string& word : words) {
        if (word[0] >= 'A' && word[0] <= 'Z') ++capitals;
        for (std::size_t i = 1; i < word.size(); ++i)
            odd = odd || (word[i] >= 'A' && word[i] <= 'Z') || (word[i] >= '0' && word[i] <= '9');
    }
    return words.size() == 1 ? odd && words[0].size() >= 3 : capitals == words.size();
}

// "WHO", "US", "SEC": written otherwise it is most likely another word.
bool is_bare_acronym(std::string_view surface) {
    const bool capitals = std::all_of(surface.begin(), surface.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return capitals && (surface.size() <= 3 || text::word_class(text::lower(surface)) != text::WordClass::kContent);
}

bool is_mixed_case(std::string_view surface) {
    const auto has = [&](char first, char last) {
        return std::any_of(surface.begin(), surface.end(), [=](char c) { return c >= first && c <= last; });
    };
    return has('a', 'z') && has('A', 'Z');
}

std::string list_of(const std::vector<std::string_view>& words) {
    std::string out;
    for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

// Of things that there are many of, "Apple Watch" is said and written "Apple watches". Empty for others.
std::string known_plural(const KnownName& known) {
    if (known.category != "hardware") return {};
    const std::size_t gap = known.name.rfind(' ');
    if (gap == std::string::npos || known.name.size() - gap < 4) return {};
    const std::string last = text::lower(known.name.substr(gap + 1));
    if (std::any_of(last.begin(), last.end(), [](char c) { return c < 'a' || c > 'z'; })) return {};
    const bool hisses = last.ends_with("s") || last.ends_with("x") || last.ends_with("ch") || last.ends_with("sh");
    return known.name.substr(0, gap + 1) + last + (hisses ? "es" : "s");
}

}  // namespace

// Reads one text, line by line, into a Knowledge.
class KnowledgeReader {
  public:
    KnowledgeReader(Knowledge& into, bool from_user) : into_(into), from_user_(from_user) {}

    Status read(std::string_view text) {
        if (!text::is_valid_utf8(text))
            return make_error(ErrorCode::kMalformed, "knowledge.txt is not UTF-8; save it as UTF-8");
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        while (!text.empty()) {
            ++line_;
            const std::size_t end = text.find('\n');
            const std::string_view line = text::trimmed(text.substr(0, end));
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            if (line.empty() || line[0] == '#') continue;
            if (Status done = read_line(line); !done) return done;
        }
        return {};
    }

  private:
    Error bad(const std::string& why) const {
        return make_error(ErrorCode::kMalformed, "knowledge.txt, line " + std::to_string(line_) + ": " + why);
    }

    Status read_line(std::string_view line) {
        if (line.starts_with("never:")) return read_never(text::trimmed(line.substr(6)));
        if (line.starts_with("correct:")) return read_correction(text::trimmed(line.substr(8)));
        return read_name(parts_of(line, '|'));
    }

    Status check(std::string_view surface) const {
        const std::size_t words = surface.size() > 200 ? Knowledge::kMaxWords + 1 : words_of(surface).size();
        if (words == 0) return bad("a name is empty");
        if (words > Knowledge::kMaxWords)
            return bad("\"" + std::string(surface.substr(0, 40)) + "\" has more than " +
                       std::to_string(Knowledge::kMaxWords) + " words or 200 bytes");
        return {};
    }

    Status read_never(std::string_view surface) {
        if (Status done = check(surface); !done) return done;
        into_.never_.insert(name_key(surface));
        return {};
    }

    Status read_correction(std::string_view rule) {
        const std::vector<std::string_view> sides = parts_of(rule, '=');
        if (sides.size() != 2) return bad("a correction is written \"correct: as heard = as spelt\"");
        for (const std::string_view side : sides)
            if (Status done = check(side); !done) return done;
        into_.corrections_.insert_or_assign(name_key(sides[0]), std::string(sides[1]));
        const auto known = into_.by_key_.find(name_key(sides[1]));
        std::uint32_t number = 0;
        if (known != into_.by_key_.end()) {
            number = known->second;
        } else {
            number = static_cast<std::uint32_t>(into_.names_.size());
            into_.names_.push_back({std::string(sides[1]), "", EntityType::kPerson, 0, from_user_});
        }
        into_.add_form(sides[0], number, true);
        return {};
    }

    Status read_types(std::string_view field, KnownName& known) const {
        for (const std::string_view word : parts_of(field, ',')) {
            const auto type = entity_type_from(word);
            if (!type)
                return bad("no type \"" + std::string(word) +
                           "\"; there are PERSON, ORG, PRODUCT, PLACE, GROUP, EVENT, WORK");
            if (known.types == 0) known.type = *type;
            known.types = static_cast<std::uint8_t>(known.types | 1u << static_cast<int>(*type));
        }
        return {};
    }

    Status read_name(const std::vector<std::string_view>& fields) {
        if (fields.size() < 2 || fields.size() > 4)
            return bad("an entry is written \"name | type | category | alias; alias\"");
        if (Status done = check(fields[0]); !done) return done;
        KnownName known;
        known.name = fields[0];
        known.from_user = from_user_;
        if (Status done = read_types(fields[1], known); !done) return done;
        if (fields.size() > 2) known.category = fields[2];
        if (!known.category.empty() && !is_category(known.type, known.category))
            return bad("no category \"" + known.category + "\" for " + std::string(entity_type_name(known.type)) +
                       "; there are " + list_of(categories_of(known.type)));
        const auto number = static_cast<std::uint32_t>(into_.names_.size());
        if (from_user_) into_.user_names_.push_back(known.name);
        into_.names_.push_back(std::move(known));
        std::vector<std::string_view> surfaces = {fields[0]};
        if (fields.size() > 3)
            for (const std::string_view alias : parts_of(fields[3], ';'))
                if (!alias.empty()) surfaces.push_back(alias);
        for (const std::string_view surface : surfaces) {
            if (Status done = check(surface); !done) return done;
            into_.add_key(surface, number);
            into_.never_.erase(name_key(surface));
            into_.add_form(surface, number, from_user_);
        }
        if (const std::string plural = known_plural(into_.names_[number]); !plural.empty())
            into_.add_key(plural, number), into_.add_form(plural, number, true);
        return {};
    }

    Knowledge& into_;
    bool from_user_;
    std::size_t line_ = 0;
};

void Knowledge::add_key(std::string_view surface, std::uint32_t name) {
    const std::string key = name_key(surface);
    if (is_bare_acronym(surface))
        capitals_only_.insert(key);
    else
        capitals_only_.erase(key);
    by_key_.insert_or_assign(key, name);
}

void Knowledge::add_form(std::string_view surface, std::uint32_t name, bool from_user) {
    KnownForm form{words_of(surface), name, from_user && name_words(surface).size() > 1};
    if (!from_user && !is_distinctive(form.words)) return;
    if (form.any_case)
        for (std::string& word : form.words) word = text::lower(word);
    const std::uint64_t first = word_hash(text::lower(form.words.front()));
    forms_[first].push_back(std::move(form));
    form_filter_.add(first);
}

Result<Knowledge> Knowledge::create(std::string_view user_text) {
    Knowledge knowledge;
    if (Status done = KnowledgeReader(knowledge, false).read(builtin_text()); !done)
        return in_context("the built-in knowledge", done.error());
    if (Status done = KnowledgeReader(knowledge, true).read(user_text); !done) return done.error();
    for (auto& [first, forms] : knowledge.forms_)  // the user's and the longer first
        std::stable_sort(forms.begin(), forms.end(), [](const KnownForm& a, const KnownForm& b) {
            return a.words.size() != b.words.size() ? a.words.size() > b.words.size() : a.name > b.name;
        });
    return knowledge;
}

const Knowledge& Knowledge::builtin() {
    static const Knowledge kBuiltin = [] {
        Result<Knowledge> made = create({});
        return made ? std::move(*made) : Knowledge();
    }();
    return kBuiltin;
}

std::string_view Knowledge::builtin_text() {
    return {earwitness_knowledge_begin,
            static_cast<std::size_t>(earwitness_knowledge_end - earwitness_knowledge_begin)};
}

const KnownName* Knowledge::find(std::string_view surface) const {
    const std::string key = name_key(surface);
    const auto found = by_key_.find(key);
    if (found == by_key_.end() || (is_mixed_case(surface) && capitals_only_.count(key) > 0)) return nullptr;
    // A user's entry of the same name stands for the shipped one's other forms too.
    const auto same = by_key_.find(name_key(names_[found->second].name));
    return &names_[same == by_key_.end() ? found->second : same->second];
}

bool Knowledge::is_never(std::string_view surface) const {
    return !never_.empty() && never_.count(name_key(surface)) > 0;
}

const std::string* Knowledge::correction(std::string_view said) const {
    if (corrections_.empty()) return nullptr;
    const auto found = corrections_.find(name_key(said));
    return found == corrections_.end() ? nullptr : &found->second;
}

const std::vector<KnownForm>* Knowledge::forms_from(std::uint64_t first_word) const {
    if (!form_filter_.may_hold(first_word)) return nullptr;
    const auto found = forms_.find(first_word);
    return found == forms_.end() ? nullptr : &found->second;
}

}  // namespace earwitness::analysis::entities
