#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/accounts/customer_store.hpp"
#include "core/audit/record.hpp"
#include "core/base/ids.hpp"

namespace concordat::api {

/// Which list a continuation token belongs to. Written into tokens: values are never renumbered.
enum class CursorKind : std::uint8_t { Customers = 1, AuditRecords = 2 };

/// Makes and checks continuation tokens: what a list needs to go on, and a keyed hash
/// (HMAC-SHA-256, 128 bits) over it, the cloud, the partner and the list. So nothing is kept
/// between pages, and a token of another partner, list or cloud is refused. Tokens are signed, not
/// sealed: they hold no more than their page showed. Thread-safe.
class CursorSigner {
public:
    /// `key` is at least 32 bytes. @throws std::invalid_argument when it is shorter
    CursorSigner(std::string_view key, std::string cloud);
    ~CursorSigner();

    /// A token around `content`.
    [[nodiscard]] std::string seal(const PartnerId& partner, CursorKind kind,
                                   std::string_view content) const;

    /// The content of a token. @throws Error InvalidRequest (kBadContinuationToken)
    [[nodiscard]] std::string open(const PartnerId& partner, CursorKind kind,
                                   std::string_view token) const;

private:
    struct Mac;

    [[nodiscard]] std::string sign(const PartnerId& partner, CursorKind kind,
                                   std::string_view content) const;

    std::string cloud_;
    std::unique_ptr<Mac> mac_;  // keyed once, copied for each use
};

/// Where a page of customers stands: how the list goes on in both directions.
struct CustomerCursor {
    accounts::CustomerOrder order = accounts::CustomerOrder::CompanyName;
    std::uint32_t size = 0;
    std::string prefix;
    accounts::CustomerPosition first;
    accounts::CustomerPosition last;
};

/// Where a page of the record stands.
struct AuditCursor {
    audit::Query query;  ///< as it was asked, with `after` set to the page's last entry
};

/// The content of a token. The readers @throw Error InvalidRequest (kBadContinuationToken) for any
/// text that the writers do not write.
[[nodiscard]] std::string encode(const CustomerCursor& cursor);
[[nodiscard]] CustomerCursor decodeCustomerCursor(std::string_view content);
[[nodiscard]] std::string encode(const AuditCursor& cursor);
[[nodiscard]] AuditCursor decodeAuditCursor(std::string_view content);

}  // namespace concordat::api
