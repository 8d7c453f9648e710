#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/relationships/granular_relationship.hpp"

namespace concordat::relationships {

/// What a link says that a partner gives its customers: who asks, and for whom else.
struct RequestLink {
    PartnerId partner;
    Uuid id;  ///< under which a customer answers it once
    Instant expires{};
    /// One of the partner's, who will see the customers that accept; absent: none.
    std::optional<PartnerId> reseller;

    bool operator==(const RequestLink&) const = default;
};

/// What a link says by which a customer approves granular delegated administration.
struct GranularLink {
    PartnerId partner;
    GranularId relationship;
    CustomerId customer;
    Instant expires{};

    bool operator==(const GranularLink&) const = default;
};

/// Makes and checks the texts of such links: what they say, and a keyed hash (HMAC-SHA-256, 128
/// bits) over it and the cloud. So asking for a link keeps nothing, and no link can be made or
/// changed without the cloud's key. Immutable; thread-safe.
class RequestSigner {
public:
    /// `key` is at least 32 bytes, the same in every instance of the cloud and in no other cloud:
    /// see OpenedCloud::cursorKey. @throws std::invalid_argument when it is shorter
    RequestSigner(std::string key, std::string cloud);

    /// The text of a link: letters, digits, hyphens and full stops, so that it needs no encoding.
    [[nodiscard]] std::string seal(const RequestLink& link) const;

    /// The link of a text that seal() made with the same key for the same cloud, expired or not;
    /// nothing for any other.
    [[nodiscard]] std::optional<RequestLink> open(std::string_view text) const;

    /// Both likewise. A link of one kind is none of the other.
    [[nodiscard]] std::string seal(const GranularLink& link) const;
    [[nodiscard]] std::optional<GranularLink> openGranular(std::string_view text) const;

private:
    /// What all links are made of: three identifiers and a time.
    struct Content {
        Uuid partner;
        Uuid id;
        Uuid other;
        Instant expires{};
    };

    [[nodiscard]] std::string seal(std::string_view label, const Content& content) const;
    [[nodiscard]] std::optional<Content> open(std::string_view label, std::string_view text) const;
    [[nodiscard]] Uuid sign(std::string_view label, std::string_view content) const;

    std::string key_;
    std::string cloud_;
};

}  // namespace concordat::relationships
