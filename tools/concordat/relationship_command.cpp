#include <iomanip>
#include <iostream>
#include <stdexcept>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"
#include "core/base/log.hpp"
#include "core/relationships/granular_service.hpp"
#include "core/relationships/invitation.hpp"
#include "core/relationships/request_service.hpp"
#include "core/runtime/consent_parts.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

using relationships::Relation;
using relationships::RelationshipService;

/// Of the command line: partners by any of their names.
struct Names {
    std::string partner;
    std::string other;
    std::string token;
    std::string customer;
    unsigned days = 0;  ///< of delegated administration; 0: for good
};

constexpr auto kUnusable = "the invitation does not exist, has expired or was used";
constexpr auto kTooMany = "so many invitations are good that no more are given";
constexpr auto kNoPartnership = "there is no active partnership between the two";

/// Says in words what the use case would refuse by a number.
void require(const partners::Partner& partner, partners::PartnerKind kind, const char* name) {
    if (partner.kind != kind)
        throw std::runtime_error("partner '" + partner.name + "' is no " + name);
    if (partner.state == partners::PartnerState::Suspended)
        throw std::runtime_error("partner '" + partner.name + "' is suspended");
}

/// What an operator does for partners, who answer for it.
class Operator {
public:
    explicit Operator(const CloudChoice& choice)
        : chosen_(chooseCloud(choice)),
          opened_(openForCommand(chosen_)),
          service_(opened_->store().relationships(), opened_->rules()),
          signer_(opened_->cursorKey(), chosen_.id),
          requests_({opened_->store().relationships(), opened_->store().customers(),
                     opened_->store().tenants(), opened_->store().partners()},
                    signer_, opened_->rules()),
          customers_(opened_->store().customers(), opened_->store().qualifications(),
                     opened_->rules()),
          granular_(opened_->store().granular(), customers_, signer_, opened_->rules()) {}

    /// As it is given away: where it leads, if this cloud has pages of its own for it.
    [[nodiscard]] std::string linkOf(const std::string& token) const {
        const auto& cloud = chosen_.cloud();
        return cloud.consent.areOn() ? runtime::linkUrlOf(cloud) + token : token;
    }

    [[nodiscard]] store::Store& store() { return opened_->store(); }
    [[nodiscard]] RelationshipService& service() { return service_; }
    [[nodiscard]] relationships::RequestService& requests() { return requests_; }
    [[nodiscard]] relationships::GranularService& granular() { return granular_; }

    /// Whether a text is a link for granular delegated administration, good or not.
    [[nodiscard]] bool isGranular(const std::string& text) const {
        return signer_.openGranular(text).has_value();
    }

    /// What a text says that is a link and still good.
    [[nodiscard]] relationships::RequestLink link(const std::string& text) const {
        auto link = signer_.open(text);
        if (!link || link->expires <= SystemClock().now()) throw std::runtime_error(kUnusable);
        return *std::move(link);
    }

    [[nodiscard]] partners::Partner partner(const std::string& name) {
        return findPartner(opened_->store(), name);
    }

    /// No application and no user: the record says by `DoneBy` whose command it was.
    [[nodiscard]] static audit::Actor now() {
        return {.application = {},
                .user_name = {},
                .correlation = CorrelationId{makeRandomUuid()},
                .at = SystemClock().now()};
    }

    /// Applies what was planned, or says why not: the first text for Gone, the second for the rest.
    void apply(changes::ChangeSet set, const char* gone, const char* otherwise) {
        set.entry.customized_data.emplace_back("DoneBy", "operator");
        const auto outcome = store().changes().apply(set);
        if (outcome == changes::Outcome::Gone) throw std::runtime_error(gone);
        if (outcome != changes::Outcome::Applied) throw std::runtime_error(otherwise);
        logEvent(Severity::Information, "RUNTIME-RELATIONSHIP",
                 "An operator changed what partners are to one another",
                 {{"cloud", chosen_.id},
                  {"partner", set.partner.value.toString()},
                  {"correlation", set.entry.correlation.value.toString()}});
    }

private:
    ChosenCloud chosen_;
    std::unique_ptr<runtime::OpenedCloud> opened_;
    RelationshipService service_;
    relationships::RequestSigner signer_;
    relationships::RequestService requests_;
    accounts::CustomerService customers_;
    relationships::GranularService granular_;
};

int invite(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    const auto provider = acting.partner(names.partner);
    require(provider, partners::PartnerKind::IndirectProvider, "indirect provider");
    const auto planned = acting.service().planInvitation(provider, Operator::now());
    acting.apply(planned.changes, "the partner is gone", kTooMany);
    std::cout << acting.linkOf(planned.token) << '\n';
    return kDone;
}

int accept(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    const auto reseller = acting.partner(names.partner);
    require(reseller, partners::PartnerKind::IndirectReseller, "indirect reseller");
    if (!relationships::InvitationToken::parse(names.token)) throw std::runtime_error(kUnusable);
    acting.apply(acting.service().planAcceptance(reseller, Operator::now(), names.token), kUnusable,
                 "the two partners have an active partnership already");
    std::cout << reseller.name << " is now a reseller of the provider that invited it\n";
    return kDone;
}

int end(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    const auto partner = acting.partner(names.partner);
    const auto other = acting.partner(names.other);
    const auto held = acting.store().relationships().findPartnership(partner.id, other.id);
    if (!held || held->state != relationships::PartnershipState::Active)
        throw std::runtime_error(kNoPartnership);
    acting.apply(acting.service().planEnd(partner, Operator::now(), other.id), kNoPartnership,
                 kNoPartnership);
    std::cout << "the partnership of " << partner.name << " and " << other.name << " has ended\n";
    return kDone;
}

CustomerId customerOf(const Names& names) {
    if (const auto id = Uuid::parse(names.customer)) return CustomerId{*id};
    throw std::runtime_error("--customer: '" + names.customer + "' is not a UUID");
}

/// Says in words what the use case would refuse by a number.
void requireSomethingToAccept(Operator& acting, const PartnerId& partner,
                              const CustomerId& customer) {
    const auto held = acting.store().customers().find(partner, customer);
    if (held && held->allow_delegated_access)
        throw std::runtime_error("the customer has granted the partner all of this already");
    if (!held && !acting.store().relationships().findEnded(partner, customer) &&
        !acting.store().tenants().findElsewhere(partner, customer))
        throw std::runtime_error("nobody has this customer");
}

/// Plans an acceptance, and says in words what the use case refuses of other partners' customers by
/// a number.
changes::ChangeSet planAcceptance(Operator& acting, const Names& names,
                                  std::optional<Instant> until) try {
    return acting.requests().planAcceptance(Operator::now(), names.token, customerOf(names), until);
} catch (const Error& error) {
    if (!error.arguments().empty())
        throw std::runtime_error("the rule " + error.arguments().front() +
                                 " does not let the partner have this customer");
    if (error.code() == codes::kUnknownTenant)
        throw std::runtime_error("the customer has another partner, and may have no more of them");
    throw;
}

int request(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    const auto partner = acting.partner(names.partner);
    if (partner.state == partners::PartnerState::Suspended)
        throw std::runtime_error("partner '" + partner.name + "' is suspended");
    std::optional<relationships::Partnership> reseller;
    if (!names.other.empty())
        reseller = acting.service().requireReseller(
            partner.id, acting.partner(names.other).id.value.toString());
    std::cout << acting.linkOf(acting.requests().makeLink(partner, reseller, SystemClock().now()))
              << '\n';
    return kDone;
}

constexpr auto kAnswered = "the customer has answered this link, or there is nothing to accept";

constexpr auto kSomebodyFaster = "the relationship has just been changed: look at it, then repeat";

/// Says in words what the use case refuses by a number.
[[noreturn]] void refuseGranular(const Error& error) {
    if (error.code() == codes::kGranularState)
        throw std::runtime_error("the relationship is " + error.arguments().front());
    if (error.kind() != ErrorKind::NotFound) throw error;
    throw std::runtime_error(error.code() == codes::kInvitationUnusable
                                 ? "the link has expired or is another customer's"
                                 : "the partner has no such customer, or no such relationship");
}

int approveGranular(Operator& acting, const Names& names) {
    if (names.days > 0)
        throw std::runtime_error("--days is not for this link, which says how long it is for");
    try {
        const auto planned =
            acting.granular().planApproval(Operator::now(), names.token, customerOf(names));
        acting.apply(planned.changes, kSomebodyFaster, kSomebodyFaster);
        std::cout << "the customer has approved; it ends on " << toString(planned.relationship.ends)
                  << '\n';
    } catch (const Error& error) {
        refuseGranular(error);
    }
    return kDone;
}

int declineGranular(Operator& acting, const Names& names) {
    try {
        const auto planned =
            acting.granular().planRefusal(Operator::now(), names.token, customerOf(names));
        acting.apply(planned.changes, kSomebodyFaster, kSomebodyFaster);
    } catch (const Error& error) {
        refuseGranular(error);
    }
    std::cout << "the customer has declined\n";
    return kDone;
}

int terminate(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    const auto id = Uuid::parse(names.other);
    if (!id) throw std::runtime_error("--relationship: '" + names.other + "' is not a UUID");
    try {
        const auto planned = acting.granular().planTermination(
            acting.partner(names.partner).id, Operator::now(), customerOf(names),
            relationships::GranularId{*id}, std::nullopt);
        acting.apply(planned.changes, kSomebodyFaster, kSomebodyFaster);
    } catch (const Error& error) {
        refuseGranular(error);
    }
    std::cout << "the relationship is terminated\n";
    return kDone;
}

int approve(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    if (acting.isGranular(names.token)) return approveGranular(acting, names);
    requireSomethingToAccept(acting, acting.link(names.token).partner, customerOf(names));
    std::optional<Instant> until;
    if (names.days > 0) until = SystemClock().now() + std::chrono::days(names.days);
    acting.apply(planAcceptance(acting, names, until), kAnswered, kAnswered);
    std::cout << "the customer has accepted; the partner has it, with delegated administration\n";
    return kDone;
}

int decline(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    if (acting.isGranular(names.token)) return declineGranular(acting, names);
    requireSomethingToAccept(acting, acting.link(names.token).partner, customerOf(names));
    acting.apply(acting.requests().planRefusal(Operator::now(), names.token, customerOf(names)),
                 kAnswered, kAnswered);
    std::cout << "the customer has declined\n";
    return kDone;
}

int withdraw(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    const auto partner = acting.partner(names.partner);
    constexpr auto kNone = "the partner has no delegated administration of such a customer";
    const auto held = acting.store().customers().find(partner.id, customerOf(names));
    if (!held || held->shared_by || !held->allow_delegated_access) throw std::runtime_error(kNone);
    acting.apply(acting.requests().planWithdrawal(partner.id, Operator::now(), customerOf(names)),
                 kNone, kNone);
    std::cout << "delegated administration is withdrawn; the relationship stays\n";
    return kDone;
}

int list(const CloudChoice& choice, const Names& names) {
    Operator acting(choice);
    const auto partner = acting.partner(names.partner);
    std::cout << std::left << std::setw(Uuid::kTextSize + 2) << "TENANT"
              << "IS         COUNTRY  NAME\n";
    for (const auto relation : {Relation::ProviderOf, Relation::ResellerOf})
        for (const auto& one : acting.service().partnerships(partner.id, relation))
            std::cout << one.other.value.toString() << "  "
                      << (relation == Relation::ProviderOf ? "reseller   " : "provider   ")
                      << one.country << "       " << one.name << '\n';
    return kDone;
}

using Act = int (*)(const CloudChoice&, const Names&);

/// Adds the commands of the group.
class Commands {
public:
    Commands(CLI::App& group, int& exit_code) : group_(group), exit_code_(exit_code) {}

    /// One about a link; `act` is what it does.
    CLI::App* add(const std::string& verb, const std::string& help, Act act) {
        auto* command = group_.add_subcommand(verb, help);
        auto choice = addCloudOptions(*command);
        command->callback([choice, names = names_, act, exit_code = &exit_code_] {
            *exit_code = act(*choice, *names);
        });
        return command;
    }

    /// One about a partner.
    CLI::App* addOfPartner(const std::string& verb, const std::string& help, Act act) {
        auto* command = add(verb, help, act);
        command->add_option("NAME", names_->partner, "Name, tenant id or partner network id")
            ->required();
        return command;
    }

    CLI::Option* invitation(CLI::App* command) {
        return command
            ->add_option_function<std::string>(
                "--invitation",
                // Of an address the last part.
                [names = names_](const std::string& link) {
                    names->token = link.substr(link.rfind('/') + 1);
                },
                "As it was printed")
            ->required();
    }
    CLI::Option* other(CLI::App* command, const std::string& option, const std::string& help) {
        return command->add_option(option, names_->other, help);
    }
    CLI::Option* customer(CLI::App* command) {
        return command->add_option("--customer", names_->customer, "Id of the customer")
            ->required();
    }

    void days(CLI::App* command) {
        constexpr unsigned kMost = 730;
        command
            ->add_option("--days", names_->days,
                         "Delegated administration ends after so many; without it, it does not")
            ->check(CLI::Range(1U, kMost));
    }

private:
    CLI::App& group_;
    int& exit_code_;
    std::shared_ptr<Names> names_ = std::make_shared<Names>();
};

void addPartnershipCommands(Commands& commands) {
    commands.addOfPartner(
        "invite", "Print an invitation by which one reseller becomes a provider's partner", invite);
    commands.invitation(commands.addOfPartner(
        "accept", "Make a reseller the partner of the provider that invited it", accept));
    commands
        .other(commands.addOfPartner("end", "End the partnership of two partners", end), "--with",
               "The other partner, by any of its names")
        ->required();
    commands.addOfPartner("list", "List a partner's active partnerships", list);
}

void addRequestCommands(Commands& commands) {
    commands.other(
        commands.addOfPartner(
            "request", "Print a link by which existing customers become a partner's", request),
        "--reseller", "A reseller of the partner, which then sees the customer");
    auto* approving = commands.add(
        "approve", "Accept such a link, or one for granular administration, for a customer",
        approve);
    commands.invitation(approving);
    commands.customer(approving);
    commands.days(approving);
    auto* declining = commands.add("decline", "Decline such a link for a customer", decline);
    commands.invitation(declining);
    commands.customer(declining);
    auto* terminating = commands.addOfPartner(
        "terminate", "End granular delegated administration for a customer", terminate);
    commands.customer(terminating);
    commands.other(terminating, "--relationship", "Its id")->required();
    commands.customer(commands.addOfPartner(
        "withdraw", "Take a partner's delegated administration back for a customer", withdraw));
}

}  // namespace

void addRelationshipCommand(CLI::App& app, int& exit_code) {
    auto* group = app.add_subcommand("relationship",
                                     "Manage what partners are to one another and to customers");
    group->require_subcommand(1);
    Commands commands(*group, exit_code);
    addPartnershipCommands(commands);
    addRequestCommands(commands);
}

}  // namespace concordat::cli
