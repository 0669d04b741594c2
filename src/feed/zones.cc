#include "feed/zones.h"

namespace earwitness::feed {
namespace {

struct Zone {
    std::string_view name;
    int minutes;
};
// RFC 822's, then those that feeds use. CST is RFC 822's (not China's), BST Britain's, IST is left out (three
// meanings).
constexpr Zone kZones[] = {
    {"GMT", 0},    {"UTC", 0},    {"UT", 0},      {"Z", 0},      {"GTM", 0},     {"WET", 0},     {"EST", -300},
    {"EDT", -240}, {"CST", -360}, {"CDT", -300},  {"MST", -420}, {"MDT", -360},  {"PST", -480},  {"PDT", -420},
    {"AST", -240}, {"ADT", -180}, {"NST", -210},  {"NDT", -150}, {"AKST", -540}, {"AKDT", -480}, {"HST", -600},
    {"HDT", -540}, {"BRT", -180}, {"BRST", -120}, {"ART", -180}, {"BST", 60},    {"WEST", 60},   {"CET", 60},
    {"MET", 60},   {"MEZ", 60},   {"CEST", 120},  {"MEST", 120}, {"MESZ", 120},  {"EET", 120},   {"EEST", 180},
    {"SAST", 120}, {"CAT", 120},  {"EAT", 180},   {"MSK", 180},  {"MSD", 240},   {"HKT", 480},   {"SGT", 480},
    {"AWST", 480}, {"JST", 540},  {"KST", 540},   {"ACST", 570}, {"ACDT", 630},  {"AEST", 600},  {"AEDT", 660},
    {"NZST", 720}, {"NZDT", 780},
};
constexpr Zone kAmericanClocks[] = {{"ET", -300}, {"CT", -360}, {"MT", -420}, {"PT", -480}};

enum class Season { kWinter, kSummer, kUncertain };

// The United States change on the second Sunday of March and the first of November (before 2007: April and October).
Season american_season(int month, int day) {
    if ((month == 4 && day > 7) || (month > 4 && month < 10) || (month == 10 && day < 25)) return Season::kSummer;
    if (month == 12 || month < 3 || (month == 3 && day < 8) || (month == 11 && day > 7)) return Season::kWinter;
    return Season::kUncertain;
}

}  // namespace

std::optional<int> find_zone(std::string_view upper_name, int month, int day) {
    for (const Zone& zone : kZones)
        if (zone.name == upper_name) return zone.minutes;
    const Season season = american_season(month, day);
    for (const Zone& zone : kAmericanClocks)
        if (zone.name == upper_name && season != Season::kUncertain)
            return zone.minutes + (season == Season::kSummer ? 60 : 0);
    return {};
}

}  // namespace earwitness::feed
