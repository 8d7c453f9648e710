#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <concordat/rules/cloud.hpp>

#include "core/audit/record.hpp"
#include "core/changes/change_set.hpp"
#include "core/partners/partner.hpp"
#include "core/relationships/relationship_store.hpp"

namespace concordat::relationships {

/// An invitation, ready to be written: what to apply, and the text of the link, which is nowhere
/// else in clear. Nothing has happened yet.
struct PlannedInvitation {
    changes::ChangeSet changes;
    std::string token;
    Instant expires{};
};

/// What providers and resellers do with one another: reads what it needs, asks the cloud's facts,
/// and plans a change set. Nothing is written here. Called concurrently; keeps no state of its own.
/// Blocks as the store does.
///
/// Whether the caller's role allows it has been checked before. Where the cloud has no indirect
/// partners, every plan @throws Error NotOffered. Any function may throw StoreUnavailable.
class RelationshipService {
public:
    /// How long a link is good.
    static constexpr std::chrono::days kInvitationLife{30};
    /// How many good ones a partner may have given away.
    static constexpr std::uint32_t kMostInvitations = 1000;

    /// Borrows both, which outlive the service.
    RelationshipService(RelationshipStore& store, const rules::Cloud& cloud)
        : store_(store), cloud_(cloud) {}

    /// The partner's active partnerships in which it is that to the other, by the other's name.
    [[nodiscard]] std::vector<Partnership> partnerships(const PartnerId& partner,
                                                        Relation relation);

    /// The resellers for which the partner has added a customer. Whose customer it is is the
    /// caller's question.
    [[nodiscard]] std::vector<Partnership> resellersOf(const PartnerId& partner,
                                                       const CustomerId& customer);

    /// The active reseller of a provider by its tenant id or partner network id. @throws Error
    /// InvalidRequest (kNotAReseller) when there is none
    [[nodiscard]] Partnership requireReseller(const PartnerId& provider, std::string_view id);

    /// Plans a link by which one reseller becomes a partner of the provider. @throws Error as
    /// above, InvalidRequest (kNotAProvider), Forbidden (kProgrammeInactive) for a suspended one
    [[nodiscard]] PlannedInvitation planInvitation(const partners::Partner& provider,
                                                   const audit::Actor& actor);

    /// Plans the partnership of a reseller with the provider whose link this is. Whether the link
    /// is good turns out when it is applied (Gone), as does an active partnership (Taken). @throws
    /// Error as above, InvalidRequest (kNotAReseller) for a partner of another kind, NotFound
    /// (kInvitationUnusable) for a text that is no link, Forbidden (kProgrammeInactive)
    [[nodiscard]] changes::ChangeSet planAcceptance(const partners::Partner& reseller,
                                                    const audit::Actor& actor,
                                                    std::string_view token);

    /// Plans the end of an active partnership, by either of the two. @throws Error NotFound
    /// (kNoPartnership)
    [[nodiscard]] changes::ChangeSet planEnd(const partners::Partner& partner,
                                             const audit::Actor& actor, const PartnerId& other);

    /// Adds to a planned customer of a provider that one of its resellers sees it, with the entry
    /// of the reseller's record. That the partnership still stands is guarded (Gone).
    static void addShare(changes::ChangeSet& set, const accounts::Customer& customer,
                         const Partnership& reseller, const audit::Actor& actor);

private:
    void requireIndirectModel() const;

    RelationshipStore& store_;   // not owned; outlives the service
    const rules::Cloud& cloud_;  // likewise
};

}  // namespace concordat::relationships
