// What is known of names before anything is heard: how they are spelt, what they are, which other forms mean them, what
// is never a name and what is misheard for what (docs/knowledge.md). One plain-text form for models/knowledge.txt,
// which is built in, and for the user's knowledge.txt, whose entries win. Immutable, any number of threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analysis/entities/hash_filter.h"
#include "earwitness/findings.h"
#include "earwitness/result.h"

namespace earwitness::analysis::entities {

struct KnownName {
    std::string name;      // as its owner spells it
    std::string category;  // of docs/taxonomy.md, "" where it has none
    EntityType type = EntityType::kOrg;
    std::uint8_t types = 0;  // a bit for each EntityType that it may be; `type` comes first
    bool from_user = false;

    bool may_be(EntityType t) const { return (types >> static_cast<int>(t) & 1) != 0; }
};

// A way of writing a known name, in words as the tokenizer gives them.
struct KnownForm {
    std::vector<std::string> words;  // as written; lower case where `any_case`
    std::uint32_t name = 0;          // index into Knowledge::names()
    bool any_case = false;
};

class Knowledge {
  public:
    static constexpr std::size_t kMaxWords = 8;  // of one name

    // The shipped knowledge and the user's over it. kMalformed names the line of the user's text and what is wrong.
    static Result<Knowledge> create(std::string_view user_text);
    // The shipped alone.
    static const Knowledge& builtin();
    static std::string_view builtin_text();

    // The name that this way of writing means, whatever its case; nullptr where unknown.
    const KnownName* find(std::string_view surface) const;
    const KnownName& name(std::uint32_t number) const { return names_[number]; }
    bool is_never(std::string_view surface) const;
    // What is right where `said` is heard; nullptr where nobody said so.
    const std::string* correction(std::string_view said) const;
    // Forms that the text is searched for, by word_hash of their first word in lower case.
    const std::vector<KnownForm>* forms_from(std::uint64_t first_word) const;
    // Names of the user's own entries: candidates for what was misheard.
    const std::vector<std::string>& user_names() const { return user_names_; }

  private:
    friend class KnowledgeReader;
    void add_key(std::string_view surface, std::uint32_t name);
    void add_form(std::string_view surface, std::uint32_t name, bool from_user);

    std::vector<KnownName> names_;
    std::vector<std::string> user_names_;
    std::unordered_map<std::string, std::uint32_t> by_key_;
    std::unordered_set<std::string> never_, capitals_only_;
    std::unordered_map<std::string, std::string> corrections_;
    std::unordered_map<std::uint64_t, std::vector<KnownForm>> forms_;
    HashFilter form_filter_{16};  // most words begin none
};

}  // namespace earwitness::analysis::entities
