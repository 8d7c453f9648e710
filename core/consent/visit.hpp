#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/page_language.hpp"
#include "core/base/time.hpp"
#include "core/identity/id_token_verifier.hpp"

namespace concordat::consent {

/// A browser on its way through the pages, as its cookie says it: nothing is kept here. Before the
/// sign-in it has no user; with the user it has another seed.
struct Visit {
    /// Random, 43 characters of base64url: what the visit's secrets are derived from.
    std::string seed;
    std::string link;  ///< text of the link, which came from outside
    PageLanguage language = PageLanguage::English;
    Instant expires{};
    std::optional<identity::SignedInUser> user;
};

/// Makes a visit that is good for kVisitLife from `now`. @throws Error Internal when no random bits
/// can be had
[[nodiscard]] Visit beginVisit(std::string link, PageLanguage language, Instant now);

/// From the link to the sign-in, and from there to the answer.
inline constexpr std::chrono::minutes kVisitLife{30};

/// Signs visits, and derives the secrets that belong to them, by keyed hashes (HMAC-SHA-256).
/// Immutable; thread-safe.
class VisitSigner {
public:
    /// `key` is at least 32 bytes, the same in every instance of the cloud and in no other cloud.
    /// @throws std::invalid_argument when it is shorter
    VisitSigner(std::string key, std::string cloud);

    /// The text for a cookie: letters, digits, hyphens, underscores and full stops.
    [[nodiscard]] std::string seal(const Visit& visit) const;

    /// The visit of a text that seal() made with the same key for the same cloud and that is good
    /// at `now`; nothing for any other.
    [[nodiscard]] std::optional<Visit> open(std::string_view text, Instant now) const;

    /// Secrets of a visit, each 43 characters of base64url: one cannot be had from another, nor any
    /// from the cookie.
    [[nodiscard]] std::string stateOf(const Visit& visit) const { return derive("state", visit); }
    [[nodiscard]] std::string nonceOf(const Visit& visit) const { return derive("nonce", visit); }
    [[nodiscard]] std::string verifierOf(const Visit& visit) const { return derive("pkce", visit); }
    [[nodiscard]] std::string formTokenOf(const Visit& visit) const {
        return derive("form", visit);
    }

private:
    [[nodiscard]] std::string derive(std::string_view label, const Visit& visit) const;
    [[nodiscard]] std::string sign(std::string_view label, std::string_view content) const;

    std::string key_;
    std::string cloud_;
};

}  // namespace concordat::consent
