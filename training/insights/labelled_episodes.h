// The labelled sentences that insights_train learns from, with the features that the product computes of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/sentence_features.h"
#include "earwitness/findings.h"
#include "earwitness/transcript.h"
#include "training/insights/logistic.h"

namespace earwitness::training {

// The insight types, and behind them whether a sentence belongs to a quotable run.
inline constexpr int kTargets = kInsightTypes + 1;
inline constexpr int kQuote = kInsightTypes;

// Behind the features of a row stand the n-gram buckets, and one for sentences of sparse episodes: they were picked for
// being likely and would else raise every probability. That last one is no part of the product's weights.
inline constexpr std::uint32_t kFirstBucket = analysis::kFeatures;
inline constexpr std::uint32_t kPicked = kFirstBucket + analysis::kNgramBuckets;
inline constexpr std::uint32_t kGraded = kPicked + 1;  // likewise for passages graded as quotes
inline constexpr std::uint32_t kColumns = kGraded + 1;

// How much a word counts beside a cue: less than one shrinks what words can say.
inline constexpr double kNgramValue = 0.35;

struct LabelledSentence {
    Row row;  // without buckets
    std::vector<std::uint32_t> buckets;
    std::string text;
    double weight[kTargets];
    bool gold[kTargets] = {}, doubted[kTargets] = {};
    bool ignored = false;               // in a sponsor read
    double probability[kTargets] = {};  // set by leave-one-out
};

struct LabelledEpisode {
    std::string id;
    std::vector<LabelledSentence> sentences;
    std::shared_ptr<const Transcript> transcript;
    std::vector<SponsorRead> sponsors;
    std::vector<Span> quotes;
    bool sparse = false;  // only single sentences were judged: trained on, never scored
};

// The lines of a file that prepare.py wrote, whole episodes first. Empty where there is no such file.
std::vector<LabelledEpisode> read_labelled_episodes(const std::string& path);

std::string target_name(int target);

}  // namespace earwitness::training
