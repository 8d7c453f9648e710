#include "core/runtime/seed_file.hpp"

#include <algorithm>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/runtime/settings_file.hpp"
#include "core/runtime/yaml_section.hpp"

namespace concordat::runtime {
namespace {

// A user of every partner, before it gets a domain.
struct UserTemplate {
    std::string name;
    identity::Roles roles;
};

class SeedReader {
public:
    explicit SeedReader(std::vector<Mistake>& mistakes) : mistakes_(mistakes) {}

    Seed read(const YAML::Node& node) {
        YamlSection root(node, "", 1, mistakes_);
        Seed seed;
        root.require("password", "of every user");
        root.read("password", seed.password);
        for (auto& section : root.list("users")) users_.push_back(readUser(section));
        auto clouds = root.section("clouds");
        for (const auto& cloud : node["clouds"]) {
            // Any id: a seed may name clouds that this process does not serve.
            const auto& id = cloud.first.Scalar();
            auto sections = clouds.list(id);
            auto& partners = seed.clouds[id];
            for (auto& section : sections) partners.push_back(readPartner(section));
            for (std::size_t i = 0; i < partners.size(); ++i)
                readRelations(sections[i], partners, partners[i]);
        }
        clouds.refuseUnknownKeys();
        root.refuseUnknownKeys();
        return seed;
    }

private:
    static UserTemplate readUser(YamlSection& section) {
        UserTemplate user;
        std::vector<std::string> roles;
        section.require("name", "the part before the @");
        section.read("name", user.name);
        section.read("roles", roles);
        for (const auto& name : roles) {
            if (const auto role = identity::roleFromName(name))
                user.roles |= *role;
            else
                section.mistake("roles", "'" + name + "' is not a role");
        }
        section.refuseUnknownKeys();
        return user;
    }

    // All but what may name other partners; see readRelations.
    SeedPartner readPartner(YamlSection& section) const {
        SeedPartner seed;
        std::string domain;
        std::string culture;
        section.require("name", "by which operators call it");
        section.read("name", seed.partner.name);
        section.require("tenant", "a UUID");
        seed.partner.id = PartnerId{readUuid(section, "tenant")};
        section.require("domain", "of its directory");
        section.read("domain", domain);
        section.readWord<partners::PartnerKind>(
            "kind", seed.partner.kind,
            {{"direct-reseller", partners::PartnerKind::DirectReseller},
             {"indirect-provider", partners::PartnerKind::IndirectProvider},
             {"indirect-reseller", partners::PartnerKind::IndirectReseller}});
        section.read("mpn_id", seed.partner.mpn_id);
        section.read("culture", culture);
        auto application = section.section("application");
        application.require("id", "a UUID");
        seed.application = ApplicationId{readUuid(application, "id")};
        application.read("secret", seed.secret);
        application.refuseUnknownKeys();
        readProfiles(section, domain, culture, seed);
        // Whatever the file says: what a seed adds can be deleted again.
        seed.partner.sandbox = true;
        seed.partner.country = seed.profiles.billing.address.country;
        seed.partner.applications = {seed.application};
        for (const auto& user : users_) seed.users.push_back(userOf(seed, domain, user));
        return seed;
    }

    // The rest of a partner, once `all` of its cloud have been read: others may stand below it.
    static void readRelations(YamlSection& section, const std::vector<SeedPartner>& all,
                              SeedPartner& seed) {
        std::vector<std::string> names;
        section.read("resellers", names);
        if (!names.empty() && seed.partner.kind != partners::PartnerKind::IndirectProvider)
            section.mistake("resellers", "are for a partner of kind indirect-provider");
        for (const auto& name : names) {
            if (const auto* reseller = resellerNamed(name, all))
                seed.resellers.push_back(reseller->partner.id);
            else
                section.mistake("resellers",
                                "'" + name + "' is no partner of kind indirect-reseller here");
        }
        for (auto& customer : section.list("customers")) {
            seed.customers.push_back({readCustomer(customer), readReseller(customer, all, seed)});
            customer.refuseUnknownKeys();
        }
        section.refuseUnknownKeys();
    }

    static std::optional<PartnerId> readReseller(YamlSection& customer,
                                                 const std::vector<SeedPartner>& all,
                                                 const SeedPartner& seed) {
        std::string name;
        customer.read("reseller", name);
        if (name.empty()) return std::nullopt;
        const auto* reseller = resellerNamed(name, all);
        const auto& own = seed.resellers;
        if (reseller != nullptr &&
            std::find(own.begin(), own.end(), reseller->partner.id) != own.end())
            return reseller->partner.id;
        customer.mistake("reseller", "'" + name + "' is none of the partner's 'resellers'");
        return std::nullopt;
    }

    static const SeedPartner* resellerNamed(const std::string& name,
                                            const std::vector<SeedPartner>& all) {
        for (const auto& one : all)
            if (one.partner.name == name &&
                one.partner.kind == partners::PartnerKind::IndirectReseller)
                return &one;
        return nullptr;
    }

    static SeedUser userOf(const SeedPartner& seed, const std::string& domain,
                           const UserTemplate& user) {
        SeedUser made{.id = {}, .name = user.name + "@" + domain, .roles = user.roles};
        const auto hash = sha256({seed.partner.id.value.toString(), made.name});
        // The same at every start, so that what a developer has written down stays true.
        std::copy_n(hash.begin(), made.id.value.bytes.size(), made.id.value.bytes.begin());
        return made;
    }

    // Fills what a partner would have told at its enrolment from the few things that the file says.
    static void readProfiles(YamlSection& section, const std::string& domain,
                             const std::string& culture, SeedPartner& seed) {
        // By structure, so that a new profile does not compile until it is filled here.
        auto& [billing, legal, organization, support, version] = seed.profiles;
        section.require("company", "the name on its profiles");
        section.read("company", billing.company_name);
        section.read("currency", billing.billing_currency);
        billing.address = readAddress(section.section("address"));
        billing.primary_contact = {.first_name = "Sandbox",
                                   .last_name = "Administrator",
                                   .email = "admin@" + domain,
                                   .phone_number = billing.address.phone_number};
        legal = {.company_name = billing.company_name,
                 .address = billing.address,
                 .primary_contact = billing.primary_contact,
                 .company_approver_address = billing.address,
                 .company_approver_email = billing.primary_contact.email};
        organization = {.company_name = billing.company_name,
                        .default_address = billing.address,
                        .domain = domain,
                        .email = billing.primary_contact.email,
                        .language = culture.substr(0, culture.find('-')),
                        .culture = culture};
        // Made up from the domain, as everything that the file leaves out.
        support = {.email = "support@" + domain,
                   .telephone = billing.address.phone_number,
                   .website = "www." + domain};
        version = 1;
    }

    static accounts::CustomerDraft readCustomer(YamlSection& section) {
        accounts::CustomerDraft draft;
        auto& billing = draft.billing;
        section.require("domain", "with the cloud's suffix");
        section.read("domain", draft.domain);
        // What the API's reader does for partners; the rules expect it.
        draft.domain = foldName(draft.domain);
        section.require("company", "the name in the list");
        section.read("company", draft.company_name);
        section.read("registration_number", draft.registration_number);
        section.read("public_body", draft.public_body);
        billing.company_name = draft.company_name;
        section.read("culture", billing.culture);
        billing.language = billing.culture.substr(0, billing.culture.find('-'));
        auto contact = section.section("contact");
        contact.read("first_name", billing.first_name);
        contact.read("last_name", billing.last_name);
        contact.read("email", billing.email);
        contact.refuseUnknownKeys();
        billing.default_address = readAddress(section.section("address"));
        billing.default_address.first_name = billing.first_name;
        billing.default_address.last_name = billing.last_name;
        return draft;
    }

    // The keys are shorter than the API's names: people write this file.
    static accounts::Address readAddress(YamlSection section) {
        accounts::Address address;
        section.require("country", "two letters");
        section.read("country", address.country);
        section.read("state", address.state);
        section.read("city", address.city);
        section.read("postal_code", address.postal_code);
        section.read("line", address.address_line1);
        section.read("phone", address.phone_number);
        section.refuseUnknownKeys();
        return address;
    }

    static Uuid readUuid(YamlSection& section, const std::string& key) {
        std::string text;
        section.read(key, text);
        // An empty text has been told as missing.
        const auto id = Uuid::parse(text);
        if (!id && !text.empty()) section.mistake(key, "'" + text + "' is not a UUID");
        // They stand in the record for the cloud itself and its operator.
        if (id && id->isNil()) section.mistake(key, "must not be zeros alone");
        return id.value_or(Uuid{});
    }

    std::vector<Mistake>& mistakes_;  // not owned; outlives the reading
    std::vector<UserTemplate> users_;
};

}  // namespace

const std::vector<SeedPartner>& Seed::partnersOf(std::string_view cloud) const {
    static const std::vector<SeedPartner> none;
    const auto found = clouds.find(cloud);
    return found == clouds.end() ? none : found->second;
}

Seed readSeed(const std::filesystem::path& file) {
    Seed seed;
    auto mistakes = readYaml(file, [&seed](const YAML::Node& root, std::vector<Mistake>& found) {
        seed = SeedReader(found).read(root);
    });
    if (!mistakes.empty()) throw SettingsRefused(file, std::move(mistakes));
    return seed;
}

void checkSeed(SettingsDraft& draft) {
    const auto& file = draft.settings.seed_file;
    std::error_code none;
    if (!is_regular_file(file, none)) return;  // what checkFiles looks at
    try {
        static_cast<void>(readSeed(file));
    } catch (const SettingsRefused& refused) {
        for (const auto& mistake : refused.mistakes())
            draft.mistakes.push_back({draft.lines.at("seed_file"),
                                      "'seed_file' names " + file.string() + ", where line " +
                                          std::to_string(mistake.line) + ": " + mistake.text});
    }
}

}  // namespace concordat::runtime
