#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <concordat/rules/cloud.hpp>

#include "core/accounts/customer_service.hpp"
#include "core/audit/record.hpp"
#include "core/base/expected_version.hpp"
#include "core/changes/change_set.hpp"
#include "core/partners/partner.hpp"
#include "core/relationships/granular_store.hpp"
#include "core/relationships/request_link.hpp"

namespace concordat::relationships {

/// What a partner asks for.
struct GranularDraft {
    std::string display_name;
    accounts::DirectoryRoles roles;
    std::uint32_t days = 0;
    bool auto_extend = false;
};

/// A change, ready to be written, and what the relationship then is. Nothing has happened yet.
struct PlannedGranular {
    changes::ChangeSet changes;
    GranularRelationship relationship;
    /// The text of the link by which the customer approves; of planLock alone.
    std::string link{};
};

/// Granular delegated administration: some directory roles of one customer, for a time. The partner
/// drafts it and locks it for approval, the customer approves it by a link, either ends it, or its
/// time does. Plans change sets; nothing is written here. Called concurrently; keeps no state of
/// its own. Blocks as the stores do.
///
/// Of events at the same time the first one that is applied wins; the others are Stale. Where the
/// cloud has no such thing, every function that is not static @throws Error NotOffered. All of them
/// may throw NotFound (kUnknownTenant) for a customer that the partner has not, Forbidden
/// (kNoCommercialRelationship) for one that is shared with it, NotFound (kResourceAbsent) for a
/// relationship that there is not, Conflict (kGranularState) for an event that may not happen in
/// its state, and StoreUnavailable.
class GranularService {
public:
    /// How long a customer may think about it.
    static constexpr std::chrono::days kApprovalLife{30};
    /// By how much a relationship goes on that extends itself.
    static constexpr std::chrono::days kExtension{180};
    /// How long one may be active, without extensions.
    static constexpr std::uint32_t kMostDays = 730;
    /// How many with one customer may not have ended.
    static constexpr std::uint32_t kMost = 100;
    /// How many of one customer's are listed.
    static constexpr std::uint32_t kMostListed = 500;

    /// Borrows all four, which outlive the service.
    GranularService(GranularStore& store, accounts::CustomerService& customers,
                    const RequestSigner& signer, const rules::Cloud& cloud)
        : store_(store), customers_(customers), signer_(signer), cloud_(cloud) {}

    /// The partner's with a customer, newest first, kMostListed at most.
    [[nodiscard]] std::vector<GranularRelationship> list(const PartnerId& partner,
                                                         const CustomerId& customer);
    /// One of them.
    [[nodiscard]] GranularRelationship get(const PartnerId& partner, const CustomerId& customer,
                                           const GranularId& id);

    /// Plans a draft. That there is room for it turns out when it is applied (Exhausted). @throws
    /// Error as above, InvalidRequest (kBadProperty, kGranularExtension), Forbidden
    /// (kProgrammeInactive) for a suspended partner
    [[nodiscard]] PlannedGranular planAdd(const partners::Partner& partner,
                                          const audit::Actor& actor, const CustomerId& customer,
                                          GranularDraft draft);

    /// Plans that a draft goes. `expected`, where given, is the version that the caller saw; so in
    /// the two below. @throws Error as above, or that of a stale etag
    [[nodiscard]] PlannedGranular planDelete(const PartnerId& partner, const audit::Actor& actor,
                                             const CustomerId& customer, const GranularId& id,
                                             std::optional<ExpectedVersion> expected);

    /// Plans that a draft becomes a request, with the link for it, which is good for kApprovalLife.
    /// @throws Error as above, Forbidden (kProgrammeInactive)
    [[nodiscard]] PlannedGranular planLock(const partners::Partner& partner,
                                           const audit::Actor& actor, const CustomerId& customer,
                                           const GranularId& id,
                                           std::optional<ExpectedVersion> expected);

    /// Plans the end of a pending or active one, whichever of the two wants it.
    [[nodiscard]] PlannedGranular planTermination(const PartnerId& partner,
                                                  const audit::Actor& actor,
                                                  const CustomerId& customer, const GranularId& id,
                                                  std::optional<ExpectedVersion> expected);

    /// What a link of planLock asks for, to be shown to the customer's administrator, in whatever
    /// state it is. @throws Error as above, NotFound (kInvitationUnusable) for a text that is no
    /// such link or has expired
    [[nodiscard]] DueGranular asked(std::string_view text, Instant now);

    /// Plans that `customer` approves what a link asks for. Whether it is the customer's
    /// administrator who answers has been checked before. @throws Error as `asked`, which is also
    /// what another customer's link comes to
    [[nodiscard]] PlannedGranular planApproval(const audit::Actor& actor, std::string_view text,
                                               const CustomerId& customer);

    /// Plans that `customer` declines it, which terminates it. @throws Error as planApproval
    [[nodiscard]] PlannedGranular planRefusal(const audit::Actor& actor, std::string_view text,
                                              const CustomerId& customer);

    /// Plans what happens by itself, by nobody, to one that is due at `now`: it is extended or
    /// expires.
    [[nodiscard]] static changes::ChangeSet planDue(const DueGranular& due, Instant now);

private:
    void requireOffer() const;
    [[nodiscard]] GranularRelationship own(const PartnerId& partner, const CustomerId& customer,
                                           const GranularId& id,
                                           std::optional<ExpectedVersion> expected);
    [[nodiscard]] DueGranular askedOf(const CustomerId& customer, std::string_view text,
                                      Instant now);

    GranularStore& store_;                  // not owned; outlives the service
    accounts::CustomerService& customers_;  // likewise
    const RequestSigner& signer_;           // likewise
    const rules::Cloud& cloud_;             // likewise
};

/// The word of a state as replies and errors have it.
[[nodiscard]] std::string_view nameOf(GranularState state) noexcept;

}  // namespace concordat::relationships
