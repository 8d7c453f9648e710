#include "core/accounts/user_service.hpp"

#include <algorithm>

#include "core/accounts/credentials.hpp"
#include "core/accounts/principal_name.hpp"
#include "core/accounts/user_record_values.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::accounts {
namespace {

constexpr const char* kNameMember = "userPrincipalName";
constexpr const char* kLocationMember = "usageLocation";
constexpr std::size_t kCountryCode = 2;

Error unknownUser() {
    return {ErrorKind::NotFound, codes::kUnknownUser};
}

Error badProperty(const char* member) {
    return {ErrorKind::InvalidRequest, codes::kBadProperty, {member}};
}

// Which roles of a granular relationship do for what.
constexpr DirectoryRoles kForRoles = DirectoryRole::CompanyAdministrator;
constexpr DirectoryRoles kForUsers = kForRoles | DirectoryRole::UserAccountAdministrator;
constexpr DirectoryRoles kForPasswords = kForUsers | DirectoryRole::HelpdeskAdministrator;

void requireName(const UserDetails& details, const Customer& customer) {
    if (!isPrincipalNameOf(details.principal_name, {&customer.domain, 1}) &&
        !isPrincipalNameOf(details.principal_name, customer.verified_domains))
        throw badProperty(kNameMember);
    if (foldPrincipalName(details.principal_name) == administratorNameOf(customer.domain))
        throw Error(ErrorKind::Conflict, codes::kPrincipalNameTaken, {kNameMember});
}

void requireLocation(const UserDetails& details) {
    const auto& code = details.usage_location;
    const bool good =
        code.size() == kCountryCode &&
        std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!good) throw badProperty(kLocationMember);
}

/// Takes over what `change` gives.
void replaceGiven(UserDetails& details, const UserDetails& change) {
    for (auto member :
         {&UserDetails::principal_name, &UserDetails::display_name, &UserDetails::first_name,
          &UserDetails::last_name, &UserDetails::usage_location, &UserDetails::immutable_id,
          &UserDetails::phone_number})
        if (!(change.*member).empty()) details.*member = change.*member;
}

/// The chosen password, or a new one for one use.
void givePassword(PlannedUser& planned, std::optional<UserPassword> chosen) {
    if (chosen) {
        planned.user.password = *std::move(chosen);
        return;
    }
    auto made = makePassword();
    planned.user.password = std::move(made.kept);
    planned.password = std::move(made.password);
}

/// The change set about `user`; the caller adds changes and values.
changes::ChangeSet setFor(const partners::Partner& partner, const audit::Actor& actor,
                          const Customer& customer, const User& user,
                          audit::OperationType operation) {
    changes::ChangeSet set;
    set.partner = partner.id;
    set.entry = audit::entryBy(actor, partner.id, audit::ResourceType::CustomerUser, operation);
    set.entry.customer = customer.id;
    set.entry.customer_name = customer.company_name;
    set.entry.customized_data = {{"CustomerUserId", user.id.value.toString()}};
    return set;
}

}  // namespace

User UserService::get(const PartnerId& partner, const CustomerId& customer, const UserId& user) {
    (void)customers_.get(partner, customer);
    auto found = store_.find(partner, customer, user);
    if (!found || found->state != UserState::Active) throw unknownUser();
    return *std::move(found);
}

UserPage UserService::list(const PartnerId& partner, const CustomerId& customer,
                           const UserQuery& query, Instant now) {
    (void)customers_.get(partner, customer);
    UserRange range;
    range.state = query.state;
    range.role = query.role;
    if (query.state == UserState::Inactive) range.deleted_since = now - kRestorableFor;
    if (query.order != UserOrder::Creation) {
        range.size = kMostSortedUsers + 1;
        auto users = store_.list(partner, customer, range);
        if (users.size() > kMostSortedUsers) throw badProperty("sortField");
        return sortedPageOf(std::move(users), query);
    }
    range.size = query.size + 1;
    range.skip = query.skip;
    range.direction = query.direction;
    if (query.position) range.position = query.position->id;
    return pageOfRange(store_.list(partner, customer, range), query);
}

bool UserService::administers(const PartnerId& partner, const Customer& customer,
                              DirectoryRoles fitting, Instant now) {
    return customer.allow_delegated_access ||
           store_.delegatedRoles(partner, customer.id, now).intersects(fitting);
}

void UserService::requireAdministration(const PartnerId& partner, const Customer& customer,
                                        DirectoryRoles fitting, Instant now) {
    if (!administers(partner, customer, fitting, now))
        throw Error(ErrorKind::Forbidden, codes::kAccessRefused);
}

UserService::Target UserService::administered(const PartnerId& partner, const CustomerId& customer,
                                              const UserId& user, DirectoryRoles fitting,
                                              Instant now) {
    auto held = customers_.getOwn(partner, customer);
    auto found = store_.find(partner, customer, user);
    if (!found) throw unknownUser();
    if (found->roles != DirectoryRoles()) fitting = kForRoles;
    requireAdministration(partner, held, fitting, now);
    return {std::move(held), *std::move(found)};
}

UserService::Target UserService::administeredActive(const PartnerId& partner,
                                                    const CustomerId& customer, const UserId& user,
                                                    DirectoryRoles fitting, Instant now) {
    auto target = administered(partner, customer, user, fitting, now);
    if (target.user.state != UserState::Active) throw unknownUser();
    return target;
}

PlannedUser UserService::planAdd(const partners::Partner& partner, const audit::Actor& actor,
                                 const CustomerId& customer, UserDraft draft) {
    const auto held = customers_.getOwn(partner.id, customer);
    requireAdministration(partner.id, held, kForUsers, actor.at);
    requireName(draft.details, held);
    requireLocation(draft.details);
    PlannedUser planned;
    auto& user = planned.user;
    user.id = UserId{makeUuid(actor.at)};
    user.details = std::move(draft.details);
    givePassword(planned, std::move(draft.password));
    planned.changes = setFor(partner, actor, held, user, audit::OperationType::CreateCustomerUser);
    planned.changes.entry.new_value = recordValueOf(user);
    planned.changes.changes.emplace_back(changes::AddUser{customer, user});
    return planned;
}

PlannedUser UserService::planUpdate(const partners::Partner& partner, const audit::Actor& actor,
                                    const CustomerId& customer, const UserId& user,
                                    const UserDetails& change) {
    auto [held, before] = administeredActive(partner.id, customer, user, kForUsers, actor.at);
    PlannedUser planned{{}, before, {}};
    auto& details = planned.user.details;
    replaceGiven(details, change);
    const bool renamed = foldPrincipalName(details.principal_name) !=
                         foldPrincipalName(before.details.principal_name);
    if (renamed) requireName(details, held);
    if (!change.usage_location.empty()) requireLocation(details);
    planned.changes = setFor(partner, actor, held, before,
                             renamed ? audit::OperationType::UpdateCustomerUserPrincipalName
                                     : audit::OperationType::UpdateCustomerUser);
    planned.changes.entry.old_value = recordValueOf(before);
    planned.changes.entry.new_value = recordValueOf(planned.user);
    planned.changes.changes.emplace_back(
        changes::ReplaceUser{customer, planned.user, before.version, renamed});
    ++planned.user.version;
    return planned;
}

PlannedUser UserService::planPassword(const partners::Partner& partner, const audit::Actor& actor,
                                      const CustomerId& customer, const UserId& user,
                                      std::optional<UserPassword> chosen, bool must_change) {
    auto [held, before] = administeredActive(partner.id, customer, user, kForPasswords, actor.at);
    PlannedUser planned{{}, std::move(before), {}};
    givePassword(planned, std::move(chosen));
    planned.user.password.must_change = must_change;
    planned.changes =
        setFor(partner, actor, held, planned.user, audit::OperationType::ResetCustomerUserPassword);
    planned.changes.changes.emplace_back(
        changes::ReplaceUser{customer, planned.user, planned.user.version, false});
    ++planned.user.version;
    return planned;
}

PlannedUser UserService::planDelete(const partners::Partner& partner, const audit::Actor& actor,
                                    const CustomerId& customer, const UserId& user) {
    auto [held, before] = administeredActive(partner.id, customer, user, kForUsers, actor.at);
    PlannedUser planned{{}, std::move(before), {}};
    planned.changes =
        setFor(partner, actor, held, planned.user, audit::OperationType::DeleteCustomerUser);
    planned.changes.entry.old_value = recordValueOf(planned.user);
    planned.changes.changes.emplace_back(changes::DeleteUser{customer, user});
    planned.user.state = UserState::Inactive;
    planned.user.deleted = actor.at;
    return planned;
}

PlannedUser UserService::planRestore(const partners::Partner& partner, const audit::Actor& actor,
                                     const CustomerId& customer, const UserId& user) {
    auto [held, before] = administered(partner.id, customer, user, kForUsers, actor.at);
    PlannedUser planned{{}, std::move(before), {}};
    if (planned.user.state == UserState::Active) return planned;
    const auto since = actor.at - kRestorableFor;
    if (planned.user.deleted < since) throw unknownUser();
    planned.user.state = UserState::Active;
    planned.changes =
        setFor(partner, actor, held, planned.user, audit::OperationType::RestoreCustomerUser);
    planned.changes.entry.new_value = recordValueOf(planned.user);
    planned.changes.changes.emplace_back(changes::RestoreUser{customer, user, since});
    return planned;
}

PlannedUser UserService::planRole(const partners::Partner& partner, const audit::Actor& actor,
                                  const CustomerId& customer, const UserId& user,
                                  DirectoryRole role, bool member) {
    auto [held, before] = administeredActive(partner.id, customer, user, kForRoles, actor.at);
    if (!member && !before.roles.has(role)) throw unknownUser();
    PlannedUser planned{{}, std::move(before), {}};
    planned.changes = setFor(
        partner, actor, held, planned.user,
        member ? audit::OperationType::AddUserMember : audit::OperationType::RemoveUserMember);
    planned.changes.entry.resource = audit::ResourceType::CustomerDirectoryRole;
    planned.changes.entry.customized_data.emplace_back("DirectoryRoleId",
                                                       factOf(role).id.toString());
    planned.changes.changes.emplace_back(changes::SetUserRole{customer, user, role, member});
    return planned;
}

PlannedUser UserService::planLicences(const partners::Partner& partner, const audit::Actor& actor,
                                      const CustomerId& customer, const UserId& user) {
    auto [held, before] = administeredActive(partner.id, customer, user, kForUsers, actor.at);
    PlannedUser planned{{}, std::move(before), {}};
    planned.changes = setFor(partner, actor, held, planned.user,
                             audit::OperationType::UpdateCustomerUserLicenses);
    planned.changes.entry.resource = audit::ResourceType::License;
    planned.changes.changes.emplace_back(changes::HoldUser{customer, user, planned.user.version});
    ++planned.user.version;
    return planned;
}

}  // namespace concordat::accounts
