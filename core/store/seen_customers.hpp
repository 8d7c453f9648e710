#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/accounts/customer.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"

namespace concordat::store {

/// A customer's two rows as the statement find_customer gives them, by view: what is sealed stays
/// sealed.
struct CustomerRow {
    PartnerId partner;
    CustomerId customer;
    std::string_view domain;
    std::string_view company_name;
    accounts::Relationship relationship = accounts::Relationship::None;
    bool delegated_access = false;
    Uuid commerce_id;
    std::string_view registration_number;
    std::string_view public_body;
    Instant created{};
    std::uint64_t version = 0;
    std::string_view wrapped_key;  ///< the customer's key under the cloud's
    std::string_view sealed;       ///< the billing profile under the customer's key
};

/// Remembers customers that this process read or changed lately, so that the change that follows
/// needs no reading of its own. What it remembers may be outdated, since other processes write to
/// the same store: it serves only changes that are guarded by the version that was remembered.
/// Holds personal data as ciphertext only. A customer's key never changes, and one whose row has
/// gone does no harm, because every write that would use it is guarded by that row. Bounded: a
/// newer customer takes the place of an older one. Thread-safe; never blocks for longer than a
/// copy.
class SeenCustomers {
public:
    /// A row that owns its texts.
    class Row {
    public:
        [[nodiscard]] CustomerRow view() const;

    private:
        friend class SeenCustomers;
        void assign(const CustomerRow& row);

        CustomerRow values_;  // its views are empty; the texts are below
        std::string domain_;
        std::string company_name_;
        std::string registration_number_;
        std::string public_body_;
        std::string wrapped_key_;
        std::string sealed_;
    };

    /// The partner's customer if it was last seen with `version`.
    [[nodiscard]] std::optional<Row> find(const PartnerId& partner, const CustomerId& customer,
                                          std::uint64_t version);

    /// The wrapped key of the partner's customer, whatever the version; empty when it is not
    /// remembered.
    [[nodiscard]] std::string findKey(const PartnerId& partner, const CustomerId& customer);

    /// Remembers a row that was read. An older version than the one remembered changes nothing.
    void remember(const CustomerRow& row);

    /// Notes that this process has replaced version `version` of a customer: the next one has that
    /// name and that sealed profile.
    void replaced(const PartnerId& partner, const CustomerId& customer, std::uint64_t version,
                  std::string_view company_name, std::string_view sealed);

    /// Forgets a customer whose relationship has ended.
    void forget(const PartnerId& partner, const CustomerId& customer);

private:
    static constexpr std::size_t kSlots = 8'192;
    static constexpr std::size_t kLocks = 64;

    struct Lock {
        std::mutex mutex;  // guards the slots whose numbers leave its own as remainder
    };

    /// Calls `use` with the slot of a customer, under its lock.
    template <typename Use>
    auto at(const CustomerId& customer, Use use);

    std::unique_ptr<std::array<Row, kSlots>> slots_ = std::make_unique<std::array<Row, kSlots>>();
    std::array<Lock, kLocks> locks_;
};

}  // namespace concordat::store
