#include "core/store/directory_store.hpp"

#include "core/accounts/principal_name.hpp"
#include "core/base/text.hpp"
#include "core/store/codec.hpp"
#include "core/store/sealed_values.hpp"

namespace concordat::store {
namespace {

constexpr std::uint8_t kFirst = 1;

std::string encodeHashes(const std::vector<std::string>& hashes) {
    Encoder out(kFirst);
    out.number(hashes.size());
    for (const auto& hash : hashes) out.text(hash);
    return out.take();
}

std::vector<std::string> decodeHashes(std::string_view data) {
    Decoder in(data, kFirst);
    std::vector<std::string> hashes;
    for (auto left = in.number(); left > 0; --left) hashes.push_back(in.text());
    return hashes;
}

std::optional<DirectoryUser> readUser(Rows& found) {
    Cursor rows(found);
    if (!rows->next()) return std::nullopt;
    return DirectoryUser{{rows->uuid(0)},
                         std::string(rows->text(1)),
                         std::string(rows->text(2)),
                         static_cast<std::uint8_t>(rows->integer(3))};
}

/// A customer's directory: who it is, and the key under which its users are.
struct CustomerDirectory {
    CustomerId customer;
    std::string wrapped_key;
    std::string domain;  ///< the one that it began with
};

std::optional<CustomerDirectory> findDirectory(Connection& session, const PartnerId& partner,
                                               std::string_view domain) {
    Cursor rows(session.query(partner, StatementId::FindCustomerDirectory,
                              {{"partner", partner}, {"domain", domain}}));
    if (!rows->next()) return std::nullopt;
    return CustomerDirectory{CustomerId{rows->uuid(0)}, std::string(rows->bytes(1)),
                             std::string(rows->text(2))};
}

}  // namespace

std::optional<DirectoryApplication> DirectoryStore::findApplication(
    const PartnerId& partner, const ApplicationId& application) {
    auto session = sessions_.acquire();
    Cursor rows(session->query(partner, StatementId::FindDirectoryApplication,
                               {{"partner", partner}, {"application", application}}));
    if (!rows->next()) return std::nullopt;
    return DirectoryApplication{application, rows->integer(0) != 0, decodeHashes(rows->bytes(1))};
}

std::optional<DirectoryUser> DirectoryStore::findUser(const PartnerId& partner,
                                                      std::string_view user_name) {
    const auto folded = foldName(user_name);
    auto session = sessions_.acquire();
    return readUser(
        session->query(partner, StatementId::FindDirectoryUserByName,
                       {{"partner", partner}, {"folded_name", std::string_view(folded)}}));
}

std::optional<DirectoryUser> DirectoryStore::findUser(const PartnerId& partner,
                                                      const UserId& user) {
    auto session = sessions_.acquire();
    return readUser(session->query(partner, StatementId::FindDirectoryUser,
                                   {{"partner", partner}, {"user", user}}));
}

std::optional<CustomerSignIn> DirectoryStore::findCustomerUser(const PartnerId& partner,
                                                               std::string_view principal_name) {
    const auto name = accounts::foldPrincipalName(principal_name);
    const auto at = name.find('@');
    if (at == std::string::npos || name.size() > accounts::kMostPrincipalName) return std::nullopt;
    const auto domain = name.substr(at + 1);
    auto session = sessions_.acquire();
    const auto directory = findDirectory(*session, partner, domain);
    if (!directory) return std::nullopt;
    const auto& customer = directory->customer;
    const auto key = vault_.unwrap(directory->wrapped_key, customer.value);
    const auto hash = vault_.hashName(key, name);
    Cursor rows(session->query(
        partner, StatementId::FindCustomerSignIn,
        {{"partner", partner}, {"customer", customer}, {"name_hash", Value::bytes(hash)}}));
    while (rows->next()) {
        const UserId id{rows->uuid(0)};
        auto user = decodeUser(vault_.open(key, Sealed::CustomerUser, id.value, rows->bytes(2)),
                               directory->domain);
        // The first administrator has no hash.
        if (accounts::foldPrincipalName(user.details.principal_name) != name) continue;
        user.id = id;
        user.roles =
            accounts::DirectoryRoles::fromBits(static_cast<std::uint64_t>(rows->integer(1)));
        return CustomerSignIn{customer, std::move(user)};
    }
    return std::nullopt;
}

std::optional<CustomerSignIn> DirectoryStore::findAnyCustomerUser(std::string_view principal_name) {
    const auto name = accounts::foldPrincipalName(principal_name);
    const auto domain = std::string_view(name).substr(name.find('@') + 1);
    std::optional<PartnerId> holder;
    {
        auto session = sessions_.acquire();
        Cursor rows(session->query(StatementId::FindDomainHolder, {{"domain", domain}}));
        if (rows->next() && !rows->isNull(0)) holder = PartnerId{rows->uuid(0)};
    }
    return holder ? findCustomerUser(*holder, name) : std::nullopt;
}

void DirectoryStore::put(const PartnerId& partner, const DirectoryApplication& application) {
    ChangePlan plan;
    plan.partner = partner;
    plan.steps.push_back(
        {StatementId::PutDirectoryApplication,
         {{"partner", partner},
          {"application", application.id},
          {"is_public", application.is_public},
          {"secret_hashes", Value::bytes(plan.keep(encodeHashes(application.secret_hashes)))}}});
    static_cast<void>(executor_.apply(plan));
}

bool DirectoryStore::put(const PartnerId& partner, const DirectoryUser& user) {
    ChangePlan plan;
    plan.partner = partner;
    plan.steps.push_back({StatementId::PutDirectoryUser,
                          {{"partner", partner},
                           {"user", user.id},
                           {"user_name", std::string_view(user.user_name)},
                           {"folded_name", plan.keep(foldName(user.user_name))},
                           {"password_hash", std::string_view(user.password_hash)},
                           {"roles", std::uint32_t{user.roles}}}});
    return executor_.apply(plan) == Outcome::Applied;
}

}  // namespace concordat::store
