#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::relationships {

/// What a personal link carries: who invites, which invitation it is, and the secret that proves
/// that its bearer was given the link. The secret is nowhere else: the store has its hash.
struct InvitationToken {
    PartnerId inviting;
    Uuid invitation;
    std::string secret;

    /// The text of the link: letters, digits, hyphens and full stops, so that it needs no encoding.
    [[nodiscard]] std::string toString() const;

    /// SHA-256 over both ids and the secret, 32 raw bytes: what the store keeps and compares.
    [[nodiscard]] std::string hash() const;

    /// Reads a text as toString makes it; nothing for any other. Says nothing of whether there is
    /// such an invitation.
    [[nodiscard]] static std::optional<InvitationToken> parse(std::string_view text);
};

/// A new invitation by a partner, with a secret of 128 random bits. @throws Error Internal when the
/// generator fails
[[nodiscard]] InvitationToken makeInvitation(const PartnerId& inviting, Instant now);

}  // namespace concordat::relationships
