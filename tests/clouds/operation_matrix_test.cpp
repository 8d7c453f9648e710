#include <iostream>
#include <map>

#include "core/base/error_codes.hpp"
#include "tests/api/api_fixture.hpp"
#include "tests/clouds/clouds.hpp"
#include "tests/clouds/operation_requests.hpp"

namespace concordat::api {
namespace {

using testing_support::OperationRow;

/// What a caller of an operation is told.
enum class Verdict : std::uint8_t {
    Unauthenticated,    ///< no token, or another cloud's
    NotOffered,         ///< not in this cloud
    ElsewhereInPortal,  ///< not in this cloud's API: a portal is named
    UserOnly,           ///< an application alone may not
    RoleLacksRights,
    Reached,  ///< the operation itself, or the answer that it is not built
    Other     ///< none of these: the request did not mean the operation
};

constexpr std::string_view kNames[] = {
    "unauthenticated",       "not offered", "elsewhere in a portal",  "a user's token is required",
    "the role lacks rights", "reached",     "another answer entirely"};

std::string_view nameOf(Verdict verdict) {
    return kNames[static_cast<std::size_t>(verdict)];
}

/// Who calls: `token` as NamedVerifier reads it, `role` as operations.csv names it.
struct Caller {
    std::string token;
    std::string role;
    bool application = false;
    bool known = true;
};

std::vector<Caller> callers() {
    std::vector<Caller> all{{"", "", false, false}, {"foreign", "", false, false}};
    all.push_back({"contoso", ""});
    all.push_back({"contoso+application", "AdminAgent", true});
    for (const std::string role : {"AdminAgent", "SalesAgent", "HelpdeskAgent", "GlobalAdmin",
                                   "BillingAdmin", "UserManagementAdmin"}) {
        all.push_back({"contoso/" + role, role});
        // Whatever roles its token claims, an application acts as AdminAgent.
        all.push_back({"contoso/" + role + "+application", "AdminAgent", true});
    }
    return all;
}

bool lists(const std::string& roles, const std::string& role) {
    return !role.empty() && ("|" + roles + "|").find("|" + role + "|") != std::string::npos;
}

/// What operations.csv and permissions.csv say of a cell.
Verdict expectedOf(const OperationRow& row, const std::string& cloud, const Caller& caller) {
    if (!caller.known) return Verdict::Unauthenticated;
    if (!row.offered.at(cloud)) return Verdict::NotOffered;
    if (caller.application && row.tokens == "user") return Verdict::UserOnly;
    return lists(row.roles, caller.role) ? Verdict::Reached : Verdict::RoleLacksRights;
}

/// A refusal counts for the operation that it names and for no other.
Verdict refusedOf(const Answer& answer, const std::string& operation) {
    const auto body = answer.json();
    const auto& data = body["data"];
    if (data.Empty() || data[0].GetString() != operation) return Verdict::Other;
    switch (body["code"].GetInt()) {
        case codes::kNotOfferedInCloud:
            return Verdict::NotOffered;
        case codes::kNotOfferedSeePortal:
            return data.Size() == 3 ? Verdict::ElsewhereInPortal : Verdict::Other;
        case codes::kUserTokenRequired:
            return Verdict::UserOnly;
        case codes::kRoleLacksRights:
            return Verdict::RoleLacksRights;
        case codes::kNotBuilt:
            return Verdict::Reached;
        default:
            return Verdict::Other;
    }
}

Verdict verdictOf(const Answer& answer, const std::string& operation) {
    // By the operation itself, which is for providers' sandboxes.
    if (answer.status == 401 && !answer.body.empty() &&
        answer.code() == codes::kNotASandboxProvider)
        return Verdict::Reached;
    if (answer.status == 401) return Verdict::Unauthenticated;
    if (answer.status == 403 || answer.status == 501) return refusedOf(answer, operation);
    if (answer.status == 405 || answer.status >= 500) return Verdict::Other;
    // A reply to HEAD has no body to look at.
    if (answer.status == 404 && !answer.body.empty() && answer.code() == codes::kNoSuchPath)
        return Verdict::Other;
    return Verdict::Reached;
}

/// Every operation, in every cloud, by every kind of caller: the dispatcher over the facts of the
/// real clouds beside what the documentation of the partner API says.
class OperationMatrix : public ApiFixture {
protected:
    /// Takes the facts of a real cloud, loaded from its library.
    void enter(const std::string& cloud) {
        cloud_.edit() = tests::sharedCloud(cloud).cloud().facts();
        restart();
        portals_.clear();
        for (const auto& fact : cloud_.facts().operations) portals_[fact.id] = fact.portal;
    }

    Answer ask(const OperationRow& row, const std::string& token) {
        auto request = tests::requestOf(row);
        return send({.method = request.method,
                     .target = std::move(request.target),
                     .body = std::move(request.body),
                     .token = token});
    }

    /// The portal is a fact of the cloud that the tables do not have.
    [[nodiscard]] Verdict withPortal(Verdict expected, const std::string& operation) const {
        return expected == Verdict::NotOffered && !portals_.at(operation).empty()
                   ? Verdict::ElsewhereInPortal
                   : expected;
    }

    /// Whether the cell is as the tables say.
    bool agrees(const OperationRow& row, const std::string& cloud, const Caller& caller) {
        const auto expected = withPortal(expectedOf(row, cloud, caller), row.id);
        const auto found = verdictOf(ask(row, caller.token), row.id);
        EXPECT_EQ(nameOf(found), nameOf(expected))
            << cloud << ": " << row.id << " by '" << caller.token << "'";
        return found == expected;
    }

    const std::vector<OperationRow> rows_ = testing_support::readOperationsTable();
    std::map<std::string, std::string> portals_;
};

TEST_F(OperationMatrix, AsksForTheOperationThatIsMeant) {
    for (auto& fact : cloud_.edit().operations) fact.offered = false;
    restart();
    for (const auto& row : rows_)
        EXPECT_EQ(nameOf(verdictOf(ask(row, "contoso/AdminAgent"), row.id)),
                  nameOf(Verdict::NotOffered))
            << row.id;
}

TEST_F(OperationMatrix, IsAsTheTablesOfOperationsAndPermissionsSay) {
    ASSERT_EQ(rows_.size(), 268U);
    const auto all = callers();
    int cells = 0;
    int differences = 0;
    for (const auto* cloud : {"global", "us_government", "germany"}) {
        enter(cloud);
        for (const auto& row : rows_)
            for (const auto& caller : all) {
                ++cells;
                differences += agrees(row, cloud, caller) ? 0 : 1;
            }
    }
    std::cout << "matrix: " << rows_.size() << " operations, 3 clouds, " << all.size()
              << " callers: " << cells << " cells compared, " << differences << " differences\n";
    RecordProperty("cells", cells);
    RecordProperty("differences", differences);
    EXPECT_EQ(cells, 268 * 3 * 16);
    EXPECT_EQ(differences, 0);
}

TEST_F(OperationMatrix, ChangesNothingWhileItIsWalked) {
    enter("global");
    for (const auto& row : rows_) (void)ask(row, "contoso/AdminAgent");
    EXPECT_EQ(store_.applied, 0);
}

TEST_F(OperationMatrix, SendsChangesOfUsersAndLicencesToThePortalOfASovereignCloud) {
    for (const auto* cloud : {"us_government", "germany"}) {
        enter(cloud);
        for (const auto& row : rows_) {
            const bool is_about_users = row.permission == "user.edit" ||
                                        row.permission == "user.password" ||
                                        row.permission.starts_with("licence.");
            if (!is_about_users) continue;
            const auto answer = ask(row, "contoso/GlobalAdmin");
            EXPECT_EQ(nameOf(verdictOf(answer, row.id)), nameOf(Verdict::ElsewhereInPortal))
                << cloud << ": " << row.id;
            EXPECT_NE(answer.body.find(portals_.at(row.id)), std::string::npos) << row.id;
        }
    }
}

}  // namespace
}  // namespace concordat::api
