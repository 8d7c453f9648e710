#include "core/runtime/seeder.hpp"

#include "core/accounts/customer_service.hpp"
#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/identity/secrets.hpp"

namespace concordat::runtime {
namespace {

// Puts one cloud's seed into its store.
class Seeder {
public:
    Seeder(OpenedCloud& cloud, std::string password_hash, const Clock& clock)
        : cloud_(cloud), password_hash_(std::move(password_hash)), clock_(clock) {}

    // Adds what is not there yet. The application comes last: nobody can sign in without it, so
    // that a partner either is whole or is nobody's yet, and a start that was cut off is taken up
    // again.
    void add(const SeedPartner& seed) {
        const auto& id = seed.partner.id;
        requireEnrolment(seed);
        if (!cloud_.store().partners().find(id) &&
            !cloud_.store().partners().add(seed.partner, seed.profiles))
            refuse(seed.partner.name, "partner network id taken");
        for (const auto& user : seed.users) addUser(id, user);
        for (const auto& customer : seed.customers)
            if (!hasCustomer(id, customer.domain)) addCustomer(seed.partner, customer);
        cloud_.store().directory().put(
            id, store::DirectoryApplication{.id = seed.application,
                                            .secret_hashes = {identity::hashSecret(seed.secret)}});
    }

private:
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

    void addCustomer(const partners::Partner& partner, const accounts::CustomerDraft& draft) {
        accounts::CustomerService service(cloud_.store().customers(),
                                          cloud_.store().qualifications(), cloud_.rules());
        const audit::Actor actor{.application = partner.applications.front(),
                                 .user_name = {},
                                 .correlation = CorrelationId{makeRandomUuid()},
                                 .at = clock_.now()};
        try {
            const auto planned = service.planAdd(partner, actor, draft);
            if (cloud_.store().changes().apply(planned.changes) != changes::Outcome::Applied)
                refuse(draft.domain, "domain taken");
        } catch (const Error& error) {
            // Not the seed's fault: there is nothing to mend in the file.
            if (error.kind() == ErrorKind::StoreUnavailable) throw;
            refuse(draft.domain,
                   error.arguments().empty() ? std::to_string(error.code()) : error.arguments()[0]);
        }
    }

    [[noreturn]] static void refuse(const std::string& what, const std::string& why) {
        throw FatalError("RUNTIME-SEED-REFUSED",
                         "the seed's '" + what + "' is refused (" + why + "); mend the seed file");
    }

    OpenedCloud& cloud_;
    std::string password_hash_;
    const Clock& clock_;
};

}  // namespace

void seedCloud(OpenedCloud& cloud, const std::string& id, const Seed& seed, const Clock& clock) {
    std::size_t added = 0;
    std::string password_hash;
    for (const auto& partner : seed.partnersOf(id)) {
        // One that is whole is left alone with all that it has by now.
        if (cloud.store().directory().findApplication(partner.partner.id, partner.application))
            continue;
        // Made once for all users of the cloud, since it is slow on purpose.
        if (password_hash.empty()) password_hash = identity::hashPassword(seed.password);
        Seeder(cloud, password_hash, clock).add(partner);
        ++added;
    }
    if (added > 0)
        logEvent(Severity::Information, "RUNTIME-SEEDED", "Sandbox partners were added",
                 {{"cloud", id}, {"partners", std::to_string(added)}});
}

}  // namespace concordat::runtime
