#include "analysis/entities/model_file.h"

#include <cstring>

#include "base/hash.h"

namespace earwitness::analysis::entities {
namespace {

constexpr std::string_view kMagic = "EWNAMES\n";
constexpr std::size_t kDigestBytes = 64;  // SHA-256 in hex
constexpr std::size_t kHeaderBytes = 8 + 4 + 8 + kDigestBytes;
constexpr std::uint32_t kMaxSections = 64;

template <typename Number>
Number number_at(std::string_view bytes, std::size_t at) {
    Number value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        value |= static_cast<Number>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

template <typename Number>
void append_number(std::string& out, Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
}

Error corrupt(std::string what) {
    return make_error(ErrorCode::kCorrupt,
                      "name model: " + std::move(what) + "; restore models/ner.bin or train it anew");
}

}  // namespace

Result<ModelFile> ModelFile::parse(std::string_view bytes) {
    if (bytes.size() < kMagic.size() || bytes.substr(0, kMagic.size()) != kMagic)
        return make_error(ErrorCode::kRefused, "name model: not a model of names (it does not begin with EWNAMES)");
    if (bytes.size() < kHeaderBytes) return corrupt("truncated inside its header");
    const auto format = number_at<std::uint32_t>(bytes, 8);
    if (format != kModelFormat)
        return make_error(ErrorCode::kRefused, "name model: format " + std::to_string(format) +
                                                   ", this program reads format " + std::to_string(kModelFormat) +
                                                   "; train it anew with training/train_ner.sh");
    const auto size = number_at<std::uint64_t>(bytes, 12);
    const std::string_view digest = bytes.substr(20, kDigestBytes), payload = bytes.substr(kHeaderBytes);
    if (payload.size() != size)
        return corrupt("holds " + std::to_string(payload.size()) + " bytes where its header says " +
                       std::to_string(size));
    if (base::sha256_hex(payload) != digest) return corrupt("its bytes were altered (SHA-256 differs)");
    ModelFile file;
    std::size_t at = 4;
    if (payload.size() < 4) return corrupt("has no sections");
    const auto count = number_at<std::uint32_t>(payload, 0);
    if (count > kMaxSections) return corrupt("names " + std::to_string(count) + " sections");
    for (std::uint32_t i = 0; i < count; ++i) {
        if (payload.size() - at < 16) return corrupt("ends inside its table of sections");
        const std::string_view name = payload.substr(at, 8);
        const auto length = number_at<std::uint64_t>(payload, at + 8);
        at += 16;
        if (length > payload.size() - at) return corrupt("a section is longer than the file");
        file.sections_.push_back({name.substr(0, name.find('\0')), payload.substr(at, length)});
        at += length;
    }
    return file;
}

Result<std::string_view> ModelFile::section(std::string_view name) const {
    for (const Section& section : sections_)
        if (section.name == name) return section.bytes;
    return corrupt("has no section " + std::string(name));
}

std::string ModelWriter::finish() const {
    std::string payload;
    append_number(payload, static_cast<std::uint32_t>(sections_.size()));
    for (const Section& section : sections_) {
        std::string name = section.name;
        name.resize(8, '\0');
        payload += name;
        append_number(payload, static_cast<std::uint64_t>(section.bytes.size()));
        payload += section.bytes;
    }
    std::string out(kMagic);
    append_number(out, kModelFormat);
    append_number(out, static_cast<std::uint64_t>(payload.size()));
    out += base::sha256_hex(payload);
    return out + payload;
}

}  // namespace earwitness::analysis::entities
