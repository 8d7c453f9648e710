#include "tests/clouds/clouds.hpp"

#include <map>

namespace concordat::tests {

std::filesystem::path cloudFolder(const std::string& name) {
    return std::filesystem::path(CLOUDS_FOLDER) / name;
}

std::unique_ptr<host::LoadedPlugin> loadCloud(const std::string& name,
                                              const host::LoadOptions& options) {
    return host::load(cloudFolder(name) / (name + ".so"), options);
}

const host::LoadedPlugin& sharedCloud(const std::string& name) {
    static std::map<std::string, std::unique_ptr<host::LoadedPlugin>> loaded;
    auto& plugin = loaded[name];
    if (!plugin) plugin = loadCloud(name);
    return *plugin;
}

rules::PartnerView goodPartner(const std::string& cloud) {
    return {.id = "11111111-1111-4111-8111-111111111111",
            .country = cloud == "germany" ? "DE" : "US"};
}

rules::CustomerDraftView goodDraft(const std::string& cloud) {
    rules::CustomerDraftView draft{.company_name = "Adatum"};
    draft.billing = {.first_name = "Ada",
                     .last_name = "Tum",
                     .email = "ada@adatum.example",
                     .culture = "en-US",
                     .language = "en",
                     .company_name = "Adatum"};
    auto& address = draft.billing.default_address;
    if (cloud == "germany") {
        draft.domain = "adatum.onmicrosoft.de";
        address = {.country = "DE",
                   .city = "Berlin",
                   .address_line1 = "Platz der Republik 1",
                   .postal_code = "11011"};
        return draft;
    }
    draft.domain = cloud == "global" ? "adatum.onmicrosoft.com" : "adatum.onmicrosoft.us";
    draft.public_body = cloud == "us_government" ? "federal" : "";
    address = {.country = "US",
               .city = "Redmond",
               .state = "WA",
               .address_line1 = "One Microsoft Way",
               .postal_code = "98052",
               .phone_number = "4255550101"};
    return draft;
}

rules::Instant day(int year, unsigned month, unsigned day_of_month) {
    return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) /
                                 std::chrono::day(day_of_month));
}

}  // namespace concordat::tests
