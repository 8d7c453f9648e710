#include <array>
#include <iostream>
#include <stdexcept>

#include "core/accounts/qualification_service.hpp"
#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/base/text.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

using accounts::Qualification;
using accounts::QualificationKind;
using accounts::Vetting;

constexpr std::array kKinds{QualificationKind::Education,
                            QualificationKind::NonProfit,
                            QualificationKind::GovernmentCommunityCloud,
                            QualificationKind::StateOwnedEntity,
                            QualificationKind::PublicBody,
                            QualificationKind::Account};
constexpr std::size_t kLongestReason = 512;

struct Review {
    std::string partner;
    std::string customer;
    std::string qualification;
    std::string reason;
    bool approve = false;
    bool deny = false;
    bool again = false;
};

CustomerId customerIdOf(const std::string& text) {
    if (const auto id = Uuid::parse(text)) return CustomerId{*id};
    throw std::runtime_error("--customer: '" + text + "' is not a UUID");
}

QualificationKind kindOf(const std::string& word) {
    std::string words;
    for (const auto kind : kKinds) {
        if (equalsIgnoringCase(word, accounts::nameOf(kind))) return kind;
        words.append(words.empty() ? "" : ", ").append(accounts::nameOf(kind));
    }
    throw std::runtime_error("--qualification: '" + word + "' is none of " + words);
}

/// Partners apply for these; the others are given by operators, or come with the customer.
bool needsApplication(QualificationKind kind) {
    return kind == QualificationKind::Education ||
           kind == QualificationKind::GovernmentCommunityCloud;
}

void show(const Qualification& one) {
    std::cout << accounts::nameOf(one.kind) << "  " << accounts::nameOf(one.vetting) << "  since "
              << toString(one.decisions == 0 ? one.created : one.decided) << '\n';
    if (!one.evidence.empty()) std::cout << "  evidence  " << one.evidence << '\n';
    if (!one.reason.empty()) std::cout << "  reason    " << one.reason << '\n';
}

void showAll(const accounts::Customer& customer, const std::vector<Qualification>& reviews) {
    std::cout << customer.company_name << ", " << customer.domain << '\n';
    if (!customer.public_body.empty())
        std::cout << "  public body  " << customer.public_body << '\n';
    for (const auto& one : reviews) show(one);
    if (reviews.empty()) std::cout << "nothing is under review\n";
}

/// What the decision is about. @throws std::runtime_error when there is nothing to decide
std::optional<Qualification> toDecide(const std::vector<Qualification>& reviews,
                                      QualificationKind kind, bool again) {
    for (const auto& one : reviews) {
        if (one.kind != kind) continue;
        if (one.decisions == 0 || again) return one;
        throw std::runtime_error("an operator has decided this already; --again decides anew");
    }
    if (needsApplication(kind))
        throw std::runtime_error(
            "the partner has not applied for this; there is nothing to decide");
    return std::nullopt;
}

audit::Actor operatorNow() {
    return {.application = {},
            .user_name = {},
            .correlation = CorrelationId{makeRandomUuid()},
            .at = SystemClock().now()};
}

void decide(const ChosenCloud& chosen, store::Store& store, accounts::QualificationService& service,
            const partners::Partner& partner, const CustomerId& customer, const Review& options) {
    const auto kind = kindOf(options.qualification);
    const auto seen = toDecide(service.reviews(partner.id, customer), kind, options.again);
    const auto actor = operatorNow();
    const auto vetting = options.approve ? Vetting::Approved : Vetting::Denied;
    const auto planned =
        service.planReview(partner, actor, customer, seen, {kind, vetting, options.reason});
    if (store.changes().apply(planned.changes) != changes::Outcome::Applied)
        throw std::runtime_error("another operator has decided meanwhile; look again");
    show(planned.qualification);
    std::cout << "entry " << planned.changes.entry.id.toString() << " of the record\n";
    logEvent(Severity::Information, "RUNTIME-CUSTOMER-REVIEWED",
             "An operator decided on a customer's qualification",
             {{"cloud", chosen.id},
              {"partner", partner.id.value.toString()},
              {"customer", customer.value.toString()},
              {"qualification", std::string(accounts::nameOf(kind))},
              {"vetting", std::string(accounts::nameOf(vetting))},
              {"correlation", actor.correlation.value.toString()}});
}

int review(const CloudChoice& choice, const Review& options) {
    const auto id = customerIdOf(options.customer);
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    auto& store = opened->store();
    const auto partner = findPartner(store, options.partner);
    const auto customer = store.customers().find(partner.id, id);
    if (!customer)
        throw std::runtime_error("partner '" + partner.name +
                                 "' has no such customer: " + id.value.toString());
    accounts::CustomerService customers(store.customers(), store.qualifications(), opened->rules());
    accounts::QualificationService service(customers, store.qualifications());
    if (options.approve || options.deny)
        decide(chosen, store, service, partner, id, options);
    else
        showAll(*customer, service.reviews(partner.id, id));
    return kDone;
}

void addDecision(CLI::App& command, Review& options) {
    auto* kind = command.add_option("--qualification", options.qualification,
                                    "What is decided, such as Education or PublicBody");
    auto* reason =
        command.add_option("--reason", options.reason, "Why; the partner reads it in replies")
            ->check(CLI::Validator(
                [](const std::string& text) {
                    return text.empty() || text.size() > kLongestReason || !isStorable(text)
                               ? "must have 1 to 512 bytes of text"
                               : "";
                },
                "TEXT"));
    auto* approve = command.add_flag("--approve", options.approve, "The customer is what it says");
    auto* deny = command.add_flag("--deny", options.deny, "It is not, or nothing shows that it is");
    for (auto* decision : {approve, deny}) decision->needs(kind)->needs(reason);
    approve->excludes(deny);
    command.add_flag("--again", options.again, "Decide anew what has been decided");
}

}  // namespace

void addReviewCommand(CLI::App& customer, int& exit_code) {
    auto* command = customer.add_subcommand(
        "review", "Show what of a customer is under review, with its evidence, and decide");
    explain(
        *command,
        "Without --approve or --deny it only shows. Each decision gets an entry of the record; "
        "of two operators\nwho decide at once, the second is told so. May run beside a server.");
    auto choice = addCloudOptions(*command);
    auto options = std::make_shared<Review>();
    command
        ->add_option("--partner", options->partner,
                     "Whose customer it is: name, tenant id or partner network id")
        ->required();
    command->add_option("--customer", options->customer, "Id of the customer")->required();
    addDecision(*command, *options);
    command->callback([choice, options, &exit_code] { exit_code = review(*choice, *options); });
}

}  // namespace concordat::cli
