#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/accounts/customer_store.hpp"
#include "core/accounts/user_page.hpp"
#include "core/audit/record.hpp"
#include "core/base/ids.hpp"

namespace concordat::api {

/// Which list a continuation token belongs to. Written into tokens: values are never renumbered.
enum class CursorKind : std::uint8_t { Customers = 1, AuditRecords = 2, Users = 3 };

/// Characters of the longest token: a bound on what is decoded before anything is known of it.
/// Holds a folded prefix and two positions in a list (kMostListKey), and fits into the heads
/// that servers and proxies take.
inline constexpr std::size_t kMostToken = 4096;

/// Makes and checks continuation tokens: what a list needs to go on, and a keyed hash
/// (HMAC-SHA-256, 128 bits) over it, the cloud, the partner and the list. So nothing is kept
/// between pages, any instance of a cloud can go on, and a token of another partner, list or cloud
/// is refused. Tokens are signed, not sealed: they hold no more than their page showed. They do not
/// expire. Thread-safe.
class CursorSigner {
public:
    /// `key` is at least 32 bytes, the same in every instance of the cloud: see
    /// OpenedCloud::cursorKey. @throws std::invalid_argument when it is shorter
    CursorSigner(std::string_view key, std::string cloud);
    ~CursorSigner();

    /// A token around `content`: base64url, fit for a header, and one that `open` takes. @throws
    /// Error Internal when it would be longer than kMostToken
    [[nodiscard]] std::string seal(const PartnerId& partner, CursorKind kind,
                                   std::string_view content) const;

    /// The content of a token that seal() made for the same partner, list and cloud. @throws Error
    /// InvalidRequest (kBadContinuationToken) for any other text
    [[nodiscard]] std::string open(const PartnerId& partner, CursorKind kind,
                                   std::string_view token) const;

private:
    struct Mac;

    // The tag over kind, partner, content and cloud.
    [[nodiscard]] std::string sign(const PartnerId& partner, CursorKind kind,
                                   std::string_view content) const;

    std::string cloud_;
    std::unique_ptr<Mac> mac_;  // keyed once, copied for each use
};

/// Where a page of customers stands: how the list goes on in both directions. Size, order and
/// filter travel along, because clients send nothing but the token.
struct CustomerCursor {
    accounts::CustomerOrder order = accounts::CustomerOrder::CompanyName;
    /// Rows of a page, 1 to 500.
    std::uint32_t size = 0;
    /// Folded; empty: all.
    std::string prefix;
    /// Likewise; at most one of the two has text.
    std::string part;
    /// For whom the customers were added; absent: all.
    std::optional<PartnerId> reseller{};
    /// Who shares them; absent: whoever. At most one of the two is set.
    std::optional<PartnerId> provider{};
    /// Of the page's first row: where Previous goes on.
    accounts::CustomerPosition first;
    /// Where Next goes on.
    accounts::CustomerPosition last;
};

/// Where a page of a customer's users, or of the members of a role, stands.
struct UserCursor {
    CustomerId customer;
    /// As it was asked, but for direction, position and pages to skip.
    accounts::UserQuery query;
    accounts::UserPosition first;
    accounts::UserPosition last;
};

/// Where a page of the record stands. Pages go forward only.
struct AuditCursor {
    audit::Query query;  ///< as it was asked, with `after` set to the page's last entry
};

/// The content of a token. The readers @throw Error InvalidRequest (kBadContinuationToken) for any
/// text that the writers do not write, also of a later format: a token that an update outdates is
/// refused like a wrong one.
[[nodiscard]] std::string encode(const CustomerCursor& cursor);
/// The inverse; sizes and enumerations are checked again.
[[nodiscard]] CustomerCursor decodeCustomerCursor(std::string_view content);
/// The content of a token for users.
[[nodiscard]] std::string encode(const UserCursor& cursor);
/// The inverse; sizes and enumerations are checked again.
[[nodiscard]] UserCursor decodeUserCursor(std::string_view content);
/// The content of a token for the record.
[[nodiscard]] std::string encode(const AuditCursor& cursor);
/// The inverse. `after` is always set.
[[nodiscard]] AuditCursor decodeAuditCursor(std::string_view content);

}  // namespace concordat::api
