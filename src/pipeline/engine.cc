// The one place that knows which analysers there are and in which order they run. Each gets values, none knows
// another; what refers across kinds (entity and topic ids of quotes and insights) is attached here.
#include "earwitness/engine.h"

#include "analysis/background.h"
#include "analysis/candidates.h"
#include "analysis/chapters/chapters.h"
#include "analysis/chapters/given.h"
#include "analysis/coverage.h"
#include "analysis/document.h"
#include "analysis/entities/entities.h"
#include "analysis/insights/insights.h"
#include "analysis/insights/ngrams.h"
#include "analysis/quantities/quantities.h"
#include "analysis/quotes/quotes.h"
#include "analysis/sentence_features.h"
#include "analysis/speakers/speakers.h"
#include "analysis/sponsors/sponsors.h"
#include "analysis/summary/summary.h"
#include "analysis/terms.h"
#include "analysis/topics/topics.h"
#include "base/hash.h"
#include "pipeline/references.h"

namespace earwitness {

namespace {

// Ids of what is named inside each quote and insight.
void refer(Analysis& result) {
    const auto entities = pipeline::entity_references(result.entities);
    const auto topics = pipeline::topic_references(result.topics);
    for (Insight& insight : result.insights) insight.entities = entities.inside(insight.span);
    for (Quote& quote : result.quotes) {
        quote.entities = entities.inside(quote.span);
        quote.topics = topics.inside(quote.span);
    }
}

}  // namespace

struct Engine::Parts {
    EngineOptions options;
    analysis::Background background;
    analysis::entities::EntityModel names;
    analysis::entities::Knowledge knowledge;
    std::string fingerprint;
};

Engine::Engine(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::create(const EngineOptions& options) {
    auto parts = std::make_unique<Parts>();
    parts->options = options;
    auto background = analysis::Background::load(analysis::Background::builtin_bytes());
    if (!background) return background.error();
    parts->background = *background;
    auto names = analysis::entities::EntityModel::load(analysis::entities::EntityModel::builtin_bytes());
    if (!names) return names.error();
    parts->names = *names;
    auto knowledge = analysis::entities::Knowledge::create(options.knowledge_text);
    if (!knowledge) return knowledge.error();
    parts->knowledge = std::move(*knowledge);
    base::Sha256 hash;
    hash.add_field(kProducer);
    hash.add_field(analysis::Background::builtin_bytes());
    hash.add_field(analysis::entities::EntityModel::builtin_bytes());
    hash.add_field(analysis::insights::NgramTable::builtin_bytes());
    hash.add_field(analysis::entities::Knowledge::builtin_text());
    hash.add_field(options.knowledge_text);
    parts->fingerprint = hash.hex();
    return Engine(std::move(parts));
}

const std::string& Engine::fingerprint() const { return parts_->fingerprint; }

Analysis Engine::analyze(Transcript transcript, EpisodeMeta meta) const {
    Analysis result;
    result.producer = kProducer;
    result.transcript = std::move(transcript);
    result.episode = std::move(meta);
    if (result.transcript.sha256.empty()) result.transcript.sha256 = base::sha256_hex(result.transcript.text);
    const analysis::Document document = analysis::build_document(result.transcript);
    const analysis::Terms terms = analysis::build_terms(document, parts_->background);
    result.sponsors = analysis::sponsors::find_sponsors(document, terms);
    result.entities = analysis::entities::extract_entities(document, result.episode, parts_->names, result.sponsors,
                                                           parts_->knowledge);
    result.namings = analysis::speakers::name_speakers(document, result.episode, result.entities);
    const auto quantities = analysis::quantities::extract_quantities(document);
    const analysis::SentenceReadings readings(document, quantities);
    result.insights =
        analysis::insights::extract_insights(document, readings, result.episode, result.sponsors, quantities);
    result.quotes = analysis::quotes::extract_quotes(document, readings, result.sponsors, result.insights);
    const auto people = analysis::person_words(document, result.episode, result.entities);
    const auto candidates = analysis::find_candidates(document, terms, parts_->background, result.sponsors, people);
    result.topics = analysis::topics::extract_topics(document, terms, parts_->background, candidates);
    result.chapters = analysis::chapters::place_chapters(document, result.episode.chapters);
    if (result.chapters.empty())
        result.chapters =
            analysis::chapters::find_chapters(document, terms, candidates, result.topics, result.sponsors);
    result.summary =
        analysis::summary::summarise(document, terms, result.topics, result.insights, result.entities, result.sponsors);
    refer(result);
    result.coverage = analysis::coverage_of(result.transcript, result.episode);
    result.tags = analysis::topics::choose_tags(result.topics, result.entities);
    return result;
}

}  // namespace earwitness
