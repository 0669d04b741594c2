#include "synthetic.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "text/utf8.h"

namespace earwitness::training {
namespace {

class Draw {
  public:
    std::size_t below(std::size_t count) {
        state_ ^= state_ << 13, state_ ^= state_ >> 7, state_ ^= state_ << 17;
        return state_ % count;
    }

  private:
    std::uint64_t state_ = 0x9E3779B97F4A7C15ull;
};

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream in(path);
    if (!in) std::fprintf(stderr, "ner_train: cannot read %s\n", path.c_str()), std::exit(1);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && !line.starts_with("# ")) lines.push_back(line);
    return lines;
}

std::vector<std::string> names_of(const std::string& path) {
    std::vector<std::string> names;
    for (const std::string& line : lines_of(path)) {
        std::stringstream parts(line);
        for (std::string part; std::getline(parts, part, ',');)
            if (const std::string name(text::trimmed(part)); !name.empty()) names.push_back(name);
    }
    return names;
}

// Lists in lower case ("mary") get a capital back.
std::string capitalised(std::string name) {
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 32);
    return name;
}

struct Names {
    std::array<std::vector<std::string>, kEntityTypes> known;
    std::vector<std::string> first, last, films, places;

    // Titles that no list has, so that the words around them are learnt too.
    std::string made_up_title(Draw& random) const {
        static constexpr const char* kDescribing[] = {"Last", "Secret", "Silent", "Little", "Broken",   "Golden",
                                                      "Wild", "Lost",   "Dark",   "Seven",  "Midnight", "Burning"};
        static constexpr const char* kThings[] = {"House", "Road",  "Girls",   "Night",   "Story",  "Garden", "Machine",
                                                  "Kings", "River", "Minutes", "Letters", "Window", "Winter", "Dogs"};
        static constexpr const char* kJoining[] = {"of the", "in the", "and the", "for", "with", "Who", "from"};
        std::string title = kDescribing[random.below(std::size(kDescribing))];
        title = title + " " + kThings[random.below(std::size(kThings))];
        if (random.below(2) == 0)
            title = title + " " + kJoining[random.below(std::size(kJoining))] + " " +
                    kThings[random.below(std::size(kThings))];
        if (random.below(4) == 0) title = kThings[random.below(std::size(kThings))];
        return title;
    }

    std::string draw(EntityType type, Draw& random) const {
        if (type == EntityType::kPerson && random.below(10) < 8) {
            const std::string name = capitalised(first[random.below(first.size())]);
            return random.below(2) == 0 ? name : name + " " + capitalised(last[random.below(last.size())]);
        }
        if (type == EntityType::kWork && random.below(10) < 4) return made_up_title(random);
        if ((type == EntityType::kOrg || type == EntityType::kProduct) && random.below(10) < 3)
            return capitalised(last[random.below(last.size())]);
        if (type == EntityType::kWork && random.below(2) == 0) return films[random.below(films.size())];
        if (type == EntityType::kPlace && random.below(2) == 0) return places[random.below(places.size())];
        const auto& list = known[static_cast<std::size_t>(type)];
        return list[random.below(list.size())];
    }
};

void add_name(const std::string& name, const std::string& type, std::vector<GoldToken>& sentence) {
    std::vector<text::Token> tokens;
    text::tokenize(name, {0, static_cast<std::uint32_t>(name.size())}, tokens);
    bool begun = false;
    for (const text::Token& token : tokens) {
        const std::string word(token.span.in(name));
        // The labelled sets leave a leading article out.
        const bool article = !begun && tokens.size() > 1 && (word == "The" || word == "the" || word == "A");
        sentence.push_back({word, article ? "O" : (begun ? "I-" : "B-") + type, false});
        begun = begun || !article;
    }
}

std::vector<GoldToken> filled(const std::string& line, const Names& names, Draw& random) {
    std::vector<GoldToken> sentence;
    std::stringstream words(line);
    for (std::string word; words >> word;) {
        if (word.front() != '{') {
            sentence.push_back({word, "O", false});
            continue;
        }
        const std::string type = word.substr(1, word.size() - 2);
        const auto known = entity_type_from(type);
        if (!known) std::fprintf(stderr, "ner_train: no type %s in the templates\n", type.c_str()), std::exit(1);
        add_name(names.draw(*known, random), type, sentence);
    }
    return sentence;
}

}  // namespace

std::vector<GoldDocument> make_conversation(const std::string& templates, const std::string& known,
                                            const std::string& data, std::size_t documents, float weight) {
    static constexpr const char* kLists[] = {"person", "org", "product", "place", "group", "event", "work"};
    Names names;
    for (std::size_t t = 0; t < kEntityTypes; ++t) names.known[t] = names_of(known + "/" + kLists[t] + ".txt");
    names.first = lines_of(data + "/gazetteers/first_names.txt");
    names.last = lines_of(data + "/gazetteers/surnames.txt");
    names.films = lines_of(data + "/gazetteers/movies_tv.txt");
    names.places = lines_of(data + "/gazetteers/cities.txt");
    const std::vector<std::string> lines = lines_of(templates);
    Draw random;
    std::vector<GoldDocument> out;
    for (std::size_t d = 0; d < documents; ++d) {
        GoldDocument document{"synthetic-" + std::to_string(d), {}, 1, weight};
        for (int s = 0; s < 5; ++s)
            document.sentences.push_back(filled(lines[random.below(lines.size())], names, random));
        out.push_back(std::move(document));
    }
    return out;
}

}  // namespace earwitness::training
