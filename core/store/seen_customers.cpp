#include "core/store/seen_customers.hpp"

namespace concordat::store {
namespace {

bool isOf(const CustomerRow& row, const PartnerId& partner, const CustomerId& customer) {
    return row.customer == customer && row.partner == partner;
}

}  // namespace

CustomerRow SeenCustomers::Row::view() const {
    auto row = values_;
    row.domain = domain_;
    row.company_name = company_name_;
    row.registration_number = registration_number_;
    row.public_body = public_body_;
    row.wrapped_key = wrapped_key_;
    row.sealed = sealed_;
    return row;
}

/// Copies the texts into the memory of those that were there before.
void SeenCustomers::Row::assign(const CustomerRow& row) {
    values_ = row;
    domain_ = row.domain;
    company_name_ = row.company_name;
    registration_number_ = row.registration_number;
    public_body_ = row.public_body;
    wrapped_key_ = row.wrapped_key;
    sealed_ = row.sealed;
}

template <typename Use>
auto SeenCustomers::at(const CustomerId& customer, Use use) {
    const auto place = IdHash()(customer) % kSlots;
    const std::lock_guard lock(locks_[place % kLocks].mutex);
    return use((*slots_)[place]);
}

std::optional<SeenCustomers::Row> SeenCustomers::find(const PartnerId& partner,
                                                      const CustomerId& customer,
                                                      std::uint64_t version) {
    return at(customer, [&](const Row& row) -> std::optional<Row> {
        // No row has the version 0: that is a slot that nothing has taken yet.
        if (version == 0 || !isOf(row.values_, partner, customer) || row.values_.version != version)
            return std::nullopt;
        return row;
    });
}

std::string SeenCustomers::findKey(const PartnerId& partner, const CustomerId& customer) {
    return at(customer, [&](const Row& row) {
        return isOf(row.values_, partner, customer) ? row.wrapped_key_ : std::string();
    });
}

void SeenCustomers::remember(const CustomerRow& row) {
    at(row.customer, [&](Row& kept) {
        // A reader may be slower than the change that came after it.
        const bool same = isOf(kept.values_, row.partner, row.customer);
        if (same && kept.values_.version >= row.version) return;
        kept.assign(row);
    });
}

void SeenCustomers::replaced(const PartnerId& partner, const CustomerId& customer,
                             std::uint64_t version, std::string_view company_name,
                             std::string_view sealed) {
    at(customer, [&](Row& kept) {
        if (!isOf(kept.values_, partner, customer) || kept.values_.version != version) return;
        kept.values_.version = version + 1;
        kept.company_name_ = company_name;
        kept.sealed_ = sealed;
    });
}

void SeenCustomers::forget(const PartnerId& partner, const CustomerId& customer) {
    at(customer, [&](Row& kept) {
        if (isOf(kept.values_, partner, customer)) kept.assign({});
    });
}

}  // namespace concordat::store
