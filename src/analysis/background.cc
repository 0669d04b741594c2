#include "analysis/background.h"

// The file, little endian: "EWBG", u32 version, u32 windows, u32 slots (a power of two), then the slots of eight
// bytes: u32 fingerprint (0: empty), u16 windows, u8 share of capitals in 255ths, u8 zero. Linear probing.
#include <algorithm>
#include <cmath>

extern "C" {
extern const char earwitness_background_begin[];
extern const char earwitness_background_end[];
}

namespace earwitness::analysis {
namespace {

constexpr std::string_view kMagic = "EWBG";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 16;

std::uint32_t read_u32(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

void append_u32(std::uint32_t value, std::string& out) {
    for (int i = 0; i < 4; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

constexpr std::uint64_t kFnvStart = 14695981039346656037u;

// FNV-1a, finished so that high and low halves are independent enough for slot and fingerprint.
std::uint64_t hashed(std::uint64_t hash, std::string_view bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash;
}

std::uint64_t finished(std::uint64_t hash) {
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdu;
    return hash ^ hash >> 33;
}

std::uint32_t fingerprint_of(std::uint64_t hash) {
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(hash >> 32));
}

}  // namespace

Result<Background> Background::load(std::string_view bytes) {
    if (bytes.size() < kHeader || bytes.substr(0, 4) != kMagic)
        return make_error(ErrorCode::kRefused, "not a background table: it does not begin with EWBG");
    if (read_u32(bytes, 4) != kVersion)
        return make_error(ErrorCode::kRefused, "a background table of version " + std::to_string(read_u32(bytes, 4)) +
                                                   "; this program reads version 1");
    Background table;
    table.windows_ = read_u32(bytes, 8);
    const std::uint32_t slots = read_u32(bytes, 12);
    if (slots == 0 || (slots & (slots - 1)) != 0 || bytes.size() != kHeader + std::size_t{slots} * kSlot)
        return make_error(ErrorCode::kCorrupt, "the background table has " + std::to_string(bytes.size()) +
                                                   " bytes where its head promises " + std::to_string(slots) +
                                                   " slots");
    table.mask_ = slots - 1;
    table.slots_ = bytes.substr(kHeader);
    constexpr std::uint32_t kTabled = 1024;
    for (std::uint32_t windows = 0; windows < kTabled; ++windows) table.rarities_.push_back(table.rarity_of(windows));
    return table;
}

std::string_view Background::builtin_bytes() {
    return {earwitness_background_begin,
            static_cast<std::size_t>(earwitness_background_end - earwitness_background_begin)};
}

std::uint64_t Background::hash_of(std::string_view key) { return finished(hashed(kFnvStart, key)); }

std::uint64_t Background::hash_of(std::string_view left, std::string_view right) {
    return finished(hashed(hashed(hashed(kFnvStart, left), " "), right));
}

Background::Entry Background::find(std::uint64_t hash) const {
    const std::uint32_t wanted = fingerprint_of(hash);
    // A full table (never written by background_file) must not loop for ever.
    for (std::uint32_t step = 0; step <= mask_; ++step) {
        const std::size_t at = place_of(hash + step);
        const std::uint32_t found = read_u32(slots_, at);
        if (found == 0) break;
        if (found != wanted) continue;
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(slots_[at + i]); };
        return {static_cast<std::uint16_t>(byte(4) | byte(5) << 8), static_cast<float>(byte(6)) / 255.0f};
    }
    return {};
}

float Background::rarity_of(std::uint32_t windows) const {
    return static_cast<float>(std::log((static_cast<double>(windows_) + 1.0) / (static_cast<double>(windows) + 1.0)));
}

std::string background_file(const std::vector<BackgroundCount>& counts, std::uint32_t windows) {
    std::uint32_t slots = 16;
    while (slots * 3ull < counts.size() * 4ull) slots *= 2;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> table(slots);  // fingerprint, value
    for (const BackgroundCount& count : counts) {
        const std::uint64_t hash = Background::hash_of(count.key);
        std::uint32_t at = static_cast<std::uint32_t>(hash) & (slots - 1);
        while (table[at].first != 0) at = (at + 1) & (slots - 1);
        table[at] = {fingerprint_of(hash), std::min<std::uint32_t>(count.windows, 65535) |
                                               static_cast<std::uint32_t>(std::lround(count.capitalised * 255)) << 16};
    }
    std::string out(kMagic);
    for (const std::uint32_t value : {kVersion, windows, slots}) append_u32(value, out);
    for (const auto& [fingerprint, value] : table) {
        append_u32(fingerprint, out);
        append_u32(value, out);
    }
    return out;
}

}  // namespace earwitness::analysis
