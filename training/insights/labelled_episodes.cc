#include "training/insights/labelled_episodes.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/quantities/quantities.h"

namespace earwitness::training {
namespace {

using analysis::Document;

Transcript transcript_of(const nlohmann::json& record) {
    Transcript out;
    std::map<std::string, int> numbers;
    for (const auto& segment : record.at("segments")) {
        const std::string speaker = segment.value("speaker", "");
        const auto [known, is_new] = numbers.emplace(speaker, static_cast<int>(numbers.size()));
        if (is_new) out.speakers.push_back({"s" + std::to_string(known->second), speaker});
        if (!out.text.empty()) out.text += '\n';
        const auto begin = static_cast<std::uint32_t>(out.text.size());
        out.text += segment.at("text").get<std::string>();
        out.segments.push_back({Span{begin, static_cast<std::uint32_t>(out.text.size())}, {}, {}, known->second});
    }
    return out;
}

std::vector<LabelledSentence> read_sentences(const Document& document) {
    const std::vector<Quantity> quantities = analysis::quantities::extract_quantities(document);
    const analysis::SentenceReadings readings(document, quantities);
    std::vector<LabelledSentence> out(document.sentences.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const analysis::SentenceReading reading = readings.of(i);
        for (const analysis::Feature& f : reading.features) out[i].row.features.emplace_back(f.index, f.value);
        analysis::append_ngrams(reading.cues, out[i].buckets);
        out[i].text = document.of(document.sentences[i].span);
        std::fill(std::begin(out[i].weight), std::end(out[i].weight), 1.0);
    }
    return out;
}

Span span_of(const nlohmann::json& item) {
    return {item.at("begin").get<std::uint32_t>(), item.at("end").get<std::uint32_t>()};
}

// The sentence that shares most bytes with the span: ours need not be cut where the annotator's were.
std::size_t best_sentence(const Document& document, Span span) {
    std::size_t best = document.sentence_at(span.begin);
    std::uint32_t most = 0;
    for (std::size_t i = best; i < document.sentences.size() && document.sentences[i].span.begin < span.end; ++i) {
        const Span& s = document.sentences[i].span;
        if (!s.overlaps(span)) continue;
        const std::uint32_t shared = std::min(s.end, span.end) - std::max(s.begin, span.begin);
        if (shared > most) most = shared, best = i;
    }
    return std::min(best, document.sentences.size() - 1);
}

void add_labels(const nlohmann::json& record, const Document& document, LabelledEpisode& out) {
    for (const auto& label : record.at("labels")) {
        const auto known = insight_type_from(label.at("type").get<std::string>());
        const int target = known ? static_cast<int>(*known) : kQuote;
        LabelledSentence& sentence = out.sentences[best_sentence(document, span_of(label))];
        if (label.at("weight").get<double>() > 0) {
            sentence.gold[target] = true;
        } else {
            sentence.doubted[target] = true;
            sentence.gold[target] = label.value("in_gold", false);
            sentence.weight[target] = 0.5;
        }
    }
    for (const auto& range : record.at("quotes")) {
        out.quotes.push_back(span_of(range));
        for (std::size_t i = 0; i < document.sentences.size(); ++i)
            if (out.quotes.back().overlaps(document.sentences[i].span)) out.sentences[i].gold[kQuote] = true;
    }
    for (const auto& range : record.at("ignore")) {
        SponsorRead read;
        read.span = span_of(range);
        for (std::size_t i = 0; i < document.sentences.size(); ++i)
            if (read.span.contains(document.sentences[i].span)) out.sentences[i].ignored = true;
        out.sponsors.push_back(read);
    }
}

void keep_judged(const nlohmann::json& judged, const Document& document, LabelledEpisode& out) {
    std::vector<LabelledSentence> kept;
    for (const auto& begin : judged) {
        const std::size_t at = document.sentence_at(begin.get<std::uint32_t>());
        if (at >= out.sentences.size()) continue;
        kept.push_back(out.sentences[at]);
        kept.back().row.features.emplace_back(kPicked, 1.0);
    }
    out.sentences = std::move(kept);
    out.sparse = true;
}

// Passages that were graded as quotes: nothing is known of them as insights.
void keep_graded(const nlohmann::json& graded, const Document& document, LabelledEpisode& out) {
    std::vector<LabelledSentence> kept;
    for (const auto& run : graded) {
        const Span span = span_of(run);
        const double grade = run.at("grade").get<double>();
        for (std::size_t i = document.sentence_at(span.begin);
             i < out.sentences.size() && document.sentences[i].span.overlaps(span); ++i) {
            kept.push_back(out.sentences[i]);
            LabelledSentence& sentence = kept.back();
            sentence.row.features.emplace_back(kGraded, 1.0);
            std::fill(std::begin(sentence.weight), std::end(sentence.weight), 0.0);
            sentence.weight[kQuote] = 1;
            sentence.gold[kQuote] = grade > 0.5;
            sentence.doubted[kQuote] = grade == 0.5;
        }
    }
    out.sentences = std::move(kept);
    out.sparse = true;
}

LabelledEpisode read_episode(const nlohmann::json& record) {
    LabelledEpisode out;
    out.id = record.at("id").get<std::string>();
    out.transcript = std::make_shared<const Transcript>(transcript_of(record));
    const Document document = analysis::build_document(*out.transcript);
    out.sentences = read_sentences(document);
    add_labels(record, document, out);
    if (record.contains("graded")) keep_graded(record.at("graded"), document, out);
    if (record.contains("judged")) keep_judged(record.at("judged"), document, out);
    return out;
}

}  // namespace

std::vector<LabelledEpisode> read_labelled_episodes(const std::string& path) {
    std::ifstream in(path);
    std::vector<LabelledEpisode> out;
    for (std::string line; std::getline(in, line);) {
        const auto record = nlohmann::json::parse(line, nullptr, false);
        if (!record.is_discarded()) out.push_back(read_episode(record));
    }
    std::stable_partition(out.begin(), out.end(), [](const LabelledEpisode& e) { return !e.sparse; });
    return out;
}

std::string target_name(int target) {
    return target == kQuote ? "quote" : std::string(insight_type_name(static_cast<InsightType>(target)));
}

}  // namespace earwitness::training
