#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/accounts/customer.hpp"
#include "core/identity/principal.hpp"
#include "core/partners/partner.hpp"
#include "core/runtime/settings_file.hpp"

namespace concordat::runtime {

/// A person of a sandbox partner's directory.
struct SeedUser {
    /// Made from tenant and name, so that it is the same at every start.
    UserId id;
    std::string name;  ///< user principal name
    identity::Roles roles;
};

/// A customer of a sandbox partner.
struct SeedCustomer {
    accounts::CustomerDraft draft;
    /// The one of the partner's resellers that sees it too; absent: none does.
    std::optional<PartnerId> reseller;
};

/// A sandbox partner with everything that its cloud is given at the first start in development.
/// Nothing in it is a secret: the file ships.
struct SeedPartner {
    /// Always a sandbox with one application.
    partners::Partner partner;
    partners::PartnerProfiles profiles;
    ApplicationId application;
    std::string secret;  ///< of the application
    std::vector<SeedUser> users;
    /// Of an indirect provider: indirect resellers of the same cloud's seed, with whom it has a
    /// partnership.
    std::vector<PartnerId> resellers;
    std::vector<SeedCustomer> customers;
};

/// The sandbox of all clouds.
struct Seed {
    std::string password;  ///< of every user
    /// By the cloud's id; need not be those of the settings.
    std::map<std::string, std::vector<SeedPartner>, std::less<>> clouds;

    /// The partners of a cloud; none for a cloud that the file does not name.
    [[nodiscard]] const std::vector<SeedPartner>& partnersOf(std::string_view cloud) const;
};

/// Reads a seed file such as config/seed.yaml. Checks its form alone: whether the cloud's rules
/// allow what is in it shows when it is put into a store. @throws SettingsRefused naming every
/// mistake
[[nodiscard]] Seed readSeed(const std::filesystem::path& file);

/// Reads the seed that the settings name, if any, and notes its mistakes among theirs.
void checkSeed(SettingsDraft& draft);

}  // namespace concordat::runtime
