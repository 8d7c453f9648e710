#include "core/accounts/customer_page.hpp"

#include <algorithm>

namespace concordat::accounts {

void CustomerPage::add(const CustomerId& id, std::string_view company_name, std::string_view domain,
                       Relationship relationship) {
    Row row;
    row.id = id;
    row.relationship = relationship;
    // Offsets, not views: the buffer moves while it grows.
    row.name_at = static_cast<std::uint32_t>(text_.size());
    text_ += company_name;
    row.domain_at = static_cast<std::uint32_t>(text_.size());
    text_ += domain;
    row.end = static_cast<std::uint32_t>(text_.size());
    rows_.push_back(row);
}

void CustomerPage::reverse() {
    std::reverse(rows_.begin(), rows_.end());
}

void CustomerPage::clear() {
    has_next = false;
    has_previous = false;
    first_key.clear();
    last_key.clear();
    resume.reset();
    text_.clear();
    rows_.clear();
}

CustomerListItem CustomerPage::operator[](std::size_t index) const {
    const auto& row = rows_[index];
    const std::string_view text(text_);
    return {row.id, text.substr(row.name_at, row.domain_at - row.name_at),
            text.substr(row.domain_at, row.end - row.domain_at), row.relationship};
}

CustomerPosition CustomerPage::next() const {
    return resume ? *resume : CustomerPosition{last_key, rows_.back().id};
}

}  // namespace concordat::accounts
