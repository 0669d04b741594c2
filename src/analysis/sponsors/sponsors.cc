#include "analysis/sponsors/sponsors.h"

// Sentences that show a strong sign of an advertisement are anchors. A stretch grows from anchor to anchor as long
// as what lies between is short and one voice speaks, or weak signs fill it; it counts when its signs together do.
#include <algorithm>
#include <array>
#include <bit>

#include "analysis/sponsors/signals.h"
#include "text/utf8.h"

namespace earwitness::analysis::sponsors {
namespace {

constexpr float kAnchor = 1.5f;   // a sentence with as much may begin a stretch
constexpr float kStretch = 2.5f;  // a stretch with less is talk that only sounds like one
constexpr std::size_t kGap = 4;   // sentences without a sign that a stretch may bridge
constexpr std::size_t kLongestRead = 40;

constexpr std::array<std::string_view, 9> kMarkers = {
    "break", "ad", "ads", "advertisement", "sponsor", "sponsors", "sponsor break", "promo", "commercial"};

struct Stretch {
    std::size_t first = 0, last = 0;
    float total = 0;
    bool marker = false;
};

class Finder {
  public:
    Finder(const Document& document, const Terms& terms)
        : document_(document), terms_(terms), signals_(find_signals(document, terms)) {
        for (const Speaker& speaker : document.transcript->speakers) {
            const std::string name = text::lower(speaker.name);
            is_marker_.push_back(std::find(kMarkers.begin(), kMarkers.end(), name) != kMarkers.end());
        }
    }

    std::vector<SponsorRead> find() {
        std::vector<SponsorRead> reads;
        std::size_t next = 0;
        for (std::size_t i = 0; i < signals_.size(); ++i) {
            if (i < next || (!marked(i) && !anchors(i))) continue;
            Stretch stretch = marked(i) ? marker_at(i) : grown_from(i, next);
            next = stretch.last + 1;
            if (!stretch.marker && !counts(stretch)) {
                next = i + 1;
                continue;
            }
            reads.push_back(read_of(stretch));
        }
        return reads;
    }

  private:
    bool marked(std::size_t i) const {
        const int speaker = document_.sentences[i].speaker;
        return speaker >= 0 && static_cast<std::size_t>(speaker) < is_marker_.size() &&
               is_marker_[static_cast<std::size_t>(speaker)];
    }

    bool anchors(std::size_t i) const {
        const Signal& s = signals_[i];
        return s.total() >= kAnchor && s.opener + s.offer + s.upkeep > 0;
    }

    Stretch marker_at(std::size_t i) const {
        Stretch stretch{i, i, 0, true};
        while (stretch.last + 1 < signals_.size() && marked(stretch.last + 1)) ++stretch.last;
        // A bare marker ("Break: 41:28") has nothing in it that could be taken for talk.
        std::uint32_t words = 0;
        for (std::size_t s = stretch.first; s <= stretch.last; ++s) words += document_.sentences[s].token_count;
        stretch.marker = words > 4;
        return stretch;
    }

    // From the anchor forward while signs come, then back over weak signs of the same turn.
    Stretch grown_from(std::size_t anchor, std::size_t low) const {
        Stretch stretch{anchor, anchor, signals_[anchor].total(), false};
        const std::string brand = advertiser_of(stretch);
        // Within a read that is announced, what lies between two clear signs belongs to it, even if it shows none.
        const std::size_t gap = signals_[anchor].opener >= 2 ? 2 * kGap : kGap;
        for (std::size_t i = anchor + 1; i < signals_.size() && i - stretch.last <= gap && i - anchor < kLongestRead;
             ++i) {
            if (signals_[i].returns && !anchors(i)) break;
            if (signals_[i].opener >= 2 && signals_[i].name_token != 0) break;  // the next advertiser's read
            const bool same_voice = document_.sentences[i].turn == document_.sentences[anchor].turn || unlabelled(i);
            const bool names_it =
                brand.size() > 2 && document_.of(document_.sentences[i].span).find(brand) != std::string_view::npos;
            const float sign = signals_[i].total() + (names_it ? 1.0f : 0.0f);
            if (!same_voice && !anchors(i)) break;
            if (sign < (i - stretch.last > 2 ? 1.0f : 0.5f)) continue;
            stretch.last = i;
            stretch.total += sign;
        }
        for (std::size_t i = anchor; i-- > low && anchor - i <= kGap && signals_[anchor].opener == 0;) {
            if (document_.sentences[i].turn != document_.sentences[anchor].turn) break;
            if (signals_[i].total() < 0.5f) break;
            stretch.first = i;
            stretch.total += signals_[i].total();
        }
        return stretch;
    }

    bool unlabelled(std::size_t i) const { return document_.sentences[i].speaker == kNoSpeaker; }

    // A lone sign has to be clear; what guests say of their own sponsors in the middle of talk is not a read.
    bool counts(const Stretch& stretch) const {
        float opener = 0, offer = 0, upkeep = 0;
        unsigned kinds = 0;
        bool invitation = false;
        for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
            if (signals_[i].joke) continue;
            opener = std::max(opener, signals_[i].opener);
            offer += signals_[i].offer;
            upkeep += signals_[i].upkeep;
            invitation |= signals_[i].upkeep >= kAnchor;
            kinds |= signals_[i].kinds;
        }
        if (opener >= 2 || (upkeep >= 2 && invitation)) return true;
        return opener + offer >= kAnchor && stretch.total >= kStretch && std::popcount(kinds) > 1;
    }

    SponsorRead read_of(const Stretch& stretch) const {
        SponsorRead read;
        read.span = {document_.sentences[stretch.first].span.begin, document_.sentences[stretch.last].span.end};
        read.start_ms = document_.start_ms_at(read.span.begin);
        read.end_ms = document_.end_ms_at(read.span.end);
        read.name = advertiser_of(stretch);
        return read;
    }

    // The name behind "brought to you by", else the address that is read out.
    std::string advertiser_of(const Stretch& stretch) const {
        std::string domain;
        for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
            const Sentence& sentence = document_.sentences[i];
            const std::uint32_t end = sentence.first_token + sentence.token_count;
            if (signals_[i].name_token != 0) {
                const std::string name = capitals_at(signals_[i].name_token, end);
                if (!name.empty()) return name;
            }
            for (std::uint32_t t = sentence.first_token; t < end && domain.empty(); ++t)
                domain = domain_name(document_.of(document_.tokens[t].span));
        }
        return domain;
    }

    // "Fastly", "Ten Thousand Coffees": the run of capitalised words within a few tokens ("our friends at").
    std::string capitals_at(std::uint32_t token, std::uint32_t end) const {
        const auto capital = [&](std::uint32_t t) {
            const char c = document_.of(document_.tokens[t].span)[0];
            return document_.tokens[t].kind != text::TokenKind::kPunctuation &&
                   ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
        };
        std::uint32_t first = token;
        while (first < end && first < token + 4 && !capital(first)) ++first;
        if (first >= end || first == token + 4) return {};
        std::uint32_t last = first;
        while (last + 1 < end && last - first < 3 && capital(last + 1)) ++last;
        if (terms_.of_token[first] != kNoTerm && terms_.word_class[terms_.of_token[first]] == text::WordClass::kStop)
            return {};
        return std::string(document_.of({document_.tokens[first].span.begin, document_.tokens[last].span.end}));
    }

    static std::string domain_name(std::string_view token) {
        if (domain_label(token) == 0) return {};
        if (const auto scheme = token.find("://"); scheme != std::string_view::npos) token.remove_prefix(scheme + 3);
        if (token.substr(0, 4) == "www.") token.remove_prefix(4);
        std::string label = text::lower(token.substr(0, token.find('.')));
        if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 32);
        return label;
    }

    const Document& document_;
    const Terms& terms_;
    std::vector<Signal> signals_;
    std::vector<bool> is_marker_;
};

}  // namespace

std::vector<SponsorRead> find_sponsors(const Document& document, const Terms& terms) {
    return Finder(document, terms).find();
}

}  // namespace earwitness::analysis::sponsors
