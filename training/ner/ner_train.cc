// Makes models/ner.bin. Called by training/train_ner.sh:
//   ner_train lexicon --data DIR --out FILE < raw text        words, clusters, lists
//   ner_train tagger --data DIR --lexicon FILE --out FILE     the rest
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "analysis/entities/model_file.h"
#include "base/files.h"
#include "learn.h"
#include "lists.h"
#include "sets.h"
#include "spoken.h"
#include "synthetic.h"

namespace earwitness::training {
namespace {

namespace ner = analysis::entities;

struct List {
    const char* file;
    std::uint32_t bit;
};
// clang-format off
constexpr List kLists[] = {
    {"first_names.txt", ner::kFirstName},   {"companies.txt", ner::kCompany},       {"brands.txt", ner::kBrand},
    {"cncf_members.txt", ner::kCompany},    {"cncf_projects.txt", ner::kTechnology}, {"tech_topics.txt", ner::kTechnology},
    {"programming_languages.txt", ner::kTechnology}, {"countries.txt", ner::kCountry}, {"cities.txt", ner::kCity},
    {"admin_regions.txt", ner::kRegion},    {"demonyms.txt", ner::kDemonym},        {"languages.txt", ner::kDemonym},
    {"movies_tv.txt", ner::kFilm},          {"surnames.txt", ner::kSurname},
};
// clang-format on

using Options = std::map<std::string, std::string>;

void write(const std::string& path, const std::string& bytes) {
    const Status done = base::write_file_atomic(path, bytes);
    if (!done) std::fprintf(stderr, "ner_train: %s\n", done.error().message.c_str()), std::exit(1);
}

int make_lexicon(const Options& options) {
    const std::string data = options.at("--data");
    const std::vector<GoldDocument> documents = read_training_sets(data);
    RawText raw;
    for (std::string line; std::getline(std::cin, line);)
        if (!line.empty()) raw.add(spoken(line));
    for (const GoldDocument& document : documents) {
        const Text text = render(document, Rendering::kAsIs);
        for (const ner::TokenRange& sentence : text.sentences) {
            const std::uint32_t begin = text.tokens[sentence.first].span.begin,
                                end = text.tokens[sentence.first + sentence.count - 1].span.end;
            raw.add(text.text.substr(begin, end - begin));
        }
    }
    std::fprintf(stderr, "raw text: %zu tokens, %zu words\n", raw.stream().size(), raw.words().size());
    const Clusters clusters = cluster_words(raw, 10);
    std::fprintf(stderr, "clusters: %zu words\n", clusters.words.size());
    if (options.contains("--show")) {
        std::map<int, std::string> lines;
        for (std::size_t i = 0; i < clusters.words.size(); ++i)
            if (lines[clusters.cluster[i]].size() < 300)
                lines[clusters.cluster[i]] += " " + raw.words()[clusters.words[i]];
        for (const auto& [cluster, words] : lines) std::printf("%d:%s\n", cluster, words.c_str());
    }
    LexiconBuilder builder;
    builder.add_raw(raw, clusters);
    for (const List& list : kLists) builder.add_list(data + "/gazetteers/" + list.file, list.bit, '\n');
    static constexpr const char* kKnown[] = {"person", "org", "product", "place", "group", "event", "work"};
    for (std::uint32_t type = 0; type < kEntityTypes; ++type)
        builder.add_list(options.at("--known") + "/" + kKnown[type] + ".txt", ner::kKnownPerson << type, ',');
    builder.add_names(documents);
    ner::ModelWriter writer;
    writer.add("words", builder.words_section());
    writer.add("phrases", builder.phrases_section());
    const std::string bytes = writer.finish();
    std::fprintf(stderr, "lexicon: %zu bytes\n", bytes.size());
    write(options.at("--out"), bytes);
    return 0;
}

// Taggers that saw the examples in another order, two at a time; the same whatever finishes first.
Weights vote_of(LearnOptions learning, const Examples& examples, int seeds) {
    std::vector<std::unique_ptr<Weights>> taggers;
    for (int seed = 0; seed < seeds; ++seed, ++learning.seed) taggers.push_back(std::make_unique<Weights>(learning));
    for (int seed = 0; seed < seeds; seed += 2) {
        std::thread other([&] {
            if (seed + 1 < seeds) taggers[static_cast<std::size_t>(seed) + 1]->learn(examples);
        });
        taggers[static_cast<std::size_t>(seed)]->learn(examples);
        other.join();
    }
    for (int seed = 1; seed < seeds; ++seed) taggers.front()->merge(*taggers[static_cast<std::size_t>(seed)]);
    return std::move(*taggers.front());
}

int make_tagger(const Options& options) {
    const std::string lexicon_bytes = *base::read_file(options.at("--lexicon"));
    const Result<ner::ModelFile> file = ner::ModelFile::parse(lexicon_bytes);
    if (!file) return std::fprintf(stderr, "ner_train: %s\n", file.error().message.c_str()), 1;
    const std::string words(*file->section("words")), phrases(*file->section("phrases"));
    const ner::Lexicon lexicon = *ner::Lexicon::load(words, phrases);
    LearnOptions learning;
    if (options.contains("--bits")) learning.bits = std::stoi(options.at("--bits"));
    if (options.contains("--epochs")) learning.epochs = std::stoi(options.at("--epochs"));
    if (options.contains("--rate")) learning.rate = std::stof(options.at("--rate"));
    if (options.contains("--drop")) learning.drop = std::stof(options.at("--drop"));
    if (options.contains("--drop-word")) learning.drop_lexical = std::stof(options.at("--drop-word"));
    if (options.contains("--bold")) learning.boldness = std::stof(options.at("--bold"));
    if (options.contains("--seed")) learning.seed = static_cast<std::uint32_t>(std::stoul(options.at("--seed")));
    Examples examples(learning.bits);
    std::vector<GoldDocument> documents =
        read_training_sets(options.at("--data"), options.contains("--sets") ? options.at("--sets") : "");
    if (options.contains("--templates")) {
        const std::size_t count = options.contains("--made") ? std::stoul(options.at("--made")) : 3000;
        const float weight = options.contains("--made-weight") ? std::stof(options.at("--made-weight")) : 0.4f;
        for (GoldDocument& document :
             make_conversation(options.at("--templates"), options.at("--known"), options.at("--data"), count, weight))
            documents.push_back(std::move(document));
    }
    for (const Text& text : render_all(documents)) examples.add(text, lexicon);
    std::fprintf(stderr, "examples: %zu candidates in %zu runs, %zu features; %zu name tokens are no candidates\n",
                 examples.tokens.size(), examples.runs.size(), examples.features.size(), examples.lost);
    const Weights weights =
        vote_of(learning, examples, options.contains("--seeds") ? std::stoi(options.at("--seeds")) : 8);
    std::string rows, steps, unit;
    weights.quantise(rows, steps, unit);
    ner::ModelWriter writer;
    writer.add("words", words);
    writer.add("phrases", phrases);
    writer.add("rows", std::move(rows));
    writer.add("steps", std::move(steps));
    writer.add("unit", std::move(unit));
    const std::string bytes = writer.finish();
    write(options.at("--out"), bytes);
    std::fprintf(stderr, "model: %zu bytes\n", bytes.size());
    return 0;
}

}  // namespace
}  // namespace earwitness::training

int main(int count, char** arguments) {
    using namespace earwitness::training;
    Options options;
    for (int i = 2; i + 1 < count; i += 2) options[arguments[i]] = arguments[i + 1];
    const std::string what = count > 1 ? arguments[1] : "";
    if (what == "lexicon" && options.contains("--data") && options.contains("--known") && options.contains("--out"))
        return make_lexicon(options);
    if (what == "tagger" && options.contains("--data") && options.contains("--lexicon") && options.contains("--out"))
        return make_tagger(options);
    std::fprintf(stderr,
                 "usage: ner_train lexicon|tagger --data DIR [--lexicon FILE] --out FILE; see training/train_ner.sh\n");
    return 2;
}
