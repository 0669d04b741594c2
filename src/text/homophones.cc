#include <algorithm>
#include <array>
#include <string>

#include "text/sound_alike.h"

namespace earwitness::text {
namespace {

// Words of English that are said alike and written differently: sound_alike() cannot hear all of them from their
// letters. A set each, blanks around each word. Words that deny ("know", "no") are no mishearing and left out.
// clang-format off
constexpr std::array<std::string_view, 158> kSets = {
    " ad add ", " aid aide ", " ail ale ", " air heir ", " aisle isle ", " allowed aloud ", " altar alter ", " ate eight 8 ", " aunt ant ",
    " ball bawl ", " bare bear ", " base bass ", " be bee ", " beach beech ", " beat beet ", " been bin ", " berry bury ", " birth berth ",
    " bite byte bight ", " blew blue ", " board bored ", " bow bough ", " brake break ", " bread bred ", " bridal bridle ", " buy by bye ",
    " capital capitol ", " ceiling sealing ", " cell sell ", " cent scent sent ", " cereal serial ", " cite sight site ", " coarse course ",
    " complement compliment ", " council counsel ", " cue queue ", " days daze ", " dear deer ", " die dye ", " discreet discrete ", " doe dough ",
    " ensure insure ", " eye i aye ", " fair fare ", " faze phase ", " feat feet ", " find fined ", " fir fur ", " flair flare ", " flew flu flue ",
    " flour flower ", " for fore four 4 ", " foreword forward ", " forth fourth ", " foul fowl ", " gait gate ", " genes jeans ", " great grate ",
    " guessed guest ", " hair hare ", " hall haul ", " heal heel ", " hear here ", " heard herd ", " hi high ", " higher hire ", " him hymn ",
    " hoarse horse ", " hole whole ", " hour our ", " idle idol ", " in inn ", " key quay ", " knead need ", " knew new ", " knight night ",
    " knows nose ", " lead led ", " lean lien ", " lessen lesson ", " lie lye ", " loan lone ", " made maid ", " mail male ", " main mane ",
    " maize maze ", " meat meet ", " medal meddle ", " metal mettle ", " mind mined ", " miner minor ", " missed mist ", " moose mousse ",
    " morning mourning ", " muscle mussel ", " naval navel ", " oar or ore ", " one won ", " pail pale ", " pain pane ", " pair pare pear ",
    " passed past ", " patience patients ", " pause paws ", " peace piece ", " peak peek pique ", " peer pier ", " plain plane ", " pole poll ",
    " poor pour pore ", " pray prey ", " presence presents ", " principal principle ", " profit prophet ", " rain reign rein ", " raise rays ",
    " rap wrap ", " read red ", " reed read ", " real reel ", " right rite wright write ", " ring wring ", " road rode rowed ", " role roll ",
    " root route ", " sail sale ", " scene seen ", " sea see ", " seam seem ", " sew so sow ", " shear sheer ", " sole soul ", " some sum ",
    " son sun ", " stair stare ", " stake steak ", " steal steel ", " tail tale ", " their there ", " threw through ", " thrown throne ",
    " tide tied ", " time thyme ", " to too two 2 ", " toe tow ", " wade weighed ", " wail whale ", " waist waste ", " wait weight ",
    " ware wear where ", " way weigh ", " ways weighs ", " weak week ", " weather whether ", " which witch ", " whine wine ", " wood would ",
    " yoke yolk "};
// clang-format on

}  // namespace

bool are_homophones(std::string_view a, std::string_view b) {
    const std::string left = " " + std::string(a) + " ", right = " " + std::string(b) + " ";
    const auto both = [&](std::string_view set) {
        return set.find(left) != std::string_view::npos && set.find(right) != std::string_view::npos;
    };
    return std::any_of(kSets.begin(), kSets.end(), both);
}

}  // namespace earwitness::text
