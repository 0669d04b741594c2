#include "analysis/entities/contexts.h"

#include <algorithm>
#include <string>

namespace earwitness::analysis::entities {

Result<ContextTyper> ContextTyper::load(const ModelFile& model) {
    const Result<std::string_view> section = model.section("contexts");
    if (!section) return section.error();
    ContextTyper typer;
    while (typer.bits_ < 20 && 4 + (kContextClasses << typer.bits_) < section->size()) ++typer.bits_;
    if (typer.bits_ == 0 || 4 + (kContextClasses << typer.bits_) != section->size())
        return make_error(ErrorCode::kCorrupt,
                          "name model: contexts of " + std::to_string(section->size()) + " bytes are no power of two");
    std::uint32_t millionths = 0;
    for (std::size_t i = 0; i < 4; ++i)
        millionths |= static_cast<std::uint32_t>(static_cast<unsigned char>((*section)[i])) << (8 * i);
    typer.unit_ = static_cast<float>(millionths) / 1e6f;
    typer.rows_ = reinterpret_cast<const std::int8_t*>(section->data() + 4);
    return typer;
}

Evidence ContextTyper::evidence(const Reading& reading, const TypedSpan& name) const {
    const auto behind =
        std::upper_bound(reading.sentences.begin(), reading.sentences.end(), name.first_token,
                         [](std::uint32_t token, const TokenRange& sentence) { return token < sentence.first; });
    std::array<std::int32_t, kContextClasses> sum{};
    context_features(reading, *(behind - 1), name.first_token, name.token_count, [&](std::uint64_t hash) {
        const std::int8_t* row = rows_ + (hash >> (64 - bits_)) * kContextClasses;
        for (std::size_t c = 0; c < kContextClasses; ++c) sum[c] += row[c];
    });
    Evidence odds{};
    for (std::size_t c = 0; c < kContextClasses; ++c) odds[c] = static_cast<float>(sum[c]) * unit_;
    return odds;
}

}  // namespace earwitness::analysis::entities
