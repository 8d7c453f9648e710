#include "core/accounts/principal_name.hpp"
#include "core/store/sealed_values.hpp"
#include "core/store/steps.hpp"

namespace concordat::store {
namespace {

Value nameHash(StepWriter& writer, const accounts::User& user) {
    return writer.hashName(accounts::foldPrincipalName(user.details.principal_name));
}

}  // namespace

void addSteps(StepWriter& writer, const changes::AddUser& change) {
    const auto& user = change.user;
    writer.add(StatementId::AddUser,
               {{"user", user.id},
                {"sealed", writer.seal(Sealed::CustomerUser, user.id.value, encode(user))},
                {"roles", user.roles.bits()},
                {"name_hash", nameHash(writer, user)},
                {"partner", writer.partner()},
                {"customer", change.customer}},
               Outcome::Gone);
}

void addSteps(StepWriter& writer, const changes::ReplaceUser& change) {
    const auto& user = change.user;
    writer.add(StatementId::ReplaceUser,
               {{"sealed", writer.seal(Sealed::CustomerUser, user.id.value, encode(user))},
                // Null keeps the one that is there.
                {"name_hash", change.renamed ? nameHash(writer, user) : Value()},
                {"customer", change.customer},
                {"user", user.id},
                {"version", change.expected_version},
                {"partner", writer.partner()}},
               Outcome::Stale);
}

void addSteps(StepWriter& writer, const changes::HoldUser& change) {
    writer.add(StatementId::HoldUser,
               {{"customer", change.customer},
                {"user", change.user},
                {"version", change.expected_version},
                {"partner", writer.partner()}},
               Outcome::Stale);
}

void addSteps(StepWriter& writer, const changes::DeleteUser& change) {
    writer.add(StatementId::DeleteUser,
               {{"deleted", writer.now()},
                {"customer", change.customer},
                {"user", change.user},
                {"partner", writer.partner()}},
               Outcome::Gone);
    // Whatever it was given until now: who gives it one more waits for the user's row.
    writer.add(
        StatementId::ReturnUserLicences,
        {{"customer", change.customer}, {"user", change.user}, {"partner", writer.partner()}},
        std::nullopt);
}

void addSteps(StepWriter& writer, const changes::RestoreUser& change) {
    writer.add(StatementId::RestoreUser,
               {{"customer", change.customer},
                {"user", change.user},
                {"since", change.deleted_since},
                {"partner", writer.partner()}},
               Outcome::Gone);
    writer.add(
        StatementId::ForgetOtherLicences,
        {{"partner", writer.partner()}, {"customer", change.customer}, {"user", change.user}},
        std::nullopt);
}

void addSteps(StepWriter& writer, const changes::SetUserRole& change) {
    const auto bit = static_cast<std::int64_t>(accounts::DirectoryRoles(change.role).bits());
    writer.add(StatementId::SetUserRoles,
               {{"added", change.member ? bit : 0},
                {"kept", change.member ? std::int64_t{-1} : ~bit},
                {"customer", change.customer},
                {"user", change.user},
                {"partner", writer.partner()}},
               Outcome::Gone);
}

}  // namespace concordat::store
