#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/accounts/agreement_store.hpp"
#include "core/accounts/application_consent_store.hpp"
#include "core/accounts/customer_store.hpp"
#include "core/accounts/qualification_store.hpp"
#include "core/accounts/self_serve_policy_store.hpp"
#include "core/accounts/user_store.hpp"
#include "core/audit/record.hpp"
#include "core/changes/change_set.hpp"
#include "core/commerce/commerce_store.hpp"
#include "core/events/registration.hpp"
#include "core/partners/partner_store.hpp"
#include "core/relationships/granular_store.hpp"
#include "core/relationships/relationship_store.hpp"
#include "core/relationships/reseller_store.hpp"

namespace concordat::api {

/// A store in memory that keeps what the API's tests write: customers by partner, the record,
/// idempotency entries, partner accounts. Slow and simple.
class MemoryStore final : public accounts::CustomerStore,
                          public audit::RecordStore,
                          public changes::ChangeStore,
                          public partners::PartnerStore,
                          public accounts::QualificationStore,
                          public accounts::UserStore,
                          public commerce::CommerceStore,
                          public relationships::RelationshipStore,
                          public events::RegistrationStore,
                          public accounts::SelfServePolicyStore,
                          public accounts::AgreementStore,
                          public relationships::GranularStore,
                          public relationships::ResellerStore,
                          public accounts::ApplicationConsentStore {
public:
    std::optional<accounts::Customer> find(const PartnerId& partner,
                                           const CustomerId& customer) override;
    /// Nothing is remembered: every change reads first.
    std::optional<accounts::Customer> recall(const PartnerId&, const CustomerId&,
                                             std::uint64_t) override {
        return std::nullopt;
    }
    void list(const PartnerId& partner, const accounts::CustomerQuery& query,
              accounts::CustomerPage& page) override;
    bool isDomainTaken(std::string_view domain) override;
    audit::Page list(const PartnerId& partner, const audit::Query& query) override;
    std::optional<audit::Entry> find(const PartnerId& partner, const Uuid& id) override;
    changes::Outcome apply(const changes::ChangeSet& set) override;
    std::optional<changes::PastRequest> findRequest(const PartnerId& partner,
                                                    const RequestId& request, Instant) override;
    std::optional<partners::Partner> find(const PartnerId& id) override;
    std::optional<partners::PartnerProfiles> profiles(const PartnerId& id) override;
    std::optional<partners::MpnProfile> findByMpnId(std::string_view mpn_id) override;
    std::vector<partners::Partner> list() override;
    bool add(const partners::Partner& partner, const partners::PartnerProfiles& held) override;
    bool setState(const PartnerId&, partners::PartnerState) override;
    std::vector<accounts::Qualification> qualifications(const PartnerId&,
                                                        const CustomerId& customer) override;
    std::vector<accounts::ValidationCode> validationCodes(const PartnerId& partner) override;
    bool addValidationCode(const PartnerId& partner, const accounts::ValidationCode& code) override;
    std::vector<relationships::Partnership> partnerships(const PartnerId& partner,
                                                         relationships::Relation relation) override;
    std::optional<relationships::Partnership> findPartnership(const PartnerId& partner,
                                                              const PartnerId& other) override;
    std::vector<relationships::Partnership> resellersOf(const PartnerId& partner,
                                                        const CustomerId& customer) override;
    std::optional<relationships::EndedCustomer> findEnded(const PartnerId& partner,
                                                          const CustomerId& customer) override;
    std::vector<relationships::ExpiredDelegation> expiredDelegations(Instant,
                                                                     std::uint32_t) override {
        return {};
    }
    std::optional<events::Registration> registration(const PartnerId& partner) override;
    std::optional<events::TestEvent> testEvent(const PartnerId& partner, const Uuid& id) override;

    std::optional<accounts::User> find(const PartnerId& partner, const CustomerId& customer,
                                       const UserId& user) override;
    std::vector<accounts::User> list(const PartnerId& partner, const CustomerId& customer,
                                     const accounts::UserRange& range) override;

    std::optional<accounts::SelfServePolicy> find(const PartnerId& partner,
                                                  const SelfServePolicyId& policy) override;
    std::vector<accounts::SelfServePolicy> policies(const PartnerId& partner,
                                                    const CustomerId& customer) override;
    accounts::DirectoryRoles delegatedRoles(const PartnerId& partner, const CustomerId& customer,
                                            Instant now) override;

    std::vector<relationships::GranularRelationship> list(const PartnerId& partner,
                                                          const CustomerId& customer,
                                                          std::uint32_t most) override;
    std::optional<relationships::GranularRelationship> find(
        const PartnerId& partner, const CustomerId& customer,
        const relationships::GranularId& id) override;
    std::vector<relationships::DueGranular> due(Instant now, std::uint32_t most) override;

    std::optional<relationships::ResellerStanding> findStanding(const PartnerId& asking,
                                                                const PartnerId& tenant,
                                                                std::string_view mpn_id) override;
    bool signAgreement(const PartnerId& reseller, Instant signed_at) override;
    std::optional<accounts::ApplicationConsent> find(const PartnerId& partner,
                                                     const CustomerId& customer,
                                                     const ApplicationId& application) override;

    std::vector<commerce::Subscription> subscriptions(const PartnerId& partner,
                                                      const CustomerId& customer) override;
    std::vector<commerce::Subscription> subscriptionsAfter(const PartnerId& partner,
                                                           const CustomerId& customer,
                                                           const commerce::SubscriptionId& after,
                                                           std::uint32_t size) override;
    std::optional<commerce::Subscription> find(const PartnerId& partner, const CustomerId& customer,
                                               const commerce::SubscriptionId& id) override;
    std::vector<commerce::Order> orders(const PartnerId& partner,
                                        const CustomerId& customer) override;
    std::vector<commerce::LicenceCount> licences(const PartnerId& partner,
                                                 const CustomerId& customer) override;
    std::vector<commerce::UserLicence> licencesOf(const PartnerId& partner,
                                                  const CustomerId& customer,
                                                  const UserId& user) override;

    std::vector<accounts::Agreement> agreements(const PartnerId& partner,
                                                const CustomerId& customer) override;

    std::map<std::pair<PartnerId, CustomerId>, std::vector<accounts::Agreement>> held_agreements;
    std::map<std::pair<PartnerId, SelfServePolicyId>, accounts::SelfServePolicy> held_policies;
    std::map<std::pair<PartnerId, CustomerId>, accounts::Customer> customers;
    /// What was bought, with the lines as the subscriptions are now.
    std::map<std::pair<PartnerId, CustomerId>, std::vector<commerce::Order>> bought;
    std::map<std::pair<PartnerId, CustomerId>, std::map<std::string, std::uint32_t>> consumed;
    std::map<std::pair<PartnerId, UserId>, std::map<std::string, commerce::UserLicence>> given;
    std::map<CustomerId, std::vector<accounts::User>> users;  ///< in the order of their ids
    std::map<std::pair<PartnerId, RequestId>, changes::PastRequest> requests;
    std::map<PartnerId, partners::PartnerProfiles> partner_profiles;
    std::vector<partners::Partner> partner_accounts;
    std::map<PartnerId, Instant> signed_agreements;
    /// By their providers.
    std::map<PartnerId, std::vector<PartnerId>> sandbox_resellers;
    std::vector<audit::Entry> entries;
    std::map<PartnerId, std::vector<accounts::ValidationCode>> validation_codes;
    std::map<std::pair<PartnerId, CustomerId>, std::vector<accounts::Qualification>>
        held_qualifications;
    std::map<std::pair<PartnerId, PartnerId>, relationships::Partnership> held_partnerships;
    std::map<Uuid, changes::AddInvitation> invitations;
    std::map<std::pair<PartnerId, CustomerId>, std::vector<PartnerId>> shares;
    std::vector<relationships::DueGranular> granular;  ///< all, in the order of their making
    std::map<std::pair<PartnerId, CustomerId>, std::vector<accounts::ApplicationConsent>> consents;
    std::map<PartnerId, events::Registration> registrations;
    std::map<std::pair<PartnerId, Uuid>, events::TestEvent> test_events;
    std::optional<changes::Outcome> forced;  ///< what the next change set comes to
    accounts::CustomerQuery last_query;
    audit::Query last_audit_query;
    int applied = 0;
    int lists = 0;

private:
    using Row = std::pair<std::string, const accounts::Customer*>;

    std::vector<Row> rowsOf(const PartnerId& partner, const accounts::CustomerQuery& query) const;
    changes::Outcome write(const PartnerId& partner, const changes::AddCustomer& change);
    changes::Outcome write(const PartnerId& partner, const changes::ReplaceBillingProfile& change);
    changes::Outcome write(const PartnerId& partner, const changes::RenameCustomer& change);
    changes::Outcome write(const PartnerId& partner, const changes::RemoveRelationship& change);
    changes::Outcome write(const PartnerId& partner, const changes::DeleteCustomer& change);
    changes::Outcome write(const PartnerId& partner, const changes::DeleteEndedCustomer& change);
    changes::Outcome write(const PartnerId& partner, const changes::LimitCustomers& change);
    changes::Outcome write(const PartnerId& partner, const changes::HoldReseller& change);
    changes::Outcome write(const PartnerId& partner, const changes::LimitSandboxResellers& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddSandboxReseller& change);
    changes::Outcome write(const PartnerId& partner, const changes::RemoveSandboxReseller& change);
    changes::Outcome write(const PartnerId& partner, const changes::UseValidationCode& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddQualification& change);
    changes::Outcome write(const PartnerId& partner, const changes::ReviewQualification& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddInvitation& change);
    changes::Outcome write(const PartnerId& partner, const changes::AcceptPartnership& change);
    changes::Outcome write(const PartnerId& partner, const changes::EndPartnership& change);
    changes::Outcome write(const PartnerId& partner, const changes::ShareCustomer& change);
    changes::Outcome write(const PartnerId& partner, const changes::UnshareCustomer& change);
    changes::Outcome write(const PartnerId& partner, const changes::AcceptRequest& change);
    changes::Outcome write(const PartnerId& partner, const changes::AdoptCustomer& change);
    changes::Outcome write(const PartnerId& partner, const changes::DeclineRequest& change);
    changes::Outcome write(const PartnerId& partner, const changes::WithdrawDelegation& change);
    changes::Outcome write(const PartnerId&, const changes::ExpireDelegation&) {
        return changes::Outcome::Gone;
    }
    changes::Outcome write(const PartnerId& partner,
                           const changes::AddGranularRelationship& change);
    changes::Outcome write(const PartnerId& partner,
                           const changes::ReplaceGranularRelationship& change);
    changes::Outcome write(const PartnerId& partner,
                           const changes::DeleteGranularRelationship& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddVerifiedDomain& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddApplicationConsent& change);
    changes::Outcome write(const PartnerId& partner,
                           const changes::DeleteApplicationConsent& change);
    changes::Outcome write(const PartnerId& partner, const changes::ReplacePartnerProfiles& change);
    changes::Outcome write(const PartnerId& partner, const changes::HoldRelationship& change);
    changes::Outcome write(const PartnerId& partner, const changes::LimitOffer& change);
    changes::Outcome write(const PartnerId& partner, const changes::LimitSubscriptions& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddOrder& change);
    changes::Outcome write(const PartnerId& partner, const changes::ReplaceSubscription& change);
    changes::Outcome write(const PartnerId& partner, const changes::EndSales& change);
    changes::Outcome write(const PartnerId& partner, const changes::TakeLicence& change);
    changes::Outcome write(const PartnerId& partner, const changes::ReturnLicence& change);
    changes::Outcome write(const PartnerId& partner, const changes::ReplaceLicence& change);
    changes::Outcome write(const PartnerId& partner, const changes::ForgetLicence& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddWebhookRegistration& change);
    changes::Outcome write(const PartnerId& partner,
                           const changes::ReplaceWebhookRegistration& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddTestEvent& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddUser& change);
    changes::Outcome write(const PartnerId& partner, const changes::ReplaceUser& change);
    changes::Outcome write(const PartnerId& partner, const changes::HoldUser& change);
    changes::Outcome write(const PartnerId& partner, const changes::DeleteUser& change);
    changes::Outcome write(const PartnerId& partner, const changes::RestoreUser& change);
    changes::Outcome write(const PartnerId& partner, const changes::SetUserRole& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddSelfServePolicy& change);
    changes::Outcome write(const PartnerId& partner, const changes::ReplaceSelfServePolicy& change);
    changes::Outcome write(const PartnerId& partner, const changes::DeleteSelfServePolicy& change);
    changes::Outcome write(const PartnerId& partner, const changes::AddAgreement& change);
    accounts::User* userOf(const PartnerId& partner, const CustomerId& customer, const UserId& user,
                           accounts::UserState state);
    bool isNameTaken(const CustomerId& customer, const accounts::User& by) const;

    Instant deletion_time_{};  // of the change set that is being applied
    std::mutex mutex_;
};

}  // namespace concordat::api
