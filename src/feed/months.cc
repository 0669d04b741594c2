#include "feed/months.h"

#include <array>
#include <string>

namespace earwitness::feed {
namespace {

// English first; then Spanish, Portuguese, Italian, French, German, Dutch, the Scandinavian languages, Catalan, Polish,
// Romanian, Hungarian, Turkish, Indonesian, Russian, Ukrainian's own, Greek, Finnish.
constexpr std::array<std::string_view, 12> kNames = {
    " january jan ene enero janeiro gen gennaio janvier janv januar jänner jän januari gener sty stycznia styczeń ian "
    "ianuarie január ocak oca "
    "янв января январь ιαν ιανουαρίου tammikuu ",
    " february feb fev febrero fevereiro febbraio février fevrier févr fevr fév februar febr februari febrer lut "
    "lutego luty februarie február şubat şub "
    "sub subat peb pebruari фев февраля февраль φεβ φεβρουαρίου helmikuu ",
    " march mar marzo março marco mars märz mär mrz maart mrt març marca marzec martie márc március mart maret мар "
    "марта март μαρ μάρ μαρτίου maaliskuu ",
    " april apr abr abril aprile avr avril kwi kwietnia kwiecień aprilie ápr április nisan nis апр апреля апрель απρ "
    "απριλίου huhtikuu ",
    " may mayo maio mai mag maggio mei maj mayıs mayis maig maja máj május мая май μαϊ μάι μαΐου toukokuu ",
    " june jun junio junho giu giugno juin juni juny cze czerwca czerwiec iunie iun jún június haziran haz июн июня "
    "июнь ιουν ιούν ιουνίου kesäkuu ",
    " july jul julio julho lug luglio juillet juil juli juliol lip lipca lipiec iulie iul júl július temmuz tem июл "
    "июля июль ιουλ ιούλ ιουλίου heinäkuu ",
    " august aug ago agosto août aout augustus augusti agost sie sierpnia sierpień augusztus ağustos ağu agustos agu "
    "agustus авг августа август "
    "αυγ αύγ αυγούστου elokuu ",
    " september sep sept septiembre set setembro settembre sett septembre setembre setiembre wrz września wrzesień "
    "septembrie szept szeptember eylül eylul eyl "
    "сен сент сентября сентябрь σεπ σεπτεμβρίου syyskuu ",
    " october oct octubre outubro out ott ottobre octobre oktober okt paź października październik octombrie október "
    "ekim eki окт октября октябрь "
    "οκτ οκτωβρίου lokakuu ",
    " november nov noviembre novembro novembre noiembrie noi kasım kasim kas ноя нояб ноября ноябрь νοε νοέ νοεμβρίου "
    "marraskuu ",
    " december dec dic diciembre dez dezembro dicembre déc décembre decembre dezember desember des desembre gru "
    "grudnia grudzień decembrie aralık aralik ara "
    "desember дек декабря декабрь δεκ δεκεμβρίου joulukuu ",
};
constexpr std::array<std::string_view, 12> kEnglish = {"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};

// True where one letter was added, lost, changed or swapped with its neighbour.
bool is_one_slip_away(std::string_view a, std::string_view b) {
    std::size_t start = 0;
    while (start < a.size() && start < b.size() && a[start] == b[start]) ++start;
    a.remove_prefix(start);
    b.remove_prefix(start);
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.size() <= 1 && b.size() <= 1) return true;
    return a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
}

}  // namespace

int find_month(std::string_view lower_name) {
    if (lower_name.size() < 3 || lower_name.size() > 24) return 0;
    for (std::size_t month = 0; month < kEnglish.size(); ++month)
        if (lower_name == kEnglish[month].substr(0, 3)) return static_cast<int>(month) + 1;
    const std::string padded = " " + std::string(lower_name) + " ";
    for (std::size_t month = 0; month < kNames.size(); ++month)
        if (kNames[month].find(padded) != std::string_view::npos) return static_cast<int>(month) + 1;
    if (lower_name.size() < 4) return 0;
    // "Aprl", "Jenuary", "Septermber": the longer English names are far enough apart to forgive one slip; and "Novt".
    for (std::size_t month = 0; month < kEnglish.size(); ++month) {
        const std::string_view english = kEnglish[month];
        if (english.size() >= 5 && is_one_slip_away(lower_name, english)) return static_cast<int>(month) + 1;
        if (english.size() >= 7 && lower_name.size() == 4 && lower_name.substr(0, 3) == english.substr(0, 3))
            return static_cast<int>(month) + 1;
    }
    return 0;
}

}  // namespace earwitness::feed
