// Grounds quotations in one long transcript on one core:
//   grounding_bench FOLDER [quotations] [rounds]
// Joins transcripts of the folder to 30,000 words (three hours), cuts quotations out of them, changes every other one
// as a recogniser would, and prints the best round's milliseconds of processor time, the index included.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "base/files.h"
#include "llm/grounding.h"
#include "transcript/read.h"

namespace {

using namespace earwitness;

double processor_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& t) {
        return 1e3 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_usec);
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: grounding_bench FOLDER [quotations] [rounds]\n"), 2;
    const std::size_t wanted = argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 1'000;
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 9;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1]))
        if (entry.is_regular_file()) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::string text;
    std::vector<Span> turns;
    std::vector<text::SpokenWord> words;
    for (std::size_t i = 0; i < paths.size() && words.size() < 30'000; ++i) {
        const auto bytes = base::read_file(paths[i]);
        if (!bytes) continue;
        const auto read = transcript::read_transcript(*bytes);
        if (!read) continue;
        const auto base = static_cast<std::uint32_t>(text.size());
        text += read->transcript.text + "\n";
        for (const Span& turn : llm::turns_of(read->transcript)) {
            if (words.size() >= 30'000) break;
            turns.push_back({turn.begin + base, turn.end + base});
            text::spoken_words(text, turns.back(), words);
        }
    }
    std::mt19937 random(1);
    std::vector<std::string> quotations;
    std::vector<Span> long_turns;
    for (const Span& turn : turns)
        if (turn.size() > 300) long_turns.push_back(turn);
    if (long_turns.empty()) return std::fprintf(stderr, "no talk in %s\n", argv[1]), 1;
    while (quotations.size() < wanted) {
        const Span turn = long_turns[random() % long_turns.size()];
        std::size_t from = turn.begin + random() % (turn.size() - 250);
        from = text.find(' ', from) + 1;
        std::string quotation =
            text.substr(from, text.find(' ', std::min<std::size_t>(from + 60 + random() % 120, turn.end - 1)) - from);
        if (quotations.size() % 2 == 1) {  // a word in five loses its second letter, one in nine goes
            std::string changed;
            for (std::size_t at = 0; at < quotation.size();) {
                const std::size_t end = std::min(quotation.find(' ', at), quotation.size());
                std::string word = quotation.substr(at, end - at);
                if (word.size() > 5 && random() % 5 == 0) word.erase(1, 1);
                if (word.size() > 3 || random() % 9 != 0) changed += word + " ";
                at = end + 1;
            }
            quotation = changed;
        }
        quotations.push_back(std::move(quotation));
    }
    double best = 1e18;
    std::size_t grounded = 0;
    for (int round = 0; round < rounds; ++round) {
        const double start = processor_ms();
        const text::QuotationIndex index(text, turns);
        grounded = 0;
        for (const auto& quotation : quotations) grounded += !llm::ground(index, quotation).refused;
        best = std::min(best, processor_ms() - start);
    }
    std::printf("%zu quotations in %zu words: %.1f ms of one core, index included; %zu grounded\n", quotations.size(),
                words.size(), best, grounded);
    return 0;
}
