// Parses all files of a folder, in memory, with ours and with libxml2's tree building in recovery, by turns in one run:
//   feed_bench FOLDER [rounds]
// Ours gives typed values (dates, durations, text), libxml2 only the tree, so that equal is good.
#include <libxml/parser.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/inflate.h"
#include "feed/feed.h"

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double time_ours(const std::vector<std::string>& files, std::size_t& episodes) {
    const auto start = std::chrono::steady_clock::now();
    episodes = 0;
    for (const std::string& file : files)
        if (const auto feed = earwitness::feed::parse_feed(file)) episodes += feed->episodes.size();
    return seconds_since(start);
}

double time_libxml2(const std::vector<std::string>& files, std::size_t& trees) {
    const auto start = std::chrono::steady_clock::now();
    trees = 0;
    for (const std::string& file : files) {
        xmlDoc* tree = xmlReadMemory(
            file.data(), static_cast<int>(file.size()), nullptr, nullptr,
            XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
        if (tree != nullptr) ++trees;
        xmlFreeDoc(tree);
    }
    return seconds_since(start);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: feed_bench FOLDER [rounds]\n"), 2;
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 10;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1]))
        if (entry.is_regular_file()) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> files;
    double bytes = 0;
    for (const auto& path : paths) {
        auto read = earwitness::base::read_file(path);
        if (!read) continue;
        // libxml2 reads no gzip from memory: both get the plain bytes.
        if (earwitness::base::looks_gzipped(*read))
            read = earwitness::base::inflate_bytes(*read, std::size_t{64} << 20);
        if (!read) continue;
        bytes += static_cast<double>(read->size());
        files.push_back(std::move(*read));
    }
    double ours = 1e9, libxml2 = 1e9;
    std::size_t episodes = 0, trees = 0;
    for (int round = 0; round < rounds; ++round) {
        ours = std::min(ours, time_ours(files, episodes));
        libxml2 = std::min(libxml2, time_libxml2(files, trees));
    }
    std::printf("%zu files, %.1f MB, best of %d\n", files.size(), bytes / 1e6, rounds);
    std::printf("earwitness     %7.1f MB/s  %zu episodes, typed\n", bytes / 1e6 / ours, episodes);
    std::printf("libxml2 tree   %7.1f MB/s  %zu trees\n", bytes / 1e6 / libxml2, trees);
    std::printf("ours/libxml2   %7.2f\n", libxml2 / ours);
    return files.empty() ? 1 : 0;
}
