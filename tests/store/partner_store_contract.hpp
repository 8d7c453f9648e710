#pragma once

#include "tests/store/store_contract.hpp"

namespace concordat::store {

/// What partners::PartnerStore promises, and the directories of the built-in authority.
template <typename Backend>
class PartnerStoreContract : public StoreContract<Backend> {};

TYPED_TEST_SUITE_P(PartnerStoreContract);

TYPED_TEST_P(PartnerStoreContract, FindReturnsWhatWasAdded) {
    auto partner = samples::partner(3);
    partner.kind = partners::PartnerKind::IndirectReseller;
    partner.state = partners::PartnerState::Suspended;
    partner.sandbox = true;
    ASSERT_TRUE(this->store().partners().add(partner, samples::profiles()));
    EXPECT_EQ(this->store().partners().find(partner.id), partner);
    EXPECT_EQ(this->store().partners().profiles(partner.id), samples::profiles());
}

TYPED_TEST_P(PartnerStoreContract, AnUnknownTenantIsNoPartner) {
    EXPECT_EQ(this->store().partners().find(samples::partnerId(9)), std::nullopt);
    EXPECT_EQ(this->store().partners().profiles(samples::partnerId(9)), std::nullopt);
    EXPECT_FALSE(this->store().partners().setState(samples::partnerId(9),
                                                   partners::PartnerState::Suspended));
}

TYPED_TEST_P(PartnerStoreContract, ATenantIsAPartnerOnce) {
    auto again = samples::partner(1);
    again.mpn_id = "another";
    EXPECT_FALSE(this->store().partners().add(again, samples::profiles()));
}

TYPED_TEST_P(PartnerStoreContract, APartnerNetworkIdBelongsToOnePartner) {
    auto second = samples::partner(3);
    second.mpn_id = samples::partner(1).mpn_id;
    EXPECT_FALSE(this->store().partners().add(second, samples::profiles()));
    EXPECT_EQ(this->store().partners().find(second.id), std::nullopt);
}

TYPED_TEST_P(PartnerStoreContract, PartnersWithoutAPartnerNetworkIdAreMany) {
    for (const unsigned number : {3U, 4U}) {
        auto partner = samples::partner(number);
        partner.mpn_id.clear();
        partner.applications.clear();
        EXPECT_TRUE(this->store().partners().add(partner, samples::profiles()));
    }
    EXPECT_FALSE(this->store().partners().findByMpnId(""));
}

TYPED_TEST_P(PartnerStoreContract, NamesAreFoundByPartnerNetworkId) {
    const auto found = this->store().partners().findByMpnId("MPN-2");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->partner_name, "Partner 2");
    EXPECT_EQ(found->mpn_id, "MPN-2");
    EXPECT_FALSE(this->store().partners().findByMpnId("MPN-9"));
}

TYPED_TEST_P(PartnerStoreContract, OperatorsSeeAllPartnersByName) {
    auto first = samples::partner(3);
    first.name = "Ähnlich";
    ASSERT_TRUE(this->store().partners().add(first, samples::profiles()));
    EXPECT_EQ(this->store().partners().list(),
              (std::vector<partners::Partner>{first, samples::partner(1), samples::partner(2)}));
}

TYPED_TEST_P(PartnerStoreContract, AStateIsSetOnOnePartnerAlone) {
    ASSERT_TRUE(this->store().partners().setState(this->one, partners::PartnerState::Suspended));
    EXPECT_EQ(this->store().partners().find(this->one)->state, partners::PartnerState::Suspended);
    EXPECT_EQ(this->store().partners().find(this->other)->state, partners::PartnerState::Active);
}

TYPED_TEST_P(PartnerStoreContract, ADirectorysApplicationIsKeptAndReplaced) {
    auto& directory = this->store().directory();
    DirectoryApplication application{{samples::id('a', 1)}, false, {"hash one", "hash two"}};
    directory.put(this->one, application);
    EXPECT_EQ(directory.findApplication(this->one, application.id), application);
    application.secret_hashes = {"hash three"};
    application.is_public = true;
    directory.put(this->one, application);
    EXPECT_EQ(directory.findApplication(this->one, application.id), application);
    EXPECT_EQ(directory.findApplication(this->other, application.id), std::nullopt);
}

TYPED_TEST_P(PartnerStoreContract, ADirectorysUserIsFoundByNameWithoutRegardToCase) {
    auto& directory = this->store().directory();
    DirectoryUser user{{samples::id('u', 1)}, "Ana@Adatum.example", "hash", 5};
    ASSERT_TRUE(directory.put(this->one, user));
    EXPECT_EQ(directory.findUser(this->one, "ANA@adatum.EXAMPLE"), user);
    EXPECT_EQ(directory.findUser(this->one, user.id), user);
    EXPECT_EQ(directory.findUser(this->one, "bob@adatum.example"), std::nullopt);
    EXPECT_EQ(directory.findUser(this->other, user.id), std::nullopt);
    EXPECT_EQ(directory.findUser(this->other, "ana@adatum.example"), std::nullopt);
}

TYPED_TEST_P(PartnerStoreContract, ANameInADirectoryIsOneUsers) {
    auto& directory = this->store().directory();
    ASSERT_TRUE(directory.put(this->one, DirectoryUser{{samples::id('u', 1)}, "ana", "hash", 1}));
    EXPECT_FALSE(directory.put(this->one, DirectoryUser{{samples::id('u', 2)}, "ANA", "hash", 1}));
    EXPECT_TRUE(directory.put(this->other, DirectoryUser{{samples::id('u', 2)}, "ANA", "hash", 1}));
}

REGISTER_TYPED_TEST_SUITE_P(PartnerStoreContract, FindReturnsWhatWasAdded,
                            AnUnknownTenantIsNoPartner, ATenantIsAPartnerOnce,
                            APartnerNetworkIdBelongsToOnePartner,
                            PartnersWithoutAPartnerNetworkIdAreMany,
                            NamesAreFoundByPartnerNetworkId, OperatorsSeeAllPartnersByName,
                            AStateIsSetOnOnePartnerAlone, ADirectorysApplicationIsKeptAndReplaced,
                            ADirectorysUserIsFoundByNameWithoutRegardToCase,
                            ANameInADirectoryIsOneUsers);

}  // namespace concordat::store
