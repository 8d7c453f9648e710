#include "core/accounts/agreement_languages.hpp"

#include "core/base/text.hpp"

namespace concordat::accounts {
namespace {

/// A language beside English, and the countries that have it: two letters each, blanks between.
struct LanguageRow {
    std::string_view language;
    std::string_view countries;
};

// As the partner API lists them.
constexpr LanguageRow kRows[] = {
    {kEnglishLanguage,
     "AX AF AL AS AD AI AQ AG AM AW AU AZ BS BD BB BJ BM BT BQ BA BW BV IO VG BN BF BI KH KY CF TD "
     "CX CC KM CD CG CK CW CY DJ DM EC GQ ER SZ ET FK FO FJ PF TF GA GM GE GH GI GL GD GP GU GG GN "
     "GW GY HT HM IS IE IM JM XJ JE KE KI XK LA LS LR MK MG MW MV ML MT MH MQ MR YT FM MN ME MS MZ "
     "MM NA NR NP NC NZ NE NG NU NF MP PK PW PS PG PH PN PR RE XS BL KN LC MF PM VC WS SM SA SC SL "
     "XE SX SB SO ZA GS SS LK SH SR SJ TJ TZ TL TG TK TO TT TM TC TV UM VI UG GB US VU VA WF ZM "
     "ZW"},
    {"es-ES", "AR BZ BO CL CO CR DO SV GT HN MX NI PA PY PE ES UY VE"},
    {"fr-FR", "DZ CI CM CA FR GF LU MC MA RW ST SN CH TN"},
    {"ar-SA", "BH EG IQ JO KW LB LY MU OM QA AE YE"},
    {"ru-RU", "BY KG RU UZ"},
    {"pt-PT", "AO CV PT"},
    {"de-DE", "AT DE LI"},
    {"zh-HK", "HK MO TW"},
    {"nl-NL", "BE NL"},
    {"ro-RO", "MD RO"},
    {"pt-BR", "BR"},
    {"bg-BG", "BG"},
    {"hr-HR", "HR"},
    {"cs-CZ", "CZ"},
    {"da-DK", "DK"},
    {"et-EE", "EE"},
    {"fi-FI", "FI"},
    {"el-GR", "GR"},
    {"hu-HU", "HU"},
    {"hi-IN", "IN"},
    {"id-ID", "ID"},
    {"he-IL", "IL"},
    {"it-IT", "IT"},
    {"ja-JP", "JP"},
    {"kk-KZ", "KZ"},
    {"ko-KR", "KR"},
    {"lv-LV", "LV"},
    {"lt-LT", "LT"},
    {"ms-MY", "MY"},
    {"nb-NO", "NO"},
    {"pl-PL", "PL"},
    {"sr-Latn-RS", "RS"},
    {"zh-SG", "SG"},
    {"sk-SK", "SK"},
    {"sl-SI", "SI"},
    {"sv-SE", "SE"},
    {"th-TH", "TH"},
    {"tr-TR", "TR"},
    {"uk-UA", "UA"},
    {"vi-VN", "VN"},
};

constexpr std::size_t kStep = 3;

/// The row of a country; null when there is none.
const LanguageRow* rowOf(std::string_view country) {
    if (country.size() != kStep - 1) return nullptr;
    for (const auto& row : kRows)
        for (std::size_t at = 0; at < row.countries.size(); at += kStep)
            if (row.countries.substr(at, kStep - 1) == country) return &row;
    return nullptr;
}

}  // namespace

const std::vector<std::string_view>& agreementLanguages() {
    static const auto languages = [] {
        std::vector<std::string_view> all;
        for (const auto& row : kRows) all.push_back(row.language);
        return all;
    }();
    return languages;
}

bool hasAgreements(std::string_view country) {
    return rowOf(country) != nullptr;
}

std::string_view agreementLanguage(std::string_view country, std::string_view language) {
    if (equalsIgnoringCase(language, kEnglishLanguage)) return kEnglishLanguage;
    const auto* row = rowOf(country);
    return row != nullptr && equalsIgnoringCase(language, row->language) ? row->language
                                                                         : std::string_view();
}

}  // namespace concordat::accounts
