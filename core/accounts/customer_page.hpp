#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/accounts/customer.hpp"

namespace concordat::accounts {

/// One row of a customer list. The texts belong to the page and live until it changes.
struct CustomerListItem {
    CustomerId id;
    std::string_view company_name;
    std::string_view domain;
    Relationship relationship = Relationship::Reseller;
};

/// Where a page starts: just after (Forward) or just before (Backward) the row with this key and
/// id. The row need not exist any more.
struct CustomerPosition {
    std::string key;  ///< folded company name, or domain
    CustomerId id;
};

/// One page of a customer list: rows whose texts share one buffer, since a page of 100 with two
/// strings each would otherwise be 200 allocations. Filled by CustomerStore, read by the handler
/// that writes JSON of it. Not thread-safe; reuse one per thread.
class CustomerPage {
public:
    /// Whether there are rows after this page in list order.
    bool has_next = false;

    /// Whether there are rows before this page in list order.
    bool has_previous = false;

    /// The sort keys (folded name or domain) of the first and last row, from which cursors
    /// continue. Set by the store after it has settled which rows are in the page: reverse() and
    /// dropLast() leave them alone. Empty when the page is.
    std::string first_key;
    std::string last_key;

    /// Where the next page starts, if it is not after the last row: a search looks at more rows
    /// than it finds.
    std::optional<CustomerPosition> resume;

    /// Where the next page starts. Only of a page that has one.
    [[nodiscard]] CustomerPosition next() const;

    /// Appends a row; the texts are copied. A page must stay below 4 GiB of text.
    void add(const CustomerId& id, std::string_view company_name, std::string_view domain,
             Relationship relationship);

    /// Turns the order of the rows around: for pages that a store read backwards. The keys and the
    /// two flags stay.
    void reverse();

    /// Removes the last row, of which there must be one: the row too many that told that there is a
    /// next page.
    void dropLast() { rows_.pop_back(); }

    /// Back to an empty page, keeping the memory.
    void clear();

    /// Rows in the page.
    [[nodiscard]] std::size_t size() const { return rows_.size(); }

    /// The row at `index`, which must be less than size(). Valid until the page changes.
    [[nodiscard]] CustomerListItem operator[](std::size_t index) const;

private:
    // Where its texts begin and end in text_; domain follows name.
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
