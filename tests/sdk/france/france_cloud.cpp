#include "france_cloud.hpp"

#include <concordat/basic/catalogue_file.hpp>
#include <concordat/cloud_store/standard_session_opener.hpp>

namespace france {

using concordat::rules::Decision;

namespace {

constexpr std::string_view kEligible = "FR-ELIGIBLE-1";

}  // namespace

FranceCloud::FranceCloud(const concordat::rules::PluginContext& context)
    : BasicCloud(context, {.rules = {kEligible}, .settings = {}}),
      french_(concordat::basic::readCatalogue(context.directory, "fr")) {}

Decision FranceCloud::mayAddCustomer(const concordat::rules::PartnerView& partner,
                                     const concordat::rules::CustomerDraftView& draft,
                                     concordat::rules::Instant now) const {
    if (draft.public_body.empty()) return Decision::refuse(kEligible, "companyProfile.publicBody");
    return BasicCloud::mayAddCustomer(partner, draft, now);
}

std::vector<concordat::rules::Migration> FranceCloud::migrations() const {
    const std::string bodies =
        "CREATE TABLE cloud_france_bodies (siren TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);"
        "INSERT INTO cloud_france_bodies (siren, name) VALUES ('217500016', 'Ville de Paris');";
    const std::string names = "CREATE INDEX cloud_france_bodies_name ON cloud_france_bodies (name)";
    return {{"0001_bodies", bodies, bodies}, {"0002_names", names, names}};
}

std::vector<concordat::rules::Catalogue> FranceCloud::catalogues() const {
    return {french_};
}

std::unique_ptr<concordat::cloud_store::SessionOpener> FranceCloud::createSessionOpener(
    const concordat::cloud_store::StoreSettings& settings) const {
    return std::make_unique<concordat::cloud_store::StandardSessionOpener>(settings);
}

}  // namespace france
