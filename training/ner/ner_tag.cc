// Tags JSON Lines {"id","text"} with a model file, mentions as the tagger typed them: for measuring the tagger by
// itself with score_entities.py. `earwitness analyze` is the product.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "analysis/document.h"
#include "analysis/entities/tagger.h"
#include "base/files.h"

using namespace earwitness;
using namespace earwitness::analysis;

int main(int count, char** arguments) {
    if (count < 2) return std::fprintf(stderr, "usage: ner_tag MODEL < records.jsonl\n"), 2;
    const std::string bytes = *base::read_file(arguments[1]);
    const Result<entities::ModelFile> file = entities::ModelFile::parse(bytes);
    if (!file) return std::fprintf(stderr, "ner_tag: %s\n", file.error().message.c_str()), 1;
    const Result<entities::Tagger> tagger = entities::Tagger::load(*file);
    if (!tagger) return std::fprintf(stderr, "ner_tag: %s\n", tagger.error().message.c_str()), 1;
    for (std::string line; std::getline(std::cin, line);) {
        const nlohmann::json record = nlohmann::json::parse(line);
        Transcript transcript;
        transcript.text = record["text"].get<std::string>();
        transcript.segments.push_back({{0, static_cast<std::uint32_t>(transcript.text.size())}, {}, {}, kNoSpeaker});
        const Document document = build_document(transcript);
        std::vector<entities::TypedSpan> spans;
        tagger->tag(document, spans);
        nlohmann::json answer = {{"id", record["id"]}, {"entities", nlohmann::json::array()}};
        for (const entities::TypedSpan& span : spans)
            answer["entities"].push_back({{"type", std::string(entity_type_name(span.type))},
                                          {"confidence", span.confidence},
                                          {"mentions", {{{"begin", span.span.begin}, {"end", span.span.end}}}}});
        std::cout << answer.dump() << "\n";
    }
}
