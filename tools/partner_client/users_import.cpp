#include "tools/partner_client/users_import.hpp"

#include <fcntl.h>
#include <set>
#include <stdexcept>
#include <unistd.h>

#include "core/accounts/principal_name.hpp"
#include "core/base/error_codes.hpp"
#include "tools/partner_client/answer_json.hpp"
#include "tools/partner_client/table.hpp"

namespace concordat::client {
namespace {

constexpr int kBadRequest = 400;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;
constexpr int kConflict = 409;
constexpr mode_t kOwnerOnly = 0600;
constexpr auto kName = "userPrincipalName";

/// A user that no customer can have, since domains under "invalid" are nobody's: the API refuses it
/// for its name, once it has found that the caller may add users.
constexpr auto kNobody =
    R"({"userPrincipalName":"nobody@customer.invalid","displayName":"nobody","usageLocation":"US"})";

bool isTaken(const ApiRefused& refused) {
    return refused.status() == kConflict && refused.code() == codes::kPrincipalNameTaken;
}

RowResult heldAlready(const UserRow& row) {
    return {.line = row.line,
            .outcome = RowOutcome::Held,
            .field = userColumnOf(kName),
            .reason = "the customer has a user of this name",
            .user = row.name};
}

}  // namespace

PasswordFile::PasswordFile(std::filesystem::path path)
    : path_(std::move(path)),
      descriptor_(
          ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kOwnerOnly)) {
    if (descriptor_ >= 0) return;
    if (std::filesystem::exists(std::filesystem::symlink_status(path_)))
        throw std::runtime_error(path_.string() +
                                 " exists and may hold passwords: move it away, or give "
                                 "--passwords another name");
    throw std::runtime_error("passwords cannot be written to " + path_.string());
}

PasswordFile::~PasswordFile() {
    ::close(descriptor_);
    if (!holds_any_) ::unlink(path_.c_str());
}

void PasswordFile::keep(const std::string& user, const std::string& password) {
    auto text = holds_any_ ? std::string() : csvHead({"User name", "One-time password"});
    text += csvRow({user, password});
    holds_any_ = true;
    const bool whole =
        ::write(descriptor_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (!whole || ::fsync(descriptor_) != 0)
        throw std::runtime_error("the password of " + user + ", who was added, cannot be written " +
                                 "to " + path_.string());
}

UsersImport::UsersImport(ApiClient& api, const std::string& customer) : api_(api) {
    const auto path = "/v1/customers/" + encodeForUri(customer);
    const auto read = parseAnswer(api_.require({.path = path}));
    users_ = path + "/users";
    customer_ = valueAt(read, "id");
    domain_ = valueAt(read, "companyProfile.domain");
    country_ = valueAt(read, "billingProfile.defaultAddress.country");
}

ImportSummary UsersImport::carryOut(std::string_view csv, const std::string& usage_location,
                                    const std::function<RowResult(const UserRow&)>& one,
                                    const std::function<void(const RowResult&)>& report) {
    ImportSummary summary;
    const auto take = [&](const RowResult& result) {
        ++summary[result.outcome];
        report(result);
    };
    const auto read = readUserRows(csv, domain_, usage_location);
    for (const auto& fault : read.faults)
        take({.line = fault.line, .field = fault.field, .reason = fault.reason});
    if (read.faults.empty())
        for (const auto& row : read.rows) take(one(row));
    return summary;
}

ImportSummary UsersImport::look(std::string_view csv, const std::string& usage_location,
                                const std::function<void(const RowResult&)>& report) {
    requireRights();
    std::set<std::string> names;
    forEachItem(api_, users_ + "?size=500", [&names](const rapidjson::Value& user) {
        names.insert(accounts::foldPrincipalName(valueAt(user, kName)));
    });
    const auto one = [&names](const UserRow& row) -> RowResult {
        if (names.count(accounts::foldPrincipalName(row.name)) > 0) return heldAlready(row);
        return {.line = row.line, .outcome = RowOutcome::Valid, .user = row.name};
    };
    return carryOut(csv, usage_location, one, report);
}

ImportSummary UsersImport::add(std::string_view csv, const std::string& usage_location,
                               PasswordFile& passwords,
                               const std::function<void(const RowResult&)>& report) {
    return carryOut(
        csv, usage_location, [&](const UserRow& row) { return addRow(row, passwords); }, report);
}

RowResult UsersImport::addRow(const UserRow& row, PasswordFile& passwords) {
    const RowIdentity identity("concordat user import", customer_ + "\n" + row.body);
    RowResult result{.line = row.line, .user = row.name};
    try {
        const auto added =
            parseAnswer(api_.require({.method = "POST",
                                      .path = users_,
                                      .body = row.body,
                                      .headers = {{"MS-RequestId", identity.requestId()}}}));
        result.outcome = RowOutcome::Added;
        result.password = valueAt(added, "passwordProfile.password");
    } catch (const ApiRefused& refused) {
        if (isTaken(refused)) return heldAlready(row);
        const auto status = refused.status();
        // The customer, or what may be done with its users, is the same for the next row.
        if (concernsEveryRow(refused) || status == kForbidden || status == kNotFound) throw;
        result.field = userColumnOf(refused.member());
        result.reason = refused.what();
        return result;
    }
    passwords.keep(result.user, result.password);
    return result;
}

void UsersImport::requireRights() {
    try {
        (void)api_.require({.method = "POST", .path = users_, .body = kNobody});
    } catch (const ApiRefused& refused) {
        if (refused.status() != kBadRequest || refused.member() != kName) throw;
    }
}

}  // namespace concordat::client
