#include "publish/jekyll/compat.h"

#include <algorithm>
#include <array>
#include <set>

#include "text/utf8.h"

namespace earwitness::publish::jekyll {
namespace {

constexpr std::size_t kShortest = 20, kLongest = 300, kMostQuotes = 30, kMostTags = 8, kTagTopics = 5;
constexpr int kLowestScore = 3;

// clang-format off
constexpr std::string_view kBusiness[] = {
    "market", "growth", "revenue", "investment", "venture capital", "valuation", "opportunity", "ipo", "vc", "funding", "competition",
    "acquisition", "seed", "b2b", "b2c", "saas", "moat", "series a", "series b", "merger", "defensibility", "gtm", "pmf",
    "product market fit", "go to market"};
constexpr std::string_view kAi[] = {
    "training", "inference", "llm", "large language model", "machine learning", "deep learning", "neural networks", "gpu", "tpu", "rag",
    "genai", "generative ai", "artificial intelligence", "copilot", "chatbot", "multimodal", "transformer", "embedding", "tokenization",
    "alignment", "computer vision", "fine-tuning", "nlp", "natural language processing", "prompt engineering", "foundation model",
    "ai assistant", "ai safety", "ai governance", "ai adoption", "ai transformation", "responsible ai", "retrieval augmented",
    "vector database", "tensor", "mlops", "code generation"};
constexpr std::string_view kCompanies[] = {
    "google", "microsoft", "openai", "nvidia", "monday", "meta", "amazon", "apple", "anthropic", "notion", "palantir", "perplexity",
    "hugging face", "amd", "intel", "replicate", "cohere", "scale ai"};
constexpr std::string_view kPhrases[] = {
    "the biggest", "most important", "you have to", "the problem is", "the reality is", "the thing about", "the key is", "here's what",
    "what we found"};
constexpr std::string_view kTagged[] = {"openai", "anthropic", "google", "microsoft", "apple", "meta", "nvidia"};

struct TopicWords {
    std::string_view name;
    std::array<std::string_view, 8> keywords;
};
constexpr TopicWords kTopics[] = {
    {"artificial intelligence", {"ai", "machine learning", "deep learning", "neural networks", "llm", "large language model"}},
    {"ai infrastructure", {"gpu", "tensor", "training", "inference", "model deployment", "vector database"}},
    {"generative ai", {"generative ai", "genai", "chatgpt", "gpt", "claude", "text generation", "image generation"}},
    {"startup", {"startup", "entrepreneur", "founder", "venture"}},
    {"investment", {"investment", "funding", "valuation", "ipo", "acquisition"}},
    {"cryptocurrency", {"crypto", "bitcoin", "ethereum", "blockchain", "altcoin", "stablecoin"}},
    {"trading", {"trading", "hodl", "whale", "bull market", "bear market", "altseason"}},
    {"defi", {"defi", "decentralized finance", "yield farming", "liquidity", "dex", "amm"}},
    {"web3", {"web3", "nft", "dao", "smart contract", "metaverse", "play to earn"}}};
// clang-format on

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

std::size_t times(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
        ++count;
    return count;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The span without white space around it.
Span trimmed_span(std::string_view text, Span span) {
    const std::string_view words = span.in(text), inner = text::trimmed(words);
    const auto begin = span.begin + static_cast<std::uint32_t>(inner.empty() ? 0 : inner.data() - words.data());
    return {begin, begin + static_cast<std::uint32_t>(inner.size())};
}

}  // namespace

CompatQuote compat_score(std::string_view sentence) {
    const std::string text = text::lower(sentence);
    CompatQuote quote;
    for (const std::string_view word : kBusiness)
        if (has(text, word)) quote.topics.emplace_back(word);
    quote.score = 2 * static_cast<int>(quote.topics.size());
    for (const std::string_view word : kAi) quote.score += has(text, word) ? 2 : 0;
    for (const std::string_view word : kCompanies) quote.score += has(text, word) ? 1 : 0;
    for (const std::string_view word : kPhrases) quote.score += has(text, word) ? 3 : 0;
    return quote;
}

std::vector<CompatQuote> compat_quotes(const Reading& reading) {
    const std::string_view text = reading.transcript->text;
    std::vector<CompatQuote> quotes;
    const auto consider = [&](Span span) {
        span = trimmed_span(text, span);
        const std::size_t length = characters(span.in(text));
        if (length < kShortest || length > kLongest) return;
        CompatQuote quote = compat_score(span.in(text));
        if (quote.score < kLowestScore) return;
        quote.span = span;
        quotes.push_back(std::move(quote));
    };
    for (const Paragraph& paragraph : reading.paragraphs) {
        std::uint32_t begin = paragraph.span.begin;
        for (std::uint32_t at = begin; at < paragraph.span.end; ++at) {
            if (text[at] != '.' && text[at] != '!' && text[at] != '?') continue;
            consider({begin, at});
            begin = at + 1;
        }
        consider({begin, paragraph.span.end});
    }
    std::stable_sort(quotes.begin(), quotes.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
    if (quotes.size() > kMostQuotes) quotes.resize(kMostQuotes);
    return quotes;
}

std::vector<CompatTopic> compat_topics(std::string_view transcript) {
    const std::string text = text::lower(transcript);
    std::vector<CompatTopic> topics;
    for (const TopicWords& known : kTopics) {
        CompatTopic topic{known.name};
        for (const std::string_view word : known.keywords) {
            if (word.empty()) continue;
            topic.keywords.push_back(word);
            topic.mentions += times(text, word);
        }
        topic.prominence = std::min(1.0, static_cast<double>(topic.mentions) / 10);
        if (topic.mentions > 0) topics.push_back(std::move(topic));
    }
    std::stable_sort(topics.begin(), topics.end(),
                     [](const auto& a, const auto& b) { return a.mentions > b.mentions; });
    return topics;
}

std::vector<std::string> compat_tags(const std::vector<CompatTopic>& topics, const std::vector<Entity>& entities) {
    std::vector<std::string> tags;
    for (std::size_t i = 0; i < std::min(kTagTopics, topics.size()); ++i) {
        tags.emplace_back(topics[i].name);
        std::replace(tags.back().begin(), tags.back().end(), ' ', '-');
    }
    for (const Entity& entity : entities) {
        const std::string name = text::lower(entity.name);
        if (std::find(std::begin(kTagged), std::end(kTagged), name) != std::end(kTagged) &&
            std::find(tags.begin(), tags.end(), name) == tags.end())
            tags.push_back(name);
    }
    if (tags.size() > kMostTags) tags.resize(kMostTags);
    return tags;
}

}  // namespace earwitness::publish::jekyll
