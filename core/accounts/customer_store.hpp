#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/accounts/customer.hpp"
#include "core/accounts/customer_page.hpp"

namespace concordat::accounts {

/// By what a customer list is sorted and, with a prefix, searched.
enum class CustomerOrder : std::uint8_t { CompanyName, Domain };

/// In which direction a page continues from its position.
enum class SeekDirection : std::uint8_t { Forward, Backward };

/// One page to read. Set by the handler from the query string or from the cursor in a continuation
/// token, all of it checked.
struct CustomerQuery {
    CustomerOrder order = CustomerOrder::CompanyName;
    /// What the name or domain begins with, folded; empty: all.
    std::string prefix;
    /// What the name or domain holds anywhere, folded, three letters or more; empty: anything. Only
    /// without a prefix, forward and without `skip`.
    std::string part;
    /// Rows that a page with `part` looks at, from 1 on: about a millisecond, whoever waits behind
    /// it.
    std::uint32_t look_at = 5'000;
    /// Only customers that the partner has added for this reseller, by name; absent: all.
    std::optional<PartnerId> reseller{};
    /// Only customers that this provider shares with the partner, by name; absent: all. At most one
    /// of the two is set.
    std::optional<PartnerId> provider{};
    std::uint32_t size = 100;  ///< rows in a page, 1 to 500
    SeekDirection direction = SeekDirection::Forward;
    std::optional<CustomerPosition>
        position;            ///< absent: from the first row (Forward) or the last (Backward)
    std::uint32_t skip = 0;  ///< rows to pass over from there: only for the operation PageIndex
};

/// Reads customer accounts. Implemented by core/store for SQLite and PostgreSQL alike, used by
/// CustomerService; called concurrently from event threads and workers, and on event threads only
/// where reads do not block. Another partner's customer answers exactly as one that does not exist.
/// Every function @throws Error StoreUnavailable when the store does not answer in time.
class CustomerStore {
public:
    virtual ~CustomerStore() = default;

    /// The customer with that id of that partner, or that its provider shares with it, personal
    /// data opened; nothing when there is none, or when the partner's relationship with it has
    /// ended.
    [[nodiscard]] virtual std::optional<Customer> find(const PartnerId& partner,
                                                       const CustomerId& customer) = 0;

    /// The customer as this process last saw it, without asking the store; nothing when that was
    /// not `version`, or is too long ago. May be outdated where other processes write too: only for
    /// planning a change that is guarded by `version`, which then comes out Stale. Never blocks.
    [[nodiscard]] virtual std::optional<Customer> recall(const PartnerId& partner,
                                                         const CustomerId& customer,
                                                         std::uint64_t version) = 0;

    /// Fills `page` with the customers of `partner` that `query` asks for: one index range,
    /// whatever the page, so that its cost does not grow with the number of customers. With
    /// `query.part` it looks at `query.look_at` rows and may come with fewer than `query.size`,
    /// or none, and more to come: see CustomerPage::resume. What `page` held before is gone.
    virtual void list(const PartnerId& partner, const CustomerQuery& query, CustomerPage& page) = 0;

    /// Whether a folded domain is reserved, by whichever partner's customer: the one question that
    /// crosses partners, and it tells no more than that.
    [[nodiscard]] virtual bool isDomainTaken(std::string_view domain) = 0;
};

}  // namespace concordat::accounts
