#include "analysis/entities/cues.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/entities/hash_filter.h"
#include "analysis/entities/lexicon.h"

namespace earwitness::analysis::entities {
namespace {

struct Cue {
    std::uint32_t bit;
    std::string_view words;  // separated by spaces
};

constexpr Cue kCues[] = {
    {kArticle, "the this that these those our their your my his her its"},
    {kIndefinite, "a an another every any some"},
    {kIn, "in near around across throughout outside inside toward towards visit visited visiting downtown"},
    {kAt, "at from to into for"},
    {kBy, "by with and &"},
    {kTitle,
     "mr mr. mrs mrs. ms ms. dr dr. doctor prof prof. professor president senator sen sen. governor gov gov. "
     "congressman congresswoman "
     "representative rep rep. mayor judge justice general gen gen. colonel col col. captain capt capt. sergeant sgt "
     "sgt. lieutenant lt lt. major admiral "
     "commander officer detective agent king queen prince princess lord lady sir pope bishop father pastor reverend "
     "rev rev. rabbi saint st st. uncle "
     "aunt brother sister cousin coach chef minister chairman secretary speaker ambassador sheikh madam"},
    {kUse,
     "use uses used using run runs running install installed installing download via deploy deployed write writing "
     "written built building buy bought drive drove "
     "upgrade upgraded learn learning support supports try tried love on"},
    {kRole,
     "ceo cto cfo coo founder cofounder co-founder founders founded joined acquired acquire works worked working "
     "employee employees engineer engineers hired "
     "company companies startup startups analyst president vp director manager head partner client customer customers "
     "vendor agency"},
    {kPossessive, "'s \xE2\x80\x99s '"},
    {kSpeech,
     "said says say told tells asks asked thinks thought wrote writes explained talked talks mentioned added went goes "
     "knows knew lives lived died born "
     "married himself herself he she who"},
    {kCopula, "is was are were has had have will would can could should does did isn't wasn't"},
    {kOrgHead,
     "inc inc. corp corp. corporation co co. ltd ltd. llc plc group holdings university college institute foundation "
     "association committee department "
     "ministry bank church school party council society union court police office bureau board stock shares "
     "shareholders headquarters labs lab capital "
     "ventures partners securities team band club hospital museum"},
    {kProductHead,
     "app apps api apis language framework library database server servers cluster plugin software tool tools platform "
     "browser version model models "
     "engine driver repo code account phone laptop device devices car cars truck compiler operating extension command "
     "sdk cli protocol"},
    {kWorkHead,
     "podcast podcasts show shows episode episodes book books movie movies film films series album song songs season "
     "article paper blog novel magazine "
     "newsletter documentary trilogy track game games act amendment bill chapter title"},
    {kPlaceHead,
     "city county river street st st. avenue ave road state province island islands lake mountain mountains valley "
     "beach bay park airport bridge "
     "building square region area town village district coast border north south east west northern southern eastern "
     "western"},
    {kPeopleHead,
     "people community communities men women man woman government president army soldiers citizens culture church"},
    {kEventHead,
     "war battle conference summit festival championship championships tournament olympics election elections "
     "hurricane cyclone typhoon storm revolution crisis "
     "award awards workshop meetup symposium cup games day procession parade carnival holiday celebration ceremony "
     "race marathon match "
     "event events conventions convention expo gala premiere earthquake flood pandemic outbreak attack attacks "
     "massacre riot riots rally march"},
    {kWatch, "watch watched watching read reading listen listened listening play played playing called titled episode"},
    {kPersonHead,
     "author writer novelist poet journalist reporter editor professor teacher student scientist researcher physicist "
     "mathematician economist "
     "philosopher historian psychologist doctor nurse lawyer attorney actor actress singer rapper musician artist "
     "painter photographer comedian "
     "director producer filmmaker designer developer programmer engineer architect entrepreneur investor politician "
     "activist soldier veteran athlete "
     "player quarterback coach host co-host guest friend guy girl lady boy kid mother dad mom son daughter wife "
     "husband colleague expert specialist"},
    {kNaming, "called named titled known dubbed nicknamed"},
    {kCall, "hi hey hello thanks thank dear named name i'm am welcome guest host hosts joined"},
};

std::vector<std::pair<std::uint64_t, std::uint32_t>> make_table() {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> table;
    for (const Cue& cue : kCues)
        for (std::size_t at = 0; at < cue.words.size();) {
            const std::size_t end = std::min(cue.words.find(' ', at), cue.words.size());
            if (end > at) table.emplace_back(word_hash(cue.words.substr(at, end - at)), cue.bit);
            at = end + 1;
        }
    std::sort(table.begin(), table.end());
    std::vector<std::pair<std::uint64_t, std::uint32_t>> merged;
    for (const auto& [hash, bit] : table) {
        if (!merged.empty() && merged.back().first == hash)
            merged.back().second |= bit;
        else
            merged.emplace_back(hash, bit);
    }
    return merged;
}

}  // namespace

std::uint32_t cues_of(std::uint64_t lower_hash) {
    static const std::vector<std::pair<std::uint64_t, std::uint32_t>> kTable = make_table();
    static const HashFilter kFilter = [] {
        HashFilter filter(13);
        for (const auto& [hash, bits] : kTable) filter.add(hash);
        return filter;
    }();
    if (!kFilter.may_hold(lower_hash)) return 0;
    const auto found =
        std::lower_bound(kTable.begin(), kTable.end(), std::pair<std::uint64_t, std::uint32_t>{lower_hash, 0});
    return found != kTable.end() && found->first == lower_hash ? found->second : 0;
}

}  // namespace earwitness::analysis::entities
