#pragma once

#include <string>

#include "core/accounts/customer_store.hpp"
#include "core/accounts/user_store.hpp"

namespace concordat::accounts {

/// A store with one customer of one partner, and no users.
class OneCustomer final : public CustomerStore, public UserStore {
public:
    OneCustomer() {
        held.id = CustomerId{makeRandomUuid()};
        held.company_name = "Adatum";
        held.domain = "adatum.example.test";
    }

    std::optional<Customer> find(const PartnerId& partner, const CustomerId& customer) override {
        if (partner == owner && customer == held.id) return held;
        return std::nullopt;
    }
    std::optional<Customer> recall(const PartnerId&, const CustomerId&, std::uint64_t) override {
        return std::nullopt;
    }
    void list(const PartnerId&, const CustomerQuery&, CustomerPage& page) override { page.clear(); }
    bool isDomainTaken(std::string_view domain) override { return domain == taken; }
    std::optional<User> find(const PartnerId&, const CustomerId&, const UserId&) override {
        return std::nullopt;
    }
    std::vector<User> list(const PartnerId&, const CustomerId&, const UserRange&) override {
        return {};
    }
    DirectoryRoles delegatedRoles(const PartnerId&, const CustomerId&, Instant) override {
        return granted;
    }

    const PartnerId owner{makeRandomUuid()};
    Customer held;
    std::string taken;
    DirectoryRoles granted;
};

}  // namespace concordat::accounts
