// Analyses all transcripts of a folder on one core, reading included, and counts their words with `wc -w` in the same
// run:
//   analysis_bench FOLDER [rounds]
// Prints the best of the rounds in MB of transcript files a second of processor time, and how many times slower than wc
// that is.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "earwitness/engine.h"
#include "transcript/read.h"

namespace {

using namespace earwitness;
// Processor time, not the wall's: the figure is for one core, whatever else the machine does.
double processor_seconds(int who) {
    rusage usage{};
    getrusage(who, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double time_analysis(const Engine& engine, const std::vector<std::string>& files, std::size_t& findings) {
    const double start = processor_seconds(RUSAGE_SELF);
    findings = 0;
    for (const std::string& file : files) {
        auto read = transcript::read_transcript(file);
        if (!read) continue;
        const Analysis a = engine.analyze(std::move(read->transcript), {});
        findings += a.entities.size() + a.quotes.size() + a.insights.size() + a.topics.size() + a.chapters.size() +
                    a.sponsors.size();
    }
    return processor_seconds(RUSAGE_SELF) - start;
}

double time_wc(const std::string& joined) {
    const double start = processor_seconds(RUSAGE_CHILDREN);
    const std::string command = "wc -w < '" + joined + "' > /dev/null";
    if (std::system(command.c_str()) != 0) return 0;
    return processor_seconds(RUSAGE_CHILDREN) - start;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: analysis_bench FOLDER [rounds]\n"), 2;
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1]))
        if (entry.is_regular_file()) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> files;
    std::string all;
    for (const auto& path : paths)
        if (auto read = base::read_file(path)) {
            all += *read;
            files.push_back(std::move(*read));
        }
    const std::string joined = (std::filesystem::temp_directory_path() / "earwitness-analysis-bench.txt").string();
    if (const auto written = base::write_file_atomic(joined, all); !written)
        return std::fprintf(stderr, "%s\n", written.error().message.c_str()), 1;
    const auto engine = Engine::create();
    if (!engine) return std::fprintf(stderr, "%s\n", engine.error().message.c_str()), 1;
    double ours = 1e9, wc = 1e9;
    std::size_t findings = 0;
    for (int round = 0; round < rounds; ++round) {
        ours = std::min(ours, time_analysis(*engine, files, findings));
        wc = std::min(wc, time_wc(joined));
    }
    std::filesystem::remove(joined);
    const double megabytes = static_cast<double>(all.size()) / 1e6;
    std::printf(
        "%zu files, %.1f MB, %zu findings\nanalysis %8.1f MB/s\nwc -w    %8.1f MB/s\nratio    %8.2f (analysis time / "
        "wc time)\n",
        files.size(), megabytes, findings, megabytes / ours, megabytes / wc, ours / wc);
    return 0;
}
