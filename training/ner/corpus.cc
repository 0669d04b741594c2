#include "corpus.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "text/sentences.h"
#include "text/utf8.h"

namespace earwitness::training {
namespace {

namespace ner = analysis::entities;

std::vector<std::string> split(const std::string& line, char mark) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    for (std::size_t next; (next = line.find(mark, at)) != std::string::npos; at = next + 1)
        parts.push_back(line.substr(at, next - at));
    parts.push_back(line.substr(at));
    return parts;
}

LabelSet labels_of(const std::string& tag, LabelSet outside) {
    if (tag.size() < 3) return outside;
    LabelSet set = 0;
    for (const std::string& name : split(tag.substr(2), '|'))
        if (const auto type = entity_type_from(name)) {
            const int t = static_cast<int>(*type);
            set |= static_cast<LabelSet>(1u << (tag[0] == 'B' ? ner::begin_label(t) : ner::inside_label(t)));
        }
    return set == 0 ? kAnyLabel : set;
}

LabelSet as_inside(LabelSet set) {
    LabelSet out = set & 1u;
    for (int t = 0; t < kEntityTypes; ++t)
        if (set & (1u << ner::begin_label(t) | 1u << ner::inside_label(t)))
            out |= static_cast<LabelSet>(1u << ner::inside_label(t));
    return out;
}

bool is_mark(const std::string& token) {
    return std::none_of(token.begin(), token.end(), [](char c) {
        return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0xC3;
    });
}

bool closes(const std::string& token) {
    static const char* const kWords[] = {"n't",
                                         "'s",
                                         "'re",
                                         "'ve",
                                         "'ll",
                                         "'d",
                                         "'m",
                                         "'S",
                                         "-",
                                         "--",
                                         "n\xE2\x80\x99t",
                                         "\xE2\x80\x99s",
                                         "\xE2\x80\x99re",
                                         "\xE2\x80\x99ve",
                                         "\xE2\x80\x99ll",
                                         ("\xE2\x80\x99"
                                          "d"),
                                         "\xE2\x80\x99m"};
    if (std::find(std::begin(kWords), std::end(kWords), token) != std::end(kWords)) return true;
    for (std::size_t i = 0; i < token.size();) {
        if (std::string(",.!?;:%)]}").find(token[i]) != std::string::npos)
            ++i;
        else if (token.compare(i, 3, "\xE2\x80\x9D") == 0 || token.compare(i, 3, "\xE2\x80\x99") == 0 ||
                 token.compare(i, 3, "\xE2\x80\xA6") == 0)
            i += 3;
        else
            return false;
    }
    return !token.empty();
}

bool opens(const std::string& token) {
    static const char* const kMarks[] = {"(", "[", "{", "\xE2\x80\x9C", "\xE2\x80\x98", "$", "\xC2\xA3", "\xE2\x82\xAC",
                                         "#", "@"};
    return std::find(std::begin(kMarks), std::end(kMarks), token) != std::end(kMarks);
}

struct Placed {
    std::uint32_t begin, end;
    LabelSet set;
    int entity;  // counts up; 0 outside
};

// The labels that the gold tokens under a token of ours allow.
LabelSet allowed_for(const text::Token& token, const std::vector<Placed>& gold, std::size_t first) {
    LabelSet set = 0;
    int entity = -1;
    for (std::size_t g = first; g < gold.size() && gold[g].begin < token.span.end; ++g) {
        if (entity == -1) {
            entity = gold[g].entity;
            set = gold[g].begin < token.span.begin ? as_inside(gold[g].set) : gold[g].set;
        } else if (gold[g].entity != entity) {
            return kAnyLabel;
        }
    }
    return entity == -1 ? kAnyLabel : set;
}

class Renderer {
  public:
    explicit Renderer(Rendering rendering) : rendering_(rendering) {}

    void sentence(const std::vector<GoldToken>& tokens, LabelSet outside, Text& out) {
        const auto begin = static_cast<std::uint32_t>(out.text.size());
        std::vector<Placed> gold;
        const std::string* previous = nullptr;
        for (const GoldToken& token : tokens) {
            if (rendering_ == Rendering::kSmallUnmarked && is_mark(token.text)) continue;
            place(token, outside, previous, gold, out);
            previous = &token.text;
        }
        if (gold.empty()) return;
        const auto first = static_cast<std::uint32_t>(out.tokens.size());
        const auto end = static_cast<std::uint32_t>(out.text.size());
        text::tokenize(out.text, {begin, end}, out.tokens);
        std::size_t g = 0;
        for (std::size_t t = first; t < out.tokens.size(); ++t) {
            while (g < gold.size() && gold[g].end <= out.tokens[t].span.begin) ++g;
            out.allowed.push_back(allowed_for(out.tokens[t], gold, g));
        }
    }

  private:
    void place(const GoldToken& token, LabelSet outside, const std::string* previous, std::vector<Placed>& gold,
               Text& out) {
        bool glue = previous == nullptr || closes(token.text) || opens(*previous);
        if (token.text == "\"") {
            glue = glue || quote_open_;
            quote_open_ = !quote_open_;
        } else if (previous != nullptr && *previous == "\"" && quote_open_) {
            glue = true;
        }
        if ((previous == nullptr && !out.text.empty()) || !glue) out.text += ' ';
        const auto begin = static_cast<std::uint32_t>(out.text.size());
        out.text += rendering_ == Rendering::kAsIs ? token.text : text::lower(token.text);
        const bool goes_on = token.tag[0] == 'I' && previous != nullptr;
        if (token.tag[0] != 'O' && !goes_on) ++entity_;
        LabelSet set = token.unsure ? kAnyLabel : labels_of(token.tag, outside);
        if (token.tag[0] == 'I' && gold.empty() && !token.unsure) set = labels_of("B" + token.tag.substr(1), outside);
        gold.push_back({begin, static_cast<std::uint32_t>(out.text.size()), set, token.tag[0] == 'O' ? 0 : entity_});
    }

    Rendering rendering_;
    bool quote_open_ = false;
    int entity_ = 0;
};

// The corpora's sentences are not what a transcript will be cut into: names must be learnt in the product's.
void cut_as_the_product_does(Text& text) {
    std::vector<Span> spans;
    text::split_sentences(text.text, {0, static_cast<std::uint32_t>(text.text.size())}, spans);
    std::uint32_t token = 0;
    for (const Span& span : spans) {
        const std::uint32_t first = token;
        while (token < text.tokens.size() && text.tokens[token].span.begin < span.end) ++token;
        if (token > first) text.sentences.push_back({first, token - first});
    }
}

}  // namespace

std::vector<GoldDocument> read_conll(const std::string& path, float weight, Handles handles) {
    std::ifstream in(path);
    if (!in) std::fprintf(stderr, "ner_train: cannot read %s\n", path.c_str()), std::exit(1);
    std::vector<GoldDocument> documents;
    std::vector<GoldToken> sentence;
    LabelSet outside = 1;
    bool after_lone_at = false;
    const auto document = [&]() -> GoldDocument& {
        if (documents.empty()) documents.push_back({path, {}, outside, weight});
        return documents.back();
    };
    const auto end_sentence = [&] {
        if (!sentence.empty()) document().sentences.push_back(std::move(sentence));
        sentence.clear();
    };
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("# labels")) {
            outside = kAnyLabel;
            for (const std::string& name : split(line.substr(line.find('=') + 1), ' '))
                if (const auto type = entity_type_from(name))
                    outside &= static_cast<LabelSet>(~(3u << ner::begin_label(static_cast<int>(*type))));
        } else if (line.starts_with("# newdoc")) {
            end_sentence();
            documents.push_back({line.substr(line.find('=') + 2), {}, outside, weight});
        } else if (line.empty()) {
            end_sentence();
        } else if (line.find('\t') != std::string::npos) {
            const std::vector<std::string> columns = split(line, '\t');
            GoldToken token{columns[0], columns[1], columns.size() > 2 && columns[2] == "?"};
            if (handles == Handles::kUnsure && (after_lone_at || token.text[0] == '@'))
                token.unsure = true, token.tag = "O";
            after_lone_at = token.text == "@";
            sentence.push_back(std::move(token));
        }
    }
    end_sentence();
    return documents;
}

Text render(const GoldDocument& document, Rendering rendering) {
    Text out;
    out.name = document.name;
    out.weight = document.weight;
    Renderer renderer(rendering);
    for (const std::vector<GoldToken>& sentence : document.sentences)
        renderer.sentence(sentence, document.outside, out);
    cut_as_the_product_does(out);
    return out;
}

}  // namespace earwitness::training
