#include "salience_labels.h"

#include <fstream>

#include "text/utf8.h"
#include "transcript/read.h"

namespace earwitness::training {
namespace {

using nlohmann::json;

std::string without_titles(std::string name) {
    static const std::set<std::string> kTitles = {"mr",      "mrs",       "ms",        "miss", "dr",      "doctor",
                                                  "prof",    "professor", "president", "vice", "senator", "secretary",
                                                  "general", "judge",     "justice",   "sir",  "king"};
    for (std::size_t gap = name.find(' '); gap != std::string::npos && kTitles.contains(name.substr(0, gap));
         gap = name.find(' '))
        name.erase(0, gap + 1);
    return name;
}

// The cluster with the shortest mention around the name; null where no mention holds it.
const json* cluster_of(const NameSpan& name, const json& record) {
    const json* best = nullptr;
    std::size_t shortest = 0;
    for (const json& cluster : record["entities"])
        for (const json& mention : cluster["mentions"]) {
            const std::size_t begin = mention["tok"][0], end = mention["tok"][1];
            if (begin > name.begin || end < name.end || (best != nullptr && end - begin >= shortest)) continue;
            best = &cluster;
            shortest = end - begin;
        }
    return best;
}

}  // namespace

NamesByDocument read_names(const std::string& path) {
    constexpr std::string_view kDocument = "# newdoc id = ";
    NamesByDocument documents;
    std::vector<NameSpan>* names = nullptr;
    std::size_t token = 0;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(kDocument)) {
            names = &documents[line.substr(kDocument.size())];
            token = 0;
        }
        const std::size_t tab = line.find('\t');
        if (names == nullptr || line.starts_with("# ") || tab == std::string::npos) continue;
        const std::string word = line.substr(0, tab);
        const char label = tab + 1 < line.size() ? line[tab + 1] : 'O';
        if (label == 'B') names->push_back({token, token + 1, word});
        if (label == 'I' && !names->empty()) {
            names->back().end = token + 1;
            names->back().text += ' ' + word;
        }
        ++token;
    }
    return documents;
}

Transcript talk_of(const json& record) {
    std::vector<transcript::GivenSegment> given;
    for (const json& sentence : record["sentences"])
        given.push_back({sentence["speaker"].get<std::string>(), sentence["text"].get<std::string>(), {}, {}});
    return transcript::transcript_from_segments(given);
}

std::string plain_name(std::string_view name) {
    std::string text = text::lower(name), out;
    for (const std::string_view tail : {" 's", "'s", " \xE2\x80\x99s", "\xE2\x80\x99s"})
        if (text.ends_with(tail)) text.resize(text.size() - tail.size());
    for (const char c : text)
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return without_titles(out.starts_with("the ") ? out.substr(4) : out);
}

std::set<std::string> names_in_summary(const json& record, const std::vector<NameSpan>& names) {
    std::set<std::string> out;
    for (const NameSpan& name : names) {
        const json* cluster = cluster_of(name, record);
        if (cluster == nullptr || !(*cluster)["human"].get<bool>()) continue;
        out.insert(plain_name(name.text));
        for (const json& mention : (*cluster)["mentions"])
            if (mention["kind"] == "proper") out.insert(plain_name(mention["text"].get<std::string>()));
    }
    return out;
}

}  // namespace earwitness::training
