#include "core/runtime/seeder.hpp"

#include <algorithm>

#include "core/accounts/customer_service.hpp"
#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/identity/secrets.hpp"
#include "core/relationships/relationship_service.hpp"

namespace concordat::runtime {
namespace {

// Puts one cloud's seed into its store.
class Seeder {
public:
    // `all` of the cloud's seed.
    Seeder(OpenedCloud& cloud, const std::vector<SeedPartner>& all, std::string password_hash,
           const Clock& clock)
        : cloud_(cloud),
          all_(all),
          password_hash_(std::move(password_hash)),
          clock_(clock),
          relationships_(cloud.store().relationships(), cloud.rules()) {}

    // Adds what is not there yet. The application comes last: nobody can sign in without it, so
    // that a partner either is whole or is nobody's yet, and a start that was cut off is taken up
    // again.
    void add(const SeedPartner& seed) {
        const auto& id = seed.partner.id;
        enrol(seed);
        for (const auto& user : seed.users) addUser(id, user);
        for (const auto& reseller : seed.resellers) addReseller(seed.partner, reseller);
        for (const auto& customer : seed.customers)
            if (!hasCustomer(id, customer.draft.domain)) addCustomer(seed.partner, customer);
        cloud_.store().directory().put(
            id, store::DirectoryApplication{.id = seed.application,
                                            .secret_hashes = {identity::hashSecret(seed.secret)}});
    }

private:
    void enrol(const SeedPartner& seed) {
        requireEnrolment(seed);
        if (!cloud_.store().partners().find(seed.partner.id) &&
            !cloud_.store().partners().add(seed.partner, seed.profiles))
            refuse(seed.partner.name, "partner network id taken");
    }

    // The reseller may stand below the provider in the file, which gets the rest of it later.
    void addReseller(const partners::Partner& provider, const PartnerId& id) {
        const auto reseller = std::find_if(all_.begin(), all_.end(),
                                           [&id](const auto& one) { return one.partner.id == id; });
        enrol(*reseller);
        const auto held = cloud_.store().relationships().findPartnership(provider.id, id);
        if (held && held->state == relationships::PartnershipState::Active) return;
        std::string token;
        apply(provider.name, "too many invitations", [&] {
            auto planned = relationships_.planInvitation(provider, actorOf(provider));
            token = planned.token;
            return std::move(planned.changes);
        });
        apply(reseller->partner.name, "partnership taken", [&] {
            return relationships_.planAcceptance(reseller->partner, actorOf(reseller->partner),
                                                 token);
        });
    }

    void requireEnrolment(const SeedPartner& seed) const {
        const auto id = seed.partner.id.value.toString();
        const auto decision =
            cloud_.rules().mayEnrol({.id = id,
                                     .country = seed.partner.country,
                                     .kind = seed.partner.kind,
                                     .sandbox = seed.partner.sandbox,
                                     .contact_email = seed.profiles.billing.primary_contact.email});
        if (!decision.allowed()) refuse(seed.partner.name, decision.rule());
    }

    void addUser(const PartnerId& partner, const SeedUser& user) {
        const store::DirectoryUser account{.id = user.id,
                                           .user_name = user.name,
                                           .password_hash = password_hash_,
                                           .roles = user.roles.bits()};
        if (!cloud_.store().directory().put(partner, account)) refuse(user.name, "user name taken");
    }

    bool hasCustomer(const PartnerId& partner, const std::string& domain) {
        accounts::CustomerQuery query;
        query.order = accounts::CustomerOrder::Domain;
        query.prefix = domain;
        query.size = 1;
        accounts::CustomerPage page;
        cloud_.store().customers().list(partner, query, page);
        // The shortest domain with that prefix comes first: its own, if there is one.
        return page.size() == 1 && page[0].domain == domain;
    }

    void addCustomer(const partners::Partner& partner, const SeedCustomer& customer) {
        accounts::CustomerService service(cloud_.store().customers(),
                                          cloud_.store().qualifications(), cloud_.rules());
        const auto actor = actorOf(partner);
        apply(customer.draft.domain, "domain taken", [&] {
            auto planned = service.planAdd(partner, actor, customer.draft);
            if (customer.reseller)
                relationships::RelationshipService::addShare(
                    planned.changes, planned.customer,
                    relationships_.requireReseller(partner.id, customer.reseller->value.toString()),
                    actor);
            return std::move(planned.changes);
        });
    }

    // Whatever a partner does here it does by its application.
    [[nodiscard]] audit::Actor actorOf(const partners::Partner& partner) const {
        return {.application = partner.applications.front(),
                .user_name = {},
                .correlation = CorrelationId{makeRandomUuid()},
                .at = clock_.now()};
    }

    // Applies what `plan` gives. `taken` is why that may not be applied.
    template <typename Plan>
    void apply(const std::string& what, const std::string& taken, Plan plan) {
        try {
            if (cloud_.store().changes().apply(plan()) != changes::Outcome::Applied)
                refuse(what, taken);
        } catch (const Error& error) {
            // Not the seed's fault: there is nothing to mend in the file.
            if (error.kind() == ErrorKind::StoreUnavailable) throw;
            refuse(what,
                   error.arguments().empty() ? std::to_string(error.code()) : error.arguments()[0]);
        }
    }

    [[noreturn]] static void refuse(const std::string& what, const std::string& why) {
        throw FatalError("RUNTIME-SEED-REFUSED",
                         "the seed's '" + what + "' is refused (" + why + "); mend the seed file");
    }

    OpenedCloud& cloud_;
    const std::vector<SeedPartner>& all_;
    std::string password_hash_;
    const Clock& clock_;
    relationships::RelationshipService relationships_;
};

}  // namespace

void seedCloud(OpenedCloud& cloud, const std::string& id, const Seed& seed, const Clock& clock) {
    std::size_t added = 0;
    std::string password_hash;
    const auto& all = seed.partnersOf(id);
    for (const auto& partner : all) {
        // One that is whole is left alone with all that it has by now.
        if (cloud.store().directory().findApplication(partner.partner.id, partner.application))
            continue;
        // Made once for all users of the cloud, since it is slow on purpose.
        if (password_hash.empty()) password_hash = identity::hashPassword(seed.password);
        Seeder(cloud, all, password_hash, clock).add(partner);
        ++added;
    }
    if (added > 0)
        logEvent(Severity::Information, "RUNTIME-SEEDED", "Sandbox partners were added",
                 {{"cloud", id}, {"partners", std::to_string(added)}});
}

}  // namespace concordat::runtime
