#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/accounts/customer.hpp"

namespace concordat::accounts {

/// One row of a customer list. The texts belong to the page.
struct CustomerListItem {
    CustomerId id;
    std::string_view company_name;
    std::string_view domain;
    Relationship relationship = Relationship::Reseller;
};

/// One page of a customer list: rows whose texts share one buffer, since a page of 100 with two
/// strings each would otherwise be 200 allocations. Not thread-safe; reuse one per thread.
class CustomerPage {
public:
    /// Whether there are rows after this page in list order.
    bool has_next = false;

    /// Whether there are rows before this page in list order.
    bool has_previous = false;

    /// The sort keys (folded name or domain) of the first and last row, from which cursors
    /// continue.
    std::string first_key;
    std::string last_key;

    /// Appends a row; the texts are copied.
    void add(const CustomerId& id, std::string_view company_name, std::string_view domain,
             Relationship relationship);

    /// Turns the order of the rows around: for pages that a store read backwards.
    void reverse();

    /// Removes the last row.
    void dropLast() { rows_.pop_back(); }

    /// Back to an empty page, keeping the memory.
    void clear();

    [[nodiscard]] std::size_t size() const { return rows_.size(); }

    /// The row at `index`, which must be less than size(). Valid until the page changes.
    [[nodiscard]] CustomerListItem operator[](std::size_t index) const;

private:
    struct Row {
        CustomerId id;
        std::uint32_t name_at = 0;
        std::uint32_t domain_at = 0;
        std::uint32_t end = 0;
        Relationship relationship = Relationship::Reseller;
    };

    std::string text_;
    std::vector<Row> rows_;
};

}  // namespace concordat::accounts
