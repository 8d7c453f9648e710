#pragma once

#include <optional>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::relationships {

/// What is kept of an invitation that was given away.
struct KeptInvitation {
    bool used = false;
    Instant expires{};
};

/// Reads what has become of links, for whoever shows their bearers a page. Implemented by
/// core/store; called concurrently from workers. Every function @throws Error StoreUnavailable when
/// the store does not answer in time.
class LinkStore {
public:
    virtual ~LinkStore() = default;

    /// The partner's invitation with that id and hash, good or not; nothing when there is none, or
    /// no more.
    [[nodiscard]] virtual std::optional<KeptInvitation> findInvitation(const PartnerId& inviting,
                                                                       const Uuid& invitation,
                                                                       std::string_view hash) = 0;

    /// Whether a customer has answered a link of the partner, however.
    [[nodiscard]] virtual bool hasAnswered(const PartnerId& partner, const CustomerId& customer,
                                           const Uuid& request) = 0;
};

}  // namespace concordat::relationships
