#pragma once

#include <optional>
#include <string>

#include "core/accounts/customer_service.hpp"
#include "core/accounts/user_page.hpp"

namespace concordat::accounts {

/// What a partner sends to add a user; see UserDetails for what must be given, which is checked
/// here for principal name and usage location.
struct UserDraft {
    UserDetails details;
    /// What is kept of a password that the caller chose; absent: a one-time password is made.
    std::optional<UserPassword> password;
};

/// A change of a user, ready to be written, and what the user then is. Nothing has happened yet.
struct PlannedUser {
    changes::ChangeSet changes;
    User user;
    /// The one-time password that was made, for the reply alone; empty: none was.
    std::string password;
};

/// What partners do with users of their customers. Called from handlers, concurrently; keeps no
/// state of its own. Blocks as the stores do. Every function @throws Error NotFound (kUnknownTenant
/// for the customer, kUnknownUser for the user), StoreUnavailable; those that plan a change also
/// Forbidden (kAccessRefused) unless the customer lets the partner administer it, altogether or by
/// a granular relationship with a role that fits.
class UserService {
public:
    /// Borrows both, which outlive the service.
    UserService(CustomerService& customers, UserStore& store)
        : customers_(customers), store_(store) {}

    /// An active user.
    [[nodiscard]] User get(const PartnerId& partner, const CustomerId& customer,
                           const UserId& user);

    /// A page of the customer's users; of inactive ones those that can still be restored at `now`.
    /// @throws Error InvalidRequest (kBadProperty, "sortField") for more users than are sorted by
    /// name
    [[nodiscard]] UserPage list(const PartnerId& partner, const CustomerId& customer,
                                const UserQuery& query, Instant now);

    /// Plans a user. That its name is free turns out when the change set is applied (Taken), as
    /// below. @throws Error InvalidRequest (kBadProperty) for a principal name that is not of the
    /// customer's domain or a usage location that is no country's code, Conflict
    /// (kPrincipalNameTaken) for the first administrator's name
    [[nodiscard]] PlannedUser planAdd(const partners::Partner& partner, const audit::Actor& actor,
                                      const CustomerId& customer, UserDraft draft);

    /// Plans other details: those that are not empty. @throws Error as planAdd
    [[nodiscard]] PlannedUser planUpdate(const partners::Partner& partner,
                                         const audit::Actor& actor, const CustomerId& customer,
                                         const UserId& user, const UserDetails& change);

    /// Plans another password: the one that was chosen, or a new one-time password, which must be
    /// changed at the next sign-in unless `must_change` is false.
    [[nodiscard]] PlannedUser planPassword(const partners::Partner& partner,
                                           const audit::Actor& actor, const CustomerId& customer,
                                           const UserId& user, std::optional<UserPassword> chosen,
                                           bool must_change);

    /// Plans to delete a user, restorably.
    [[nodiscard]] PlannedUser planDelete(const partners::Partner& partner,
                                         const audit::Actor& actor, const CustomerId& customer,
                                         const UserId& user);

    /// Plans to restore a user that was deleted within 30 days. Of an active one there is nothing
    /// to do: the change set is empty.
    [[nodiscard]] PlannedUser planRestore(const partners::Partner& partner,
                                          const audit::Actor& actor, const CustomerId& customer,
                                          const UserId& user);

    /// Plans that a user has a directory role, or has it no more.
    [[nodiscard]] PlannedUser planRole(const partners::Partner& partner, const audit::Actor& actor,
                                       const CustomerId& customer, const UserId& user,
                                       DirectoryRole role, bool member);

    /// Begins a change of an active user's licences: the change set guards the user's version, and
    /// has the entry of the record; the caller adds both what changes and what the entry says.
    [[nodiscard]] PlannedUser planLicences(const partners::Partner& partner,
                                           const audit::Actor& actor, const CustomerId& customer,
                                           const UserId& user);

    /// Whether the partner has delegated administration, also of what is no user: the customer's
    /// for everything, or a granular one with one of the `fitting` roles. @throws Error
    /// StoreUnavailable
    [[nodiscard]] bool administers(const PartnerId& partner, const Customer& customer,
                                   DirectoryRoles fitting, Instant now);

    /// The same as a check. @throws Error Forbidden (kAccessRefused), StoreUnavailable
    void requireAdministration(const PartnerId& partner, const Customer& customer,
                               DirectoryRoles fitting, Instant now);

private:
    // What a change is about.
    struct Target {
        Customer customer;
        User user;
    };

    // A user in whatever state, of a customer that the partner administers by one of these roles.
    // Users that have roles themselves only a company administrator changes.
    [[nodiscard]] Target administered(const PartnerId& partner, const CustomerId& customer,
                                      const UserId& user, DirectoryRoles fitting, Instant now);
    // The same for an active one.
    [[nodiscard]] Target administeredActive(const PartnerId& partner, const CustomerId& customer,
                                            const UserId& user, DirectoryRoles fitting,
                                            Instant now);

    CustomerService& customers_;  // not owned; outlives the service
    UserStore& store_;            // likewise
};

}  // namespace concordat::accounts
