#include <algorithm>
#include <cctype>
#include <iomanip>
#include <iostream>
#include <stdexcept>

#include "core/base/log.hpp"
#include "core/identity/secrets.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

using partners::PartnerKind;
using partners::PartnerState;

// As given on the command line, unchecked.
struct NewPartner {
    std::string name;
    std::string tenant;
    std::string country;
    std::string kind = "direct-reseller";
    std::string mpn_id;
    std::vector<std::string> applications;
    bool sandbox = false;
    std::string company;
    std::string email;
    std::string currency;
};

const std::map<std::string, PartnerKind> kKinds = {
    {"direct-reseller", PartnerKind::DirectReseller},
    {"indirect-provider", PartnerKind::IndirectProvider},
    {"indirect-reseller", PartnerKind::IndirectReseller}};

std::string nameOf(PartnerKind kind) {
    for (const auto& [name, value] : kKinds)
        if (value == kind) return name;
    return "";
}

// Zeros alone stand in the record for the cloud itself and its operator.
Uuid uuidOf(const std::string& text, const std::string& option) {
    const auto id = Uuid::parse(text);
    if (!id) throw std::runtime_error(option + ": '" + text + "' is not a UUID");
    if (id->isNil()) throw std::runtime_error(option + ": zeros alone are nobody's");
    return *id;
}

/// A code of letters in capitals, such as a country's.
std::string codeOf(std::string text, std::size_t letters, const std::string& option,
                   const std::string& example) {
    const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
    if (text.size() != letters || !std::all_of(text.begin(), text.end(), is_letter))
        throw std::runtime_error(option + ": '" + text + "' must be " + std::to_string(letters) +
                                 " letters, such as " + example);
    for (auto& letter : text) letter = static_cast<char>(std::toupper(letter));
    return text;
}

NewPartner withCodes(NewPartner options) {
    if (options.name.find_first_not_of(' ') == std::string::npos)
        throw std::runtime_error("NAME: must not be blank");
    options.country = codeOf(options.country, 2, "--country", "DE");
    if (!options.currency.empty())
        options.currency = codeOf(options.currency, 3, "--currency", "EUR");
    return options;
}

partners::Partner partnerOf(const NewPartner& options) {
    partners::Partner partner;
    partner.id = PartnerId{uuidOf(options.tenant, "--tenant")};
    partner.name = options.name;
    partner.country = options.country;
    partner.kind = kKinds.at(options.kind);
    partner.sandbox = options.sandbox;
    partner.mpn_id = options.mpn_id;
    for (const auto& application : options.applications)
        partner.applications.push_back(ApplicationId{uuidOf(application, "--application")});
    return partner;
}

// What the partner fills in further by itself, over the API.
partners::PartnerProfiles profilesOf(const NewPartner& options) {
    partners::PartnerProfiles profiles;
    const auto& company = options.company.empty() ? options.name : options.company;
    profiles.billing.company_name = company;
    profiles.billing.address.country = options.country;
    profiles.billing.billing_currency = options.currency;
    profiles.billing.primary_contact.email = options.email;
    profiles.legal_business.company_name = company;
    profiles.legal_business.address.country = options.country;
    profiles.organization.company_name = company;
    profiles.organization.default_address.country = options.country;
    profiles.organization.email = options.email;
    profiles.support.email = options.email;
    return profiles;
}

void requireEnrolment(const rules::Cloud& cloud, const partners::Partner& partner,
                      const std::string& email) {
    const auto id = partner.id.value.toString();
    const auto decision = cloud.mayEnrol({.id = id,
                                          .country = partner.country,
                                          .kind = partner.kind,
                                          .sandbox = partner.sandbox,
                                          .contact_email = email});
    if (decision.allowed()) return;
    const auto* rule = cloud.facts().rule(decision.rule());
    std::string text = rule != nullptr && rule->text.contains("en") ? rule->text.at("en") : "";
    throw std::runtime_error("rule " + decision.rule() + " refuses this partner: " + text);
}

// Gives an application a new secret at the built-in authority and shows it, this once. The one that
// it had is good no more.
void issueSecret(store::Store& store, const PartnerId& partner, const ApplicationId& application) {
    const auto secret = identity::makeSecret();
    store.directory().put(
        partner, store::DirectoryApplication{.id = application,
                                             .secret_hashes = {identity::hashSecret(secret)}});
    std::cout << "application " << application.value.toString() << " secret " << secret << '\n';
}

int add(const CloudChoice& choice, const NewPartner& given) {
    const auto options = withCodes(given);
    const auto partner = partnerOf(options);
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    // Before anything is written: the cloud decides who may be a partner in it.
    requireEnrolment(opened->rules(), partner, options.email);
    if (!opened->store().partners().add(partner, profilesOf(options)))
        throw std::runtime_error("the tenant or the partner network id is a partner's already");
    std::cout << "tenant " << partner.id.value.toString() << '\n';
    // An external issuer has its own.
    if (chosen.cloud().identity.built_in)
        for (const auto& application : partner.applications)
            issueSecret(opened->store(), partner.id, application);
    logEvent(Severity::Information, "RUNTIME-PARTNER-ADDED", "An operator added a partner",
             {{"cloud", chosen.id}, {"partner", partner.id.value.toString()}});
    return kDone;
}

// By any of its names: operators know partners by what their mails call them.
int setState(const CloudChoice& choice, const std::string& name, PartnerState state) {
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    const auto partner = findPartner(opened->store(), name);
    if (!opened->store().partners().setState(partner.id, state))
        throw std::runtime_error("the partner is gone");
    const bool suspended = state == PartnerState::Suspended;
    std::cout << partner.name << (suspended ? " is suspended" : " is active")
              << "; a server that runs notices within seconds\n";
    logEvent(Severity::Information, "RUNTIME-PARTNER-STATE",
             "An operator changed a partner's state",
             {{"cloud", chosen.id},
              {"partner", partner.id.value.toString()},
              {"state", suspended ? "suspended" : "active"}});
    return kDone;
}

void requireApplication(const partners::Partner& partner, const ApplicationId& application) {
    const auto& known = partner.applications;
    if (std::find(known.begin(), known.end(), application) == known.end())
        throw std::runtime_error("'" + application.value.toString() +
                                 "' is no application of partner '" + partner.name + "'");
}

int renewSecret(const CloudChoice& choice, const std::string& name, const std::string& id) {
    const ApplicationId application{uuidOf(id, "--application")};
    const auto chosen = chooseCloud(choice);
    if (!chosen.cloud().identity.built_in)
        throw std::runtime_error("cloud '" + chosen.id +
                                 "' takes its tokens from an external issuer, which keeps the "
                                 "applications' secrets; ask that one");
    const auto opened = openForCommand(chosen);
    const auto partner = findPartner(opened->store(), name);
    requireApplication(partner, application);
    issueSecret(opened->store(), partner.id, application);
    logEvent(Severity::Information, "RUNTIME-PARTNER-SECRET",
             "An operator gave an application a new secret",
             {{"cloud", chosen.id},
              {"partner", partner.id.value.toString()},
              {"application", application.value.toString()}});
    return kDone;
}

// The day on which a reseller signed; today where none is given.
Instant signedAt(const std::string& date) {
    if (date.empty()) return SystemClock().now();
    const auto day = parseInstant(date + "T00:00:00Z");
    if (!day || *day > SystemClock().now())
        throw std::runtime_error("--signed: '" + date +
                                 "' must be a day that has begun, such as 2026-01-31");
    return *day;
}

// Providers are told of it: `GET /v1/compliance/csp/agreementstatus`.
int noteAgreement(const CloudChoice& choice, const std::string& name, const std::string& date) {
    const auto signed_at = signedAt(date);
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    const auto partner = findPartner(opened->store(), name);
    if (!opened->store().resellers().signAgreement(partner.id, signed_at))
        throw std::runtime_error("partner '" + partner.name + "' is no indirect reseller");
    std::cout << partner.name << " has signed its agreement\n";
    logEvent(Severity::Information, "RUNTIME-PARTNER-AGREEMENT",
             "An operator noted that a reseller has signed its agreement",
             {{"cloud", chosen.id}, {"partner", partner.id.value.toString()}});
    return kDone;
}

// A partner without a code can bring no customer into the Government Community Cloud.
int addCode(const CloudChoice& choice, const std::string& name,
            const accounts::ValidationCode& code) {
    const auto chosen = chooseCloud(choice);
    const auto opened = openForCommand(chosen);
    const auto partner = findPartner(opened->store(), name);
    if (!opened->store().qualifications().addValidationCode(partner.id, code))
        throw std::runtime_error("partner '" + partner.name + "' has this validation code already");
    std::cout << partner.name << " may use the code " << code.code << " " << code.max_creates
              << " times\n";
    logEvent(Severity::Information, "RUNTIME-PARTNER-CODE",
             "An operator gave a partner a validation code",
             {{"cloud", chosen.id}, {"partner", partner.id.value.toString()}});
    return kDone;
}

int list(const CloudChoice& choice) {
    constexpr int kName = 24;
    constexpr int kKind = 18;
    const auto opened = openForCommand(chooseCloud(choice));
    std::cout << std::left << std::setw(Uuid::kTextSize + 2) << "TENANT" << std::setw(kName)
              << "NAME"
              << "COUNTRY  " << std::setw(kKind) << "KIND"
              << "STATE      SANDBOX\n";
    for (const auto& partner : opened->store().partners().list())
        std::cout << partner.id.value.toString() << "  " << std::setw(kName) << partner.name
                  << partner.country << "       " << std::setw(kKind) << nameOf(partner.kind)
                  << (partner.state == PartnerState::Active ? "active     " : "suspended  ")
                  << (partner.sandbox ? "yes" : "no") << '\n';
    return kDone;
}

void addAddCommand(CLI::App& partner, int& exit_code) {
    auto* command = partner.add_subcommand(
        "add",
        "Bring a partner into a cloud: the tenant of its issuer and the applications that "
        "may call");
    auto choice = addCloudOptions(*command);
    auto options = std::make_shared<NewPartner>();
    command->add_option("NAME", options->name, "By which operators call it")->required();
    command->add_option("--tenant", options->tenant, "Its tenant id at the issuer (tid)")
        ->required();
    command->add_option("--country", options->country, "Two letters; decides where it may sell")
        ->required();
    command->add_option("--kind", options->kind, "How it sells")
        ->check(CLI::IsMember(kKinds))
        ->capture_default_str();
    command->add_option("--mpn-id", options->mpn_id, "Its partner network id");
    command->add_option("--application", options->applications,
                        "Client id that may call; several times; none: any of the tenant's");
    command->add_flag("--sandbox", options->sandbox, "An integration sandbox");
    command->add_option("--company", options->company, "Name on its profiles; NAME by default");
    command->add_option("--email", options->email, "Of its contact");
    command->add_option("--currency", options->currency, "Of its invoices, three letters");
    command->callback([choice, options, &exit_code] { exit_code = add(*choice, *options); });
}

void addStateCommand(CLI::App& partner, const std::string& verb, const std::string& help,
                     PartnerState state, int& exit_code) {
    auto* command = partner.add_subcommand(verb, help);
    auto choice = addCloudOptions(*command);
    auto* name = command->add_option("NAME", "Name, tenant id or partner network id")->required();
    command->callback([choice, name, state, &exit_code] {
        exit_code = setState(*choice, name->as<std::string>(), state);
    });
}

void addSecretCommand(CLI::App& partner, int& exit_code) {
    auto* command = partner.add_subcommand(
        "secret", "Give an application a new secret at the built-in authority, and show it once");
    auto choice = addCloudOptions(*command);
    auto* name = command->add_option("NAME", "Name, tenant id or partner network id")->required();
    auto* application = command->add_option("--application", "Its client id")->required();
    command->callback([choice, name, application, &exit_code] {
        exit_code = renewSecret(*choice, name->as<std::string>(), application->as<std::string>());
    });
}

void addAgreementCommand(CLI::App& partner, int& exit_code) {
    auto* command = partner.add_subcommand(
        "agreement", "Note that an indirect reseller has signed its agreement with the operator");
    auto choice = addCloudOptions(*command);
    auto* name = command->add_option("NAME", "Name, tenant id or partner network id")->required();
    auto date = std::make_shared<std::string>();
    command->add_option("--signed", *date, "The day, such as 2026-01-31; today by default");
    command->callback([choice, name, date, &exit_code] {
        exit_code = noteAgreement(*choice, name->as<std::string>(), *date);
    });
}

void addCodeCommand(CLI::App& partner, int& exit_code) {
    constexpr std::uint32_t kMostCreates = 1'000'000;
    auto* command = partner.add_subcommand(
        "code", "Give a partner a validation code for the Government Community Cloud");
    auto choice = addCloudOptions(*command);
    auto code = std::make_shared<accounts::ValidationCode>();
    auto* name = command->add_option("NAME", "Name, tenant id or partner network id")->required();
    command->add_option("--code", code->code, "By which the partner names it, up to 64 characters")
        ->required()
        ->check(CLI::Validator(
            [](const std::string& text) {
                constexpr std::size_t kLongest = 64;
                return text.empty() || text.size() > kLongest ? "must have 1 to 64 characters" : "";
            },
            "TEXT"));
    command->add_option("--organization", code->organization_name, "For whom it is")->required();
    command->add_option("--max-creates", code->max_creates, "How often it may be used")
        ->required()
        ->check(CLI::Range(std::uint32_t{1}, kMostCreates));
    command->callback([choice, name, code, &exit_code] {
        exit_code = addCode(*choice, name->as<std::string>(), *code);
    });
}

}  // namespace

void addPartnerCommand(CLI::App& app, int& exit_code) {
    auto* partner = app.add_subcommand("partner", "Manage the partners of a cloud");
    partner->require_subcommand(1);
    addAddCommand(*partner, exit_code);
    addStateCommand(*partner, "suspend",
                    "Let a partner add no more customers; it manages those it has",
                    PartnerState::Suspended, exit_code);
    addStateCommand(*partner, "resume", "Let a suspended partner add customers again",
                    PartnerState::Active, exit_code);
    addSecretCommand(*partner, exit_code);
    addCodeCommand(*partner, exit_code);
    addAgreementCommand(*partner, exit_code);
    auto* listing = partner->add_subcommand("list", "List the partners of a cloud");
    auto choice = addCloudOptions(*listing);
    listing->callback([choice, &exit_code] { exit_code = list(*choice); });
}

}  // namespace concordat::cli
