#include <array>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <string_view>

#include "core/audit/record.hpp"

namespace concordat::audit {
namespace {

using namespace std::string_view_literals;

constexpr std::array kResources = {ResourceType::Customer,
                                   ResourceType::PartnerCustomerRelationship,
                                   ResourceType::PartnerProfile,
                                   ResourceType::CustomerUser,
                                   ResourceType::CustomerDirectoryRole,
                                   ResourceType::Order,
                                   ResourceType::License,
                                   ResourceType::Subscription,
                                   ResourceType::PartnerRelationship,
                                   ResourceType::PartnerCustomerDap,
                                   ResourceType::WebhookRegistration,
                                   ResourceType::SelfServePolicy,
                                   ResourceType::Agreement,
                                   ResourceType::GranularAdminRelationship,
                                   ResourceType::CustomerDomain,
                                   ResourceType::ApplicationConsent};
constexpr std::array kOperations = {OperationType::AddCustomer,
                                    OperationType::UpdateCustomerBillingProfile,
                                    OperationType::DeleteCustomer,
                                    OperationType::RemovePartnerCustomerRelationship,
                                    OperationType::UpdateCompanyInfo,
                                    OperationType::UpdateCustomerQualification,
                                    OperationType::CreateCustomerUser,
                                    OperationType::UpdateCustomerUser,
                                    OperationType::UpdateCustomerUserPrincipalName,
                                    OperationType::ResetCustomerUserPassword,
                                    OperationType::DeleteCustomerUser,
                                    OperationType::RestoreCustomerUser,
                                    OperationType::AddUserMember,
                                    OperationType::RemoveUserMember,
                                    OperationType::CreateOrder,
                                    OperationType::UpdateSubscription,
                                    OperationType::UpdateCustomerUserLicenses,
                                    OperationType::InvitePartner,
                                    OperationType::CreatePartnerRelationship,
                                    OperationType::RemovePartnerRelationship,
                                    OperationType::DeclineRelationship,
                                    OperationType::DapAdminRelationshipApproved,
                                    OperationType::DapAdminRelationshipTerminated,
                                    OperationType::AddWebhookRegistration,
                                    OperationType::UpdateWebhookRegistration,
                                    OperationType::SendWebhookTestEvent,
                                    OperationType::CreateSelfServePolicy,
                                    OperationType::UpdateSelfServePolicy,
                                    OperationType::DeleteSelfServePolicy,
                                    OperationType::CreateAgreement,
                                    OperationType::AddCustomerDomain,
                                    OperationType::AddApplicationConsent,
                                    OperationType::DeleteApplicationConsent,
                                    OperationType::GranularAdminRelationshipCreated,
                                    OperationType::GranularAdminRelationshipDeleted,
                                    OperationType::GranularAdminRelationshipRequested,
                                    OperationType::GranularAdminRelationshipApproved,
                                    OperationType::GranularAdminRelationshipExtended,
                                    OperationType::GranularAdminRelationshipExpired,
                                    OperationType::GranularAdminRelationshipTerminated,
                                    OperationType::CreateSandboxIndirectReseller,
                                    OperationType::DeleteSandboxIndirectReseller};
// Of entries about the cloud itself.
constexpr std::array kOperatorsResources = {ResourceType::Sink, ResourceType::Settings};
constexpr std::array kOperatorsOperations = {
    OperationType::RefuseLocation, OperationType::ReloadSettings, OperationType::RefuseSettings};

TEST(RecordNames, AreKeptByNumbersThatNeverChange) {
    EXPECT_EQ(static_cast<int>(ResourceType::Customer), 1);
    EXPECT_EQ(static_cast<int>(ResourceType::PartnerCustomerRelationship), 2);
    EXPECT_EQ(static_cast<int>(ResourceType::PartnerProfile), 3);
    EXPECT_EQ(static_cast<int>(ResourceType::PartnerRelationship), 40);
    EXPECT_EQ(static_cast<int>(ResourceType::PartnerCustomerDap), 41);
    EXPECT_EQ(static_cast<int>(OperationType::AddCustomer), 1);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateCustomerBillingProfile), 2);
    EXPECT_EQ(static_cast<int>(OperationType::DeleteCustomer), 3);
    EXPECT_EQ(static_cast<int>(OperationType::RemovePartnerCustomerRelationship), 4);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateCompanyInfo), 5);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateCustomerQualification), 6);
    EXPECT_EQ(static_cast<int>(ResourceType::CustomerUser), 4);
    EXPECT_EQ(static_cast<int>(ResourceType::CustomerDirectoryRole), 5);
    EXPECT_EQ(static_cast<int>(OperationType::CreateCustomerUser), 7);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateCustomerUser), 8);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateCustomerUserPrincipalName), 9);
    EXPECT_EQ(static_cast<int>(OperationType::ResetCustomerUserPassword), 10);
    EXPECT_EQ(static_cast<int>(OperationType::DeleteCustomerUser), 11);
    EXPECT_EQ(static_cast<int>(OperationType::RestoreCustomerUser), 12);
    EXPECT_EQ(static_cast<int>(OperationType::AddUserMember), 13);
    EXPECT_EQ(static_cast<int>(OperationType::RemoveUserMember), 14);
    EXPECT_EQ(static_cast<int>(ResourceType::Order), 20);
    EXPECT_EQ(static_cast<int>(ResourceType::Subscription), 21);
    EXPECT_EQ(static_cast<int>(OperationType::CreateOrder), 20);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateSubscription), 21);
    EXPECT_EQ(static_cast<int>(OperationType::InvitePartner), 40);
    EXPECT_EQ(static_cast<int>(OperationType::CreatePartnerRelationship), 41);
    EXPECT_EQ(static_cast<int>(OperationType::RemovePartnerRelationship), 42);
    EXPECT_EQ(static_cast<int>(OperationType::DeclineRelationship), 43);
    EXPECT_EQ(static_cast<int>(OperationType::DapAdminRelationshipApproved), 44);
    EXPECT_EQ(static_cast<int>(OperationType::DapAdminRelationshipTerminated), 45);
    EXPECT_EQ(static_cast<int>(ResourceType::WebhookRegistration), 30);
    EXPECT_EQ(static_cast<int>(OperationType::AddWebhookRegistration), 60);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateWebhookRegistration), 61);
    EXPECT_EQ(static_cast<int>(OperationType::SendWebhookTestEvent), 62);
    EXPECT_EQ(static_cast<int>(ResourceType::SelfServePolicy), 80);
    EXPECT_EQ(static_cast<int>(OperationType::CreateSelfServePolicy), 80);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateSelfServePolicy), 81);
    EXPECT_EQ(static_cast<int>(OperationType::DeleteSelfServePolicy), 82);
    EXPECT_EQ(static_cast<int>(ResourceType::Agreement), 81);
    EXPECT_EQ(static_cast<int>(OperationType::CreateAgreement), 83);
    EXPECT_EQ(static_cast<int>(ResourceType::License), 100);
    EXPECT_EQ(static_cast<int>(OperationType::UpdateCustomerUserLicenses), 100);
    EXPECT_EQ(static_cast<int>(ResourceType::GranularAdminRelationship), 120);
    EXPECT_EQ(static_cast<int>(OperationType::GranularAdminRelationshipCreated), 120);
    EXPECT_EQ(static_cast<int>(OperationType::GranularAdminRelationshipDeleted), 121);
    EXPECT_EQ(static_cast<int>(OperationType::GranularAdminRelationshipRequested), 122);
    EXPECT_EQ(static_cast<int>(OperationType::GranularAdminRelationshipApproved), 123);
    EXPECT_EQ(static_cast<int>(OperationType::GranularAdminRelationshipExtended), 124);
    EXPECT_EQ(static_cast<int>(OperationType::GranularAdminRelationshipExpired), 125);
    EXPECT_EQ(static_cast<int>(OperationType::GranularAdminRelationshipTerminated), 126);
    EXPECT_EQ(static_cast<int>(OperationType::CreateSandboxIndirectReseller), 150);
    EXPECT_EQ(static_cast<int>(OperationType::DeleteSandboxIndirectReseller), 151);
    EXPECT_EQ(static_cast<int>(ResourceType::Sink), 201);
    EXPECT_EQ(static_cast<int>(ResourceType::Settings), 202);
    EXPECT_EQ(static_cast<int>(OperationType::RefuseLocation), 201);
    EXPECT_EQ(static_cast<int>(OperationType::ReloadSettings), 202);
    EXPECT_EQ(static_cast<int>(OperationType::RefuseSettings), 203);
}

TEST(RecordNames, AreWordsInSmallLettersEachOnce) {
    std::set<std::string_view> seen;
    for (const auto type : kResources) EXPECT_TRUE(seen.insert(nameOf(type)).second);
    for (const auto type : kOperations) EXPECT_TRUE(seen.insert(nameOf(type)).second);
    for (const auto type : kOperatorsResources) EXPECT_TRUE(seen.insert(nameOf(type)).second);
    for (const auto type : kOperatorsOperations) EXPECT_TRUE(seen.insert(nameOf(type)).second);
    EXPECT_FALSE(seen.contains("undefined"));
    for (const auto name : seen)
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos)
            << name;
}

TEST(RecordNames, OfNumbersThatANewerStoreKeptAreUndefined) {
    for (const int number : {0, 15, 16, 110, 255})
        EXPECT_EQ(nameOf(static_cast<OperationType>(number)), "undefined") << number;
    for (const int number : {0, 6, 110, 255})
        EXPECT_EQ(nameOf(static_cast<ResourceType>(number)), "undefined") << number;
}

TEST(RecordNames, ComeBackInEverySpellingOfClients) {
    for (const auto type : kResources) {
        const std::string name(nameOf(type));
        std::string capitals;
        std::string plain;
        for (const char c : name) {
            capitals.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
            if (c != '_') plain.push_back(c);
        }
        for (const auto& spelling : {name, capitals, plain})
            EXPECT_EQ(resourceTypeFromName(spelling), type);
    }
}

TEST(RecordNames, OfTheCloudsOwnEntriesMeanNothingToPartners) {
    for (const auto type : kOperatorsResources)
        EXPECT_EQ(resourceTypeFromName(nameOf(type)), std::nullopt) << nameOf(type);
}

TEST(RecordNames, AreNotGuessed) {
    for (const auto name :
         {""sv, "_"sv, "undefined"sv, "customer "sv, " customer"sv, "customer\0"sv, "custo_mer"sv,
          "cust0mer"sv, "partner__profile"sv, "partner_profile_"sv, "partner-profile"sv,
          "partner profile"sv, "profile"sv, "partner"sv, "partner_customer"sv,
          "partner_customer_relationships"sv, "1"sv, "ｃustomer"sv})
        EXPECT_EQ(resourceTypeFromName(name), std::nullopt) << name;
    EXPECT_EQ(resourceTypeFromName(std::string(100'000, 'c')), std::nullopt);
}

}  // namespace
}  // namespace concordat::audit
