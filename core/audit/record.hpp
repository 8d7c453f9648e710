#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::audit {

/// What an entry is about: `resourceType` of the partner API. Grows with the operations; values are
/// stored by number and never renumbered. Replies use the words of nameOf.
enum class ResourceType : std::uint8_t {
    /// A customer's account and its profiles.
    Customer = 1,
    /// That a partner sells to a customer.
    PartnerCustomerRelationship = 2,
    PartnerProfile = 3,  ///< Concordat's own: partners' profiles have no type in the partner API
    CustomerUser = 4,
    CustomerDirectoryRole = 5,  ///< that a user has it
    Order = 20,
    Subscription = 21,  ///< of a customer, and its support contact
    /// What two partners are to one another.
    PartnerRelationship = 40,
    /// That a partner may administer a customer.
    PartnerCustomerDap = 41,
    /// Concordat's own too: where a partner is told what has happened.
    WebhookRegistration = 30,
    SelfServePolicy = 80,
    Agreement = 81,
    License = 100,  ///< that users have
    /// That a partner may administer a customer by some roles, for a time.
    GranularAdminRelationship = 120,
    /// Concordat's own: that a customer has a further domain.
    CustomerDomain = 130,
    /// Concordat's own: what an application may do with a customer's data.
    ApplicationConsent = 131,
    // From 201: of entries about the cloud itself, which partners never see.
    Sink = 201,     ///< where something of the cloud would have gone
    Settings = 202  ///< those that the process runs with
};

/// What was done: `operationType` of the partner API. Stored by number and never renumbered.
enum class OperationType : std::uint8_t {
    /// POST /v1/customers; the new value is the customer.
    AddCustomer = 1,
    /// Old and new value are the whole profile.
    UpdateCustomerBillingProfile = 2,
    /// Of a sandbox; what the record sealed of it can no longer be read.
    DeleteCustomer = 3,
    /// The customer stays; only the relationship ends.
    RemovePartnerCustomerRelationship = 4,
    /// Any of the partner's own profiles; old and new value are all of them.
    UpdateCompanyInfo = 5,
    /// A qualification that a partner applied for, or an operator's decision on one.
    UpdateCustomerQualification = 6,
    /// The new value is the user, without anything of its password; so in all of users.
    CreateCustomerUser = 7,
    /// Old and new value are the user.
    UpdateCustomerUser = 8,
    /// The same, where its name changed.
    UpdateCustomerUserPrincipalName = 9,
    ResetCustomerUserPassword = 10,
    /// Restorable for 30 days; the old value is the user.
    DeleteCustomerUser = 11,
    RestoreCustomerUser = 12,
    /// A user was given a directory role, which customized data name.
    AddUserMember = 13,
    RemoveUserMember = 14,
    /// Customized data say which offers, and which subscriptions they became.
    CreateOrder = 20,
    /// Quantity, name, status or support contact; customized data say what it then is.
    UpdateSubscription = 21,
    /// Concordat's own: a partner gave away a link by which another becomes its partner.
    InvitePartner = 40,
    /// In the records of both.
    CreatePartnerRelationship = 41,
    /// Likewise, whoever of the two ended it.
    RemovePartnerRelationship = 42,
    /// Concordat's own: a customer declined a partner's request.
    DeclineRelationship = 43,
    /// A customer accepted it.
    DapAdminRelationshipApproved = 44,
    /// A customer took delegated administration back.
    DapAdminRelationshipTerminated = 45,
    /// The host of the target is told, its address is not.
    AddWebhookRegistration = 60,
    /// Likewise.
    UpdateWebhookRegistration = 61,
    /// A partner tries its receiver.
    SendWebhookTestEvent = 62,
    /// What a customer may buy by itself; the new value is the policy.
    CreateSelfServePolicy = 80,
    /// Old and new value are the policy.
    UpdateSelfServePolicy = 81,
    /// The old value is the policy.
    DeleteSelfServePolicy = 82,
    /// What a customer has accepted, and who for it: the new value.
    CreateAgreement = 83,
    /// Customized data say which licences a user was given, which services without, and which
    /// were taken.
    UpdateCustomerUserLicenses = 100,
    /// Concordat's own: a draft. Customized data of this and the next say which one it is.
    GranularAdminRelationshipCreated = 120,
    /// Concordat's own: a draft went.
    GranularAdminRelationshipDeleted = 121,
    /// Concordat's own: a draft was made a request, which a customer may approve.
    GranularAdminRelationshipRequested = 122,
    /// A customer approved it, whereby it is active.
    GranularAdminRelationshipApproved = 123,
    /// Concordat's own: its end came, and it has another.
    GranularAdminRelationshipExtended = 124,
    /// Its end came, or nobody approved in time.
    GranularAdminRelationshipExpired = 125,
    /// The partner or the customer ended it.
    GranularAdminRelationshipTerminated = 126,
    /// Concordat's own: the domain was verified; the new value is the domain.
    AddCustomerDomain = 130,
    /// Concordat's own: a partner consented for a customer; the new value is the consent.
    AddApplicationConsent = 131,
    /// Concordat's own: the old value is the consent.
    DeleteApplicationConsent = 132,
    /// A provider made a reseller in its sandbox; in the records of both.
    CreateSandboxIndirectReseller = 150,
    /// Likewise.
    DeleteSandboxIndirectReseller = 151,
    // From 201: about the cloud itself.

    /// A sink that the cloud's rules do not allow where it is labelled to be.
    RefuseLocation = 201,
    /// Settings that were changed while the process ran.
    ReloadSettings = 202,
    /// Settings that were to be changed so, and stay as they were.
    RefuseSettings = 203
};

/// The subject of entries about the cloud itself: what its operator did. No partner has this id.
inline constexpr PartnerId kCloudItself{};

/// The word that replies use, such as "add_customer"; "undefined" for a number that a newer version
/// stored.
[[nodiscard]] std::string_view nameOf(OperationType type) noexcept;

/// The word that replies use, such as "customer"; "undefined" for a number that a newer version
/// stored.
[[nodiscard]] std::string_view nameOf(ResourceType type) noexcept;

/// The type of a word, compared without regard to case and underscores, because clients write both
/// PartnerCustomerRelationship and partner_customer_relationship; nothing for an unknown one, nor
/// for a type of entries that no partner has.
[[nodiscard]] std::optional<ResourceType> resourceTypeFromName(std::string_view name) noexcept;

/// Who did it, when, and under which correlation id: what every entry of a request shares. Made
/// once per request, so that all it writes has one time.
struct Actor {
    /// The token's; for the seed the partner's own first one.
    ApplicationId application;
    std::string user_name;  ///< user principal name, empty for an application; personal data
    CorrelationId correlation;
    /// When carrying out the request began, not when its transaction ended.
    Instant at{};
};

/// One entry of the record: written in the transaction of the change that it describes, never
/// changed afterwards. The same row is the event that is told to others. Without its entry, a
/// change is not made.
struct Entry {
    /// Version 7: its time is that of the entry, which finding it relies on.
    Uuid id;
    PartnerId partner;
    /// Absent: about the partner itself.
    std::optional<CustomerId> customer;
    /// Company name at the time of the entry; business identifier, in clear, since queries search
    /// it.
    std::string customer_name;
    ResourceType resource = ResourceType::Customer;
    OperationType operation = OperationType::AddCustomer;
    Instant at{};
    ApplicationId application;
    CorrelationId correlation;
    /// Of the user who did it, empty for an application; personal data: sealed.
    std::string user_name;
    std::string
        old_value;  ///< JSON text with names in PascalCase: sealed; empty when there is none
    std::string new_value;  ///< likewise
    std::vector<std::pair<std::string, std::string>>
        customized_data;  ///< business identifiers, in clear

    bool operator==(const Entry&) const = default;
};

/// An entry by `actor` about the partner (or kCloudItself), with an id of its own; a customer and
/// values are the caller's to add. One about the cloud itself has neither: what it says is in
/// `customized_data`, in clear, and never personal.
[[nodiscard]] Entry entryBy(const Actor& actor, const PartnerId& partner, ResourceType resource,
                            OperationType operation);

/// Which entries a query asks for; at most one of the three filters (company, customer, resource)
/// is set, as the partner API has it.
struct Query {
    /// Inclusive. How far back is allowed is checked by the handler.
    Instant from{};
    Instant to{};  ///< exclusive
    /// Anywhere in the customer's name, folded; empty: any.
    std::string company_substring;
    std::optional<CustomerId> customer;
    std::optional<ResourceType> resource;
    std::uint32_t size = 100;  ///< 1 to 500
    std::optional<std::pair<Instant, Uuid>>
        after;  ///< position of the last entry of the page before
};

/// One page of entries, newest first. The position of the next page is that of the last entry here.
struct Page {
    std::vector<Entry> entries;
    bool has_next = false;
};

/// Reads the record. Implemented by core/store; called concurrently, from workers where reads
/// block. Entries are written with change sets only: there is no function that adds, changes or
/// removes one.
class RecordStore {
public:
    virtual ~RecordStore() = default;

    /// The entries of `partner` that `query` asks for, newest first. Values whose customer's key
    /// has been erased come back empty. @throws Error StoreUnavailable
    [[nodiscard]] virtual Page list(const PartnerId& partner, const Query& query) = 0;

    /// One entry, its values opened; nothing when it does not exist or is another partner's.
    /// @throws Error StoreUnavailable
    [[nodiscard]] virtual std::optional<Entry> find(const PartnerId& partner, const Uuid& id) = 0;
};

}  // namespace concordat::audit
