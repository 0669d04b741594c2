#include "analysis/entities/lexicon.h"

#include <cstring>

namespace earwitness::analysis::entities {
namespace {

constexpr std::size_t kEntryBytes = 12;  // key 4, cluster 2, lists 4, usage 1, flags 1

std::uint32_t little(const unsigned char* at, int bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < bytes; ++i) value |= static_cast<std::uint32_t>(at[i]) << (8 * i);
    return value;
}

void append_little(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

Result<std::vector<Lexicon::Entry>> table_of(std::string_view bytes) {
    if (bytes.size() % kEntryBytes != 0)
        return make_error(ErrorCode::kCorrupt,
                          "name model: a word table of " + std::to_string(bytes.size()) + " bytes is no table");
    std::size_t capacity = 16;
    while (capacity < bytes.size() / kEntryBytes * 4 / 3 + 1) capacity *= 2;
    std::vector<Lexicon::Entry> table(capacity);
    for (std::size_t i = 0; i < bytes.size(); i += kEntryBytes) {
        const auto* at = reinterpret_cast<const unsigned char*>(bytes.data()) + i;
        Lexicon::Entry entry;
        entry.key = little(at, 4);
        entry.cluster = static_cast<std::uint16_t>(little(at + 4, 2));
        entry.lists = little(at + 6, 4);
        entry.usage = at[10];
        entry.flags = at[11];
        std::size_t place = entry.key >> 4 & (capacity - 1);
        while (table[place].key != 0) place = (place + 1) & (capacity - 1);
        table[place] = entry;
    }
    return table;
}

}  // namespace

std::uint64_t word_hash(std::string_view word) {
    std::uint64_t hash = 0x2545F4914F6CDD1Dull ^ word.size();
    std::size_t at = 0;
    for (; at + 8 <= word.size(); at += 8) {
        std::uint64_t block = 0;
        for (std::size_t i = 0; i < 8; ++i)
            block |= static_cast<std::uint64_t>(static_cast<unsigned char>(word[at + i])) << (8 * i);
        hash = (hash ^ block) * 0x9E3779B97F4A7C15ull;
        hash ^= hash >> 29;
    }
    std::uint64_t rest = 0;
    for (std::size_t shift = 0; at < word.size(); ++at, shift += 8)
        rest |= static_cast<std::uint64_t>(static_cast<unsigned char>(word[at])) << shift;
    hash = (hash ^ rest) * 0xD6E8FEB86659FD93ull;
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93ull;
    return hash ^ hash >> 31;
}

Result<Lexicon> Lexicon::load(std::string_view words, std::string_view phrases) {
    Result<std::vector<Entry>> word_table = table_of(words), phrase_table = table_of(phrases);
    if (!word_table) return word_table.error();
    if (!phrase_table) return phrase_table.error();
    Lexicon lexicon;
    lexicon.words_ = std::move(*word_table);
    lexicon.phrases_ = std::move(*phrase_table);
    for (const Entry& entry : lexicon.phrases_)
        if (entry.key != 0) lexicon.phrase_filter_.add(std::uint64_t{entry.key} << 32);
    return lexicon;
}

std::string Lexicon::section(const std::vector<Entry>& entries) {
    std::string out;
    for (const Entry& entry : entries) {
        append_little(out, entry.key, 4);
        append_little(out, entry.cluster, 2);
        append_little(out, entry.lists, 4);
        append_little(out, entry.usage, 1);
        append_little(out, entry.flags, 1);
    }
    return out;
}

}  // namespace earwitness::analysis::entities
