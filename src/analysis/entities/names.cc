#include "analysis/entities/names.h"

#include <algorithm>

#include "base/slug.h"
#include "text/utf8.h"

namespace earwitness::analysis::entities {
namespace {

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

// Right single quotation mark and its kin, which are >= 0x80 and yet no letters.
bool is_general_punctuation(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]) == 0xE2 && at + 2 < text.size() &&
           static_cast<unsigned char>(text[at + 1]) == 0x80;
}

std::string squeezed(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (is_general_punctuation(name, i))
            i += 2;
        else if (is_word_byte(name[i]) || name[i] == '+' || name[i] == '#')
            out += name[i];
        else if (name[i] == '&')
            out += "and";
    }
    return text::lower(out);
}

bool is_legal_form(std::string_view word) {
    static constexpr std::string_view kForms[] = {"co",           "company", "corp", "corporation", "gmbh", "inc",
                                                  "incorporated", "limited", "llc",  "ltd",         "plc"};
    return std::binary_search(std::begin(kForms), std::end(kForms), word);
}

bool is_connecting(std::string_view word) {
    static constexpr std::string_view kWords[] = {"and", "at", "for", "in", "of", "on", "the", "to"};
    return std::binary_search(std::begin(kWords), std::end(kWords), word);
}

std::string_view without_possessive(std::string_view name) {
    for (const std::string_view tail : {std::string_view("'s"), std::string_view("\xE2\x80\x99s"),
                                        std::string_view("'"), std::string_view("\xE2\x80\x99")})
        if (name.size() > tail.size() && name.ends_with(tail)) return name.substr(0, name.size() - tail.size());
    return name;
}

// Of "pre-Stack Overflow", "non-Google": what stands before the name.
std::size_t prefix_size(std::string_view name) {
    for (const std::string_view prefix : {"anti-", "ex-", "non-", "post-", "pre-", "pro-"})
        if (name.size() > prefix.size() && name.starts_with(prefix) && name[prefix.size()] >= 'A' &&
            name[prefix.size()] <= 'Z')
            return prefix.size();
    return 0;
}

}  // namespace

Span trimmed_name(std::string_view text, Span span) {
    for (const std::string_view article :
         {std::string_view("the "), std::string_view("The "), std::string_view("THE ")})
        if (span.in(text).starts_with(article)) {
            span.begin += static_cast<std::uint32_t>(article.size());
            break;
        }
    span.begin += static_cast<std::uint32_t>(prefix_size(span.in(text)));
    span.end = span.begin + static_cast<std::uint32_t>(without_possessive(span.in(text)).size());
    while (!span.empty() && static_cast<unsigned char>(text[span.begin]) < 0x80 && !is_word_byte(text[span.begin]) &&
           text[span.begin] != '.' && text[span.begin] != '@' && text[span.begin] != '#')
        ++span.begin;
    while (!span.empty() && std::string_view(" ,;:-\"").find(text[span.end - 1]) != std::string_view::npos) --span.end;
    return span;
}

std::string name_key(std::string_view name) {
    name = without_possessive(name);
    std::vector<std::string_view> words = name_words(name);
    while (words.size() > 1 && is_legal_form(squeezed(words.back()))) words.pop_back();
    std::string key;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (i > 0 || words.size() == 1 || text::lower(words[i]) != "the") key += squeezed(words[i]);
    return key.empty() ? std::string(name) : key;
}

std::vector<std::string_view> name_words(std::string_view name) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while (at < name.size()) {
        while (at < name.size() && static_cast<unsigned char>(name[at]) <= ' ') ++at;
        const std::size_t begin = at;
        while (at < name.size() && static_cast<unsigned char>(name[at]) > ' ') ++at;
        if (at > begin) words.push_back(name.substr(begin, at - begin));
    }
    return words;
}

std::vector<std::string> acronyms_of(std::string_view name) {
    std::string all, main;
    for (const std::string_view word : name_words(name)) {
        const std::string low = squeezed(word);
        if (low.empty() || static_cast<unsigned char>(low[0]) >= 0x80) continue;
        all += low[0];
        if (!is_connecting(low)) main += low[0];
    }
    std::vector<std::string> out;
    if (main.size() >= 2) out.push_back(main);
    if (all.size() >= 3 && all != main) out.push_back(all);
    return out;
}

bool is_storm(std::string_view word) {
    const std::string lower = text::lower(word);
    return lower == "hurricane" || lower == "cyclone" || lower == "typhoon";
}

std::string on_one_line(std::string_view name) {
    std::string line;
    for (const char c : name) {
        const bool gap = c == ' ' || (c >= '\t' && c <= '\r');
        if (!gap)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

std::string slug_of(std::string_view name) {
    // C, C++ and C# are three things.
    std::string spelt;
    for (const char c : name) {
        if (!spelt.empty() && spelt.back() != ' ' && c == '#')
            spelt += "-sharp";
        else if (!spelt.empty() && spelt.back() != ' ' && c == '+')
            spelt += "-plus";
        else
            spelt += c;
    }
    const std::string slug = base::make_slug(spelt);
    return slug.empty() ? "name" : slug;
}

}  // namespace earwitness::analysis::entities
