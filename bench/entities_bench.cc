// Words a second of name recognition (sentences and tokens, tagging, merging) on one thread, beside `wc -w` in the same
// run:
//   entities_bench FILE_OR_FOLDER [rounds]
// A folder's files are taken one document each, as plain text. CPU seconds of the thread, so that a busy machine counts
// less.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/document.h"
#include "analysis/entities/entities.h"
#include "base/files.h"

namespace {

using namespace earwitness;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double children_seconds() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

// Words as wc counts them, and the CPU seconds that it took over all files.
double time_wc(const std::vector<std::filesystem::path>& paths, std::size_t& words) {
    const std::filesystem::path list =
        std::filesystem::temp_directory_path() / ("entities_bench." + std::to_string(std::clock()));
    std::string names;
    for (const auto& path : paths) names += path.string() + '\0';
    if (!base::write_file_atomic(list, names)) return 0;
    const double start = children_seconds();
    FILE* pipe = popen(("wc -w --files0-from='" + list.string() + "' | tail -1").c_str(), "r");
    words = 0;
    if (pipe == nullptr || std::fscanf(pipe, "%zu", &words) != 1) words = 0;
    if (pipe != nullptr) pclose(pipe);
    std::filesystem::remove(list);
    return children_seconds() - start;
}

struct Spent {
    double document = 0, entities = 0;
    std::size_t names = 0, mentions = 0;
};

Spent time_ours(const std::vector<Transcript>& transcripts, const analysis::entities::EntityModel& model) {
    Spent spent;
    for (const Transcript& transcript : transcripts) {
        const double start = cpu_seconds();
        const analysis::Document document = analysis::build_document(transcript);
        const double built = cpu_seconds();
        const std::vector<Entity> entities = analysis::entities::extract_entities(document, {}, model, {});
        spent.document += built - start;
        spent.entities += cpu_seconds() - built;
        spent.names += entities.size();
        for (const Entity& entity : entities) spent.mentions += entity.mentions.size();
    }
    return spent;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: entities_bench FILE_OR_FOLDER [rounds]\n"), 2;
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    std::vector<std::filesystem::path> paths;
    if (std::filesystem::is_directory(argv[1])) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1]))
            if (entry.is_regular_file()) paths.push_back(entry.path());
    } else {
        paths.emplace_back(argv[1]);
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Transcript> transcripts;
    for (const auto& path : paths) {
        Result<std::string> text = base::read_file(path);
        if (!text) return std::fprintf(stderr, "entities_bench: %s\n", text.error().message.c_str()), 1;
        Transcript transcript;
        transcript.segments.push_back({{0, static_cast<std::uint32_t>(text->size())}, {}, {}, kNoSpeaker});
        transcript.text = std::move(*text);
        transcripts.push_back(std::move(transcript));
    }
    const auto model = analysis::entities::EntityModel::load(analysis::entities::EntityModel::builtin_bytes());
    if (!model) return std::fprintf(stderr, "entities_bench: %s\n", model.error().message.c_str()), 1;
    std::vector<double> ours, wc;
    std::size_t words = 0;
    Spent last;
    for (int round = 0; round < rounds; ++round) {
        wc.push_back(time_wc(paths, words));
        last = time_ours(transcripts, *model);
        ours.push_back(last.document + last.entities);
    }
    std::sort(ours.begin(), ours.end());
    std::sort(wc.begin(), wc.end());
    const auto rate = [&](double seconds) { return static_cast<double>(words) / seconds / 1e6; };
    std::printf("%zu documents, %zu words, %zu names, %zu mentions; %d rounds, CPU seconds of one thread\n",
                paths.size(), words, last.names, last.mentions, rounds);
    std::printf("recognition    %6.2f M words/s best, %6.2f median (last round: %.0f %% sentences and tokens)\n",
                rate(ours.front()), rate(ours[ours.size() / 2]), 100 * last.document / (last.document + last.entities));
    std::printf("wc -w          %6.2f M words/s best, %6.2f median\n", rate(wc.front()), rate(wc[wc.size() / 2]));
    std::printf("ours/wc        %6.3f\n", wc.front() / ours.front());
    return words == 0 ? 1 : 0;
}
