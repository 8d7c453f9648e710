#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/accounts/directory_role.hpp"
#include "core/changes/change_set.hpp"
#include "core/identity/id_token_verifier.hpp"
#include "core/partners/partner_store.hpp"
#include "core/relationships/granular_service.hpp"
#include "core/relationships/link_store.hpp"
#include "core/relationships/relationship_service.hpp"
#include "core/relationships/request_link.hpp"
#include "core/relationships/request_service.hpp"

namespace concordat::consent {

/// What a link asks of whom.
enum class AskKind : std::uint8_t {
    Invitation,  ///< a provider, of a reseller
    Request,     ///< a partner, of an existing customer
    Granular     ///< a partner, some roles of one customer
};

/// What the bearer of a link is told. Names are as their owners wrote them: not escaped.
struct Ask {
    AskKind kind = AskKind::Request;
    PartnerId partner;
    std::string partner_name;
    std::string partner_country;  ///< two letters
    std::string reseller_name;    ///< who will see the customer too; empty: nobody
    Instant expires{};
    /// Of granular administration: what the partner calls it, by which roles, for how long, and
    /// whether it then goes on by itself.
    std::string display_name{};
    accounts::DirectoryRoles roles{};
    std::uint32_t days = 0;
    bool extends_itself = false;
};

/// Why there is nothing to answer, or not by this person.
enum class Refusal : std::uint8_t {
    Unusable,          ///< no link, expired, or of somebody who may not ask any more
    Used,              ///< answered
    NotAdministrator,  ///< signed in without the role
    NotReseller,       ///< an invitation, and the organisation is no indirect reseller here
    NotCustomer,       ///< a request, and the organisation is no customer that the partner may have
    Suspended,         ///< the reseller is
    Held               ///< all that is asked for is so already
};

/// Whether a person may decide for an organisation: a global administrator.
[[nodiscard]] bool isAdministrator(const identity::SignedInUser& user);

/// Who acts, for the record.
[[nodiscard]] audit::Actor actorOf(const identity::SignedInUser& user, Instant now);

/// A partner's name as others know the organisation; else as operators do. Nothing: no such
/// partner.
[[nodiscard]] std::optional<std::string> organisationOf(partners::PartnerStore& partners,
                                                        const PartnerId& partner);

/// What to do with a link.
struct Answer {
    bool accept = false;
    /// Of a request: when delegated administration ends by itself; absent: it does not.
    std::optional<Instant> until;
};

/// Shows and answers the links of invitations, requests and granular administration. Called
/// concurrently from workers; keeps no state. Blocks as the stores do. Any function may throw Error
/// StoreUnavailable.
class ConsentDesk {
public:
    /// All of it outlives the desk.
    struct Parts {
        relationships::RelationshipService& relationships;
        relationships::RequestService& requests;
        relationships::GranularService& granular;
        const relationships::RequestSigner& signer;
        relationships::LinkStore& links;
        relationships::RelationshipStore& relationship_store;
        partners::PartnerStore& partners;
        changes::ChangeStore& changes;
    };

    explicit ConsentDesk(const Parts& parts) : parts_(parts) {}

    /// What a text asks that is a link, whoever will answer it.
    [[nodiscard]] std::variant<Ask, Refusal> open(std::string_view link, Instant now);

    /// Whether this person may answer it now: what is nothing here can still turn out otherwise
    /// when the answer is carried out.
    [[nodiscard]] std::optional<Refusal> check(std::string_view link,
                                               const identity::SignedInUser& user, Instant now);

    /// Carries the answer out, once, durably. Of many at once one succeeds, and the others are
    /// refused. An invitation that is declined stays good: nothing is kept of that.
    [[nodiscard]] std::optional<Refusal> answer(std::string_view link,
                                                const identity::SignedInUser& user,
                                                const Answer& answer, Instant now);

private:
    using Planned = std::variant<changes::ChangeSet, Refusal>;

    [[nodiscard]] AskKind kindOf(std::string_view link) const;
    std::variant<Ask, Refusal> openInvitation(std::string_view link, Instant now);
    std::variant<Ask, Refusal> openGranular(std::string_view link, Instant now);
    std::variant<Ask, Refusal> openRequest(const relationships::RequestLink& link, Instant now);
    bool isUsed(std::string_view link, const identity::SignedInUser& user);
    [[nodiscard]] Refusal reasonOf(Refusal refusal, std::string_view link,
                                   const identity::SignedInUser& user);
    bool isUsedInvitation(std::string_view link);
    Planned plan(std::string_view link, const identity::SignedInUser& user, const Answer& answer,
                 Instant now);
    Planned planInvitation(std::string_view link, const identity::SignedInUser& user, Instant now);
    Planned planRequest(std::string_view link, const identity::SignedInUser& user,
                        const Answer& answer, Instant now);
    Planned planGranular(std::string_view link, const identity::SignedInUser& user, bool accept,
                         Instant now);

    Parts parts_;
};

}  // namespace concordat::consent
